/** The card of one form: header, place for the controls, buttons. No behaviour. */

import { controlId, h } from './dom.js';

export interface FormViewOptions {
  readonly title: string;
  /** Names the form where no title does. */
  readonly name: string;
  readonly cancelable: boolean;
  /** False when the form ends in an `actions` item with a submit button of its own. */
  readonly buttons: boolean;
  text(id: string): string;
}

export class FormView {
  readonly card: HTMLElement;
  readonly form: HTMLFormElement;
  readonly inputs = h('div', { class: 'input-container' });
  readonly cancel: HTMLButtonElement | null = null;
  readonly #buttons = h('div', { class: 'ws-form-submit-btns' });
  readonly titleId: string | undefined;
  #busy: { readonly button: Element | null; readonly spinner: Element } | null = null;

  constructor(options: FormViewOptions) {
    const buttons = this.#buttons;
    if (options.buttons) {
      buttons.append(
        h('button', { type: 'submit', class: 'btn btn-primary' }, options.text('submit')),
        h('button', { type: 'reset', class: 'btn btn-outline-secondary' }, options.text('reset')),
      );
      if (options.cancelable) {
        this.cancel = h(
          'button',
          { type: 'button', class: 'pywebio_cancel_btn btn btn-outline-danger' },
          options.text('cancel'),
        );
        buttons.append(this.cancel);
      }
    } else {
      buttons.hidden = true;
    }
    // Our own messages stand beside their fields, can be read again and are announced.
    this.form = h('form', { novalidate: true, autocomplete: 'on' }, this.inputs, buttons);
    this.card = h('div', { class: 'card' });
    if (options.title !== '') {
      this.titleId = controlId('form-title');
      this.card.append(h('h2', { class: 'card-header', id: this.titleId }, options.title));
      this.form.setAttribute('aria-labelledby', this.titleId);
    } else {
      this.form.setAttribute('aria-label', options.name);
    }
    this.card.append(h('div', { class: 'card-body' }, this.form));
  }

  /** Beside the buttons, where whoever has just pressed one is looking. */
  showProgress(bar: HTMLElement): void {
    if (this.#buttons.hidden) this.form.append(bar);
    else this.#buttons.append(bar);
    bar.scrollIntoView({ block: 'nearest' });
  }

  /** *button* is the one that was pressed. */
  showBusy(button: Element | null): void {
    const spinner = h('span', { class: 'spinner-border spinner-border-sm', 'aria-hidden': 'true' });
    button?.prepend(spinner);
    button?.setAttribute('aria-busy', 'true');
    this.#busy = { button, spinner };
  }

  showReady(): void {
    this.#busy?.spinner.remove();
    this.#busy?.button?.removeAttribute('aria-busy');
    this.#busy = null;
  }

  /** All buttons of the form, except those that never were enabled. */
  setButtonsDisabled(disabled: boolean): void {
    for (const button of this.#buttons.querySelectorAll('button')) {
      button.disabled = disabled;
    }
  }
}
