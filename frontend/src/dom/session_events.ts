/** Tells the page's own scripts, by events of `document`, how the session fares. */

import type { SessionEventMap } from '../pywebio.js';

export function tellScripts<Name extends keyof SessionEventMap>(
  name: Name,
  detail: SessionEventMap[Name]['detail'],
): void {
  const tell = () => document.dispatchEvent(new CustomEvent(name, { detail }));
  // A session may begin before the last script of the page has run, which then could not hear it.
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', tell, { once: true });
  } else tell();
}
