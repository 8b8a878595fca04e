/** Tells screen readers what is new on the page: politely, and never more than they can say. */

/** Milliseconds until the first words, so that what comes together is said together. */
const pause = 300;
/** Milliseconds between two announcements. */
const interval = 3000;
/** So many texts of one announcement are said, the others counted. */
const most = 3;
/** Characters of one text. */
const longest = 200;

export class Announcer {
  readonly #countMore: (count: string) => string;
  readonly #texts: string[] = [];
  #more = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastTime = Number.NEGATIVE_INFINITY;
  #region: HTMLElement | undefined;
  #stopped = false;

  /** *countMore* says how many texts have been left out. */
  constructor(countMore: (count: string) => string) {
    this.#countMore = countMore;
  }

  /** *text* is asked only if it will be said. */
  announce(text: () => string): void {
    if (this.#stopped) return;
    if (this.#texts.length < most) this.#add(text());
    else this.#more += 1;
    // The region must be there for a while before what changes in it is heard.
    this.#region ??= makeRegion();
    if (this.#timer !== undefined) return;
    const wait = Math.max(pause, this.#lastTime + interval - performance.now());
    this.#timer = setTimeout(() => this.#say(), wait);
  }

  /** Says no more. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#region?.remove();
  }

  #add(text: string): void {
    const words = text
      .slice(0, 10 * longest)
      .replace(/\s+/g, ' ')
      .trim();
    if (words !== '') this.#texts.push(words.slice(0, longest));
  }

  #say(): void {
    this.#timer = undefined;
    this.#lastTime = performance.now();
    const texts = this.#texts.splice(0);
    if (this.#more > 0) texts.push(this.#countMore(String(this.#more)));
    this.#more = 0;
    this.#region?.replaceChildren(...texts.map(paragraph));
  }
}

function makeRegion(): HTMLElement {
  const region = document.createElement('div');
  region.className = 'visually-hidden webio-announcements';
  region.setAttribute('aria-live', 'polite');
  document.body.append(region);
  return region;
}

function paragraph(text: string): HTMLElement {
  const element = document.createElement('p');
  element.textContent = text;
  return element;
}
