/** What apps know from AG Grid 28, the one of the published client, under names it had then. */

import type { ColDef, GridApi } from 'ag-grid-community';

import type { Row } from './paths.js';

/** The API of today, and the former names of its parts. `columnApi` was an object of its own. */
export type OldApi = GridApi<Row> & Readonly<Partial<OldNames>>;

type OldNames = ReturnType<typeof oldNames>;

export function addOldNames(api: GridApi<Row>): OldApi {
  return 'setRowData' in api ? (api as OldApi) : Object.assign(api, oldNames(api));
}

type Column = Parameters<GridApi<Row>['setColumnsVisible']>[0][number];
type Pinned = Parameters<GridApi<Row>['setColumnsPinned']>[1];

function oldNames(api: GridApi<Row>) {
  return {
    setRowData: (rows: Row[]) => api.setGridOption('rowData', rows),
    setColumnDefs: (columns: ColDef<Row>[]) => api.setGridOption('columnDefs', columns),
    setQuickFilter: (text: string) => api.setGridOption('quickFilterText', text),
    setPinnedTopRowData: (rows: Row[]) => api.setGridOption('pinnedTopRowData', rows),
    setPinnedBottomRowData: (rows: Row[]) => api.setGridOption('pinnedBottomRowData', rows),
    paginationSetPageSize: (size: number) => api.setGridOption('paginationPageSize', size),
    setHeaderHeight: (height: number) => api.setGridOption('headerHeight', height),
    getAllColumns: () => api.getColumns(),
    setColumnVisible: (column: Column, visible: boolean) =>
      api.setColumnsVisible([column], visible),
    setColumnPinned: (column: Column, pinned: Pinned) => api.setColumnsPinned([column], pinned),
    setColumnWidth: (key: Column, newWidth: number) => api.setColumnWidths([{ key, newWidth }]),
    moveColumn: (column: Column, index: number) => api.moveColumns([column], index),
  };
}

const renamedOptions: Readonly<Record<string, string>> = {
  getRowNodeId: 'getRowId',
  suppressCellSelection: 'suppressCellFocus',
  stopEditingWhenGridLosesFocus: 'stopEditingWhenCellsLoseFocus',
  suppressMenu: 'suppressHeaderMenuButton',
};

/** Options of a grid or a column under their names of today. */
export function currentNames<Options extends object>(options: Options): Options {
  const named = Object.entries(options).map(([name, value]: [string, unknown]) => [
    renamedOptions[name] ?? name,
    value,
  ]);
  return Object.fromEntries(named) as Options;
}
