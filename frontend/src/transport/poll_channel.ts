/**
 * The requests of one polled session (protocol reference, 3.1 and 11.4), and what came of them. It
 * knows the session's id; counting and repeating are left to `PollingTransport`.
 */

import {
  decodePollAnswer,
  encodeEvents,
  encodeUpload,
  type PollAnswer,
} from '../protocol/codec.js';
import { pollUrl } from './address.js';
import type { QueuedEvent } from './event_queue.js';
import { fetchReply, uploadReply, type HttpReply, type HttpRequest } from './http_exchange.js';

export type Outcome =
  | { readonly kind: 'answer'; readonly answer: PollAnswer }
  /** The server does not take this request, however often it is repeated. */
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }
  /** Worth another try. */
  | { readonly kind: 'failed'; readonly reason: string };

/** What every request tells. */
export interface Poll {
  /** Number of the last group executed. */
  readonly ack: number;
  /** Seconds for which the client is willing to be held. */
  readonly wait: number;
}

/** Events that go together: some without files, or one with files. */
export interface Batch {
  /** Number of the first event, from 0. */
  readonly seq: number;
  readonly entries: readonly QueuedEvent[];
}

const sessionHeader = 'webio-session-id';
/** Milliseconds. */
const pollSlack = 10_000;
const postTimeout = 30_000;
/** Bytes that browsers let outlive a page. */
const keepaliveLimit = 60_000;
const refusals: ReadonlySet<number> = new Set([400, 403, 413]);

export class PollChannel {
  readonly #backend: URL;
  readonly #app: string;
  /** Our proposal, until the server has answered. */
  #id = newId();
  #answered = false;

  constructor(backend: URL, app: string) {
    this.#backend = backend;
    this.#app = app;
  }

  /** Null until the server has answered. */
  get sessionId(): string | null {
    return this.#answered ? this.#id : null;
  }

  poll(poll: Poll, abort: AbortController): Promise<Outcome> {
    return this.#outcome(fetchReply(this.#get(poll, abort)));
  }

  post(poll: Poll, batch: Batch, abort: AbortController): Promise<Outcome> {
    const upload = batch.entries.find(({ files }) => files.length > 0);
    if (upload === undefined) return this.#outcome(fetchReply(this.#post(poll, batch, abort)));
    const request = {
      ...this.#request({ ...poll, seq: batch.seq }, 'application/octet-stream'),
      method: 'POST',
      body: encodeUpload(upload.event, upload.files),
      timeout: postTimeout,
      abort,
    } as const;
    return this.#outcome(uploadReply(request, upload.progress));
  }

  /** A last word, which may outlive the page: the end of the session has arrived. */
  confirmEnd(ack: number): void {
    this.#sendLast(this.#get({ ack, wait: 0 }, new AbortController()));
  }

  /** A last word, which may outlive the page: the session may end, after the events of *batch*. */
  leave(ack: number, batch: Batch): void {
    const request = this.#post({ ack, wait: 0, leave: 1 }, batch, new AbortController());
    const withFiles = batch.entries.some(({ files }) => files.length > 0);
    const fits = !withFiles && new Blob([request.body ?? '']).size <= keepaliveLimit;
    this.#sendLast(fits ? request : { ...request, body: encodeEvents([]) });
  }

  #sendLast(request: HttpRequest): void {
    // Without it the server notices in its own time that nobody asks any more.
    fetchReply({ ...request, keepalive: true }).catch((error: unknown) =>
      console.debug('PyWebIO:', error),
    );
  }

  #get(poll: Poll, abort: AbortController): HttpRequest {
    const timeout = poll.wait * 1000 + pollSlack;
    return { ...this.#request({ ...poll }), method: 'GET', timeout, abort };
  }

  #post(poll: Poll & { readonly leave?: 1 }, batch: Batch, abort: AbortController): HttpRequest {
    return {
      ...this.#request({ ...poll, seq: batch.seq }, 'application/json'),
      method: 'POST',
      body: encodeEvents(batch.entries.map(({ event }) => event)),
      timeout: postTimeout,
      abort,
    };
  }

  #request(query: Readonly<Record<string, number>>, contentType?: string) {
    return {
      url: pollUrl(this.#backend, { app: this.#app, ...query }),
      headers: {
        [sessionHeader]: this.#answered ? this.#id : `NEW-${this.#id}`,
        ...(contentType === undefined ? {} : { 'content-type': contentType }),
      },
    };
  }

  async #outcome(reply: Promise<HttpReply>): Promise<Outcome> {
    try {
      return this.#read(await reply);
    } catch (error) {
      return { kind: 'failed', reason: String(error) };
    }
  }

  #read({ status, text, header }: HttpReply): Outcome {
    if (refusals.has(status)) return { kind: 'refused', status, reason: text.slice(0, 500) };
    const answer = status === 200 ? decodePollAnswer(text) : null;
    if (answer === null) {
      const came = `${status} ${header('content-type') ?? ''}: ${text.slice(0, 200)}`;
      return { kind: 'failed', reason: `no answer of a PyWebIO server, but ${came}` };
    }
    this.#id = header(sessionHeader) ?? this.#id;
    this.#answered = true;
    return { kind: 'answer', answer };
  }
}

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
