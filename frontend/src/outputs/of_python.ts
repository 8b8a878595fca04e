/** What the page adds to the markup that `pywebio.output` sends, which clients of any age understand. */

import type { ClientContext } from '../context.js';

/** Puts English words of *element*, which is not yet filled, into the language of the page. */
export function translateMarkup(element: HTMLElement, context: ClientContext): void {
  if (element.matches('.alert-dismissible')) {
    element.querySelector(':scope > .close')?.setAttribute('aria-label', context.text('close'));
  }
  const spinner = element.firstElementChild;
  if (spinner?.matches('.spinner-border, .spinner-grow') === true) {
    const label = spinner.querySelector('.sr-only');
    if (label?.textContent === 'Loading...') label.textContent = context.text('loading');
  }
}

/** Takes from messages of the app the role of alerts: the page says what is new, in turn. */
export function calmAlert(element: HTMLElement): void {
  if (element.matches('.alert[role=alert]')) element.removeAttribute('role');
}

/** Gives boxes that fold their look. Libraries have `<details>` of their own, which look otherwise. */
export function markCollapse(elements: Iterable<Element>): void {
  for (const element of elements) {
    if (element.localName === 'details') element.classList.add('webio-collapse');
  }
}
