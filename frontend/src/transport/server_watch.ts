/** Waits for a server that is being restarted. */

import { fetchReply } from './http_exchange.js';

/** Milliseconds. */
const pause = 300;
const patience = 10_000;

/** Resolves when *backend* answers its probe (protocol reference, section 1.4). */
export async function serverBack(backend: URL): Promise<void> {
  const url = new URL(backend);
  url.search = '?test=1';
  url.hash = '';
  do await new Promise((resolve) => setTimeout(resolve, pause));
  while (!(await answers(url.href)));
}

async function answers(url: string): Promise<boolean> {
  const abort = new AbortController();
  try {
    const reply = await fetchReply({ method: 'GET', url, headers: {}, timeout: patience, abort });
    return reply.status === 200;
  } catch {
    return false;
  }
}
