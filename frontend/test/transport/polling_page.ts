/** A page with a polling transport whose requests the test answers. */

import { afterEach, beforeEach, vi } from 'vitest';

import type { Command } from '../../src/protocol/commands.js';
import type { ClientEvent } from '../../src/protocol/events.js';
import { PollingTransport } from '../../src/transport/polling_transport.js';
import { FakeHttp, type FakeRequest } from '../fakes/fake_http.js';
import { settled } from '../fakes/settled.js';
import { Recorder } from '../fakes/recorder.js';

class Page extends Recorder {
  /** Milliseconds between polls that are not held. */
  interval = 1000;
  hidden = false;
  /** Of uploads. */
  readonly progress: number[] = [];
}

// Live bindings: a new page for every test.
export let http: FakeHttp;
export let page: Page;
export let transport: PollingTransport;

/** What a server adds that holds requests. */
export const hold = { wait: 25 };

/** To be called once per test file. */
export function usePollingPage(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(console, 'error').mockReturnValue();
    http = new FakeHttp();
    http.install();
    const opened = new Page();
    page = opened;
    transport = new PollingTransport(page, {
      backend: new URL('https://example.org/app/?x=1#y'),
      app: 'my app',
      pullInterval: () => opened.interval,
      isHidden: () => opened.hidden,
    });
    transport.open();
  });

  afterEach(() => {
    transport.close('lost');
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
}

/** The first answer; the GET that follows is returned, if the server holds it. */
export async function begin(members: object = hold): Promise<FakeRequest> {
  await http.last.reply(answer(0, [], members), { headers: { 'webio-session-id': 'server-id' } });
  return http.last;
}

/** Groups of which number *first* comes first, and no event taken. */
export function answer(
  first: number,
  groups: readonly (readonly Command[])[] = [],
  members: object = {},
): object {
  return { commands: groups, seq: first, ack: -1, ...members };
}

export function executeAll(count: number): void {
  for (let i = 0; i < count; i++) transport.commandExecuted();
}

export async function upload(): Promise<ClientEvent> {
  const event: ClientEvent = { event: 'from_submit', task_id: 't', data: { doc: null } };
  const file = new File(['0123456789'], 'a.txt');
  transport.send(event, [{ inputName: 'doc', file }], (part) => page.progress.push(part));
  await settled();
  return event;
}
