/** Scrolling, at most once per frame. */

const reducedMotion = '(prefers-reduced-motion: reduce)';

export function prefersReducedMotion(): boolean {
  return typeof matchMedia === 'function' && matchMedia(reducedMotion).matches;
}

export function scrollToElement(element: Element, position: string, smooth: boolean): void {
  const block = position === 'top' ? 'start' : position === 'middle' ? 'center' : 'end';
  element.scrollIntoView({
    block,
    behavior: smooth && !prefersReducedMotion() ? 'smooth' : 'instant',
  });
}

/** Pixels from the end that still count as "at the end". */
const tolerance = 24;

/** Keeps the end of what scrolls in view, until the user scrolls up; and again from when they are back. */
class EndFollower {
  readonly #scroller: Element;
  #following = true;
  #scheduled = false;
  /** Where it has scrolled to, and how high the content was then. */
  #top = 0;
  #height = 0;

  /** *events*: where the scroller's events arrive. */
  constructor(scroller: Element, events: EventTarget) {
    this.#scroller = scroller;
    const scrolled = () => {
      const { scrollHeight, scrollTop, clientHeight } = scroller;
      if (scrollHeight - scrollTop - clientHeight < tolerance) this.#following = true;
    };
    events.addEventListener('scroll', scrolled, { passive: true });
  }

  /** There is something new. Many calls in one frame scroll once. */
  schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      this.#follow();
    });
  }

  #follow(): void {
    const { scrollTop, scrollHeight } = this.#scroller;
    // Content that has shrunk moves up by itself.
    if (scrollTop < this.#top - 1 && scrollHeight >= this.#height) this.#following = false;
    if (!this.#following) return;
    this.#scroller.scrollTo({ top: scrollHeight, behavior: 'instant' });
    this.#top = this.#scroller.scrollTop;
    this.#height = scrollHeight;
  }
}

/** Keeps the end of the page in view while outputs arrive. */
export class BottomScroller {
  #follower: EndFollower | undefined;

  schedule(): void {
    this.#follower ??= new EndFollower(
      document.scrollingElement ?? document.documentElement,
      document,
    );
    this.#follower.schedule();
  }
}

/** Keeps the end of *element* in view as its content grows. */
export function keepBottom(element: HTMLElement): void {
  const follower = new EndFollower(element, element);
  new MutationObserver(() => follower.schedule()).observe(element, {
    childList: true,
    subtree: true,
    characterData: true,
  });
  follower.schedule();
}
