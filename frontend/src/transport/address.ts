/** Addresses of the backend (protocol reference, sections 2 and 3). */

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

/** *query*: `app`, and numbers. */
export function pollUrl(backend: URL, query: Readonly<Record<string, string | number>>): string {
  const url = new URL(backend);
  url.hash = '';
  url.search = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, String(value)]),
  ).toString();
  return url.href;
}
