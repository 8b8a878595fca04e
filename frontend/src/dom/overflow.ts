/** Makes tables and code that scroll reachable by keyboard. */

import { clickAttribute } from './clicks.js';

const scrollers = 'pre,table';

export function watchOverflow(root: HTMLElement): void {
  if (typeof ResizeObserver !== 'function') return;
  if (root.matches(scrollers)) watch(root);
  root.querySelectorAll<HTMLElement>(scrollers).forEach(watch);
}

function watch(element: HTMLElement): void {
  let reachable = false;
  // The callback runs after layout, so that reading the sizes costs nothing.
  new ResizeObserver(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
    const scrolls = scrollWidth > clientWidth || scrollHeight > clientHeight;
    // What is in reach for a reason of its own, a click, stays so.
    if (scrolls === reachable || element.hasAttribute(clickAttribute)) return;
    reachable = scrolls;
    if (scrolls) element.tabIndex = 0;
    else element.removeAttribute('tabindex');
  }).observe(element);
}
