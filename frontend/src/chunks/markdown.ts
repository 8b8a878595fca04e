/** Chunk: Markdown to HTML, and the sanitiser. */

import DOMPurify from 'dompurify';
import { Marked, type MarkedOptions } from 'marked';

export { DOMPurify };

const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    // A task's box cannot be used, but a screen reader should say what it shows.
    checkbox({ checked }) {
      const state = checked ? ' checked aria-label="done"' : ' aria-label="to do"';
      return `<input type="checkbox" disabled${state}> `;
    },
  },
});

/** *options* are the application's own marked options and win over our defaults. */
export function renderMarkdown(text: string, options: MarkedOptions = {}): string {
  return marked.parse(text, { ...options, async: false });
}

export function sanitizeHtml(html: string): string {
  // Links may open a new tab; what DOMPurify takes out otherwise is what can run script.
  return DOMPurify.sanitize(html, { ADD_ATTR: ['target'] });
}
