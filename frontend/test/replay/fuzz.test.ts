/**
 * Whatever arrives, each command counts as executed and the page answers the next question: the
 * recorded commands, with members left out, added, or of another kind. Always in the same way.
 */

import { beforeEach, expect, it, vi } from 'vitest';

import { sentEvents, transport, useFreshPage } from '../driver.js';
import type { Command, Json, JsonObject } from '../../src/protocol/commands.js';
import { decodeFrame } from '../../src/protocol/codec.js';
import { transcripts } from './transcripts.js';

useFreshPage();

// The first to need Markdown waits until it has loaded: long, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  URL.createObjectURL = () => 'blob:x';
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
});

const strange: readonly Json[] = [
  null,
  true,
  -1,
  1e9,
  '',
  'no such thing',
  '<b onclick="x">{{#a}}</p>```\n[](',
  [],
  [null, [[]], { type: 3 }],
  {},
  { type: 'constructor', toString: 'x', length: -1 },
  { type: 'text', content: { type: 'markdown' } },
];

/** Numbers below *limit*, the same in every run (mulberry32). */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** A copy of *value* in which one place, at any depth, is not what it should be. */
function mutated(value: Json, random: (limit: number) => number): Json {
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (names.length === 0 || random(6) === 0) return strange[random(strange.length)] ?? null;
  const name = names[random(names.length)] as string;
  if (Array.isArray(value)) {
    const items = [...(value as readonly Json[])];
    items[Number(name)] = mutated(items[Number(name)] ?? null, random);
    return items;
  }
  const { [name]: member, ...rest } = value as JsonObject;
  const action = random(8);
  if (action === 0) return rest;
  if (action === 1) return { ...(value as JsonObject), unheard_of: strange[random(12)] ?? null };
  return { ...rest, [name]: mutated(member ?? null, random) };
}

/** As a server would have sent it. */
function received(commands: readonly Json[]): readonly Command[] {
  const frame = decodeFrame(JSON.stringify({ taken: 0, commands }));
  if (frame?.kind !== 'counted') throw new Error('the frame is lost');
  return frame.commands;
}

const question: Command = {
  command: 'run_script',
  task_id: 'last',
  spec: { code: '6 * 7', eval: true },
};

/** These end the session or run what the app asks for: the question could not be answered. */
function isHarmless({ command }: Command): boolean {
  return command !== 'close_session' && command !== 'run_script';
}

const recorded = [...transcripts].map(([name, pages]) => {
  const commands = pages.flatMap(({ steps }) => steps.flat()).filter(isHarmless);
  return [name, commands] as const;
});

it.each(recorded.map(([name, commands], seed) => ({ name, commands, seed })))(
  '$name',
  async ({ commands, seed }) => {
    const random = numbers(seed + 1);
    const sent = commands.flatMap((command) =>
      [1, 2, 3].map(() => mutated(command as unknown as Json, random)),
    );
    const fit = received(sent).filter(isHarmless);
    transport.receive(...fit, question);
    await vi.waitFor(() => expect(transport.executed).toBe(fit.length + 1), { timeout: 50_000 });
    expect(sentEvents()).toContainEqual({ event: 'js_yield', task_id: 'last', data: 42 });
  },
);
