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

/** Keeps the end of the page in view while outputs arrive. */
export class BottomScroller {
  #scheduled = false;

  /** Many calls in one frame scroll once. */
  schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
    });
  }
}

/** Pixels from the end that still count as "at the end". */
const tolerance = 24;

/** Keeps the end of *element* in view as its content grows, unless the user has scrolled away. */
export function keepBottom(element: HTMLElement): void {
  let atBottom = true;
  let scheduled = false;
  element.addEventListener(
    'scroll',
    () => {
      if (scheduled) return;
      atBottom = element.scrollHeight - element.scrollTop - element.clientHeight < tolerance;
    },
    { passive: true },
  );
  const follow = () => {
    if (scheduled || !atBottom) return;
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      element.scrollTop = element.scrollHeight;
    });
  };
  new MutationObserver(follow).observe(element, {
    childList: true,
    subtree: true,
    characterData: true,
  });
  follow();
}
