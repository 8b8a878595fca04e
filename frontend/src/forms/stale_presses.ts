/** Keeps from a form what began before it was shown: the rest of a double click, a key held down. */

/** Milliseconds. The second press of a double click comes sooner, whoever has read the form later. */
const DOUBLE_CLICK = 250;

export class StalePresses {
  #shownAt = 0;

  constructor(element: HTMLElement) {
    element.addEventListener('click', (event) => this.#refuseLateHalf(event), { capture: true });
    element.addEventListener('keydown', (event) => {
      // Where Enter writes a new line, it may be held down.
      const answers = (event.target as Element).matches('input, button');
      if (event.repeat && event.key === 'Enter' && answers) event.preventDefault();
    });
  }

  /** To be called when the form comes into view. */
  shown(): void {
    this.#shownAt = performance.now();
  }

  /** How many clicks in a row make one, the system knows; keys and scripts have none. */
  #refuseLateHalf(event: MouseEvent): void {
    if (event.detail < 2 || performance.now() - this.#shownAt > DOUBLE_CLICK) return;
    event.preventDefault();
    event.stopPropagation();
  }
}
