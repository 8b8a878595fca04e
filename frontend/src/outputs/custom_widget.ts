import { loadChunk, loadedChunk, type Chunks } from '../assets.js';
import { ensureHtmlGlobals } from '../dom/globals.js';
import { elementFromHtml } from '../dom/html.js';
import { asText } from '../dom/text.js';
import type { Json, JsonObject, OutputSpec } from '../protocol/commands.js';
import { isSpec, type Build, type OutputBuilder } from './build.js';
import { calmAlert, markCollapse, translateMarkup } from './of_python.js';

const slotAttribute = 'data-webio-slot';

/**
 * A Mustache template with three helpers: `pywebio_output_parse` stands for the current item,
 * `uniqueid` makes a name unique to this widget, `index` is the item's place in its list.
 */
export const buildCustomWidget: OutputBuilder = (spec, build) => {
  const chunk = loadedChunk('markdown');
  if (chunk !== undefined) return renderTemplate(spec, build, chunk);
  return loadChunk('markdown').then((loaded) => renderTemplate(spec, build, loaded));
};

function renderTemplate(
  spec: OutputSpec,
  build: Build,
  { Mustache }: Chunks['markdown'],
): HTMLElement | Promise<HTMLElement> {
  const data = (spec['data'] ?? {}) as JsonObject;
  const slots: Json[] = [];
  const suffix = Math.random().toString(36).slice(2);
  const places = placesOf(data);
  const helpers = {
    /** The nested output comes later; a `template` element may stand anywhere, even in a table. */
    pywebio_output_parse(this: unknown): string {
      const item = plainItem(this);
      if (!isSpec(item)) {
        return `<span class="webio-text webio-inline">${Mustache.escape(asText(item))}</span>`;
      }
      slots.push(item);
      return `<template ${slotAttribute}="${slots.length - 1}"></template>`;
    },
    uniqueid: () => (name: string) => `${name}-${suffix}`,
    index(this: unknown): string {
      const place = typeof this === 'object' && this !== null ? places.get(this) : undefined;
      return place === undefined ? '' : String(place);
    },
  };
  const html = Mustache.render(asText(spec['template']), { ...helpers, ...data });
  const finish = () => {
    const element = elementFromHtml(html);
    markCollapse([element]);
    translateMarkup(element, build.context);
    calmAlert(element);
    fillSlots(element, slots, build);
    return element;
  };
  return ensureHtmlGlobals(html)?.then(finish) ?? finish();
}

/** Mustache may hand a primitive over as an object. */
function plainItem(item: unknown): Json {
  if (item instanceof String || item instanceof Number || item instanceof Boolean) {
    return item.valueOf();
  }
  return item as Json;
}

function fillSlots(root: HTMLElement, slots: readonly Json[], build: Build): void {
  if (slots.length === 0) return;
  for (const slot of root.querySelectorAll(`[${slotAttribute}]`)) {
    slot.replaceWith(build.child(slots[Number(slot.getAttribute(slotAttribute))]));
  }
}

function placesOf(data: Json | undefined, places = new Map<object, number>()): Map<object, number> {
  if (typeof data !== 'object' || data === null) return places;
  Object.values(data).forEach((item: Json | undefined, index) => {
    if (Array.isArray(data) && typeof item === 'object' && item !== null) places.set(item, index);
    placesOf(item, places);
  });
  return places;
}
