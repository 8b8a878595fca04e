/** One-line inputs: text, password, url, email, date, time, color, datetime-local, range. */

import { asText } from '../../dom/text.js';
import { h } from '../dom.js';
import { isTruthy } from './attributes.js';
import type { ControlHost } from './control.js';
import { Field } from './field.js';
import type { InputItem, Json } from '../../protocol/commands.js';

export const TEXT_TYPES: ReadonlySet<string> = new Set([
  'text',
  'password',
  'url',
  'email',
  'date',
  'time',
  'color',
  'datetime-local',
  'range',
]);

/** How values of these types begin. Browsers warn of others, and show nothing. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  date: /^\d+-\d\d-\d\d$/,
  time: /^\d\d:\d\d/,
  'datetime-local': /^\d+-\d\d-\d\d[T ]\d\d:\d\d/,
  number: /^[-.\d]/,
};

const LOOKS: Readonly<Record<string, string>> = {
  color: 'form-control form-control-color',
  range: 'form-range',
};

export class TextControl extends Field {
  protected readonly input: HTMLInputElement;
  readonly #datalist: HTMLDataListElement;

  constructor(item: InputItem, host: ControlHost, htmlType = item.type) {
    super(item, host);
    const look = LOOKS[htmlType] ?? 'form-control';
    this.input = h('input', { id: this.frame.id, type: htmlType, name: item.name, class: look });
    this.copyAttributes(this.input, 'datalist', 'action');
    this.#datalist = h('datalist', { id: `${this.frame.id}-list` });
    this.frame.fill(this.#body(), [this.input]);
    this.element.append(this.#datalist);
    this.#setDatalist(item['datalist'] ?? null);
    this.reset();
    this.#listen();
  }

  value(): Json {
    return this.input.value;
  }

  reset(): void {
    // An input action may have fixed the value it filled in.
    this.input.readOnly = isTruthy(this.item['readonly']);
    this.setValue(this.item.value ?? null);
  }

  protected targets(): readonly HTMLElement[] {
    return [this.input];
  }

  /** The element's type while it shows a value of its own kind. */
  protected htmlType(): string {
    return this.item.type;
  }

  protected setValue(value: Json): void {
    const text = asText(value);
    const type = this.htmlType();
    const fits = text === '' || SHAPES[type]?.test(text) !== false;
    this.input.type = type;
    this.input.value = fits ? text : '';
    if (text !== '' && this.input.value === '') this.#showAsText(text);
  }

  protected override updateMember(name: string, value: Json): void {
    if (name === 'datalist') this.#setDatalist(value);
    else super.updateMember(name, value);
  }

  /** An input action may show a label in place of a date or number, which only a text input can hold. */
  #showAsText(text: string): void {
    this.input.type = 'text';
    this.input.value = text;
  }

  #body(): HTMLElement {
    const action = asAction(this.item['action']);
    if (!action) return h('div', { class: 'input-body' }, this.input);
    const button = h(
      'button',
      { type: 'button', class: 'btn btn-outline-secondary' },
      action.label,
    );
    button.addEventListener('click', () => {
      this.host.called(action.callbackId);
    });
    return h('div', { class: 'input-body input-group' }, this.input, button);
  }

  #setDatalist(values: Json): void {
    const options = Array.isArray(values) ? (values as readonly Json[]) : [];
    this.#datalist.replaceChildren(
      ...options.map((value) => h('option', { value: asText(value) })),
    );
    // An empty list would still take away the browser's own suggestions.
    if (options.length > 0) this.input.setAttribute('list', this.#datalist.id);
    else this.input.removeAttribute('list');
  }

  #listen(): void {
    this.input.addEventListener('input', () => {
      this.edited();
    });
    this.input.addEventListener('blur', () => {
      // The server expects no validation of a field that was only passed through.
      if (this.input.value !== '') this.host.left(this);
    });
  }
}

function asAction(value: Json | undefined): { label: string; callbackId: string } | null {
  if (value === null || typeof value !== 'object' || !('callback_id' in value)) return null;
  return { label: asText(value['label']), callbackId: asText(value['callback_id']) };
}
