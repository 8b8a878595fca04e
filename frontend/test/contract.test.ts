/// <reference types="vite/types/importMeta.d.ts" />
/** The wire samples that the server's tests use as well: `contract/` at the root of the project. */

import { describe, expect, it, vi } from 'vitest';

import type { Command } from '../src/protocol/commands.js';
import type { ClientEvent } from '../src/protocol/events.js';
import { client, root, sentEvents, transport, useFreshPage } from './driver.js';

const commands = load<Command>(import.meta.glob('../../contract/commands/*.json', { eager: true }));
const events = load<ClientEvent>(import.meta.glob('../../contract/events/*.json', { eager: true }));

function load<Message>(files: Record<string, unknown>): ReadonlyMap<string, readonly Message[]> {
  return new Map(
    Object.entries(files).map(([path, file]) => [
      /(\w+)\.json$/.exec(path)?.[1] ?? path,
      (file as { readonly default: readonly Message[] }).default,
    ]),
  );
}

/** Lets the client run the samples of these commands. */
async function receive(...names: readonly string[]): Promise<void> {
  const messages = names.flatMap((name) => commands.get(name) ?? []);
  const executed = transport.executed + messages.length;
  transport.receive(...messages);
  await vi.waitFor(() => expect(transport.executed).toBe(executed));
}

function find<Found extends HTMLElement = HTMLElement>(selector: string): Found {
  const element = document.querySelector<Found>(selector);
  if (element === null) throw new Error(`no ${selector}`);
  return element;
}

function type(selector: string, text: string): void {
  const input = find<HTMLInputElement>(selector);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new Event('blur'));
}

useFreshPage();

/** What a command needs that is not the first of its page. */
const before: Readonly<Record<string, readonly string[]>> = {
  update_input: ['input_group'],
  destroy_form: ['input_group'],
  output_ctl: ['output'],
  close_popup: ['popup'],
  pin_values: ['output'],
  pin_update: ['output'],
  pin_wait: ['output'],
  pin_onchange: ['output'],
};

describe('every command', () => {
  it.each([...commands.keys()])('%s runs', async (name) => {
    const complaints = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')];
    URL.createObjectURL = () => 'blob:x';
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
    await receive(...(before[name] ?? []), name);
    for (const complaint of complaints) expect(complaint).not.toHaveBeenCalled();
  });
});

/** What the user does so that the client sends the samples of an event. */
const scenes: Readonly<Record<string, () => void | Promise<void>>> = {
  from_submit: async () => {
    const [person, age] = commands.get('input_group') ?? [];
    transport.receive(person as Command);
    type('[name=name]', 'Ann');
    transport.sent.splice(0);
    find('button[name=a][value="\\"save\\""]').click();
    await receive('destroy_form');
    transport.receive(age as Command);
    type('[name=data]', '30');
    find('[type=submit]').click();
  },
  from_cancel: async () => {
    await receive('input_group');
    find('.card:has([name=a]) .pywebio_cancel_btn').click();
  },
  input_event: () => {
    transport.receive(commands.get('input_group')?.[0] as Command);
    type('[name=name]', 'Ann');
    find('[name=c][value="2"]').click();
  },
  callback: async () => {
    await receive('output', 'toast', 'pin_onchange');
    root().querySelectorAll('button')[1]?.click();
    find('.pywebio-clickable').click();
    find('.toast-clickable').click();
    type('[name=pin]', 'new');
  },
  js_yield: async () => {
    await receive('run_script', 'output', 'pin_values', 'pin_wait');
    type('[name=pin]', 'new');
    await Promise.resolve();
  },
};

describe('every event', () => {
  it.each([...events.keys()])('%s is sent as the samples say', async (name) => {
    await scenes[name]?.();
    expect(client.open).toBe(true);
    expect(sentEvents()).toEqual(events.get(name));
  });
});
