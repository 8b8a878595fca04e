/** Makes tables and code that scroll reachable by keyboard. */

const scrollers = 'pre,table';

export function watchOverflow(root: HTMLElement): void {
  if (typeof ResizeObserver !== 'function') return;
  if (root.matches(scrollers)) watch(root);
  root.querySelectorAll<HTMLElement>(scrollers).forEach(watch);
}

function watch(element: HTMLElement): void {
  // The callback runs after layout, so that reading the sizes costs nothing.
  new ResizeObserver(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
    if (scrollWidth > clientWidth || scrollHeight > clientHeight) element.tabIndex = 0;
    else element.removeAttribute('tabindex');
  }).observe(element);
}
