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
  readonly #emptied = new WeakMap<Element, number>();

  /** What fills *place* now takes the place of what was there: fading in, it would flicker. */
  noteEmptied(place: Element): void {
    this.#emptied.set(place, performance.now());
  }

  animate(element: HTMLElement): void {
    const now = performance.now();
    if (this.#replaces(element, now)) return;
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

  #replaces(element: Element, now: number): boolean {
    for (let place = element.parentElement; place !== null; place = place.parentElement) {
      const emptied = this.#emptied.get(place);
      if (emptied !== undefined && now - emptied < period) return true;
    }
    return false;
  }
}
