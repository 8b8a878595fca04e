/**
 * The connection that the page has opened before this script arrived (`_CONNECT` in
 * `protocol/html.py`): the app runs while the client is still loading.
 */

export interface EarlySocket {
  readonly socket: WebSocket;
  /** Hands out what was held back so far, in order, and holds nothing any more. */
  release(): void;
}

declare global {
  interface Window {
    pywebioSocket?: EarlySocket | undefined;
  }
}

/** The page's own connection, once and if it leads to *url*; otherwise a new one. */
export function openSocket(url: string): WebSocket {
  const early = window.pywebioSocket;
  window.pywebioSocket = undefined;
  if (early === undefined) return new WebSocket(url);
  if (early.socket.url !== url) {
    early.socket.close();
    return new WebSocket(url);
  }
  // The app's own scripts stand further down in the page and may listen to `webio:open`.
  // Without a script that runs, the page has given up one that it waits for.
  if (document.readyState === 'loading' && document.currentScript !== null) {
    addEventListener('DOMContentLoaded', () => early.release(), { once: true });
  } else {
    queueMicrotask(() => early.release());
  }
  return early.socket;
}
