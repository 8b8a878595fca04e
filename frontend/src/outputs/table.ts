import { watchOverflow } from '../dom/overflow.js';
import { asText } from '../dom/text.js';
import type { Json, JsonObject, OutputSpec } from '../protocol/commands.js';
import { asList, inlineText, isSpec, type Build, type OutputBuilder } from './build.js';

/** Row 0 is the header; `span` counts it. Cells that others cover are absent from the data. */
export const buildTable: OutputBuilder = (spec, build) => {
  const rows = asList(spec['data']);
  const spans = (spec['span'] ?? {}) as JsonObject;
  const headerRows = countHeaderRows(rows, spans);
  const table = document.createElement('table');
  const head = document.createElement('thead');
  const body = document.createElement('tbody');
  rows.forEach((row, index) => {
    const header = index < headerRows;
    (header ? head : body).append(buildRow(asList(row), index, header, spans, build));
  });
  if (headerRows > 0) table.append(head);
  if (rows.length > headerRows) table.append(body);
  watchOverflow(table);
  return table;
};

/** A span cannot leave `thead`, so the header is as high as its highest cell. */
function countHeaderRows(rows: readonly Json[], spans: JsonObject): number {
  const heights = asList(rows[0]).map((_, column) => spanOf(spans, 0, column)?.row ?? 1);
  return Math.min(rows.length, Math.max(1, ...heights));
}

interface Span {
  readonly row: number;
  readonly col: number;
}

function spanOf(spans: JsonObject, row: number, column: number): Span | undefined {
  const span = spans[`${row},${column}`] as { row?: number; col?: number } | null | undefined;
  return span ? { row: span.row ?? 1, col: span.col ?? 1 } : undefined;
}

function buildRow(
  cells: readonly Json[],
  rowIndex: number,
  header: boolean,
  spans: JsonObject,
  build: Build,
): HTMLTableRowElement {
  const row = document.createElement('tr');
  const spanned = Object.keys(spans).length > 0;
  cells.forEach((content, column) => {
    const cell = document.createElement(header ? 'th' : 'td');
    const span = spanned ? spanOf(spans, rowIndex, column) : undefined;
    if (header) cell.scope = span !== undefined && span.col > 1 ? 'colgroup' : 'col';
    if (span !== undefined) {
      cell.rowSpan = span.row;
      cell.colSpan = span.col;
    }
    fillCell(cell, content, build);
    row.append(cell);
  });
  return row;
}

/** Plain text needs an element of its own only where its white space counts. */
function fillCell(cell: HTMLElement, content: OutputSpec | Json, build: Build): void {
  if (isSpec(content)) {
    cell.append(build.child(content));
    return;
  }
  const text = asText(content);
  if (/\n|\s\s/.test(text)) cell.append(inlineText(text));
  else cell.textContent = text;
}
