/** Markdown: what makes HTML of it comes with a chunk. */

import { loadChunk, loadedChunk, type Chunks } from '../assets.js';
import { asText } from '../dom/text.js';
import type { ClientContext } from '../context.js';
import type { OutputSpec } from '../protocol/commands.js';
import type { OutputBuilder } from './build.js';

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
    return chunk.buildMarkdown(spec, { context, highlight });
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

/** The text shows at once; the colours come when the highlighter has arrived. */
function highlight(blocks: readonly HTMLElement[]): void {
  const highlighter = loadedChunk('highlight');
  const coloured =
    highlighter?.highlightCode(blocks) ??
    loadChunk('highlight').then((loaded) => loaded.highlightCode(blocks));
  coloured.catch((error: unknown) => console.error('PyWebIO: no highlighter', error));
}
