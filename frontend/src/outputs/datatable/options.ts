/** The options of the grid: ours, and those of the app, which win. */

import type { GridApi, GridOptions } from 'ag-grid-community';

import { prefersReducedMotion } from '../../dom/scroll.js';
import { columnsOf, type Column } from './columns.js';
import { revive } from './functions.js';
import { currentNames } from './old_api.js';
import { cellText, flattenRow, path2field, type Row } from './paths.js';
import type { DataTableSpec } from './spec.js';

export function optionsOf(
  spec: DataTableSpec,
  gridTexts: Readonly<Record<string, string>> = {},
): GridOptions<Row> {
  const given = currentNames(revive(spec.gridArgs, spec.functionKey) as GridOptions<Row>);
  const columnDefs = columnsOf(spec);
  return {
    rowData: spec.records.map((record) => flattenRow(record)),
    columnDefs,
    // Field names hold whatever the names of the records hold.
    suppressFieldDotNotation: true,
    enableCellTextSelection: true,
    // What is read aloud comes in the order in which it is seen.
    ensureDomOrder: true,
    animateRows: !prefersReducedMotion(),
    // Arrow keys go from cell to cell; Tab leaves the table, however many there are.
    tabToNextCell: ({ editing, nextCellPosition }) => editing && (nextCellPosition ?? false),
    focusGridInnerElement: ({ api, fromBottom }) => fromBottom && focusAgain(api),
    domLayout: spec.height === 'auto' ? 'autoHeight' : 'normal',
    paginationPageSize: 50,
    paginationPageSizeSelector: [20, 50, 100, 500],
    ...rowIds(spec),
    ...selection(spec, given, columnDefs),
    enableRtl: document.documentElement.dir === 'rtl',
    ...given,
    localeText: { ...gridTexts, ...given.localeText },
    defaultColDef: {
      sortable: true,
      filter: true,
      resizable: true,
      minWidth: 60,
      wrapHeaderText: true,
      autoHeaderHeight: true,
      valueFormatter: ({ value }) => cellText(value),
      ...currentNames(given.defaultColDef ?? {}),
    },
  };
}

/** Coming back from below leads to the cell that was left. */
function focusAgain(api: GridApi<Row>): boolean {
  const cell = api.getFocusedCell();
  if (cell === null) return false;
  api.ensureIndexVisible(cell.rowIndex);
  api.setFocusedCell(cell.rowIndex, cell.column, cell.rowPinned);
  return true;
}

function rowIds({ idField }: DataTableSpec): GridOptions<Row> {
  if (idField === undefined) return {};
  const field = path2field(idField);
  return { getRowId: ({ data }) => cellText(data[field]) };
}

const formerSelectionOptions = [
  'suppressRowClickSelection',
  'rowMultiSelectWithClick',
  'suppressRowDeselection',
  'isRowSelectable',
  'groupSelectsChildren',
];

/** AG Grid takes its former selection options only all together, and warns about none of them. */
function selection(
  { multipleSelect }: DataTableSpec,
  given: GridOptions<Row>,
  columns: readonly Column[],
): GridOptions<Row> {
  const former =
    formerSelectionOptions.some((name) => name in given) ||
    columns.some((column) => 'checkboxSelection' in column);
  if (former) return { rowSelection: multipleSelect ? 'multiple' : 'single' };
  if (!multipleSelect) {
    return {
      rowSelection: { mode: 'singleRow', checkboxes: false, enableClickSelection: true },
    };
  }
  return {
    rowSelection: {
      mode: 'multiRow',
      selectAll: 'filtered',
      enableClickSelection: true,
      enableSelectionWithoutKeys: true,
    },
  };
}
