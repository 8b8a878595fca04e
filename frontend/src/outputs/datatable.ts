/** Data tables: AG Grid comes with a chunk, unless the app has brought AG Grid Enterprise itself. */

import { loadChunk } from '../assets.js';
import type { ClientContext } from '../context.js';
import { ensureGlobals } from '../dom/globals.js';
import { releaseWhenGone } from '../dom/leaving.js';
import { asText } from '../dom/text.js';
import type { Language } from '../i18n.js';
import type { OutputSpec } from '../protocol/commands.js';
import type { OutputBuilder } from './build.js';
import type { GridHost, GridLibrary, GridObject } from './datatable/grid.js';

/** What comes after the table need not wait for it: its place is there at once. */
export const buildDataTable: OutputBuilder = (spec, { context }) => {
  const element = document.createElement('div');
  element.className = 'webio-datatable';
  element.setAttribute('aria-busy', 'true');
  const height = asText(spec['height']);
  if (height !== 'auto') element.style.minHeight = height;
  const grid = fill(element, spec, context).finally(() => {
    element.style.minHeight = '';
    element.removeAttribute('aria-busy');
  });
  grid.catch((error: unknown) => {
    console.error('PyWebIO: no datatable', error);
    element.textContent = context.text('connect_fail');
  });
  const withdraw = publish(asText(spec['instance_id']), grid);
  releaseWhenGone(element, grid, ({ api }) => {
    withdraw();
    api.destroy();
  });
  return element;
};

async function fill(
  element: HTMLElement,
  spec: OutputSpec,
  context: ClientContext,
): Promise<GridObject> {
  const texts = gridTexts(context.language);
  const chunk = await loadChunk('datagrid');
  await ensureGlobals(chunk.scriptsOf(spec));
  return chunk.fillDataTable(element, spec, ownLibrary(spec) ?? chunk.library, {
    gridTexts: await texts,
    text: (id, ...args) => context.text(id, ...args),
    send: (task_id, data) => context.send({ event: 'callback', task_id, data }),
  });
}

/** The table's own words; it speaks English without them. */
async function gridTexts(language: string): Promise<GridHost['gridTexts']> {
  if (language === 'en') return {};
  try {
    const name = language.toLowerCase().replace('-', '_') as Language;
    return (await loadChunk(`grid_texts_${name}`)).texts;
  } catch (error) {
    console.error('PyWebIO: no texts for data tables', language, error);
    return {};
  }
}

/** The licence belongs to a script of the app's, which defines this global. */
function ownLibrary(spec: OutputSpec): GridLibrary | undefined {
  if (asText(spec['enterprise_key']) === '') return undefined;
  const { agGrid } = globalThis as unknown as { readonly agGrid?: GridLibrary };
  return agGrid;
}

/**
 * The names by which scripts, those of `datatable_update` too, find a table. Returns how to take them
 * back, unless another table has them by then.
 */
function publish(instanceId: string, grid: Promise<GridObject>): () => void {
  if (instanceId === '') return () => undefined;
  const globals = window as unknown as Record<string, unknown>;
  const name = `ag_grid_${instanceId}`;
  const names = [name, `${name}_promise`];
  const published: unknown[] = [grid];
  globals[`${name}_promise`] = grid;
  grid.then(
    (ready) => {
      published.push(ready);
      globals[name] = ready;
    },
    () => undefined,
  );
  return () => {
    for (const each of names)
      if (published.includes(globals[each])) Reflect.deleteProperty(globals, each);
  };
}
