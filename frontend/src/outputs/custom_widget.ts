/** Templates of widgets: what fills them in comes with a chunk. */

import { loadChunk, loadedChunk, type Chunks } from '../assets.js';
import { ensureHtmlGlobals } from '../dom/globals.js';
import { elementFromHtml } from '../dom/html.js';
import { asText } from '../dom/text.js';
import type { JsonObject, OutputSpec } from '../protocol/commands.js';
import type { Build, OutputBuilder } from './build.js';
import { calmAlert, markCollapse, translateMarkup } from './of_python.js';

export const buildCustomWidget: OutputBuilder = (spec, build) => {
  const chunk = loadedChunk('markdown');
  if (chunk !== undefined) return renderTemplate(spec, build, chunk);
  return loadChunk('markdown').then((loaded) => renderTemplate(spec, build, loaded));
};

function renderTemplate(
  spec: OutputSpec,
  build: Build,
  chunk: Chunks['markdown'],
): HTMLElement | Promise<HTMLElement> {
  const data = (spec['data'] ?? {}) as JsonObject;
  const { html, slots } = chunk.fillTemplate(asText(spec['template']), data);
  const finish = () => {
    const element = elementFromHtml(html);
    markCollapse([element]);
    translateMarkup(element, build.context);
    calmAlert(element);
    for (const slot of element.querySelectorAll(`[${chunk.slotAttribute}]`)) {
      slot.replaceWith(build.child(slots[Number(slot.getAttribute(chunk.slotAttribute))]));
    }
    return element;
  };
  return ensureHtmlGlobals(html)?.then(finish) ?? finish();
}
