/** Chunk: what Bootstrap's markup does, for apps that bring such markup. Needs jQuery before it. */

import * as bootstrap from 'bootstrap';
import css from '../styles/more_bootstrap.scss?inline';
import { injectStyle } from './inject_style.js';

/** Attributes of Bootstrap 4 that are spelled `data-bs-…` in Bootstrap 5. */
const renamed = [
  'animation',
  'autohide',
  'backdrop',
  'boundary',
  'container',
  'content',
  'delay',
  'dismiss',
  'display',
  'html',
  'interval',
  'keyboard',
  'offset',
  'parent',
  'placement',
  'ride',
  'slide',
  'slide-to',
  'spy',
  'target',
  'title',
  'toggle',
  'trigger',
];
const roots = '[data-toggle],[data-dismiss],[data-ride],[data-slide],[data-slide-to],[data-spy]';

/** Called once, before the first such markup is shown. */
export function startBootstrap(): void {
  injectStyle('bootstrap', css);
  Object.assign(window, { bootstrap });
  translateWithin(document.body);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) if (node instanceof Element) translateWithin(node);
    }
  }).observe(document.body, { childList: true, subtree: true });
}

function translateWithin(root: Element): void {
  if (root.matches(roots)) translate(root);
  for (const element of root.querySelectorAll(roots)) translate(element);
}

function translate(element: Element): void {
  for (const name of renamed) {
    const value = element.getAttribute(`data-${name}`);
    const modern = `data-bs-${name}`;
    if (value !== null && !element.hasAttribute(modern)) element.setAttribute(modern, value);
  }
}
