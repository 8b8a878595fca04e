/** A data table on AG Grid. All of this comes with its chunk. */

import type { CellFocusedEvent, GridApi, GridOptions, Theme } from 'ag-grid-community';

import type { Json, JsonObject, OutputSpec } from '../../protocol/commands.js';
import { buildActions, buildContentBar, type Text } from './frame.js';
import { addOldNames, type OldApi } from './old_api.js';
import { optionsOf } from './options.js';
import { cellText, field2path, flattenRow, path2field, type Row } from './paths.js';
import { readSpec, type DataTableSpec } from './spec.js';

/** AG Grid, ours or one that the app has brought itself. */
export interface GridLibrary {
  createGrid(element: HTMLElement, options: GridOptions<Row>): GridApi<Row>;
  readonly themeBalham: Theme;
  readonly themeAlpine: Theme;
  readonly themeMaterial: Theme;
  /** Only AG Grid Enterprise has one. */
  readonly LicenseManager?: { setLicenseKey(key: string): void };
}

export interface GridHost {
  /** AG Grid's own, in the language of the page. */
  readonly gridTexts: Readonly<Record<string, string>>;
  readonly text: Text;
  send(callbackId: string, data: Json): void;
}

/** What scripts get as `ag_grid_<instance_id>` (protocol reference, section 6.1). */
export interface GridObject extends GridOptions<Row> {
  readonly api: OldApi;
  readonly columnApi: OldApi;
  readonly spec: OutputSpec;
  readonly path2field: typeof path2field;
  readonly field2path: typeof field2path;
  flatten_row(record: JsonObject): Row;
  getSelectedRowIDs(): RowId[];
}

type RowId = number | string;

/** Builds the table in *element*. */
export function fillDataTable(
  element: HTMLElement,
  output: OutputSpec,
  library: GridLibrary,
  host: GridHost,
): GridObject {
  const spec = readSpec(output);
  if (spec.enterpriseKey !== '') library.LicenseManager?.setLicenseKey(spec.enterpriseKey);
  const options = optionsOf(spec, host.gridTexts);
  const place = placeFor(element, spec);
  const api = addOldNames(
    library.createGrid(place, {
      ...options,
      theme: themeOf(spec.theme, library),
      themeStyleContainer: document.head,
      // Menus may be higher than the grid.
      popupParent: element,
    }),
  );
  place.querySelector('[role$=grid]')?.setAttribute('aria-label', host.text('data_table'));
  const getSelectedRowIDs = () => api.getSelectedNodes().map(({ id }) => rowId(id, spec));
  connect(element, api, spec, getSelectedRowIDs, host);
  if (options.autoSizeStrategy === undefined) whenSeen(element, () => fitColumns(api));
  return Object.assign(options, {
    api,
    columnApi: api,
    spec: output,
    path2field,
    field2path,
    flatten_row: (record: JsonObject) => flattenRow(record),
    getSelectedRowIDs,
  });
}

function placeFor(element: HTMLElement, { theme, height }: DataTableSpec): HTMLElement {
  // Everything inside takes its colours from the page's variables, which this turns dark.
  if (theme.endsWith('-dark')) element.dataset['bsTheme'] = 'dark';
  const place = document.createElement('div');
  place.className = `webio-datatable-grid ag-theme-${theme}`;
  if (height !== 'auto') place.style.height = height;
  element.append(place);
  return place;
}

/** Rows without an id field are numbered by the grid, in the order in which they came. */
function rowId(id: string | undefined, { idField }: DataTableSpec): RowId {
  return idField === undefined ? Number(id) : (id ?? '');
}

function connect(
  element: HTMLElement,
  api: OldApi,
  spec: DataTableSpec,
  selectedIds: () => RowId[],
  host: GridHost,
): void {
  const actions = spec.actions.some((label) => label !== null)
    ? buildActions(
        spec.actions,
        host.text,
        (btn) => host.send(spec.callbackId, { btn, rows: selectedIds() }),
        () => api.deselectAll(),
      )
    : undefined;
  if (actions !== undefined) element.prepend(actions.element);
  let told = '[]';
  api.addEventListener('selectionChanged', () => {
    const rows = selectedIds();
    actions?.selected(rows.length);
    // Several changes at once come as several events, all of them after the last.
    const now = JSON.stringify(rows);
    if (spec.onSelect && now !== told) host.send(spec.callbackId, { rows });
    told = now;
  });
  if (spec.contentBar) {
    const bar = buildContentBar(host.text);
    element.append(bar.element);
    api.addEventListener('cellFocused', (event) => bar.show(contentOf(event)));
  }
}

function contentOf({ api, rowIndex, column }: CellFocusedEvent<Row>): string {
  const rowNode = rowIndex === null ? undefined : api.getDisplayedRowAtIndex(rowIndex);
  if (rowNode === undefined || column === null || typeof column === 'string') return '';
  return cellText(api.getCellValue({ rowNode, colKey: column }));
}

/** Columns get their widths when the table is first seen, which in a tab may be later. */
function whenSeen(element: HTMLElement, call: () => void): void {
  if (typeof ResizeObserver !== 'function') return;
  const observer = new ResizeObserver(() => {
    if (element.clientWidth === 0) return;
    observer.disconnect();
    call();
  });
  observer.observe(element);
}

/** As wide as their content, and wider if there is room; widths that the app has set stay. */
function fitColumns(api: OldApi): void {
  const columns = api.getColumns()?.filter((column) => {
    const { width, flex } = column.getUserProvidedColDef() ?? {};
    return width === undefined && flex === undefined;
  });
  api.autoSizeColumns({
    colIds: columns?.map((column) => column.getColId()) ?? [],
    scaleUpToFitGridWidth: true,
    defaultMaxWidth: 400,
  });
}

function themeOf(name: string, library: GridLibrary): Theme {
  const base = {
    alpine: library.themeAlpine,
    material: library.themeMaterial,
  }[name.replace('-dark', '')];
  return (base ?? library.themeBalham).withParams({
    fontFamily: 'inherit',
    backgroundColor: 'var(--bs-body-bg)',
    foregroundColor: 'var(--bs-body-color)',
    borderColor: 'var(--bs-border-color)',
    chromeBackgroundColor: 'var(--bs-tertiary-bg)',
    accentColor: 'var(--bs-primary)',
    browserColorScheme: 'inherit',
    autoHeightMinBodyHeight: '2.5rem',
  });
}
