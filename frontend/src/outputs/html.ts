import { loadChunk, loadedChunk } from '../assets.js';
import { ensureHtmlGlobals } from '../dom/globals.js';
import { elementFromHtml } from '../dom/html.js';
import { asText } from '../dom/text.js';
import type { OutputBuilder } from './build.js';
import { translateMarkup } from './of_python.js';

export const buildHtml: OutputBuilder = (spec, { context }) => {
  const html = asText(spec['content']);
  if (spec['sanitize'] !== true) {
    const finish = () => {
      const element = elementFromHtml(html);
      translateMarkup(element, context);
      return element;
    };
    return ensureHtmlGlobals(html)?.then(finish) ?? finish();
  }
  const chunk = loadedChunk('markdown');
  if (chunk !== undefined) return elementFromHtml(chunk.sanitizeHtml(html));
  return loadChunk('markdown').then((loaded) => elementFromHtml(loaded.sanitizeHtml(html)));
};
