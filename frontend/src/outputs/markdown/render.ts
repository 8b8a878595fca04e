/** The element of an output of Markdown. All of this comes with its chunk. */

import type { ClientContext } from '../../context.js';
import { elementFromHtml } from '../../dom/html.js';
import { isLong, textInParts } from '../../dom/long_text.js';
import { watchOverflow } from '../../dom/overflow.js';
import { markCollapse } from '../of_python.js';
import { withCopyButtons } from './copy_button.js';

export interface MarkdownHost {
  readonly context: ClientContext;
  /** Colours blocks of code, now or later. */
  readonly highlight: (blocks: readonly HTMLElement[]) => void;
}

export interface MarkdownOptions {
  /** Whether a click on the output has a meaning of its own. */
  readonly clickable: boolean;
  readonly isOwnName: (name: string) => boolean;
}

/** *html* is what the text has become. */
export function markdownElement(
  html: string,
  { clickable, isOwnName }: MarkdownOptions,
  { context, highlight }: MarkdownHost,
): HTMLElement {
  const element = elementFromHtml(html);
  nameHeadings(element, isOwnName);
  markCollapse([element, ...element.querySelectorAll('details')]);
  const blocks = blocksToColour(element);
  if (blocks.length > 0) highlight(blocks);
  divideLongCode(element);
  watchOverflow(element);
  return clickable ? element : withCopyButtons(element, context);
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

/** The colours of a long text would keep the page busy for a second and more: it has none. */
function blocksToColour(root: HTMLElement): readonly HTMLElement[] {
  const code = root.querySelectorAll<HTMLElement>('code[class*="lang"]');
  return [...code].filter(({ textContent }) => !isLong(textContent));
}

/** Its lines are not wrapped. */
function divideLongCode(root: HTMLElement): void {
  for (const code of root.querySelectorAll('pre > code')) {
    const text = code.textContent;
    if (isLong(text)) code.replaceChildren(...textInParts(text, Infinity));
  }
}
