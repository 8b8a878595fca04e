/** Events that the server has not confirmed yet, in order (protocol reference, 11.1). */

import type { UploadProgress } from '../context.js';
import type { ClientEvent, FilePart } from '../protocol/events.js';
import type { Upload } from './upload.js';

export interface QueuedEvent {
  readonly event: ClientEvent;
  readonly files: readonly FilePart[];
  readonly progress: UploadProgress | undefined;
  /** The event with its files, once it is on its way. */
  upload?: Upload;
}

export class EventQueue {
  /** Events the server is known to have taken. */
  #taken = 0;
  #waiting: QueuedEvent[] = [];

  /** Returns the event's sequence number. */
  add(entry: QueuedEvent): number {
    this.#waiting.push(entry);
    return this.#taken + this.#waiting.length;
  }

  /** The server has taken *taken* events of this session; a lower number than before is stale. */
  confirm(taken: number): void {
    const confirmed = taken - this.#taken;
    if (confirmed <= 0) return;
    for (const { upload } of this.#waiting.splice(0, confirmed)) upload?.confirm(upload.size);
    this.#taken = taken;
  }

  find(event: ClientEvent): QueuedEvent | undefined {
    return this.#waiting.find((entry) => entry.event === event);
  }

  /** One that is on its way, by its id. */
  findUpload(id: string): Upload | undefined {
    return this.#waiting.find(({ upload }) => upload?.id === id)?.upload;
  }

  get taken(): number {
    return this.#taken;
  }

  /** What may go first in one request: events without files, or one with files. */
  front(): readonly QueuedEvent[] {
    const upload = this.#waiting.findIndex((entry) => entry.files.length > 0);
    return upload < 0 ? this.#waiting.slice() : this.#waiting.slice(0, Math.max(1, upload));
  }

  /** Gives up events that the server does not count; later ones move up. */
  drop(refused: readonly QueuedEvent[]): void {
    if (refused.length > 0) this.#waiting = this.#waiting.filter((e) => !refused.includes(e));
  }

  /** What is to be sent again after a `hello`, with sequence numbers. */
  unconfirmed(): { readonly seq: number; readonly entry: QueuedEvent }[] {
    return this.#waiting.map((entry, index) => ({ seq: this.#taken + 1 + index, entry }));
  }

  /** For a server that does not count: nothing will be confirmed. */
  takeAll(): QueuedEvent[] {
    const all = this.#waiting;
    this.#waiting = [];
    return all;
  }

  /**
   * Gives up the first event with files, which the server refuses for its size. Later events move
   * up by one, which is safe because the server takes none of them before this one.
   */
  dropFirstUpload(): QueuedEvent | undefined {
    const index = this.#waiting.findIndex((entry) => entry.files.length > 0);
    return index < 0 ? undefined : this.#waiting.splice(index, 1)[0];
  }
}
