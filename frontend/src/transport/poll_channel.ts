/**
 * The requests of one polled session (protocol reference, 3.1 and 11.4), and what came of them. It
 * knows the session's id; counting and repeating are left to `PollingTransport`.
 */

import { decodePollAnswer, encodeEvents, type PollAnswer } from '../protocol/codec.js';
import { pollUrl } from './address.js';
import type { QueuedEvent } from './event_queue.js';
import { fetchReply, uploadReply, type HttpReply, type HttpRequest } from './http_exchange.js';
import { randomId } from './random_id.js';
import { Upload } from './upload.js';

export type Outcome =
  | { readonly kind: 'answer'; readonly answer: PollAnswer }
  /** The server does not take this request, however often it is repeated. */
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }
  /** Worth another try. */
  | { readonly kind: 'failed'; readonly reason: string };

/** One of the files cannot be read, so nothing was sent. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly upload: Upload;
}

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
const uploadType = 'application/octet-stream';
/** Milliseconds. */
const pollSlack = 10_000;
const postTimeout = 30_000;
/** Bytes that browsers let outlive a page. */
const keepaliveLimit = 60_000;
/** Bytes of the first slice. Later ones are as long as half a second allows: each costs a request. */
const firstSlice = 128 * 1024;
const sliceTime = 500;
const refusals: ReadonlySet<number> = new Set([400, 403, 413]);

export class PollChannel {
  readonly #backend: URL;
  readonly #app: string;
  /** Our proposal, until the server has answered. */
  #id = randomId();
  #answered = false;
  /** Longest slice of an upload in bytes; 0 for a server that takes it in one. */
  #slice = 0;
  /** Bytes that the line carries in good time. */
  #pace = firstSlice;

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

  post(poll: Poll, batch: Batch, abort: AbortController): Promise<Outcome | Unreadable> {
    const entry = batch.entries.find(({ files }) => files.length > 0);
    if (entry === undefined) return this.#outcome(fetchReply(this.#post(poll, batch, abort)));
    entry.upload ??= new Upload(entry.event, entry.files, entry.progress);
    return this.#postUpload(poll, batch.seq, entry.upload, abort);
  }

  /** Tells the server to forget what has arrived of *upload*; resolves to whether it was told. */
  async cancel(ack: number, seq: number, upload: Upload): Promise<boolean> {
    const query = { ack, wait: 0, seq, upload: upload.id, size: 0 };
    const request = { ...this.#request(query, uploadType), method: 'POST', body: '' } as const;
    const abort = new AbortController();
    const reply = await fetchReply({ ...request, timeout: postTimeout, abort }).catch(() => null);
    return reply?.status === 200;
  }

  async #postUpload(
    poll: Poll,
    seq: number,
    upload: Upload,
    abort: AbortController,
  ): Promise<Outcome | Unreadable> {
    const { id, size, arrived } = upload;
    const length = Math.min(this.#slice, this.#pace);
    const sliced = length > 0 && (arrived > 0 || size > length);
    const end = sliced ? Math.min(size, arrived + length) : size;
    const body = upload.part(arrived, end);
    if (end === size) upload.handOver();
    const slice = sliced ? { upload: id, size, from: arrived } : {};
    const request = {
      ...this.#request({ ...poll, seq, ...slice }, uploadType),
      method: 'POST',
      body,
      timeout: postTimeout,
      abort,
    } as const;
    // Whoever takes slices tells what has arrived; elsewhere only what has left is known.
    const progress = (part: number): void => upload.report(part * size);
    const started = Date.now();
    const outcome = await this.#outcome(uploadReply(request, sliced ? undefined : progress));
    if (outcome.kind === 'answer' && sliced) {
      upload.confirm(outcome.answer.upload ?? 0);
      this.#adapt(length, Date.now() - started);
    }
    // The browser does not say whether it was the line or a file.
    if (outcome.kind !== 'failed' || (await upload.isReadable(arrived, end))) return outcome;
    return { kind: 'unreadable', upload };
  }

  #adapt(length: number, milliseconds: number): void {
    if (milliseconds < sliceTime) this.#pace = Math.max(this.#pace, length * 2);
    else if (milliseconds > 4 * sliceTime) this.#pace = Math.max(firstSlice, length / 2);
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

  #request(query: Readonly<Record<string, string | number>>, contentType?: string) {
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
    this.#slice = answer.slice ?? this.#slice;
    this.#answered = true;
    return { kind: 'answer', answer };
  }
}
