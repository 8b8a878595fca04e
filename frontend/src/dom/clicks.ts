/** One listener for the buttons and clickable outputs of the whole page. */

import type { Json } from '../protocol/commands.js';

/** On a button of a `buttons` output: what its click calls back. */
export const callbackAttribute = 'data-callbackid';
/** On any output: its click calls back without data. */
export const clickAttribute = 'data-click-callbackid';

const target = `[${callbackAttribute}],[${clickAttribute}]`;

export type SendCallback = (callbackId: string, data: Json) => void;

export class ClickDelegate {
  readonly #send: SendCallback;

  constructor(send: SendCallback) {
    this.#send = send;
  }

  start(): void {
    document.addEventListener('click', this.#clicked);
    document.addEventListener('keydown', this.#keyPressed);
  }

  stop(): void {
    document.removeEventListener('click', this.#clicked);
    document.removeEventListener('keydown', this.#keyPressed);
  }

  /** From the inside out: a button in a clickable output calls both, as separate listeners would. */
  readonly #clicked = (event: MouseEvent): void => {
    let element = event.target instanceof Element ? event.target.closest(target) : null;
    while (element !== null) {
      this.#call(element);
      element = element.parentElement?.closest(target) ?? null;
    }
  };

  /** Enter and Space press a clickable output that is not a button by nature. */
  readonly #keyPressed = (event: KeyboardEvent): void => {
    const element = event.target;
    if (!(element instanceof HTMLElement) || !element.hasAttribute(clickAttribute)) return;
    if ((event.key !== 'Enter' && event.key !== ' ') || element.getAttribute('role') !== 'button') {
      return;
    }
    event.preventDefault();
    element.click();
  };

  #call(element: Element): void {
    const button = element.getAttribute(callbackAttribute);
    // Markup of an app may carry the attribute as well, on anything.
    if (button !== null && element instanceof HTMLButtonElement && !element.disabled) {
      this.#send(button, parsed(element.value));
    }
    const output = element.getAttribute(clickAttribute);
    if (output !== null) this.#send(output, null);
  }
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
