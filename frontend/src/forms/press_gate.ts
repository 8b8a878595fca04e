/**
 * Holds work back while a pointer is down within an element.
 *
 * Pressing a button takes the focus from a field; if the verdict on that field came before the
 * release, its text would push the button away from under the pointer and the click would be lost.
 */

export class PressGate {
  #pressed = false;
  readonly #held: (() => void)[] = [];

  constructor(element: HTMLElement) {
    element.addEventListener('pointerdown', () => {
      this.#pressed = true;
      const release = (): void => {
        window.removeEventListener('pointerup', release);
        window.removeEventListener('pointercancel', release);
        // The click itself comes after the release.
        setTimeout(() => {
          this.#open();
        });
      };
      window.addEventListener('pointerup', release);
      window.addEventListener('pointercancel', release);
    });
  }

  whenReleased(work: () => void): void {
    if (this.#pressed) this.#held.push(work);
    else work();
  }

  #open(): void {
    this.#pressed = false;
    for (const work of this.#held.splice(0)) work();
  }
}
