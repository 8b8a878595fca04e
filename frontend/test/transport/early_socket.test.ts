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

/** Opens it while the page still loads, from a script of the page or from a timer. */
function openWhileLoading(script: HTMLScriptElement | null): void {
  const state = vi.spyOn(document, 'readyState', 'get').mockReturnValue('loading');
  const current = vi.spyOn(document, 'currentScript', 'get').mockReturnValue(script);
  openSocket(url);
  state.mockRestore();
  current.mockRestore();
}

it("lets the page's own scripts run before anything arrives", () => {
  const { release } = early();
  openWhileLoading(document.createElement('script'));
  expect(release).not.toHaveBeenCalled();
  window.dispatchEvent(new Event('DOMContentLoaded'));
  expect(release).toHaveBeenCalledOnce();
});

it('does not wait for scripts that the page has given up', async () => {
  const { release } = early();
  openWhileLoading(null);
  await Promise.resolve();
  expect(release).toHaveBeenCalledOnce();
});
