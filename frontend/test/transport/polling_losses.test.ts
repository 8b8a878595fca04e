// @vitest-environment node
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { PollingTransport } from '../../src/transport/polling_transport.js';
import { FakeHttp, type FakeRequest } from '../fakes/fake_http.js';
import { PollingServer } from '../fakes/polling_server.js';
import { callback, Recorder, setTitle } from '../fakes/recorder.js';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockReturnValue();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Numbers from 0 to 1, the same for the same *seed*. */
function randomNumbers(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const seeds = Array.from({ length: 20 }, (_, seed) => seed);

it.each(seeds)('loses and doubles nothing on a line that loses a lot (%i)', async (seed) => {
  const random = randomNumbers(seed);
  const http = new FakeHttp();
  http.install();
  const page = new Recorder();
  const transport = new PollingTransport(page, {
    backend: new URL('https://example.org/'),
    app: 'index',
    pullInterval: () => 1000,
    isHidden: () => false,
  });
  const server = new PollingServer(seed % 2 === 0 ? 25 : 0);
  const open = new Map<FakeRequest, object | null>();
  let seen = 0;
  let executed = 0;
  let emitted = 0;
  let sent = 0;

  /** Request and answer may each be lost, and may each take their time. */
  async function carry(loss: number): Promise<void> {
    for (const request of http.requests.slice(seen)) open.set(request, null);
    seen = http.requests.length;
    for (const [request, answered] of open) {
      if (random() < 0.3 && loss > 0) continue;
      if (request.aborted && answered === null && random() < 0.5) open.delete(request);
      else if (random() < loss) {
        open.delete(request);
        await request.fail();
      } else if (answered === null) open.set(request, server.handle(request));
      else {
        open.delete(request);
        await request.reply(answered);
      }
    }
  }

  transport.open();
  for (let round = 0; round < 200; round++) {
    if (random() < 0.4) server.emit(setTitle(String(emitted++)));
    if (random() < 0.4) transport.send(callback(sent++));
    await carry(0.3);
    for (; executed < page.commands.length && random() < 0.8; executed++) {
      transport.commandExecuted();
    }
    await vi.advanceTimersByTimeAsync(random() * 1000);
  }
  for (let round = 0; round < 60; round++) {
    await carry(0);
    for (; executed < page.commands.length; executed++) transport.commandExecuted();
    await vi.advanceTimersByTimeAsync(1000);
  }

  expect(emitted).toBeGreaterThan(50);
  expect(page.titles).toEqual(Array.from({ length: emitted }, (_, number) => String(number)));
  expect(server.taken).toEqual(Array.from({ length: sent }, (_, number) => callback(number)));
  transport.close('lost');
});
