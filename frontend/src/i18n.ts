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
  choose_file: 'Choose file',
  loading: 'Loading...',
  close: 'Close',
  reload: 'Reload',
  reconnecting: 'Reconnecting…',
  reconnected: 'The connection is back.',
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
  more_outputs: { one: 'and %1 more output', other: 'and %1 more outputs' },
  rows_selected: { one: '%1 row selected', other: '%1 rows selected' },
  clear_selection: 'Clear selection',
  cell_content: 'Content of the cell',
  unknown_part: 'This page does not know how to show “%1”.',
  not_shown: 'Something here cannot be shown.',
  place_gone: 'Something is not shown: its place is no longer on the page.',
  not_loaded: 'Something may be missing: %1 does not load.',
  data_table: 'Data table',
  scroll_area: 'Scrolling area',
  no_results: 'No results found',
  required: 'required',
  // Why a field will not do
  value_missing: 'Please fill in this field.',
  choice_missing: 'Please choose an option.',
  file_missing: 'Please choose a file.',
  not_a_number: 'Please enter a number.',
  bad_value: 'This entry is incomplete or not valid.',
  bad_email: 'Please enter an email address, such as name@example.com.',
  bad_url: 'Please enter an address, such as https://example.com.',
  bad_format: 'This entry does not have the expected form.',
  too_short: {
    one: 'Please enter at least %1 character.',
    other: 'Please enter at least %1 characters.',
  },
  too_long: {
    one: 'Please enter at most %1 character.',
    other: 'Please enter at most %1 characters.',
  },
  too_small: 'The value must be %1 or more.',
  too_large: 'The value must be %1 or less.',
  not_whole: 'Please enter a whole number.',
  off_step: 'The nearest valid values are %1 and %2.',
} satisfies Readonly<Record<string, Text>>;

/** A text with a number in it, in the forms that the language has for numbers. */
type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };
type Text = string | Forms;

/** What stands for `%1`, `%2`; numbers are written as the language writes them. */
export type TextArgument = string | number;

export type MessageId = keyof typeof english;
export type Texts = Readonly<Record<MessageId, Text>>;

/** Those that are chunks of their own, as the names of their files. */
const languages = ['de', 'es', 'fa', 'fr', 'ja', 'pt', 'ru', 'uz', 'zh', 'zh_hant'] as const;
export type Language = (typeof languages)[number];

export class Messages {
  /** `WebIO.message_tpl`: texts of the application, which win. */
  readonly custom: Record<string, string> = {};
  #texts: Texts = english;
  #language: Language | 'en' = 'en';

  /** A tag such as `de` or `zh-Hant`: the language that the texts are in. */
  get language(): string {
    return this.#language.replace('zh_hant', 'zh-Hant');
  }

  /** Fetches the first of *tags* that there are texts for; resolves in any case. */
  async use(tags: readonly string[]): Promise<void> {
    const language = languageOf(tags);
    if (language === 'en') return;
    try {
      this.#texts = (await loadChunk(`language_${language}`)).texts;
      this.#language = language;
    } catch (error) {
      console.error('PyWebIO: English it is, for want of', language, error);
    }
  }

  text(id: string, ...args: readonly TextArgument[]): string {
    // An app may have set anything at all.
    const custom: unknown = this.custom[id];
    const known = (this.#texts as Record<string, Text>)[id] ?? id;
    const template = typeof custom === 'string' ? custom : this.#form(known, args);
    return template.replace(/%(\d)/g, (whole, digit) => {
      const argument = args[Number(digit) - 1] ?? whole;
      return typeof argument === 'number' ? formatNumber(argument, this.language) : argument;
    });
  }

  #form(text: Text, args: readonly TextArgument[]): string {
    if (typeof text === 'string') return text;
    const rule = new Intl.PluralRules(this.language).select(Number(args[0]));
    return text[rule] ?? text.other;
  }
}

export function formatNumber(
  value: number,
  language: string,
  options: Intl.NumberFormatOptions = {},
): string {
  const exact = { maximumFractionDigits: 12, useGrouping: 'min2' } as const;
  return new Intl.NumberFormat(language, { ...exact, ...options }).format(value);
}

/** *tags*: as the browser lists them, best first. */
function languageOf(tags: readonly string[]): Language | 'en' {
  for (const tag of tags) {
    const [name, ...rest] = tag.toLowerCase().split('-');
    if (name === 'en') return name;
    if (name === 'zh') return isTraditional(rest) ? 'zh_hant' : 'zh';
    const known = languages.find((language) => language === name);
    if (known !== undefined) return known;
  }
  return 'en';
}

/** A script says more than a region: `zh-Hans-HK` is simplified Chinese. */
function isTraditional(subtags: readonly string[]): boolean {
  if (subtags.includes('hans')) return false;
  return ['hant', 'tw', 'hk', 'mo'].some((subtag) => subtags.includes(subtag));
}
