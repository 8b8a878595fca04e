/** Tells screen readers what is new on the page: politely, and never more than they can say. */

/** Milliseconds until the first words, so that what comes together is said together. */
const pause = 300;
/** Milliseconds between two announcements. */
const interval = 3000;
/** So many texts of one announcement are said, and so many urgent ones, the others counted. */
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
  readonly #urgent: string[] = [];
  #more = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastTime = Number.NEGATIVE_INFINITY;
  #region: Region | undefined;
  #stopped = false;

  /** *countMore* says how many texts have been left out. */
  constructor(countMore: (count: number) => string) {
    this.#countMore = countMore;
  }

  /** *text* is asked only if it will be said. What is *urgent* comes before the rest. */
  announce(text: () => string, urgent = false): void {
    if (this.#stopped) return;
    const texts = urgent ? this.#urgent : this.#texts;
    if (texts.length < most) add(text(), texts);
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

  #say(): void {
    this.#timer = undefined;
    this.#lastTime = performance.now();
    const texts = [...this.#urgent.splice(0), ...this.#texts.splice(0)];
    if (this.#more > 0) texts.push(this.#countMore(this.#more));
    this.#more = 0;
    this.#region?.text.replaceChildren(...texts.map(paragraph));
  }
}

function add(text: string, texts: string[]): void {
  const words = text
    .slice(0, 10 * longest)
    .replace(/\s+/g, ' ')
    .trim();
  if (words !== '') texts.push(words.slice(0, longest));
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
