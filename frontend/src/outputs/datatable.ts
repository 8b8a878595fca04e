import { asText } from '../dom/text.js';
import type { Json, JsonObject } from '../protocol/commands.js';
import { asList, type OutputBuilder } from './build.js';

/**
 * The records as a plain table, until the data grid has a chunk of its own: everything can be
 * read, nothing can be sorted, edited or selected.
 */
export const buildDataTable: OutputBuilder = (spec) => {
  const records = asList(spec['records']).map((record) => flatten(record));
  const columns = [...new Set(records.flatMap((record) => [...record.keys()]))];
  const wrapper = document.createElement('div');
  wrapper.className = 'webio-datatable';
  const table = document.createElement('table');
  const header = table.createTHead().insertRow();
  for (const column of columns) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = column;
    header.append(cell);
  }
  const body = table.createTBody();
  for (const record of records) {
    const row = body.insertRow();
    for (const column of columns) row.insertCell().textContent = asText(record.get(column));
  }
  wrapper.append(table);
  return wrapper;
};

/** Nested members get names such as `address.city`. */
function flatten(record: Json | undefined, prefix = ''): Map<string, Json | undefined> {
  const members = new Map<string, Json | undefined>();
  for (const [key, value] of Object.entries((record ?? {}) as JsonObject)) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [name, inner] of flatten(value, `${prefix}${key}.`)) members.set(name, inner);
    } else {
      members.set(prefix + key, value);
    }
  }
  return members;
}
