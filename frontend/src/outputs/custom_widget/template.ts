/** A Mustache template, filled in. This comes with its chunk. */

import Mustache from 'mustache';

import { asText } from '../../dom/text.js';
import type { Json, JsonObject } from '../../protocol/commands.js';
import { isSpec } from '../build.js';

/** On the elements in whose place the nested outputs go: the number of the output. */
export const slotAttribute = 'data-webio-slot';

export interface FilledTemplate {
  readonly html: string;
  /** The nested outputs, which come later. */
  readonly slots: readonly Json[];
}

/**
 * There are three helpers: `pywebio_output_parse` stands for the current item, `uniqueid` makes a name
 * unique to this widget, `index` is the item's place in its list.
 */
export function fillTemplate(template: string, data: JsonObject): FilledTemplate {
  const slots: Json[] = [];
  const suffix = Math.random().toString(36).slice(2);
  const places = placesOf(data);
  const helpers = {
    /** A `template` element may stand anywhere, even in a table. */
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
  return { html: Mustache.render(template, { ...helpers, ...data }), slots };
}

/** Mustache may hand a primitive over as an object. */
function plainItem(item: unknown): Json {
  if (item instanceof String || item instanceof Number || item instanceof Boolean) {
    return item.valueOf();
  }
  return item as Json;
}

function placesOf(data: Json | undefined, places = new Map<object, number>()): Map<object, number> {
  if (typeof data !== 'object' || data === null) return places;
  Object.values(data).forEach((item: Json | undefined, index) => {
    if (Array.isArray(data) && typeof item === 'object' && item !== null) places.set(item, index);
    placesOf(item, places);
  });
  return places;
}
