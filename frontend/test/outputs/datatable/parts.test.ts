/** What a data table is made of, without a grid: fields, columns, options, functions. */

import type { ColDef, ColGroupDef } from 'ag-grid-community';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { columnsOf, type Column } from '../../../src/outputs/datatable/columns.js';
import { revive } from '../../../src/outputs/datatable/functions.js';
import { optionsOf } from '../../../src/outputs/datatable/options.js';
import {
  cellText,
  field2path,
  flattenRow,
  path2field,
  type Row,
} from '../../../src/outputs/datatable/paths.js';
import { readSpec } from '../../../src/outputs/datatable/spec.js';
import type { Json } from '../../../src/protocol/commands.js';

const spec = (members: Record<string, Json>) =>
  readSpec({ type: 'datatable', js_func_key: 'KEY', ...members });

type Outline = string | readonly [string, readonly Outline[]];

function outline(columns: readonly Column[]): Outline[] {
  return columns.map((column) =>
    'children' in column
      ? [column.headerName ?? '', outline(column.children)]
      : (column.headerName ?? ''),
  );
}

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
});

describe('fields', () => {
  it.each([
    [['id'], 'id_2_1'],
    [['name', 'first'], 'namefirst_4_5_2'],
    [['a_1', '', 'b'], 'a_1b_3_0_1_3'],
  ])('name a path so that it can be found again: %j', (path, field) => {
    expect(path2field(path)).toBe(field);
    expect(field2path(field)).toEqual(path);
  });

  it('are the members of a flat row; lists are values', () => {
    expect(flattenRow({ a: { b: 1, c: [1] }, d: null })).toEqual({
      ab_1_1_2: 1,
      ac_1_1_2: [1],
      d_1_1: null,
    });
  });

  it.each([
    [null, ''],
    [0, '0'],
    [false, 'false'],
    [[1, 'a', null], '1, a, '],
    [[{ a: 1 }], '{"a":1}'],
  ])('are shown as text: %j', (value, text) => expect(cellText(value)).toBe(text));
});

describe('columns', () => {
  it('are all that the records have, nested ones in groups', () => {
    const records = [{ user_name: { first: 'A' } }, { user_name: { last: 'B' }, age: 1 }];
    expect(outline(columnsOf(spec({ records })))).toEqual([
      ['User name', ['First', 'Last']],
      'Age',
    ]);
  });

  it('show a value that stands where other records hold a record', () => {
    const records = [{ name: 'Ada' }, { name: { first: 'Alan' } }, { name: null }];
    expect(outline(columnsOf(spec({ records })))).toEqual([['Name', ['Name', 'First']]]);
  });

  it('can be chosen and ordered, also as a whole', () => {
    const records = [{ a: 1, b: { x: 1, y: 2 }, c: { x: 1, y: 2 } }];
    const column_order = { c: { y: null }, b: null, z: null };
    expect(outline(columnsOf(spec({ records, column_order })))).toEqual([
      ['C', ['Y']],
      ['B', ['X', 'Y']],
      'Z',
    ]);
  });

  it('take options by name, and by path, which wins', () => {
    const columns = columnsOf(
      spec({
        records: [{ a: { x: 1 }, b: { x: 1 } }],
        field_args: { x: { width: 50, pinned: 'left' } },
        path_args: [[['b', 'x'], { width: 60 }]],
      }),
    ) as ColGroupDef<Row>[];
    const inner = columns.map(({ children }) => children[0] as ColDef<Row>);
    expect(inner.map(({ width, pinned }) => [width, pinned])).toEqual([
      [50, 'left'],
      [60, 'left'],
    ]);
  });

  it('are filtered as what they hold', () => {
    const records = [
      { n: 1, s: 'a', mixed: 1 },
      { n: null, s: 'b', mixed: 'b' },
    ];
    const filters = columnsOf(spec({ records })).map(
      (column): unknown => (column as ColDef<Row>).filter,
    );
    expect(filters).toEqual(['agNumberColumnFilter', 'agTextColumnFilter', 'agTextColumnFilter']);
  });
});

describe('functions', () => {
  it('come to life wherever they stand, and only with the key of their table', () => {
    const make = (key: string) => ({
      __pywebio_js_function__: key,
      params: ['a', 'b'],
      body: 'return a + b',
    });
    const revived = revive({ list: [make('KEY')], other: make('OTHER') }, 'KEY') as {
      list: [(a: number, b: number) => number];
      other: unknown;
    };
    expect(revived.list[0](1, 2)).toBe(3);
    expect(revived.other).toEqual(make('OTHER'));
  });

  it('get the columns where AG Grid 28 had them', () => {
    const api = { setColumnsVisible: vi.fn() };
    const body = 'e.columnApi.setColumnVisible("a", false)';
    const hide = revive({ __pywebio_js_function__: 'KEY', params: ['e'], body }, 'KEY') as (
      event: object,
    ) => void;
    hide({ api });
    expect(api.setColumnsVisible).toHaveBeenCalledWith(['a'], false);
  });
});

describe('options', () => {
  it('of the app win, but keep our columns readable', () => {
    const options = optionsOf(
      spec({ grid_args: { pagination: true, defaultColDef: { sortable: false } } }),
    );
    expect(options.pagination).toBe(true);
    expect(options.defaultColDef).toMatchObject({ sortable: false, resizable: true });
  });

  it('select rows by a click, several ones also by check boxes', () => {
    expect(optionsOf(spec({})).rowSelection).toMatchObject({ mode: 'singleRow' });
    expect(optionsOf(spec({ multiple_select: true })).rowSelection).toMatchObject({
      mode: 'multiRow',
      enableClickSelection: true,
    });
  });

  it.each([
    [{ grid_args: { suppressRowClickSelection: true } }, 'multiple'],
    [{ field_args: { a: { checkboxSelection: true } } }, 'multiple'],
    [{ grid_args: { rowSelection: 'single' } }, 'single'],
  ])('leave selection to the names of AG Grid 28: %j', (members, rowSelection) => {
    const options = optionsOf(spec({ records: [{ a: 1 }], multiple_select: true, ...members }));
    expect(options.rowSelection).toBe(rowSelection);
  });

  it('know some names of AG Grid 28', () => {
    const options = optionsOf(spec({ grid_args: { suppressCellSelection: true } }));
    expect(options.suppressCellFocus).toBe(true);
  });
});
