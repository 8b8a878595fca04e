/** What stands in the place of an output that cannot be shown, so that the rest of the page goes on. */

import type { OutputSpec } from '../protocol/commands.js';

export function noticeInPlace(text: string, spec?: OutputSpec): HTMLElement {
  const notice = document.createElement('div');
  notice.className = 'alert alert-warning webio-not-shown';
  notice.textContent = text;
  // What the app puts into the output later still finds its place.
  if (typeof spec?.container_dom_id === 'string') {
    const container = document.createElement('div');
    container.id = spec.container_dom_id;
    notice.append(container);
  }
  return notice;
}
