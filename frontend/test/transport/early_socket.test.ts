import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openSocket } from '../../src/transport/early_socket.js';

const url = 'wss://example.org/?app=index&session=NEW&ack=0';
const made: string[] = [];

beforeEach(() => {
  made.length = 0;
  vi.stubGlobal(
    'WebSocket',
    class {
      readonly url: string;
      constructor(url: string) {
        this.url = url;
        made.push(url);
      }
    },
  );
});

afterEach(() => {
  window.pywebioSocket = undefined;
  vi.unstubAllGlobals();
});

function early(): { close: ReturnType<typeof vi.fn>; release: ReturnType<typeof vi.fn> } {
  const close = vi.fn();
  const release = vi.fn();
  window.pywebioSocket = { socket: { url, close } as unknown as WebSocket, release };
  return { close, release };
}

it("takes the page's own connection over, once", async () => {
  const { release } = early();
  expect(openSocket(url).url).toBe(url);
  expect(made).toEqual([]);
  expect(release).not.toHaveBeenCalled(); // whoever opens it sets its handlers first
  await Promise.resolve();
  expect(release).toHaveBeenCalledOnce();
  openSocket(url);
  expect(made).toEqual([url]);
});

it('closes a connection that leads elsewhere', () => {
  const { close, release } = early();
  const other = 'wss://elsewhere.example/?app=index&session=NEW&ack=0';
  expect(openSocket(other).url).toBe(other);
  expect(close).toHaveBeenCalledOnce();
  expect(release).not.toHaveBeenCalled();
});

it("lets the page's own scripts run before anything arrives", () => {
  const { release } = early();
  const state = vi.spyOn(document, 'readyState', 'get').mockReturnValue('loading');
  openSocket(url);
  state.mockRestore();
  expect(release).not.toHaveBeenCalled();
  window.dispatchEvent(new Event('DOMContentLoaded'));
  expect(release).toHaveBeenCalledOnce();
});
