import type { ClientContext, Handlers } from '../context.js';
import { ensureGlobals } from '../dom/globals.js';
import type { Json, RunScriptCommand } from '../protocol/commands.js';

export const scriptHandlers: Handlers = {
  run_script: (command, context) => {
    const globals = ensureGlobals(command.spec.code);
    if (globals !== undefined) return globals.then(() => run(command, context));
    run(command, context);
    return undefined;
  },
};

/** Does not wait for a promise of the script: it may depend on later outputs. */
function run(command: RunScriptCommand, context: ClientContext): void {
  const { code, args, eval: wantsValue } = command.spec;
  const answer = (data: Json) => {
    if (wantsValue === true) context.send({ event: 'js_yield', task_id: command.task_id, data });
  };
  const failed = (error: unknown) => {
    console.error('PyWebIO: script failed', error);
    answer(null);
  };
  try {
    const value = evaluate(code, args ?? {});
    if (isThenable(value)) {
      Promise.resolve(value)
        .then((result) => answer(asJson(result)))
        .catch(failed);
    } else if (wantsValue === true) answer(asJson(value));
  } catch (error) {
    failed(error);
  }
}

/**
 * A direct `eval` in a sloppy function with the arguments as local names: scripts may use `with`,
 * and their own `let` and `var` stay local.
 */
function evaluate(code: string, args: { readonly [name: string]: Json | undefined }): unknown {
  const names = Object.keys(args);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- running the app's code is the point
  const run = new Function(...names, `return eval(arguments[${names.length}])`);
  return run.call(globalThis, ...Object.values(args), code) as unknown;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';
}

/** What JSON cannot carry, such as `undefined`, a function or a cycle, becomes null. */
function asJson(value: unknown): Json {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? null : (JSON.parse(text) as Json);
}
