/** Interface texts. `%1`, `%2` stand for arguments; the ids are part of `WebIO.message_tpl`. */

import { loadChunk } from './assets.js';

const english = {
  disconnected_with_server: 'Disconnected from the server. Please reload the page.',
  connect_fail: 'Cannot connect to the server.',
  error_in_input: 'There is an error in the input, please correct it.',
  file_size_exceed: 'File "%1" is larger than the limit of %2.',
  file_total_size_exceed: 'The files together are larger than the limit of %1.',
  submit: 'Submit',
  reset: 'Reset',
  cancel: 'Cancel',
  duplicated_pin_name: 'This widget is no longer in use: a newer one has the same name.',
  browse_file: 'Browse file',
  duplicated_scope_name: 'A scope with this name already exists on the page.',
  file_uploading: 'Uploading',
  // Ids of this client
  loading: 'Loading...',
  close: 'Close',
  reload: 'Reload',
  reconnecting: 'Reconnecting…',
  session_gone: 'This session has ended.',
  connection_lost: 'The connection to the server is lost.',
  upload_refused: 'The server refuses the upload: it is too large.',
  file_unreadable: 'File "%1" can no longer be read. Please choose it again.',
  file_kind_refused: 'File "%1" is not of a kind that is asked for here.',
  folder_refused: '"%1" is a folder. Please choose the files in it.',
  session_replaced: 'This session goes on in another window.',
  remove_file: 'Remove %1',
  remove_choice: 'Remove %1',
  panel_handle: 'Height of the input panel',
  editor_leave_hint: 'Press Esc, then Tab to leave the editor.',
  copy_code: 'Copy code',
  copied: 'Copied',
  enlarge_image: 'Enlarge the image',
  enlarge_named: '%1 (enlarge)',
  more_outputs: 'and %1 more outputs',
  rows_selected: '%1 selected',
  clear_selection: 'Clear selection',
  cell_content: 'Content of the cell',
  unknown_part: 'This page does not know how to show “%1”.',
  not_shown: 'Something here cannot be shown.',
  place_gone: 'Something is not shown: its place is no longer on the page.',
  file_missing: 'Something may be missing: %1 does not load.',
};

export type MessageId = keyof typeof english;
export type Texts = Readonly<Record<MessageId, string>>;

/** Those that are chunks of their own, as the names of their files. */
const languages = ['de', 'es', 'fa', 'fr', 'ja', 'pt', 'ru', 'uz', 'zh', 'zh_hant'] as const;
export type Language = (typeof languages)[number];

export class Messages {
  /** `WebIO.message_tpl`: texts of the application, which win. */
  readonly custom: Record<string, string> = {};
  #texts: Texts = english;

  /** Fetches the first of *tags* that there are texts for; resolves in any case. */
  async use(tags: readonly string[]): Promise<void> {
    const language = languageOf(tags);
    if (language === 'en') return;
    try {
      this.#texts = (await loadChunk(`language_${language}`)).texts;
    } catch (error) {
      console.error('PyWebIO: English it is, for want of', language, error);
    }
  }

  text(id: string, ...args: readonly string[]): string {
    // An app may have set anything at all.
    const custom: unknown = this.custom[id];
    const known = (this.#texts as Record<string, string>)[id] ?? id;
    const template = typeof custom === 'string' ? custom : known;
    return template.replace(/%(\d)/g, (whole, digit) => args[Number(digit) - 1] ?? whole);
  }
}

/** *tags*: as the browser lists them, best first. */
function languageOf(tags: readonly string[]): Language | 'en' {
  for (const tag of tags) {
    const [name] = tag.toLowerCase().split('-');
    if (name === 'en') return name;
    if (name === 'zh') return /-(hant|tw|hk|mo)\b/i.test(tag) ? 'zh_hant' : 'zh';
    const known = languages.find((language) => language === name);
    if (known !== undefined) return known;
  }
  return 'en';
}
