/** Addresses of the backend (protocol reference, section 2). */

/** *backend* is resolved against the page's own URL; empty means that URL. */
export function backendUrl(backend: string, page: string): URL {
  return new URL(backend === '' ? page : backend, page);
}

export function webSocketUrl(
  backend: URL,
  query: { readonly app: string; readonly session: string; readonly ack: number },
): string {
  const url = new URL(backend);
  url.protocol = url.protocol === 'https:' || url.protocol === 'wss:' ? 'wss:' : 'ws:';
  url.hash = '';
  url.search = new URLSearchParams({
    app: query.app,
    session: query.session,
    ack: String(query.ack),
  }).toString();
  return url.href;
}
