/** A page with a WebSocket transport whose sockets the test answers for. */

import { afterEach, beforeEach, vi } from 'vitest';

import { FakeSocket } from '../fakes/fake_socket.js';
import { Recorder } from '../fakes/recorder.js';
import { WebSocketTransport } from '../../src/transport/websocket_transport.js';

export const sockets: FakeSocket[] = [];
// Live bindings: a new page for every test.
export let page: Recorder;
export let transport: WebSocketTransport;

/** To be called once per test file. */
export function useSocketPage(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    sockets.length = 0;
    page = new Recorder();
    transport = new WebSocketTransport(page, {
      backend: new URL('https://example.org/app/?x=1'),
      app: 'my app',
      createSocket: (url) => {
        const socket = new FakeSocket(url);
        sockets.push(socket);
        return socket as unknown as WebSocket;
      },
    });
    transport.open();
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
}

export function lastSocket(): FakeSocket {
  const socket = sockets.at(-1);
  if (socket === undefined) throw new Error('no socket was opened');
  return socket;
}

export function hello(
  taken = 0,
  session: string | null = 'id',
  gone = false,
  upload: unknown = null,
): object {
  return { hello: { session, taken, slice: 10, upload, gone } };
}

export function executeAll(count: number): void {
  for (let i = 0; i < count; i++) transport.commandExecuted();
}
