/** Which protocol a backend speaks (protocol reference, section 1.4). */

import { fetchReply } from './http_exchange.js';

/** Milliseconds. */
const patience = 10_000;

export async function detectProtocol(backend: URL): Promise<'ws' | 'http'> {
  const url = new URL(backend);
  url.search = '?test=1';
  url.hash = '';
  const abort = new AbortController();
  try {
    const reply = await fetchReply({
      method: 'GET',
      url: url.href,
      headers: {},
      timeout: patience,
      abort,
    });
    return reply.status === 200 && reply.text === 'ok' ? 'http' : 'ws';
  } catch {
    return 'ws';
  }
}
