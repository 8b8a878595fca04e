/** Makes tables and code that scroll sideways reachable by keyboard. */

const scrollers = 'pre,table';

export function watchOverflow(root: HTMLElement): void {
  if (typeof ResizeObserver !== 'function') return;
  if (root.matches(scrollers)) watch(root);
  root.querySelectorAll<HTMLElement>(scrollers).forEach(watch);
}

function watch(element: HTMLElement): void {
  // The callback runs after layout, so that reading the widths costs nothing.
  new ResizeObserver(() => {
    if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
    else element.removeAttribute('tabindex');
  }).observe(element);
}
