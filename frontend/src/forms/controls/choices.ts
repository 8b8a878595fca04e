/** `checkbox` and `radio` groups. Option values live in the DOM as JSON text. */

import { asText } from '../../dom/text.js';
import { h } from '../dom.js';
import { isTruthy, setAttributes, setProperty } from './attributes.js';
import type { ControlHost } from './control.js';
import { Field } from './field.js';
import type { Choice, InputItem, Json, JsonObject } from '../../protocol/commands.js';

const OPTION_MEMBERS: ReadonlySet<string> = new Set(['label', 'value', 'selected', 'required']);

interface Entry {
  readonly choice: Choice;
  readonly input: HTMLInputElement;
  readonly label: HTMLElement;
}

export class ChoicesControl extends Field {
  readonly #body = h('div', { class: 'input-body choices' });
  readonly #kind: 'checkbox' | 'radio';
  #entries: readonly Entry[] = [];
  #required = false;

  constructor(item: InputItem, host: ControlHost) {
    super(item, host, true);
    this.#kind = item.type === 'radio' ? 'radio' : 'checkbox';
    this.#body.classList.toggle('choices-inline', isTruthy(item['inline']));
    this.copyAttributes(this.element, 'inline', 'required', 'readonly', 'placeholder');
    this.frame.fill(this.#body, []);
    this.setOptions(item.options ?? []);
    if (this.#required) this.noteRequired();
    this.reset();
    this.#body.addEventListener('change', () => {
      this.edited();
    });
    this.#body.addEventListener('focusout', (event) => {
      // Moving within the group is not leaving it.
      if (!(event.relatedTarget instanceof Node && this.#body.contains(event.relatedTarget)))
        host.left(this);
    });
  }

  value(): Json {
    const chosen = this.#entries
      .filter(({ input }) => input.checked)
      .map(({ choice }) => choice.value);
    return this.#kind === 'checkbox' ? chosen : (chosen[0] ?? null);
  }

  reset(): void {
    this.#check(({ selected }) => isTruthy(selected));
    if (this.item.value !== undefined && this.item.value !== null) this.setValue(this.item.value);
  }

  override focus(options?: FocusOptions): void {
    const inputs = this.#entries.map(({ input }) => input).filter((input) => !input.disabled);
    (inputs.find((input) => input.checked) ?? inputs[0])?.focus(options);
  }

  protected targets(): readonly HTMLElement[] {
    return this.#entries.map(({ input }) => input);
  }

  protected setValue(value: Json): void {
    const wanted = new Set(
      this.#kind === 'checkbox' && Array.isArray(value) ? value.map(jsonText) : [jsonText(value)],
    );
    this.#check((choice) => wanted.has(jsonText(choice.value)));
  }

  protected override setOptions(options: readonly Choice[]): void {
    this.#entries = options.map((choice, index) => this.#entry(choice, index));
    this.#body.replaceChildren(
      ...this.#entries.map(({ input, label }) => this.#line(input, label)),
    );
    this.#required =
      isTruthy(this.item['required']) || options.some((choice) => isTruthy(choice['required']));
    if (this.#kind === 'radio') {
      for (const { input } of this.#entries) input.required = this.#required;
    }
    this.frame.setTargets(this.targets());
    this.#check(({ selected }) => isTruthy(selected));
  }

  protected override updateOption(attributes: JsonObject, targetValue: Json): boolean {
    const entry = this.#entries.find(
      ({ choice }) => jsonText(choice.value) === jsonText(targetValue),
    );
    if (!entry) return false;
    const { label, selected, ...rest } = attributes;
    if (label !== undefined) entry.label.textContent = asText(label);
    if (selected !== undefined) entry.input.checked = isTruthy(selected);
    const common: Record<string, Json> = {};
    for (const [name, value] of Object.entries(rest)) {
      if (/^(valid_status|(in)?valid_feedback|help_text)$/.test(name)) common[name] = value ?? null;
      else setProperty(entry.input, name, value);
    }
    this.update(common);
    return true;
  }

  protected override validationMessage(): string | null {
    if (
      this.#kind === 'radio' ||
      !this.#required ||
      this.#entries.some(({ input }) => input.checked)
    ) {
      return super.validationMessage();
    }
    return this.host.text('choice_missing');
  }

  #check(chosen: (choice: Choice) => boolean): void {
    for (const { choice, input } of this.#entries) input.checked = chosen(choice);
  }

  #entry(choice: Choice, index: number): Entry {
    const id = `${this.frame.id}-${String(index)}`;
    const input = h('input', {
      type: this.#kind,
      id,
      name: this.item.name,
      class: 'form-check-input',
    });
    input.value = jsonText(choice.value);
    setAttributes(input, choice, OPTION_MEMBERS);
    if (isTruthy(this.item['readonly'])) setProperty(input, 'readonly', true);
    return {
      choice,
      input,
      label: h('label', { for: id, class: 'form-check-label' }, asText(choice.label)),
    };
  }

  #line(input: HTMLElement, label: HTMLElement): HTMLElement {
    const inline = isTruthy(this.item['inline']) ? ' form-check-inline' : '';
    return h('div', { class: `form-check${inline}` }, input, label);
  }
}

export function jsonText(value: Json): string {
  return JSON.stringify(value);
}
