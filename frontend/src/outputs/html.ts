import { loadChunk, loadedChunk } from '../assets.js';
import { ensureHtmlGlobals } from '../dom/globals.js';
import { elementFromHtml } from '../dom/html.js';
import { asText } from '../dom/text.js';
import type { OutputBuilder } from './build.js';

export const buildHtml: OutputBuilder = (spec) => {
  const html = asText(spec['content']);
  if (spec['sanitize'] !== true) {
    const globals = ensureHtmlGlobals(html);
    return globals === undefined
      ? elementFromHtml(html)
      : globals.then(() => elementFromHtml(html));
  }
  const chunk = loadedChunk('markdown');
  if (chunk !== undefined) return elementFromHtml(chunk.sanitizeHtml(html));
  return loadChunk('markdown').then((loaded) => elementFromHtml(loaded.sanitizeHtml(html)));
};
