/** An event with files on its way: encoded once, because it goes on where it was interrupted. */

import type { UploadProgress } from '../context.js';
import { encodeUpload, type Counters } from '../protocol/codec.js';
import type { ClientEvent, FilePart } from '../protocol/events.js';
import { randomId } from './random_id.js';

export class Upload {
  readonly id = randomId();
  readonly message: Blob;
  /** The event's number when it was encoded; a message to a server that does not count has none. */
  readonly seq: number | undefined;
  /** Bytes that the server is known to have. */
  arrived = 0;
  /** All of it has left: whether the server has taken it is not known, so it cannot be taken back. */
  handedOver = false;
  readonly #progress: UploadProgress | undefined;

  constructor(
    event: ClientEvent,
    files: readonly FilePart[],
    progress: UploadProgress | undefined,
    counters?: Counters,
  ) {
    this.message = encodeUpload(event, files, counters);
    this.seq = counters?.seq;
    this.#progress = progress;
  }

  get size(): number {
    return this.message.size;
  }

  /** So many bytes have left. */
  report(bytes: number): void {
    this.#progress?.(bytes / this.size);
  }
}
