/** A form control that stands among the outputs and reports every change. */

import { createControl } from '../forms/controls/create.js';
import type { Control, ControlHost } from '../forms/controls/control.js';
import { h } from '../forms/dom.js';
import type { ClientContext } from '../context.js';
import type { InputItem } from '../protocol/commands.js';
import type { FilePart } from '../protocol/events.js';

export class Pin {
  readonly name: string;
  readonly control: Control;
  readonly #context: ClientContext;

  constructor(item: InputItem, context: ClientContext, changed: (pin: Pin) => void) {
    this.name = item.name;
    this.#context = context;
    const host: ControlHost = {
      actionsSubmit: false,
      language: context.language,
      text: (id, ...args) => context.text(id, ...args),
      changed: () => {
        changed(this);
      },
      left: () => undefined,
      called: (callbackId) => {
        context.send({ event: 'callback', task_id: callbackId, data: null });
      },
      pressed: (_, kind) => {
        if (kind === 'submit') changed(this);
      },
    };
    this.control = createControl({ ...item, auto_focus: false }, host);
    this.control.element.classList.add('pywebio-pin');
  }

  get inDocument(): boolean {
    return this.control.element.isConnected;
  }

  fileParts(inputName: string): readonly FilePart[] {
    return this.control.files().map((file) => ({ inputName, file }));
  }

  /** The place of this pin goes to a newer one of the same name, which would answer instead of it. */
  retire(): void {
    const text = this.#context.text('duplicated_pin_name', this.name);
    const notice = h(
      'div',
      { class: 'alert alert-danger pywebio-pin-notice', role: 'alert' },
      text,
    );
    this.control.element.replaceWith(notice);
  }
}
