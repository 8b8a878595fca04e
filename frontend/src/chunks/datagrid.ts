/** Chunk: data tables, and AG Grid Community under them. */

import {
  AllCommunityModule,
  createGrid,
  ModuleRegistry,
  themeAlpine,
  themeBalham,
  themeMaterial,
} from 'ag-grid-community';

import { asText } from '../dom/text.js';
import { functionSources } from '../outputs/datatable/functions.js';
import {
  fillDataTable as fill,
  type GridHost,
  type GridLibrary,
  type GridObject,
} from '../outputs/datatable/grid.js';
import type { Json, OutputSpec } from '../protocol/commands.js';
import css from './datagrid.css?inline';
import { injectStyle } from './inject_style.js';

// All that is free: the options of a table are the app's, so no part can be known to be unused.
ModuleRegistry.registerModules([AllCommunityModule]);

export const library: GridLibrary = { createGrid, themeAlpine, themeBalham, themeMaterial };

export function fillDataTable(
  element: HTMLElement,
  output: OutputSpec,
  library: GridLibrary,
  host: GridHost,
): GridObject {
  injectStyle('datagrid', css);
  return fill(element, output, library, host);
}

/** The JavaScript that the app has put into the options of a table. */
export function scriptsOf(output: OutputSpec): string {
  const parts: (Json | undefined)[] = ['grid_args', 'field_args', 'path_args'].map(
    (name) => output[name],
  );
  const key = output['js_func_key'];
  return parts.flatMap((part) => functionSources(part, asText(key))).join('\n');
}
