/** A row of buttons; the one that was pressed is the value. */

import { asText } from '../../dom/text.js';
import { h } from '../dom.js';
import { isTruthy, setProperty } from './attributes.js';
import { jsonText } from './choices.js';
import type { ControlHost } from './control.js';
import { Field } from './field.js';
import type { ActionButton, InputItem, Json, JsonObject } from '../../protocol/commands.js';

const DEFAULT_COLORS = {
  submit: 'primary',
  reset: 'outline-secondary',
  cancel: 'outline-danger',
} as const;

/** Tells what the app has disabled from what waits for an answer. */
const ALWAYS_DISABLED = 'data-pywebio-disabled';

export class ActionsControl extends Field {
  readonly #body = h('div', { class: 'input-body actions-body' });
  readonly #buttons = new Map<HTMLButtonElement, ActionButton>();
  #pressed: Json = null;

  constructor(item: InputItem, host: ControlHost) {
    super(item, host, true);
    this.copyAttributes(this.element);
    this.frame.fill(this.#body, []);
    this.#setButtons(item.buttons ?? []);
  }

  value(): Json {
    return this.#pressed;
  }

  /** Without effect on the page: a row of buttons shows nothing that could be reset. */
  reset(): void {
    this.#pressed = null;
  }

  override setDisabled(disabled: boolean): void {
    for (const button of this.#buttons.keys()) {
      button.disabled = disabled || button.hasAttribute(ALWAYS_DISABLED);
    }
  }

  protected targets(): readonly HTMLElement[] {
    return [...this.#buttons.keys()];
  }

  protected setValue(value: Json): void {
    this.#pressed = value;
  }

  protected override updateMember(name: string, value: Json): void {
    if (name === 'buttons' && Array.isArray(value))
      this.#setButtons(value as readonly ActionButton[]);
    else super.updateMember(name, value);
  }

  protected override updateOption(attributes: JsonObject, targetValue: Json): boolean {
    for (const [button, { value }] of this.#buttons) {
      if (jsonText(value ?? null) !== jsonText(targetValue)) continue;
      for (const [name, member] of Object.entries(attributes)) {
        if (name === 'label') button.textContent = asText(member);
        else setProperty(button, name, member);
        if (name === 'disabled') button.toggleAttribute(ALWAYS_DISABLED, isTruthy(member));
      }
      return true;
    }
    return false;
  }

  #setButtons(specs: readonly ActionButton[]): void {
    this.#buttons.clear();
    for (const spec of specs) this.#buttons.set(this.#button(spec), spec);
    this.#body.replaceChildren(...this.#buttons.keys());
  }

  #button(spec: ActionButton): HTMLButtonElement {
    const kind = spec.type ?? 'submit';
    const submits = kind === 'submit' && this.host.actionsSubmit;
    const cancel = kind === 'cancel' ? ' pywebio_cancel_btn' : '';
    const button = h(
      'button',
      {
        type: submits ? 'submit' : 'button',
        name: this.item.name,
        class: `btn btn-${spec.color ?? DEFAULT_COLORS[kind]}${cancel}`,
        value: jsonText(spec.value ?? null),
        disabled: isTruthy(spec.disabled),
        [ALWAYS_DISABLED]: isTruthy(spec.disabled),
      },
      asText(spec.label),
    );
    button.addEventListener('click', (event) => {
      // The form decides what a press leads to; a native submit would follow its own button order.
      event.preventDefault();
      if (kind === 'submit') this.#pressed = spec.value ?? null;
      this.host.pressed(this, kind, button);
    });
    return button;
  }
}
