import type { MarkedOptions } from 'marked';

import { loadChunk, loadedChunk, type Chunks } from '../assets.js';
import { elementFromHtml } from '../dom/html.js';
import { isLong, textInParts } from '../dom/long_text.js';
import { watchOverflow } from '../dom/overflow.js';
import { asText } from '../dom/text.js';
import type { ClientContext } from '../context.js';
import type { OutputSpec } from '../protocol/commands.js';
import type { OutputBuilder } from './build.js';
import { withCopyButtons } from './copy_button.js';
import { markCollapse } from './of_python.js';

export const buildMarkdown: OutputBuilder = (spec, { context }) => {
  const chunk = loadedChunk('markdown');
  if (chunk !== undefined) return renderOrText(spec, chunk, context);
  return loadChunk('markdown').then(
    (loaded) => renderOrText(spec, loaded, context),
    (error: unknown) => plain(spec, error),
  );
};

function renderOrText(
  spec: OutputSpec,
  chunk: Chunks['markdown'],
  context: ClientContext,
): HTMLElement {
  try {
    return render(spec, chunk, context);
  } catch (error) {
    return plain(spec, error);
  }
}

/** What cannot be laid out can still be read. */
function plain(spec: OutputSpec, error: unknown): HTMLElement {
  console.error('PyWebIO: cannot render Markdown', error);
  const paragraph = document.createElement('p');
  paragraph.className = 'webio-text';
  paragraph.textContent = asText(spec['content']);
  return paragraph;
}

function render(spec: OutputSpec, chunk: Chunks['markdown'], context: ClientContext): HTMLElement {
  const options = (spec['options'] ?? {}) as MarkedOptions;
  const html = chunk.renderMarkdown(asText(spec['content']), options);
  const element = elementFromHtml(spec['sanitize'] === true ? chunk.sanitizeHtml(html) : html);
  nameHeadings(element, chunk.isOwnName);
  markCollapse([element, ...element.querySelectorAll('details')]);
  highlightLater(element);
  divideLongCode(element);
  watchOverflow(element);
  // A click on the output has a meaning of its own then.
  return spec.click_callback_id === undefined ? withCopyButtons(element, context) : element;
}

/** Headings can be linked to by their words, as `#first-steps`, unless the page has that id. */
function nameHeadings(root: HTMLElement, isOwnName: (name: string) => boolean): void {
  for (const heading of root.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
    const name = heading.textContent
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    if (name === '' || heading.id !== '' || isOwnName(name)) continue;
    if (document.getElementById(name) === null) heading.id = name;
  }
}

/** Its lines are not wrapped. */
function divideLongCode(root: HTMLElement): void {
  for (const code of root.querySelectorAll('pre > code')) {
    const text = code.textContent;
    if (isLong(text)) code.replaceChildren(...textInParts(text, Infinity));
  }
}

/**
 * The text shows at once; the colours come when the highlighter has arrived. Those of a long text would
 * keep the page busy for a second and more: it has none.
 */
function highlightLater(root: HTMLElement): void {
  const code = root.querySelectorAll<HTMLElement>('code[class*="lang"]');
  const blocks = [...code].filter(({ textContent }) => !isLong(textContent));
  if (blocks.length === 0) return;
  const highlighter = loadedChunk('highlight');
  const coloured =
    highlighter?.highlightCode(blocks) ??
    loadChunk('highlight').then((loaded) => loaded.highlightCode(blocks));
  coloured.catch((error: unknown) => console.error('PyWebIO: no highlighter', error));
}
