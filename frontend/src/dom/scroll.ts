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
  #framesLeft = 0;
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
    const running = this.#framesLeft > 0;
    // What comes into view may be laid out only then, and be higher than it seemed.
    this.#framesLeft = 2;
    if (!running) requestAnimationFrame(() => this.#frame());
  }

  #frame(): void {
    this.#follow();
    this.#framesLeft -= 1;
    if (this.#framesLeft > 0) requestAnimationFrame(() => this.#frame());
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

/** Keeps the end of *scroller* in view as *content*, all that is in it, grows. */
export function keepBottom(scroller: HTMLElement, content: HTMLElement): void {
  if (typeof ResizeObserver !== 'function') return;
  const follower = new EndFollower(scroller, scroller);
  new ResizeObserver(() => follower.schedule()).observe(content);
}
