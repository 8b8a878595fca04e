/** JavaScript functions among the options of a data table. */

import { asText } from '../../dom/text.js';
import type { Json, JsonObject } from '../../protocol/commands.js';
import { addOldNames, type OldApi } from './old_api.js';
import { isRecord } from './paths.js';

const marker = '__pywebio_js_function__';

function isFunction(value: Json | undefined, key: string): value is JsonObject {
  return isRecord(value) && key !== '' && value[marker] === key;
}

/** The source of every function in *options*: globals that it mentions have to be there first. */
export function functionSources(options: Json | undefined, key: string): string[] {
  if (isFunction(options, key)) return [asText(options['body'])];
  if (Array.isArray(options)) return options.flatMap((value: Json) => functionSources(value, key));
  if (!isRecord(options)) return [];
  return Object.values(options).flatMap((value) => functionSources(value, key));
}

/** A copy of *options* in which functions are functions. */
export function revive(options: Json | undefined, key: string): unknown {
  if (isFunction(options, key)) return makeFunction(options);
  if (Array.isArray(options)) return options.map((value: Json) => revive(value, key));
  if (!isRecord(options)) return options;
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, revive(value, key)]),
  );
}

function makeFunction({ params, body }: JsonObject): (...args: unknown[]) => unknown {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- running the app's code is the point
  const run = new Function(...(params as readonly string[]), asText(body));
  return function (this: unknown, ...args: unknown[]): unknown {
    const [event] = args as [{ api?: OldApi; columnApi?: OldApi } | undefined];
    if (event?.api !== undefined && typeof event.api === 'object') {
      event.columnApi ??= addOldNames(event.api);
    }
    return run.apply(this, args) as unknown;
  };
}
