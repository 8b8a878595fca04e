/** Scripts and style sheets of an app that do not load: the page goes on, and says so. */

type Tell = (address: string) => void;

/** Of links to style sheets that have failed, or were given up, before the client was there. */
const missingStyles = 'link[onerror][disabled]';

export class MissingFiles {
  readonly #missing: string[] = [];
  #tell: Tell = (address) => this.#missing.push(address);

  /** Listens to the whole page. */
  constructor() {
    // The event does not bubble.
    addEventListener('error', ({ target }) => this.#failed(target), { capture: true });
  }

  /** *tell* is told of all, those that have failed already too. */
  tell(tell: Tell): void {
    document.querySelectorAll(missingStyles).forEach((link) => this.#failed(link));
    // Without a script that runs there is one that has not come: the parser waits for it.
    if (document.readyState === 'loading' && document.currentScript === null) {
      this.#failed(document.scripts[document.scripts.length - 1]);
    }
    this.#tell = tell;
    this.#missing.splice(0).forEach(tell);
  }

  #failed(target: EventTarget | null | undefined): void {
    if (target instanceof HTMLScriptElement) this.#add(target.src);
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') this.#add(target.href);
  }

  /** What comes after the path may be long, and is not for everybody's eyes. */
  #add(address: string): void {
    console.error('PyWebIO: cannot load', address);
    this.#tell(address.replace(/[?#].*/, ''));
  }
}
