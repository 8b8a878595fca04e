/** An event with files on its way: encoded once, because it goes on where it was interrupted. */

import type { UploadProgress } from '../context.js';
import { encodeUpload, type Counters } from '../protocol/codec.js';
import type { ClientEvent, FilePart } from '../protocol/events.js';
import { randomId } from './random_id.js';

export class Upload {
  readonly id = randomId();
  readonly event: ClientEvent;
  readonly files: readonly FilePart[];
  /** The event's number when it was encoded; a message to a server that does not count has none. */
  readonly seq: number | undefined;
  readonly #message: Blob;
  readonly #progress: UploadProgress | undefined;
  #arrived = 0;
  #handedOver = false;

  constructor(
    event: ClientEvent,
    files: readonly FilePart[],
    progress: UploadProgress | undefined,
    counters?: Counters,
  ) {
    this.event = event;
    this.files = files;
    this.#message = encodeUpload(event, files, counters);
    this.seq = counters?.seq;
    this.#progress = progress;
  }

  get size(): number {
    return this.#message.size;
  }

  /** Bytes that the server is known to have. */
  get arrived(): number {
    return this.#arrived;
  }

  /** All of it has left: whether the server has taken it is not known, so it cannot be taken back. */
  get handedOver(): boolean {
    return this.#handedOver;
  }

  part(start: number, end: number): Blob {
    return this.#message.slice(start, end);
  }

  /**
   * Rejects if a file can no longer be read: a browser remembers where it stands, and lets go of it
   * once it has changed.
   */
  read(start: number, end: number): Promise<ArrayBuffer> {
    return this.part(start, end).arrayBuffer();
  }

  async isReadable(start: number, end: number): Promise<boolean> {
    return this.read(start, end).then(
      () => true,
      () => false,
    );
  }

  /** Its files that have gone or changed since they were chosen; all of them if none can be told. */
  async unreadable(): Promise<readonly FilePart[]> {
    const probes = this.files.map(({ file }) => file.slice(0, 1).arrayBuffer());
    const results = await Promise.allSettled(probes);
    const found = this.files.filter((_, index) => results[index]?.status === 'rejected');
    return found.length > 0 ? found : this.files;
  }

  /** The server says that it has so many bytes. */
  confirm(bytes: number): void {
    this.#arrived = bytes;
    this.report(bytes);
  }

  /** The last part leaves. */
  handOver(): void {
    this.#handedOver = true;
  }

  /** It has not been taken, and goes on behind so many bytes. */
  resume(arrived: number): void {
    this.#handedOver = false;
    this.confirm(arrived);
  }

  report(bytes: number): void {
    this.#progress?.(bytes / this.size);
  }
}
