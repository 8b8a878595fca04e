// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { ClientContext, Handlers } from '../src/context.js';
import type { Command } from '../src/protocol/commands.js';
import { CommandRouter } from '../src/router.js';

const context = {} as ClientContext;

function script(code: string): Command {
  return { command: 'run_script', task_id: 't', spec: { code } };
}

function setUp(run: (code: string) => void | Promise<void>) {
  const executed: string[] = [];
  const handlers: Handlers = { run_script: ({ spec }) => run(spec.code) };
  const router = new CommandRouter({
    handlers,
    context,
    executed: (command) =>
      executed.push(command.command === 'run_script' ? command.spec.code : command.command),
  });
  return { router, executed };
}

afterEach(() => vi.restoreAllMocks());

describe('CommandRouter', () => {
  it('runs synchronous commands at once and in order', () => {
    const { router, executed } = setUp(() => undefined);
    router.push([script('a'), script('b')]);
    expect(executed).toEqual(['a', 'b']);
  });

  it('holds later commands, also newly pushed ones, until a promise resolves', async () => {
    let release = (): void => undefined;
    const seen: string[] = [];
    const { router, executed } = setUp((code) => {
      seen.push(code);
      return code === 'slow' ? new Promise((resolve) => (release = resolve)) : undefined;
    });
    router.push([script('slow'), script('b')]);
    router.push([script('c')]);
    expect(seen).toEqual(['slow']);
    release();
    await vi.waitFor(() => expect(executed).toEqual(['slow', 'b', 'c']));
  });

  it('goes on after a handler that throws or rejects, and counts it', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const { router, executed } = setUp((code) => {
      if (code === 'throws') throw new Error('bad');
      return code === 'rejects' ? Promise.reject(new Error('bad')) : undefined;
    });
    router.push([script('throws'), script('rejects'), script('fine')]);
    await vi.waitFor(() => expect(executed).toEqual(['throws', 'rejects', 'fine']));
    expect(log).toHaveBeenCalledTimes(2);
  });

  it('logs and counts a command it does not know', () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const { router, executed } = setUp(() => undefined);
    router.push([{ command: 'no_such' } as unknown as Command, script('b')]);
    expect(executed).toEqual(['no_such', 'b']);
    expect(log).toHaveBeenCalledOnce();
  });

  it('lets the browser breathe during a flood and keeps the order', async () => {
    let pauses = 0;
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const order: number[] = [];
    const router = new CommandRouter({
      handlers: {
        run_script: ({ spec }) => {
          order.push(Number(spec.code));
          now += 0.5;
        },
      },
      context,
      pause: () => {
        pauses += 1;
        return Promise.resolve();
      },
    });
    router.push(Array.from({ length: 100 }, (_, i) => script(String(i))));
    await vi.waitFor(() => expect(order).toHaveLength(100));
    expect(pauses).toBeGreaterThan(1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('drops what has not run when it is stopped', async () => {
    let release = (): void => undefined;
    const { router, executed } = setUp((code) =>
      code === 'slow' ? new Promise((resolve) => (release = resolve)) : undefined,
    );
    router.push([script('slow'), script('b')]);
    router.stop();
    router.push([script('c')]);
    release();
    // All that hangs on a promise is done before the next task of the event loop.
    await new Promise((resolve) => setTimeout(resolve));
    expect(executed).toEqual(['slow']);
  });
});
