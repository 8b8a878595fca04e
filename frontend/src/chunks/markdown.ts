/** Chunk: Markdown and templates, and the sanitiser. */

import DOMPurify from 'dompurify';
import { Marked, type MarkedOptions } from 'marked';
import Mustache from 'mustache';

import { asText } from '../dom/text.js';
import { markdownElement, type MarkdownHost } from '../outputs/markdown/render.js';
import type { OutputSpec } from '../protocol/commands.js';

export { fillTemplate, slotAttribute } from '../outputs/custom_widget/template.js';
export { DOMPurify, Mustache };

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

export function buildMarkdown(spec: OutputSpec, host: MarkdownHost): HTMLElement {
  // The application's own options of marked win over our defaults.
  const options = {
    ...(spec['options'] as MarkedOptions | null | undefined),
    async: false,
  } as const;
  const html = marked.parse(asText(spec['content']), options);
  const clickable = spec.click_callback_id !== undefined;
  const safe = spec['sanitize'] === true ? sanitizeHtml(html) : html;
  return markdownElement(safe, { clickable, isOwnName }, host);
}

/** What the page, its client and its libraries look for by id or name: as a global, or a place. */
const ownNames =
  /^(?:webio(?:-.*)?|pywebio-.*|ag_grid.*|(?:input|output)-(?:container|cards)|markdown-body|end-space|favicon\d+|jquery|\$|require(?:js)?|define|bootstrap|dompurify|aggrid|mustache)$/i;

/** Of parts of the page, and what lies over or moves beside what comes before it. */
const ownClasses =
  /^(?:(?:py)?webio-.*|modal|modal-backdrop|offcanvas.*|toastify.*|(?:fixed|sticky|position)-.*|stretched-link)$/;

/** Whoever took such a name would get the page's outputs, or keep its libraries away. */
function isOwnName(name: string): boolean {
  return ownNames.test(name);
}

/** Not the one that the page's scripts may use. */
const purifier = DOMPurify(window);

purifier.addHook('uponSanitizeAttribute', (_, data) => {
  const { attrName, attrValue } = data;
  if (attrName === 'id' || attrName === 'name') data.keepAttr &&= !isOwnName(attrValue.trim());
  if (attrName === 'class') {
    const names = attrValue.split(/\s+/);
    data.attrValue = names.filter((name) => !ownClasses.test(name)).join(' ');
  }
});

purifier.addHook('afterSanitizeAttributes', (node) => {
  if (!(node instanceof HTMLElement || node instanceof SVGElement)) return;
  // It may look like anything, but only in its place.
  if (node.style.position !== '') node.style.position = '';
});

/**
 * Takes out what can run script, and what reaches beyond its place: style sheets, forms, and the
 * `data-…` attributes that clicks and libraries go by. Links may open a new tab.
 */
export function sanitizeHtml(html: string): string {
  return purifier.sanitize(html, {
    ADD_ATTR: ['target'],
    ALLOW_DATA_ATTR: false,
    FORBID_TAGS: ['style', 'form'],
  });
}
