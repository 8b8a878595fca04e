/** Tells screen readers what is new on the page: politely, and never more than they can say. */

/** Milliseconds until the first words, so that what comes together is said together. */
const pause = 300;
/** Milliseconds between two announcements. */
const interval = 3000;
/** So many texts of one announcement are said, the others counted. */
const most = 3;
/** Characters of one text. */
const longest = 200;

interface Region {
  readonly host: HTMLElement;
  /** In a shadow root of the host. */
  readonly text: HTMLElement;
}

export class Announcer {
  readonly #countMore: (count: number) => string;
  readonly #texts: string[] = [];
  #more = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastTime = Number.NEGATIVE_INFINITY;
  #region: Region | undefined;
  #stopped = false;

  /** *countMore* says how many texts have been left out. */
  constructor(countMore: (count: number) => string) {
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
    this.#region?.host.remove();
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
    if (this.#more > 0) texts.push(this.#countMore(this.#more));
    this.#more = 0;
    this.#region?.text.replaceChildren(...texts.map(paragraph));
  }
}

function makeRegion(): Region {
  const host = document.createElement('div');
  host.className = 'visually-hidden webio-announcements';
  // Screen readers hear it; whoever looks for a text on the page, a test or a script of an app, finds
  // that text once.
  const text = host.attachShadow({ mode: 'closed' }).appendChild(document.createElement('div'));
  text.setAttribute('aria-live', 'polite');
  document.body.append(host);
  return { host, text };
}

function paragraph(text: string): HTMLElement {
  const element = document.createElement('p');
  element.textContent = text;
  return element;
}
