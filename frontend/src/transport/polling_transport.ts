/**
 * One session by HTTP requests (protocol reference, sections 3 and 11.4). One GET at a time asks for
 * output; a server that can holds it until there is some. One POST at a time carries events. Each
 * answer confirms events and brings groups of commands, repeated until they are confirmed.
 */

import type { UploadProgress } from '../context.js';
import type { PollAnswer } from '../protocol/codec.js';
import type { ClientEvent, FilePart } from '../protocol/events.js';
import { Backoff } from './backoff.js';
import { DelayedCall } from './delayed_call.js';
import { EventQueue, type QueuedEvent } from './event_queue.js';
import { GroupCounter } from './group_counter.js';
import { PollChannel, type Batch, type Outcome } from './poll_channel.js';
import type { Upload } from './upload.js';
import { Transport, type EndReason, type TransportDelegate } from './transport.js';

export interface PollingOptions {
  readonly backend: URL;
  readonly app: string;
  /** Milliseconds between two polls of a server that does not hold them; may change at any time. */
  readonly pullInterval: () => number;
  /** Whether nobody can see the page at present. */
  readonly isHidden: () => boolean;
}

/** Seconds. */
const longestHold = 25;
/** For what events cause, where no held GET brings it. */
const settleTime = 0.1;
/** Milliseconds between two polls of a page that nobody sees. */
const hiddenInterval = 5000;

export class PollingTransport extends Transport {
  readonly #pullInterval: () => number;
  readonly #isHidden: () => boolean;
  readonly #channel: PollChannel;
  readonly #events = new EventQueue();
  readonly #groups = new GroupCounter();
  readonly #backoff = new Backoff();
  /** The requests that are under way. */
  #polling: AbortController | undefined;
  #posting: AbortController | undefined;
  readonly #nextPoll = new DelayedCall();
  readonly #nextPost = new DelayedCall();
  readonly #retry = new DelayedCall();
  #pollWhenExecuted = false;
  #state: 'new' | 'working' | 'failing' = 'new';
  /** Seconds for which the server holds a GET. */
  #granted = 0;
  /** Given up, but whether the server has counted them is not known yet. */
  #refused: readonly QueuedEvent[] = [];
  /** Cancelled, but the server may not know it yet. */
  #cancelled: Upload | undefined;

  constructor(delegate: TransportDelegate, options: PollingOptions) {
    super(delegate);
    this.#pullInterval = options.pullInterval;
    this.#isHidden = options.isHidden;
    this.#channel = new PollChannel(options.backend, options.app);
  }

  override get sessionId(): string | null {
    return this.#channel.sessionId;
  }

  override commandExecuted(): void {
    this.#groups.commandExecuted();
    if (this.#pollWhenExecuted && this.#groups.allExecuted) void this.#poll();
  }

  override retryNow(): void {
    if (this.#retry.pending) this.#startAgain();
  }

  override pageShown(): void {
    if (this.#nextPoll.pending && this.#granted > 0) void this.#poll();
  }

  override pageLeft(): void {
    if (this.closed) return;
    this.#leave();
    // A browser may show the page again as it was left.
    this.close('gone');
  }

  // Transport hooks

  protected override doOpen(): void {
    this.#backoff.started(Date.now());
    void this.#poll();
  }

  protected override doSend(
    event: ClientEvent,
    files: readonly FilePart[],
    progress: UploadProgress | undefined,
  ): void {
    this.#events.add({ event, files, progress });
    void this.#post();
  }

  protected override doCancel(event: ClientEvent): boolean {
    const entry = this.#events.find(event);
    if (entry === undefined || entry.upload?.handedOver === true) return false;
    if (entry.upload !== undefined) {
      this.#posting?.abort();
      this.#posting = undefined;
      this.#tellCancelled(entry.upload);
    }
    this.#events.drop([entry]);
    void this.#post();
    return true;
  }

  protected override doClose(reason: EndReason): void {
    this.#stopTimers();
    this.#stopPolling();
    this.#posting?.abort();
    this.#posting = undefined;
    if (reason === 'finished') this.#channel.confirmEnd(this.#groups.executed);
    if (reason === 'closed') this.#leave();
  }

  // Asking for output

  async #poll(): Promise<void> {
    if (this.#polling !== undefined || this.#retry.pending) return;
    this.#nextPoll.stop();
    this.#pollWhenExecuted = false;
    const polling = new AbortController();
    this.#polling = polling;
    // Held, it would leave the user in doubt whether the server can be reached again.
    const urgent = this.#refused.length > 0 || this.#state === 'failing';
    const wait = urgent || this.#isHidden() ? 0 : longestHold;
    const started = Date.now();
    const expected = started + Math.min(wait, this.#granted) * 1000;
    const outcome = await this.#channel.poll({ ack: this.#groups.executed, wait }, polling);
    if (this.#polling !== polling) return;
    this.#polling = undefined;
    if (outcome.kind !== 'answer') {
      this.#failed(outcome);
      return;
    }
    this.#received(outcome.answer);
    if (this.closed) return;
    const early = outcome.answer.groups.length === 0 && Date.now() < expected;
    this.#pollAgain(early);
    void this.#post();
  }

  /** *early*: the server has said that it would hold the last GET, and has not. */
  #pollAgain(early: boolean): void {
    // What is not executed yet would be repeated at once.
    this.#pollWhenExecuted = this.#held && !this.#groups.allExecuted;
    if (this.#held && !early && !this.#pollWhenExecuted) {
      void this.#poll();
      return;
    }
    const hidden = this.#granted > 0 && this.#isHidden();
    const pause = hidden ? hiddenInterval : this.#pullInterval();
    this.#nextPoll.start(() => void this.#poll(), pause);
  }

  /**
   * Whether the next GET is held. A page that nobody sees asks for no hold: browsers open six
   * connections to a server, whatever the number of tabs.
   */
  get #held(): boolean {
    return this.#granted > 0 && !this.#isHidden();
  }

  #stopPolling(): void {
    this.#polling?.abort();
    this.#polling = undefined;
    this.#nextPoll.stop();
    this.#pollWhenExecuted = false;
  }

  // Sending events

  async #post(): Promise<void> {
    if (this.#posting !== undefined || this.#retry.pending || this.#nextPost.pending) return;
    // The server opens a session by GET only.
    if (this.sessionId === null || this.#refused.length > 0) return;
    const batch = this.#batch();
    if (batch.entries.length === 0) return;
    const posting = new AbortController();
    this.#posting = posting;
    const poll = { ack: this.#groups.executed, wait: this.#held ? 0 : settleTime };
    const before = batch.entries[0]?.upload?.arrived ?? 0;
    const outcome = await this.#channel.post(poll, batch, posting);
    if (this.#posting !== posting) return;
    this.#posting = undefined;
    if (outcome.kind === 'answer') {
      this.#received(outcome.answer);
      this.#postAgain(batch, (outcome.answer.upload ?? 0) > before);
    } else if (outcome.kind === 'unreadable') {
      this.#tellCancelled(outcome.upload);
      this.#giveUp(batch);
      this.delegate.uploadUnreadable(outcome.upload);
    } else if (outcome.kind === 'refused' && outcome.status !== 403) {
      this.#giveUp(batch);
      this.#tellRefused(batch, outcome.reason);
    } else {
      this.#failed(outcome);
    }
  }

  /** *further*: the server has got more of an upload. */
  #postAgain(last: Batch, further: boolean): void {
    if (this.closed) return;
    if (further || this.#events.taken > last.seq) {
      void this.#post();
      return;
    }
    // Answered, but not taken: the server could not read the events.
    this.#nextPost.start(() => void this.#post(), this.#pullInterval());
  }

  /** The next answer tells which of the events were counted all the same. */
  #giveUp(batch: Batch): void {
    this.#refused = batch.entries;
    this.#stopPolling();
    void this.#poll();
  }

  #tellRefused(batch: Batch, reason: string): void {
    for (const { event, files } of batch.entries) {
      if (files.length > 0) this.delegate.uploadRefused(event);
      else console.error('PyWebIO: the server refuses an event:', reason, event);
    }
  }

  #tellCancelled(upload: Upload): void {
    this.#cancelled = upload;
    const told = this.#channel.cancel(this.#groups.executed, this.#events.taken, upload);
    void told.then((heard) => {
      if (heard && this.#cancelled === upload) this.#cancelled = undefined;
    });
  }

  #leave(): void {
    this.#channel.leave(this.#groups.executed, this.#batch());
  }

  #batch(): Batch {
    return { seq: this.#events.taken, entries: this.#events.front() };
  }

  // Both

  #received({ taken, gone, wait, first, groups }: PollAnswer): void {
    if (this.#state !== 'working') {
      this.#state = 'working';
      if (this.#cancelled !== undefined) this.#tellCancelled(this.#cancelled);
      this.delegate.connected();
    }
    this.#granted = wait;
    this.#events.confirm(taken);
    this.#events.drop(this.#refused);
    this.#refused = [];
    if (gone) {
      this.close('gone');
      return;
    }
    const commands = this.#groups.receive(first, groups);
    if (commands.length > 0) this.delegate.commandsReceived(commands);
  }

  #failed(outcome: Exclude<Outcome, { kind: 'answer' }>): void {
    if (outcome.kind === 'refused' && outcome.status === 403) {
      console.error('PyWebIO: the server refuses this page:', outcome.reason);
      this.close('lost');
      return;
    }
    console.error('PyWebIO: a request failed:', outcome.reason);
    // The other request may be as dead, without knowing it yet.
    this.#stopPolling();
    if (!this.#retry.pending) {
      this.#retry.start(() => this.#startAgain(), this.#backoff.delay(Date.now()));
    }
    if (this.#state !== 'failing') {
      this.#state = 'failing';
      this.delegate.reconnecting();
    }
  }

  #startAgain(): void {
    this.#stopTimers();
    this.#backoff.started(Date.now());
    void this.#poll();
    void this.#post();
  }

  #stopTimers(): void {
    for (const timer of [this.#nextPoll, this.#nextPost, this.#retry]) timer.stop();
  }
}
