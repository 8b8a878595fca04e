/** Pins: reading, changing, watching and replacing them. */

import { afterEach, describe, expect, it, vi } from 'vitest';
import { disablePins, pinHandlers, renderPin } from '../../src/pins/index.js';
import type { InputItem } from '../../src/protocol/commands.js';
import { chooseFiles, find, pick, type } from '../forms/driver.js';
import { FakeContext } from '../forms/fake_context.js';

const FILE = new File(['abc'], 'p.txt');

function show(context: FakeContext, ...items: readonly InputItem[]): void {
  for (const input of items) {
    context.page.outputRoot.append(renderPin({ type: 'pin', input: input }, context));
  }
}

function read(context: FakeContext, ...names: readonly string[]): void {
  void pinHandlers.pin_values({ command: 'pin_values', task_id: 't', spec: { names } }, context);
}

function watch(
  context: FakeContext,
  name: string,
  callback_id: string | null,
  clear = false,
): void {
  void pinHandlers.pin_onchange(
    { command: 'pin_onchange', task_id: 't', spec: { name, callback_id, clear } },
    context,
  );
}

function wait(context: FakeContext, names: readonly string[], timeout: number | null = null): void {
  void pinHandlers.pin_wait(
    { command: 'pin_wait', task_id: 't', spec: { names, timeout } },
    context,
  );
}

afterEach(() => {
  vi.useRealTimers();
});

describe('reading', () => {
  it('answers with the values there are', () => {
    const context = new FakeContext();
    show(context, { type: 'text', name: 'a', value: 'v' }, { type: 'number', name: 'n', value: 3 });
    read(context, 'a', 'n', 'missing');
    expect(context.events).toEqual([{ event: 'js_yield', task_id: 't', data: { a: 'v', n: 3 } }]);
  });

  it('leaves out a pin that was cleared from the page', () => {
    const context = new FakeContext();
    show(context, { type: 'text', name: 'a' });
    context.page.outputRoot.replaceChildren();
    read(context, 'a');
    expect(context.events[0]?.data).toEqual({});
  });

  it('sends files under the name of the pin', () => {
    const context = new FakeContext();
    show(context, { type: 'file', name: 'f', multiple: false });
    chooseFiles('[type=file]', FILE);
    read(context, 'f');
    expect(context.sent[0]).toMatchObject({
      event: { data: { f: null } },
      files: [{ inputName: 'f' }],
    });
  });

  it('serves the older command, too', () => {
    const context = new FakeContext();
    show(context, { type: 'text', name: 'a', value: 'v' });
    const ask = (name: string): unknown =>
      pinHandlers.pin_value({ command: 'pin_value', task_id: 't', spec: { name } }, context);
    ask('a');
    ask('b');
    expect(context.events.map(({ data }) => data)).toEqual([{ value: 'v' }, null]);
  });
});

it('changes a pin without an event', () => {
  const context = new FakeContext();
  show(context, { type: 'select', name: 's', options: [{ label: 'A', value: 'A' }] });
  watch(context, 's', 'cb');
  const attributes = { options: [{ label: 'B', value: 2 }], value: 2, label: 'L' };
  void pinHandlers.pin_update(
    { command: 'pin_update', task_id: 't', spec: { name: 's', attributes } },
    context,
  );
  expect(context.events).toEqual([]);
  read(context, 's');
  expect(context.events[0]?.data).toEqual({ s: 2 });
});

describe('watching', () => {
  it('calls every callback of the name', () => {
    const context = new FakeContext();
    watch(context, 'a', 'one');
    show(context, { type: 'text', name: 'a' });
    watch(context, 'a', 'two');
    type('input', 'x');
    expect(context.events).toEqual([
      { event: 'callback', task_id: 'one', data: { value: 'x' } },
      { event: 'callback', task_id: 'two', data: { value: 'x' } },
    ]);
  });

  it('forgets earlier callbacks on request', () => {
    const context = new FakeContext();
    show(context, { type: 'text', name: 'a' });
    watch(context, 'a', 'one');
    watch(context, 'a', 'two', true);
    type('input', 'x');
    watch(context, 'a', null, true);
    type('input', 'y');
    expect(context.events.map(({ task_id }) => task_id)).toEqual(['two']);
  });

  it('reports the value of a pressed button, and keeps it', () => {
    const context = new FakeContext();
    show(context, {
      type: 'actions',
      name: 'a',
      buttons: [{ label: 'x', value: 1, type: 'submit' }],
    });
    watch(context, 'a', 'cb');
    pick('button');
    read(context, 'a');
    expect(context.events.map(({ data }) => data)).toEqual([{ value: 1 }, { a: 1 }]);
  });

  it('sends files as `value`', () => {
    const context = new FakeContext();
    show(context, { type: 'file', name: 'f', multiple: true });
    watch(context, 'f', 'cb');
    chooseFiles('[type=file]', FILE);
    expect(context.sent[0]).toMatchObject({
      event: { data: { value: [] } },
      files: [{ inputName: 'value' }],
    });
  });
});

describe('waiting', () => {
  it('ends with the first change among the names', async () => {
    const context = new FakeContext();
    show(context, { type: 'text', name: 'a' }, { type: 'text', name: 'b' });
    wait(context, ['b']);
    type('[name=a]', 'not this');
    type('[name=b]', 'x');
    await Promise.resolve();
    expect(context.events).toEqual([
      { event: 'js_yield', task_id: 't', data: { name: 'b', value: 'x' } },
    ]);
    type('[name=b]', 'y');
    await Promise.resolve();
    expect(context.events).toHaveLength(1);
  });

  it('goes on with what changed while the task was busy, each pin once', async () => {
    const context = new FakeContext();
    show(context, ...['a', 'b', 'other'].map((name) => ({ type: 'text', name }) as const));
    wait(context, ['a', 'b']);
    for (const text of ['x', 'xy', 'xyz']) type('[name=a]', text);
    type('[name=b]', 'z');
    type('[name=other]', 'o');
    for (let waits = 0; waits < 3; waits++) {
      await Promise.resolve();
      wait(context, ['a', 'b', 'other']);
    }
    await Promise.resolve();
    expect(context.events.slice(1).map(({ data }) => data)).toEqual([
      { name: 'a', value: 'xyz' },
      { name: 'b', value: 'z' },
    ]);
  });

  it('asks anew about what the app has set meanwhile, and about buttons', async () => {
    const context = new FakeContext();
    const buttons = [{ label: 'x', value: 1, type: 'submit' }] as const;
    show(context, { type: 'text', name: 'a' }, { type: 'actions', name: 'go', buttons });
    wait(context, ['a', 'go']);
    pick('button');
    pick('button');
    type('[name=a]', 'message');
    void pinHandlers.pin_update(
      { command: 'pin_update', task_id: 't', spec: { name: 'a', attributes: { value: '' } } },
      context,
    );
    await Promise.resolve();
    wait(context, ['a', 'go']);
    await Promise.resolve();
    expect(context.events.map(({ data }) => data)).toEqual([{ name: 'go', value: 1 }]);
  });

  it('gives null when the time is up', async () => {
    vi.useFakeTimers();
    const context = new FakeContext();
    show(context, { type: 'text', name: 'a' });
    wait(context, ['a'], 2);
    await vi.advanceTimersByTimeAsync(2000);
    expect(context.events).toEqual([{ event: 'js_yield', task_id: 't', data: null }]);
  });

  it('is silent after the end of the session', async () => {
    vi.useFakeTimers();
    const context = new FakeContext();
    wait(context, ['a'], 2);
    context.open = false;
    await vi.advanceTimersByTimeAsync(2000);
    expect(context.events).toEqual([]);
  });
});

it('replaces an older pin of the same name by a notice', () => {
  const context = new FakeContext();
  show(
    context,
    { type: 'text', name: 'a', value: 'old' },
    { type: 'text', name: 'a', value: 'new' },
  );
  expect(find('.pywebio-pin-notice').textContent).toBe('duplicated_pin_name a');
  read(context, 'a');
  expect(context.events[0]?.data).toEqual({ a: 'new' });
});

it('shares nothing between two clients', () => {
  const one = new FakeContext();
  show(one, { type: 'text', name: 'a', value: '1' });
  const other = new FakeContext();
  read(other, 'a');
  expect(other.events[0]?.data).toEqual({});
});

it('disables pins when the session has ended', () => {
  const context = new FakeContext();
  show(context, { type: 'text', name: 'a' });
  disablePins(context);
  expect(find('input').disabled).toBe(true);
});
