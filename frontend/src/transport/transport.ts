/** The way to the server, whatever it is made of. */

import type { UploadProgress } from '../context.js';
import type { Command } from '../protocol/commands.js';
import type { ClientEvent, FilePart } from '../protocol/events.js';
import type { Upload } from './upload.js';

/**
 * Why a session is over: `finished` by the server's `close_session`, `gone` because the server
 * no longer knows it, `lost` with its connection, `replaced` because another connection has it now,
 * `closed` by the page itself.
 */
export type EndReason = 'finished' | 'gone' | 'lost' | 'replaced' | 'closed';

/** Called back by a transport. */
export interface TransportDelegate {
  /** In order, each command once. */
  commandsReceived(commands: readonly Command[]): void;
  /** The connection works; runs again after every reconnect. */
  connected(): void;
  /** The connection is lost; the transport tries to get it back. */
  reconnecting(): void;
  /** Runs once; nothing is called afterwards. */
  ended(reason: EndReason): void;
  /** The server refuses the files of *event* for their size; the event was dropped. */
  uploadRefused(event: ClientEvent): void;
  /** One of the files can no longer be read; the event was dropped. */
  uploadUnreadable(upload: Upload): void;
}

export abstract class Transport {
  protected readonly delegate: TransportDelegate;
  #state: 'new' | 'open' | 'closed' = 'new';

  constructor(delegate: TransportDelegate) {
    this.delegate = delegate;
  }

  /** What the session can be resumed with; null while unknown or never. */
  abstract get sessionId(): string | null;

  get closed(): boolean {
    return this.#state === 'closed';
  }

  open(): void {
    if (this.#state !== 'new') return;
    this.#state = 'open';
    this.doOpen();
  }

  /** Queues the event. False when the session has ended and the event is dropped. */
  send(event: ClientEvent, files: readonly FilePart[] = [], progress?: UploadProgress): boolean {
    if (this.#state !== 'open') return false;
    this.doSend(event, files, progress);
    return true;
  }

  /** Takes back an event with files. False if it is too late for that: it may have arrived. */
  cancel(event: ClientEvent): boolean {
    return this.#state === 'open' && this.doCancel(event);
  }

  /** Ends the session on this side. */
  close(reason: EndReason): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.doClose(reason);
    this.delegate.ended(reason);
  }

  /** The router has executed one more of the commands received. */
  commandExecuted(): void {
    // Only transports that confirm commands care.
  }

  /** The network may be back: do not wait for the next attempt. */
  retryNow(): void {
    // Only transports that wait between attempts care.
  }

  /** The page can be seen again. */
  pageShown(): void {
    // Only transports that ask less often for a page that nobody sees care.
  }

  /** The page is being left: the session is not to wait for it. */
  pageLeft(): void {
    // Only transports without a connection that breaks by itself care.
  }

  // Hooks

  protected abstract doOpen(): void;
  protected abstract doSend(
    event: ClientEvent,
    files: readonly FilePart[],
    progress: UploadProgress | undefined,
  ): void;
  protected abstract doCancel(event: ClientEvent): boolean;
  protected abstract doClose(reason: EndReason): void;
}
