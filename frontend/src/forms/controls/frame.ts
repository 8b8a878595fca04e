/** The `.form-group` around every control: label, help text and feedback, tied together for assistive technology. */

import { asText } from '../../dom/text.js';
import { controlId, h } from '../dom.js';
import type { InputItem, Json } from '../../protocol/commands.js';

export type Status = 'valid' | 'invalid' | 'none';

export interface FrameOptions {
  /** A group of several inputs is named by a legend, a single one by a label. */
  readonly grouped: boolean;
  /** Names what has no label. */
  readonly labelledBy?: string | undefined;
  /** Other fields have the same `labelledBy`: a name of its own is better. */
  readonly shared?: boolean | undefined;
}

export class Frame {
  readonly element: HTMLElement;
  readonly id: string;
  readonly #item: InputItem;
  readonly #options: FrameOptions;
  readonly #label: HTMLElement;
  readonly #help: HTMLElement;
  readonly #invalid: HTMLElement;
  readonly #valid: HTMLElement;
  readonly #notes: HTMLElement[] = [];
  #hint: HTMLElement | null = null;
  #targets: readonly HTMLElement[] = [];

  constructor(item: InputItem, options: FrameOptions) {
    this.#item = item;
    this.#options = options;
    this.id = controlId(item.name);
    this.#label = options.grouped ? h('legend') : h('label', { for: this.id });
    this.#label.classList.add('form-label');
    this.#label.id = `${this.id}_label`;
    this.#help = h('small', { id: `${this.id}_help`, class: 'form-text' });
    this.#invalid = verdict('invalid', this.id);
    this.#valid = verdict('valid', this.id);
    this.element = h(options.grouped ? 'fieldset' : 'div', { class: 'form-group' }, this.#label);
    this.element.append(this.#invalid, this.#valid, this.#help);
    this.setLabel(item.label);
    this.setHelp(item.help_text);
  }

  /** Put *body* below the label; *targets* are the elements that carry state and descriptions. */
  fill(body: HTMLElement, targets: readonly HTMLElement[]): void {
    this.#invalid.before(body);
    this.setTargets(targets);
  }

  setTargets(targets: readonly HTMLElement[]): void {
    this.#targets = targets;
    this.#judge();
    this.#describe();
    this.#name();
  }

  /** For a widget that hides the element the label points at. */
  onLabelClick(listener: () => void): void {
    this.#label.addEventListener('click', listener);
  }

  setLabel(label: Json | undefined): void {
    this.#label.textContent = asText(label);
    this.#label.hidden = this.#label.textContent === '';
    this.#name();
  }

  setHelp(help: Json | undefined): void {
    this.#help.textContent = asText(help);
    this.#help.hidden = this.#help.textContent === '';
    this.#describe();
  }

  /** Advice on the use of the widget; shown while it has the focus. */
  setHint(text: string): void {
    this.#hint ??= h('small', { id: `${this.id}_hint`, class: 'form-hint' });
    this.#hint.textContent = text;
    this.#invalid.before(this.#hint);
    this.#describe();
  }

  /** What only assistive technology needs to be told; the returned element holds the text. */
  addNote(name: string, text = ''): HTMLElement {
    const note = h('span', { id: `${this.id}_${name}`, hidden: true }, text);
    this.#notes.push(note);
    this.element.append(note);
    this.#describe();
    return note;
  }

  setFeedback(kind: 'valid' | 'invalid', message: Json | undefined): void {
    const text = asText(message);
    const place = kind === 'valid' ? this.#valid : this.#invalid;
    place.replaceChildren(...(text === '' ? [] : [h('span', {}, text)]));
    this.#describe();
  }

  setStatus(status: Status): void {
    this.element.classList.toggle('has-invalid', status === 'invalid');
    this.element.classList.toggle('has-valid', status === 'valid');
    for (const target of this.#targets) {
      target.classList.toggle('is-invalid', status === 'invalid');
      target.classList.toggle('is-valid', status === 'valid');
    }
    this.#judge();
    this.#describe();
  }

  get #status(): Status {
    if (this.element.classList.contains('has-invalid')) return 'invalid';
    return this.element.classList.contains('has-valid') ? 'valid' : 'none';
  }

  /** Browsers take what is required and still empty for invalid, unless they are told. */
  #judge(): void {
    for (const target of this.#targets)
      target.setAttribute('aria-invalid', String(this.#status === 'invalid'));
  }

  /** Of the texts that can be seen and those that cannot. */
  #describe(): void {
    const ids = [
      ...this.#notes.map(({ id }) => id),
      ...(this.#status === 'invalid' && this.#invalid.textContent ? [this.#invalid.id] : []),
      ...(this.#status === 'valid' && this.#valid.textContent ? [this.#valid.id] : []),
      ...(this.#help.hidden ? [] : [this.#help.id]),
      ...(this.#hint ? [this.#hint.id] : []),
    ];
    const described = this.#options.grouped ? [this.element] : this.#targets;
    for (const element of described) {
      if (ids.length > 0) element.setAttribute('aria-describedby', ids.join(' '));
      else element.removeAttribute('aria-describedby');
    }
  }

  #name(): void {
    const named = this.#options.grouped ? [this.element] : this.#targets;
    const label = this.#label.hidden ? this.#borrowedLabel() : this.#label.id;
    for (const element of named) {
      const labelled = !this.#label.hidden && this.#isLabelled(element);
      if (label && !labelled) element.setAttribute('aria-labelledby', label);
      else element.removeAttribute('aria-labelledby');
      if (label) element.removeAttribute('aria-label');
      else element.setAttribute('aria-label', this.#ownName() || this.#item.name);
    }
  }

  #borrowedLabel(): string | undefined {
    const { shared, labelledBy } = this.#options;
    return shared === true && this.#ownName() !== '' ? undefined : labelledBy;
  }

  /** A widget that stands in front of the element may have taken the label, or cannot have one. */
  #isLabelled(element: HTMLElement): boolean {
    return this.#options.grouped || this.#label.getAttribute('for') === element.id;
  }

  #ownName(): string {
    return asText(this.#item['aria-label'] ?? this.#item['title'] ?? this.#item['placeholder']);
  }
}

/** The region is always there and its text comes and goes: what appears with its region may go unheard. */
function verdict(kind: 'valid' | 'invalid', id: string): HTMLElement {
  return h('div', { id: `${id}_${kind}`, class: `${kind}-feedback`, 'aria-live': 'polite' });
}
