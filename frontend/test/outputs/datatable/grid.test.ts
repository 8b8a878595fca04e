/** A whole data table on the real grid, as far as that goes without layout. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { ClientContext } from '../../../src/context.js';
import type { GridObject } from '../../../src/outputs/datatable/grid.js';
import { outputBuilders, renderOutput } from '../../../src/outputs/renderer.js';
import type { Json } from '../../../src/protocol/commands.js';
import type { ClientEvent } from '../../../src/protocol/events.js';

// A stylesheet as large as the grid's makes jsdom slow, and a busy machine slower.
vi.setConfig({ testTimeout: 60_000 });
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 50_000 });

const records = [
  { id: 'a', name: { first: 'Ada' } },
  { id: 'b', name: { first: 'Alan' } },
];

let sent: ClientEvent[];
const tables: Promise<GridObject>[] = [];

async function show(members: Record<string, Json>, language = 'en'): Promise<HTMLElement> {
  const context = {
    language,
    text: (id: string, ...args: string[]) => [id, ...args].join(' '),
    send: (event: ClientEvent) => sent.push(event),
  } as unknown as ClientContext;
  const spec = {
    type: 'datatable',
    records,
    actions: [],
    height: '300px',
    theme: 'balham',
    instance_id: 't',
    callback_id: 'CB',
    ...members,
  };
  const element = await renderOutput(spec, context, outputBuilders);
  tables.push(promised());
  document.body.replaceChildren(element);
  await eventually(() => expect(element.hasAttribute('aria-busy')).toBe(false));
  return element;
}

const promised = () =>
  (window as unknown as { ag_grid_t_promise: Promise<GridObject> }).ag_grid_t_promise;
const grid = () => (window as unknown as { ag_grid_t: GridObject }).ag_grid_t;
const firstNames = () => {
  const names: unknown[] = [];
  grid().api.forEachNode(({ data }) => names.push(data?.['namefirst_4_5_2']));
  return names;
};
const button = (element: HTMLElement, label: string) =>
  [...element.querySelectorAll('button')].find(({ textContent }) => textContent === label);

beforeEach(() => {
  sent = [];
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
});

// The timers of a grid outlast the page of the test, unless it is destroyed.
afterEach(async () => {
  for (const { api } of await Promise.all(tables.splice(0))) api.destroy();
});

describe('a data table', () => {
  it('keeps its place until the grid is there, and holds nothing up', () => {
    const context = { language: 'en', text: (id: string) => id } as unknown as ClientContext;
    const spec = { type: 'datatable', records, height: '300px', theme: 'balham', instance_id: 't' };
    const element = renderOutput(spec, context, outputBuilders) as HTMLElement;
    tables.push(promised());
    expect(element.className).toBe('webio-datatable');
    expect(element.style.minHeight).toBe('300px');
  });

  it.each([
    ['de', 'Keine Zeilen zum Anzeigen'],
    ['zh-Hant', '沒有資料'],
    ['ru', 'Нет строк'],
  ])('speaks the language of the page: %s', async (language, nothing) => {
    const element = await show({ records: [] }, language);
    expect(element.textContent).toContain(nothing);
  });

  it('lets the app replace single words of its own', async () => {
    const grid_args = { localeText: { noRowsToShow: 'Leer' } };
    expect((await show({ records: [], grid_args }, 'de')).textContent).toContain('Leer');
    expect(grid().localeText?.['page']).toBe('Seite');
  });

  it('has a name, and runs from right to left with the page', async () => {
    document.documentElement.dir = 'rtl';
    const element = await show({});
    document.documentElement.dir = '';
    expect(element.querySelector('[role$=grid]')?.getAttribute('aria-label')).toBe('data_table');
    expect(element.querySelector('.ag-rtl')).not.toBeNull();
  });

  it('is found by scripts under its name, before and after it is there', async () => {
    const shown = show({ id_field: ['id'] });
    const early = promised();
    await shown;
    expect(await early).toBe(grid());
    expect(grid().spec['records']).toBe(records);
    expect(grid().path2field(['name', 'first'])).toBe('namefirst_4_5_2');
    expect(
      grid()
        .columnApi.getAllColumns?.()
        ?.map((column) => column.getColId()),
    ).toEqual(['id_2_1', 'namefirst_4_5_2']);
  });

  it('is forgotten when it has left the page, unless another has its name', async () => {
    const first = await show({});
    const { api } = grid();
    const second = await show({});
    await eventually(() => expect(api.isDestroyed()).toBe(true));
    expect(first.isConnected).toBe(false);
    const later = grid().api;
    second.remove();
    await eventually(() => expect(later.isDestroyed()).toBe(true));
    expect(Object.keys(window).filter((name) => name.startsWith('ag_grid_'))).toEqual([]);
  });

  it('tells what is selected: by index, or by the id field', async () => {
    await show({ on_select: true });
    grid().api.getRowNode('1')?.setSelected(true);
    await eventually(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toEqual({ event: 'callback', task_id: 'CB', data: { rows: [1] } });
    await show({ on_select: true, id_field: ['name', 'first'] });
    grid().api.getRowNode('Alan')?.setSelected(true);
    await eventually(() => expect(sent).toHaveLength(2));
    expect(sent[1]?.data).toEqual({ rows: ['Alan'] });
    expect(grid().getSelectedRowIDs()).toEqual(['Alan']);
  });

  it('offers its actions only for selected rows', async () => {
    const element = await show({ actions: ['Edit', null, 'Delete'], multiple_select: true });
    expect(button(element, 'Delete')?.disabled).toBe(true);
    grid().api.selectAll();
    await eventually(() => expect(button(element, 'Delete')?.disabled).toBe(false));
    expect(element.querySelector('[role=status]')?.textContent).toBe('rows_selected 2');
    button(element, 'Delete')?.click();
    expect(sent).toEqual([{ event: 'callback', task_id: 'CB', data: { btn: 2, rows: [0, 1] } }]);
    button(element, 'clear_selection')?.click();
    await eventually(() => expect(button(element, 'Edit')?.disabled).toBe(true));
  });

  it('is changed by the names that AG Grid 28 had', async () => {
    await show({ id_field: ['id'] });
    const { api } = grid();
    api.getRowNode('a')?.setDataValue('namefirst_4_5_2', 'Grace');
    api.applyTransaction({
      add: [grid().flatten_row({ id: 'c', name: { first: 'Alonzo' } })],
      addIndex: 1,
    });
    expect(firstNames()).toEqual(['Grace', 'Alonzo', 'Alan']);
    api.setRowData?.([grid().flatten_row({ id: 'd', name: { first: 'Kurt' } })]);
    expect(firstNames()).toEqual(['Kurt']);
  });

  it('uses the AG Grid of the app if there is a licence for it', async () => {
    const own = await import('ag-grid-community');
    const setLicenseKey = vi.fn();
    const createGrid = vi.fn(own.createGrid);
    vi.stubGlobal('agGrid', { ...own, createGrid, LicenseManager: { setLicenseKey } });
    await show({});
    expect(createGrid).not.toHaveBeenCalled();
    await show({ enterprise_key: 'licence' });
    expect(createGrid).toHaveBeenCalledOnce();
    expect(setLicenseKey).toHaveBeenCalledWith('licence');
    vi.unstubAllGlobals();
  });
});
