import { loadChunk, loadedChunk } from '../assets.js';
import { ensureGlobals } from '../dom/globals.js';
import { elementFromHtml } from '../dom/html.js';
import { asText, type OutputBuilder } from './build.js';

/** Inline handlers run when the user acts; what they mention is loaded before that. */
const inlineHandler = /\son\w+\s*=/i;

export const buildHtml: OutputBuilder = (spec) => {
  const html = asText(spec['content']);
  if (spec['sanitize'] !== true) {
    const globals = inlineHandler.test(html) ? ensureGlobals(html) : undefined;
    return globals === undefined
      ? elementFromHtml(html)
      : globals.then(() => elementFromHtml(html));
  }
  const chunk = loadedChunk('markdown');
  if (chunk !== undefined) return elementFromHtml(chunk.sanitizeHtml(html));
  return loadChunk('markdown').then((loaded) => elementFromHtml(loaded.sanitizeHtml(html)));
};
