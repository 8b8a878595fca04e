/** What cannot be shown is told, and the page goes on. */

import { describe, expect, it, vi } from 'vitest';

import type { Command, Json } from '../src/protocol/commands.js';
import { client, lines, output, root, text, toasts, transport, useFreshPage } from './driver.js';

useFreshPage();

describe('outputs', () => {
  it.each([
    { type: 'custom_widget', template: '{{#open}}', data: {} },
    { type: 'buttons', buttons: [null] },
    { type: 'pin', input: null },
    { type: 'constructor' },
  ])('that cannot be shown say so in their place: $type', async (spec) => {
    vi.spyOn(console, 'error').mockReturnValue();
    const row = ['inner', spec, { type: 'text', content: 'neighbour', inline: true }];
    transport.receive(output({ type: 'table', data: [row] }), text('after'));
    await vi.waitFor(() => expect(lines().at(-1)).toBe('after'));
    expect(root().querySelectorAll('th .webio-not-shown')).toHaveLength(1);
    expect(root().textContent).toContain('neighbour');
  });

  it('that cannot be shown still hold what comes into them', () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const spec = { type: 'hologram', container_selector: '.x', container_dom_id: 'inside' };
    transport.receive(output(spec), text('later', { scope: '#inside' }));
    expect(root().textContent).toContain('later');
  });

  it('of Markdown that cannot be laid out show its text', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const content = `start ${'> '.repeat(20_000)}`;
    const options = { walkTokens: 'no function' };
    transport.receive(output({ type: 'markdown', content, options }), text('after'));
    await vi.waitFor(() => expect(lines().at(-1)).toBe('after'));
    expect(root().textContent).toContain('start');
    expect(root().querySelector('.webio-not-shown')).toBeNull();
  });

  it('nested deeper than can be built show what can be', () => {
    vi.spyOn(console, 'error').mockReturnValue();
    let content: Json = 'innermost';
    for (let depth = 0; depth < 20_000; depth++) {
      content = { type: 'scrollable', contents: [content] };
    }
    transport.receive(output(content as { type: string }), text('after'));
    expect(root().querySelectorAll('.webio-not-shown')).toHaveLength(1);
    expect(lines().at(-1)).toBe('after');
  });
});

describe('commands that fail', () => {
  const strange = [
    { command: 'hologram', task_id: 't' },
    { command: 'hologram', task_id: 't' },
    { command: 'toString', task_id: 't' },
    { command: 'output', task_id: 't' },
    { command: 'popup', task_id: 't', spec: { content: null } },
  ] as unknown as readonly Command[];

  it('are told quietly, each kind once, and the next ones run', () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const announced = vi.spyOn(client, 'announce');
    transport.receive(...strange, text('after'));
    expect(lines()).toEqual(['after']);
    expect(transport.executed).toBe(strange.length + 1);
    expect(toasts()).toEqual([
      'This page does not know how to show “hologram”.',
      'This page does not know how to show “toString”.',
      'Something here cannot be shown.',
    ]);
    expect(announced.mock.calls.filter(([, urgent]) => urgent === true)).toEqual([]);
  });
});
