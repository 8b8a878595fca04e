/** Choosing files: by the browser's picker, by dropping or by pasting them. */

import { asText } from '../../dom/text.js';
import { h } from '../dom.js';
import { isTruthy } from './attributes.js';
import type { ControlHost } from './control.js';
import { Field } from './field.js';
import { FileList } from './file_list.js';
import { accepts, filesAndFolders, findSizeFault, isSameFile, mayAccept } from './file_rules.js';
import type { InputItem, Json } from '../../protocol/commands.js';

const CONSUMED = [
  'accept',
  'multiple',
  'placeholder',
  'max_size',
  'max_total_size',
  'required',
] as const;

export class FileControl extends Field {
  readonly #input: HTMLInputElement;
  readonly #prompt: HTMLElement;
  readonly #area: HTMLElement;
  readonly #list: FileList;
  #chosen: readonly File[] = [];

  constructor(item: InputItem, host: ControlHost) {
    super(item, host);
    this.#input = h('input', {
      id: this.frame.id,
      type: 'file',
      name: item.name,
      class: 'custom-file-input',
      accept: acceptText(item['accept']) || undefined,
      multiple: this.#isMultiple(),
    });
    this.copyAttributes(this.#input, ...CONSUMED);
    this.#prompt = h('span', { class: 'custom-file-label' });
    this.#showPrompt(item['placeholder']);
    const button = h(
      'span',
      { class: 'custom-file-button', 'aria-hidden': 'true' },
      host.text('browse_file'),
    );
    this.#area = h('div', { class: 'custom-file' }, this.#input, button, this.#prompt);
    this.#list = new FileList(host, (file) => {
      this.#choose(this.#chosen.filter((other) => other !== file));
      this.#input.focus();
    });
    this.frame.fill(h('div', { class: 'input-body' }, this.#area, this.#list.element), [
      this.#input,
    ]);
    if (isTruthy(item['required'])) this.noteRequired();
    this.#listen();
  }

  value(): Json {
    return this.#isMultiple() ? [] : null;
  }

  override files(): readonly File[] {
    return this.#chosen;
  }

  reset(): void {
    this.#show([]);
    this.clearStatus();
  }

  protected targets(): readonly HTMLElement[] {
    return [this.#input];
  }

  /** A page cannot put files into a field; it can only empty it. */
  protected setValue(value: Json): void {
    if (!isTruthy(value) || (Array.isArray(value) && value.length === 0)) this.#show([]);
  }

  protected override updateMember(name: string, value: Json): void {
    if (name === 'placeholder') this.#showPrompt(value);
    else if (name === 'accept') this.#input.accept = acceptText(value);
    else super.updateMember(name, value);
  }

  /** What the server says of itself, in English, is said in the language of the page. */
  #showPrompt(placeholder: Json | undefined): void {
    const text = asText(placeholder);
    this.#prompt.textContent = text === 'Choose file' ? this.host.text('choose_file') : text;
  }

  protected override validationMessage(): string | null {
    if (!isTruthy(this.item['required']) || this.#chosen.length > 0) return null;
    // The browser's own check does not know files that were dropped or refused.
    return this.host.text('file_missing');
  }

  #isMultiple(): boolean {
    return isTruthy(this.item['multiple']);
  }

  #listen(): void {
    this.#input.addEventListener('change', () => {
      this.#picked([...(this.#input.files ?? [])]);
    });
    // The input lies over the whole area, so only its look while dragging is left to do.
    for (const kind of ['dragenter', 'dragover', 'dragleave', 'dragend', 'drop'] as const) {
      this.#area.addEventListener(kind, (event) => {
        this.#area.classList.toggle('drag-over', kind === 'dragenter' || kind === 'dragover');
        if (kind === 'dragover' || kind === 'drop') event.preventDefault();
        if (kind === 'drop' && event.dataTransfer) this.#dropped(event.dataTransfer);
      });
    }
    this.element.addEventListener('paste', (event) => {
      if (this.offer([...(event.clipboardData?.files ?? [])])) event.preventDefault();
    });
  }

  offer(files: readonly File[]): boolean {
    if (this.#input.disabled) return false;
    const fitting = files.filter((file) => accepts(file, this.#input.accept));
    if (fitting.length > 0) this.#take(this.#isMultiple() ? fitting : fitting.slice(0, 1));
    return fitting.length > 0;
  }

  lose(file: File): void {
    if (!this.#chosen.includes(file)) return;
    this.#choose(this.#chosen.filter((other) => other !== file));
    this.showInvalid(this.host.text('file_unreadable', file.name));
  }

  /** The picker lets through what its user asks for: all files, after all. */
  #picked(files: readonly File[]): void {
    const fitting = files.filter((file) => mayAccept(file, this.#input.accept));
    if (fitting.length > 0 || files.length === 0) this.#take(fitting);
    else this.#show(this.#chosen);
    this.#tellUnfit(files.find((file) => !fitting.includes(file)));
  }

  #dropped(transfer: DataTransfer): void {
    const { files, folders } = filesAndFolders(transfer);
    this.offer(files);
    this.#tellUnfit(files.find((file) => !accepts(file, this.#input.accept)));
    if (folders[0]) this.showInvalid(this.host.text('folder_refused', folders[0].name));
  }

  #tellUnfit(file: File | undefined): void {
    if (file) this.showInvalid(this.host.text('file_kind_refused', file.name));
  }

  /** Further files join those of a `multiple` field; elsewhere the newest choice counts. */
  #take(files: readonly File[]): void {
    const isNew = (file: File): boolean => !this.#chosen.some((known) => isSameFile(known, file));
    const keeps = this.#isMultiple() && files.length > 0;
    const wanted = keeps ? [...this.#chosen, ...files.filter(isNew)] : files;
    const limits = {
      each: Number(this.item['max_size'] ?? 0),
      total: Number(this.item['max_total_size'] ?? 0),
    };
    const fault = findSizeFault(wanted, limits, this.host.language);
    if (!fault) {
      this.#choose(wanted);
      return;
    }
    // A refused file must not leave an older one standing in its place unnoticed.
    this.#show(keeps ? this.#chosen : []);
    this.showInvalid(
      fault.kind === 'file'
        ? this.host.text('file_size_exceed', fault.name, fault.limit)
        : this.host.text('file_total_size_exceed', fault.limit),
    );
  }

  #choose(files: readonly File[]): void {
    this.#show(files);
    this.edited();
  }

  #show(files: readonly File[]): void {
    this.#chosen = files;
    this.#list.show(files);
    this.#area.classList.toggle('has-files', files.length > 0);
    mirror(files, this.#input);
  }
}

/** Page scripts that read `input.files` see what will be sent. */
function mirror(files: readonly File[], input: HTMLInputElement): void {
  if (files.length === 0) {
    input.value = '';
  } else if (typeof DataTransfer === 'function') {
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    input.files = transfer.files;
  }
}

function acceptText(accept: Json | undefined): string {
  return Array.isArray(accept) ? accept.map(asText).join(',') : asText(accept);
}
