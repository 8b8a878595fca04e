/** Drop-down lists. Option values live in the DOM as JSON text; a searchable list may stand in front. */

import { releaseWhenGone } from '../../dom/leaving.js';
import { asText } from '../../dom/text.js';
import { h } from '../dom.js';
import { isTruthy, setAttributes, setProperty } from './attributes.js';
import { jsonText } from './choices.js';
import type { ControlHost } from './control.js';
import { Field } from './field.js';
import { attachSearchList, type SearchList } from './search_list.js';
import type { Choice, InputItem, Json, JsonObject } from '../../protocol/commands.js';

const OPTION_MEMBERS: ReadonlySet<string> = new Set(['label', 'value', 'selected']);
const MAX_VISIBLE_ROWS = 8;

export class SelectControl extends Field {
  readonly #select: HTMLSelectElement;
  #choices: readonly Choice[] = [];
  /** One for each choice. The searchable list changes their order in the document. */
  #elements: readonly HTMLOptionElement[] = [];
  #searchList: SearchList | null = null;

  constructor(item: InputItem, host: ControlHost) {
    super(item, host);
    this.#select = h('select', { id: this.frame.id, name: item.name, class: 'form-select' });
    this.copyAttributes(this.#select, 'native');
    this.frame.fill(h('div', { class: 'input-body' }, this.#select), [this.#select]);
    this.setOptions(item.options ?? []);
    this.reset();
    this.#select.addEventListener('change', () => {
      this.edited();
    });
    this.#select.addEventListener('blur', () => {
      host.left(this);
    });
    if (wantsSearch(item)) this.#becomeSearchable();
  }

  value(): Json {
    const chosen = this.#choices.filter((_, index) => this.#elements[index]?.selected);
    if (this.#select.multiple) return chosen.map(({ value }) => value);
    return chosen[0]?.value ?? null;
  }

  reset(): void {
    this.#selectWhere(({ selected }) => isTruthy(selected));
    if (this.item.value !== undefined && this.item.value !== null) this.setValue(this.item.value);
  }

  override focus(options?: FocusOptions): void {
    if (this.#searchList) this.#searchList.focus();
    else super.focus(options);
  }

  override setDisabled(disabled: boolean): void {
    super.setDisabled(disabled);
    this.#searchList?.setDisabled(disabled);
  }

  override update(attributes: JsonObject, targetValue?: Json): void {
    super.update(attributes, targetValue);
    this.#searchList?.sync();
  }

  protected targets(): readonly HTMLElement[] {
    return [this.#select];
  }

  protected setValue(value: Json): void {
    const wanted = new Set(
      this.#select.multiple && Array.isArray(value) ? value.map(jsonText) : [jsonText(value)],
    );
    this.#selectWhere((choice) => wanted.has(jsonText(choice.value)));
  }

  protected override setOptions(options: readonly Choice[]): void {
    this.#choices = options;
    this.#elements = options.map(optionElement);
    this.#select.replaceChildren(...this.#elements);
    if (this.#select.multiple)
      this.#select.size = Math.min(Math.max(options.length, 2), MAX_VISIBLE_ROWS);
    this.#searchList?.sync();
  }

  protected override updateOption(attributes: JsonObject, targetValue: Json): boolean {
    const index = this.#choices.findIndex(({ value }) => jsonText(value) === jsonText(targetValue));
    const option = this.#elements[index];
    if (!option) return false;
    const { label, ...rest } = attributes;
    if (label !== undefined) option.textContent = asText(label);
    for (const [name, value] of Object.entries(rest)) setProperty(option, name, value);
    this.#searchList?.sync();
    return true;
  }

  #selectWhere(chosen: (choice: Choice) => boolean): void {
    this.#choices.forEach((choice, index) => {
      const option = this.#elements[index];
      if (option) option.selected = chosen(choice);
    });
    // A closed list with nothing chosen shows its first entry, as everywhere on the web.
    if (!this.#select.multiple && !this.#choices.some(chosen)) this.#selectFirstEnabled();
    this.#searchList?.sync();
  }

  #selectFirstEnabled(): void {
    const first = this.#elements[this.#choices.findIndex(({ disabled }) => !isTruthy(disabled))];
    if (first) first.selected = true;
    else this.#select.selectedIndex = -1;
  }

  #becomeSearchable(): void {
    const chosen = this.frame.addNote('chosen');
    const attached = attachSearchList(this.#select, this.host, chosen);
    attached.then(
      (list) => {
        this.#searchList = list;
        this.frame.setTargets([this.#select, list.input]);
        list.input.addEventListener('blur', () => {
          this.host.left(this);
        });
      },
      (error: unknown) => {
        console.warn('The searchable list could not be loaded', error);
      },
    );
    releaseWhenGone(this.element, attached, (list) => {
      const value = this.value();
      this.#searchList = null;
      list.destroy();
      // The native list is as it was before.
      this.setOptions(this.#choices);
      this.setValue(value);
    });
  }
}

function optionElement(choice: Choice): HTMLOptionElement {
  const option = h('option', { value: jsonText(choice.value) }, asText(choice.label));
  setAttributes(option, choice, OPTION_MEMBERS);
  option.defaultSelected = isTruthy(choice.selected);
  return option;
}

/** Touch screens have a better picker of their own. */
function wantsSearch(item: InputItem): boolean {
  if (item['native'] === false) return true;
  const untold = item['native'] === undefined || item['native'] === null;
  return untold && isTruthy(item['multiple']) && !hasCoarsePointer();
}

function hasCoarsePointer(): boolean {
  return typeof window.matchMedia === 'function' && window.matchMedia('(pointer: coarse)').matches;
}
