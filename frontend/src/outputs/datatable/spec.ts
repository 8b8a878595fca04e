/** The members of a `datatable` output (protocol reference, section 6.1). */

import type { JsonObject, OutputSpec } from '../../protocol/commands.js';
import { asText } from '../../dom/text.js';
import { asList } from '../build.js';
import type { Path } from './paths.js';

export interface DataTableSpec {
  readonly records: readonly JsonObject[];
  /** Null is a space between two buttons. */
  readonly actions: readonly (string | null)[];
  readonly onSelect: boolean;
  readonly multipleSelect: boolean;
  readonly callbackId: string;
  /** Undefined: the grid numbers the rows. */
  readonly idField: Path | undefined;
  /** Undefined: as the records have them. */
  readonly columnOrder: JsonObject | undefined;
  /** A name stands for all columns of that name, however deep. */
  readonly argsByName: JsonObject;
  readonly argsByPath: readonly (readonly [Path, JsonObject])[];
  readonly gridArgs: JsonObject;
  readonly functionKey: string;
  readonly contentBar: boolean;
  readonly height: string;
  readonly theme: string;
  readonly enterpriseKey: string;
  readonly instanceId: string;
}

export function readSpec(spec: OutputSpec): DataTableSpec {
  const idField = asList(spec['id_field']).map(asText);
  return {
    records: asList(spec['records']) as readonly JsonObject[],
    actions: asList(spec['actions']).map((label) => (label === null ? null : asText(label))),
    onSelect: spec['on_select'] === true,
    multipleSelect: spec['multiple_select'] === true,
    callbackId: asText(spec['callback_id']),
    idField: idField.length === 0 ? undefined : idField,
    columnOrder: (spec['column_order'] ?? undefined) as JsonObject | undefined,
    argsByName: (spec['field_args'] ?? {}) as JsonObject,
    argsByPath: asList(spec['path_args']) as unknown as DataTableSpec['argsByPath'],
    gridArgs: (spec['grid_args'] ?? {}) as JsonObject,
    functionKey: asText(spec['js_func_key']),
    contentBar: spec['cell_content_bar'] === true,
    height: asText(spec['height']),
    theme: asText(spec['theme']),
    enterpriseKey: asText(spec['enterprise_key']),
    instanceId: asText(spec['instance_id']),
  };
}

/** The options of the column or group at *path*: those for its name, then those for its path. */
export function columnArgs({ argsByName, argsByPath }: DataTableSpec, path: Path): JsonObject {
  const own = argsByPath.find(([other]) => JSON.stringify(other) === JSON.stringify(path));
  return { ...(argsByName[path.at(-1) ?? ''] as JsonObject | undefined), ...own?.[1] };
}
