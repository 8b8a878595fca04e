/** Nested records as flat rows, whose field names can be turned back (protocol reference, 6.1). */

import { asText } from '../../dom/text.js';
import type { Json, JsonObject } from '../../protocol/commands.js';

export type Path = readonly string[];

/** A row of the grid: one value for each column, by field name. */
export type Row = Record<string, Json>;

/** The names, their lengths and their number: no two paths have the same field. */
export function path2field(path: Path): string {
  return [path.join(''), ...path.map((name) => name.length), path.length].join('_');
}

export function field2path(field: string): string[] {
  const parts = field.split('_');
  const count = Number(parts.pop());
  const lengths = parts.splice(parts.length - count).map(Number);
  const names = parts.join('_');
  let start = 0;
  return lengths.map((length) => names.slice(start, (start += length)));
}

export function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Only objects are nested: a list is a value. */
export function flattenRow(record: JsonObject, path: Path = []): Row {
  const row: Row = {};
  for (const [name, value] of Object.entries(record)) {
    const here = [...path, name];
    if (isRecord(value)) Object.assign(row, flattenRow(value, here));
    else row[path2field(here)] = value ?? null;
  }
  return row;
}

/** What a cell shows of its value. */
export function cellText(value: unknown): string {
  return Array.isArray(value) ? value.map(cellText).join(', ') : asText(value as Json);
}
