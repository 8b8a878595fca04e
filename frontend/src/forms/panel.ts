/** Where forms stand: docked at the bottom of large screens, in the flow of the page on small ones. */

import { ResizeHandle } from './resize_handle.js';
import type { PageElements, Settings } from '../context.js';

// Below this a docked panel would leave too little of the page to read.
const ROOM_FOR_DOCK = '(min-width: 768px) and (min-height: 480px)';
const MAX_SHARE = 0.8;

export class InputPanel {
  readonly #page: PageElements;
  readonly #settings: Settings;
  readonly #handle: ResizeHandle;
  readonly #room: MediaQueryList | null;
  /** Ends when the panel goes. */
  readonly #watching = new AbortController();
  /** Set once the user has dragged the edge; from then on their height wins. */
  #chosenHeight: number | null = null;

  constructor(page: PageElements, settings: Settings, handleLabel: string) {
    this.#page = page;
    this.#settings = settings;
    this.#room = typeof window.matchMedia === 'function' ? window.matchMedia(ROOM_FOR_DOCK) : null;
    const { signal } = this.#watching;
    this.#room?.addEventListener('change', () => this.layOut(), { signal });
    this.#handle = new ResizeHandle(handleLabel, {
      height: () => page.inputContainer.offsetHeight,
      limits: () => ({ least: settings.inputPanelMinHeight, most: window.innerHeight * MAX_SHARE }),
      resize: (height) => {
        this.#chosenHeight = height;
        this.layOut();
      },
    });
    page.inputContainer.prepend(this.#handle.element);
    if (typeof ResizeObserver === 'function') {
      const observer = new ResizeObserver(() => this.#makeRoom());
      observer.observe(page.inputContainer);
      signal.addEventListener('abort', () => observer.disconnect());
    }
  }

  get docked(): boolean {
    return this.#settings.inputPanelFixed && (this.#room?.matches ?? true);
  }

  show(): void {
    this.#page.inputContainer.hidden = false;
    this.layOut();
  }

  hide(): void {
    this.#page.inputContainer.hidden = true;
    this.layOut();
  }

  remove(): void {
    this.hide();
    this.#watching.abort();
    this.#handle.element.remove();
  }

  /** Returns what to call when something new stands above *card*, which then shows where it did. */
  keepInPlace(card: Element | null): () => void {
    if (card === null) return () => undefined;
    const before = card.getBoundingClientRect().top;
    return () => {
      const moved = card.getBoundingClientRect().top - before;
      if (this.docked) this.#page.inputContainer.scrollTop += moved;
      else window.scrollBy({ top: moved, behavior: 'instant' });
    };
  }

  /** Runs again whenever a setting or the size of the window has changed. */
  layOut(): void {
    const { inputContainer } = this.#page;
    inputContainer.classList.toggle('fixed', this.docked);
    this.#handle.element.hidden = !this.docked;
    const { inputPanelMinHeight, inputPanelInitHeight } = this.#settings;
    const height = Math.max(this.#chosenHeight ?? inputPanelInitHeight, inputPanelMinHeight);
    inputContainer.style.maxHeight = this.docked
      ? `min(${String(height)}px, ${String(MAX_SHARE * 100)}vh)`
      : '';
    // Only a height the user has asked for may stand empty.
    inputContainer.style.height =
      this.docked && this.#chosenHeight !== null ? `${String(height)}px` : '';
    this.#makeRoom();
  }

  /** The last outputs can be scrolled above the docked panel. */
  #makeRoom(): void {
    const covered = this.docked && !this.#page.inputContainer.hidden;
    const height = covered ? this.#page.inputContainer.offsetHeight : 0;
    this.#handle.announce(height);
    const wasAtEnd = isAtEnd();
    this.#page.endSpace.style.height = height > 0 ? `${String(height)}px` : '';
    // Whoever was reading the last outputs goes on seeing them.
    if (wasAtEnd)
      window.scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
  }
}

function isAtEnd(): boolean {
  const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
  return scrollHeight - clientHeight - scrollTop < 2;
}
