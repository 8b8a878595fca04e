/** A range with its current value in sight. */

import { asText } from '../../dom/text.js';
import { h } from '../dom.js';
import { isTruthy } from './attributes.js';
import type { ControlHost } from './control.js';
import { Field } from './field.js';
import type { InputItem, Json } from '../../protocol/commands.js';

export class SliderControl extends Field {
  readonly #input: HTMLInputElement;
  readonly #output: HTMLOutputElement;

  constructor(item: InputItem, host: ControlHost) {
    super(item, host);
    this.#input = h('input', {
      id: this.frame.id,
      type: 'range',
      name: item.name,
      class: 'form-range form-control-range',
    });
    this.copyAttributes(this.#input, 'min_value', 'max_value', 'float');
    this.#setLimits(item);
    // The slider says its value itself.
    const silent = { 'aria-hidden': 'true', for: this.frame.id };
    this.#output = h('output', { ...silent, class: 'form-control-range-value' });
    this.frame.fill(h('div', { class: 'input-body slider-body' }, this.#input, this.#output), [
      this.#input,
    ]);
    this.reset();
    this.#listen();
  }

  value(): Json {
    const number = Number(this.#input.value);
    return isTruthy(this.item['float']) ? number : Math.round(number);
  }

  reset(): void {
    this.setValue(this.item.value ?? null);
  }

  protected targets(): readonly HTMLElement[] {
    return [this.#input];
  }

  protected setValue(value: Json): void {
    this.#input.value = asText(value ?? 0);
    this.#show();
  }

  protected override updateMember(name: string, value: Json): void {
    if (name === 'min_value' || name === 'max_value') this.#setLimits({ [name]: value });
    else super.updateMember(name, value);
    this.#show();
  }

  #setLimits(members: Readonly<Record<string, Json | undefined>>): void {
    if (members['min_value'] !== undefined) this.#input.min = asText(members['min_value']);
    if (members['max_value'] !== undefined) this.#input.max = asText(members['max_value']);
  }

  #show(): void {
    // Dragging a continuous range gives more digits than anyone can read.
    this.#output.textContent = String(Number(Number(this.#input.value).toPrecision(6)));
  }

  #listen(): void {
    this.#input.addEventListener('input', () => {
      this.#show();
    });
    this.#input.addEventListener('change', () => {
      this.edited();
    });
    this.#input.addEventListener('blur', () => {
      this.host.left(this);
    });
  }
}
