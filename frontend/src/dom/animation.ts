/** A short fade for single outputs; none when many arrive at once. */

const entering = 'webio-entering';
/** So many outputs within this many milliseconds still fade in. */
const budget = 6;
const period = 200;
/** In a page of many outputs, or a table of many rows, every frame of an animation costs too much. */
const mostSiblings = 200;

export class EntryAnimation {
  #periodStart = Number.NEGATIVE_INFINITY;
  #count = 0;

  animate(element: HTMLElement): void {
    const now = performance.now();
    if (now - this.#periodStart > period) {
      this.#periodStart = now;
      this.#count = 0;
    }
    this.#count += 1;
    if (this.#count > budget) return;
    if ((element.parentElement?.childElementCount ?? 0) > mostSiblings) return;
    if (element instanceof HTMLTableElement && element.rows.length > mostSiblings) return;
    element.classList.add(entering);
    element.addEventListener('animationend', () => element.classList.remove(entering), {
      once: true,
    });
  }
}
