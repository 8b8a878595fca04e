/** Data tables: AG Grid comes with a chunk, unless the app has brought AG Grid Enterprise itself. */

import { loadChunk } from '../assets.js';
import { ensureGlobals } from '../dom/globals.js';
import { asText } from '../dom/text.js';
import type { OutputSpec } from '../protocol/commands.js';
import type { Build, OutputBuilder } from './build.js';
import type { DataTable, GridLibrary } from './datatable/grid.js';

export const buildDataTable: OutputBuilder = (spec, build) => {
  const table = buildTable(spec, build);
  publish(asText(spec['instance_id']), table);
  return table.then(({ element }) => element);
};

async function buildTable(spec: OutputSpec, { context }: Build) {
  const chunk = await loadChunk('datagrid');
  await ensureGlobals(chunk.scriptsOf(spec));
  return chunk.createDataTable(spec, ownLibrary(spec) ?? chunk.library, {
    text: (id, ...args) => context.text(id, ...args),
    send: (task_id, data) => context.send({ event: 'callback', task_id, data }),
  });
}

/** The licence belongs to a script of the app's, which defines this global. */
function ownLibrary(spec: OutputSpec): GridLibrary | undefined {
  if (asText(spec['enterprise_key']) === '') return undefined;
  const { agGrid } = globalThis as unknown as { readonly agGrid?: GridLibrary };
  return agGrid;
}

/** The names by which scripts, those of `datatable_update` too, find a table. */
function publish(instanceId: string, table: Promise<DataTable>): void {
  if (instanceId === '') return;
  const name = `ag_grid_${instanceId}`;
  const grid = table.then((ready) => ready.grid);
  Object.assign(window, { [`${name}_promise`]: grid });
  grid.then(
    (ready) => Object.assign(window, { [name]: ready }),
    // Whoever places the output tells what failed.
    () => undefined,
  );
}
