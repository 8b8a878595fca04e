/** The columns of a data table: nested records become groups. */

import type { ColDef, ColGroupDef } from 'ag-grid-community';

import type { Json, JsonObject } from '../../protocol/commands.js';
import { revive } from './functions.js';
import { currentNames } from './old_api.js';
import { cellText, isRecord, path2field, type Path, type Row } from './paths.js';
import { columnArgs, type DataTableSpec } from './spec.js';

export type Column = ColDef<Row> | ColGroupDef<Row>;

/** What the records have at one path. */
interface Node {
  readonly inner: Map<string, Node>;
  /** The types of the values that stand here and are no records. */
  readonly kinds: Set<string>;
  hasValue: boolean;
}

const newNode = (): Node => ({ inner: new Map(), kinds: new Set(), hasValue: false });

export function columnsOf(spec: DataTableSpec): Column[] {
  const found = newNode();
  for (const record of spec.records) look(record, found);
  const wanted = spec.columnOrder === undefined ? found : inOrder(spec.columnOrder, found);
  return columnsIn(wanted, [], spec);
}

function look(value: Json | undefined, node: Node): void {
  if (isRecord(value)) {
    for (const [name, inside] of Object.entries(value)) {
      let inner = node.inner.get(name);
      if (inner === undefined) node.inner.set(name, (inner = newNode()));
      look(inside, inner);
    }
    return;
  }
  node.hasValue = true;
  if (value !== null && value !== undefined) node.kinds.add(typeof value);
}

/** The chosen columns; one that is chosen as a whole keeps all that the records have in it. */
function inOrder(order: JsonObject, found: Node): Node {
  const chosen = newNode();
  for (const [name, inside] of Object.entries(order)) {
    const node = found.inner.get(name) ?? newNode();
    chosen.inner.set(name, isRecord(inside) ? inOrder(inside, node) : node);
  }
  return chosen;
}

function columnsIn(node: Node, path: Path, spec: DataTableSpec): Column[] {
  return [...node.inner].map(([name, inner]) => column(inner, [...path, name], spec));
}

function column(node: Node, path: Path, spec: DataTableSpec): Column {
  const options = currentNames(revive(columnArgs(spec, path), spec.functionKey) as Column);
  const headerName = title(path.at(-1) ?? '');
  if (node.inner.size === 0) {
    // A check box that cannot be changed is harder to read than a word.
    const editable = 'editable' in options && onlyKind(node) === 'boolean';
    return {
      ...leaf(node, path),
      headerName,
      ...(editable && { cellDataType: 'boolean' }),
      ...options,
    };
  }
  const children = columnsIn(node, path, spec);
  // Some records may hold a plain value where others hold a record.
  if (node.kinds.size > 0) children.unshift({ ...leaf(node, path), headerName });
  return { headerName, ...options, children } as ColGroupDef<Row>;
}

function onlyKind({ kinds }: Node): string | undefined {
  return kinds.size === 1 ? [...kinds][0] : undefined;
}

function leaf(node: Node, path: Path): ColDef<Row> {
  const field = path2field(path);
  if (onlyKind(node) === 'number') {
    return { field, cellDataType: 'number', filter: 'agNumberColumnFilter' };
  }
  return {
    field,
    cellDataType: false,
    filter: 'agTextColumnFilter',
    // Lists are found by what is seen of them.
    ...(node.kinds.has('object') && {
      filterValueGetter: ({ data }) => cellText(data?.[field]),
      comparator: (one, other) => cellText(one).localeCompare(cellText(other)),
    }),
  };
}

/** `user_name` → `User name`. */
function title(name: string): string {
  return (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll('_', ' ');
}
