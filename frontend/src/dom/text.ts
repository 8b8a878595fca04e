import type { Json } from '../protocol/commands.js';

/** What a value of the wire looks like on the page; nothing for one that is absent. */
export function asText(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
