/** Writes frames to one socket in order, large uploads in slices and without flooding it. */

import type { UploadProgress } from '../context.js';
import { encodeUploadNotice } from '../protocol/codec.js';

/** The part of a WebSocket that is used here. */
export interface FrameSocket {
  readonly readyState: number;
  readonly bufferedAmount: number;
  send(data: string | Blob): void;
}

interface Upload {
  readonly message: Blob;
  /** Longest frame; 0 for a server that takes the message in one. */
  readonly slice: number;
  readonly progress: UploadProgress | undefined;
}

/** Bytes handed to the browser ahead of the network. */
const highWater = 4 * 1024 * 1024;
const pollInterval = 50;
/** `WebSocket.OPEN` */
const open = 1;

export class FrameSender {
  readonly #socket: FrameSocket;
  readonly #waiting: (string | Upload)[] = [];
  #uploading = false;
  #stopped = false;

  constructor(socket: FrameSocket) {
    this.#socket = socket;
  }

  /** While the socket closes it takes nothing more; its end is reported a little later. */
  get writable(): boolean {
    return !this.#stopped && this.#socket.readyState === open;
  }

  sendText(text: string): void {
    if (!this.writable) return;
    if (this.#uploading) this.#waiting.push(text);
    else this.#socket.send(text);
  }

  sendUpload(upload: Upload): void {
    if (!this.writable) return;
    if (this.#uploading) this.#waiting.push(upload);
    else this.#begin(upload);
  }

  /** The connection is over; whatever was not confirmed is sent again on the next one. */
  stop(): void {
    this.#stopped = true;
    this.#waiting.length = 0;
  }

  #begin(upload: Upload): void {
    this.#uploading = true;
    const { message, slice } = upload;
    if (slice > 0 && message.size > slice) {
      this.#socket.send(encodeUploadNotice(message.size));
      this.#pump(upload, 0);
      return;
    }
    this.#socket.send(message);
    this.#report(upload, message.size);
    this.#finish();
  }

  #pump(upload: Upload, start: number): void {
    if (!this.writable) return;
    const { message, slice } = upload;
    let offset = start;
    while (offset < message.size && this.#socket.bufferedAmount < highWater) {
      const part = message.slice(offset, offset + slice);
      this.#socket.send(part);
      offset += part.size;
    }
    if (offset < message.size) {
      upload.progress?.((offset - this.#socket.bufferedAmount) / message.size);
      setTimeout(() => this.#pump(upload, offset), pollInterval);
      return;
    }
    this.#report(upload, offset);
    this.#finish();
  }

  /** Watches the rest of the message leave the browser's buffer. */
  #report(upload: Upload, sent: number): void {
    if (!this.writable || upload.progress === undefined) return;
    const rest = Math.min(this.#socket.bufferedAmount, sent);
    upload.progress((sent - rest) / sent);
    if (rest > 0) setTimeout(() => this.#report(upload, sent), pollInterval);
  }

  #finish(): void {
    this.#uploading = false;
    while (this.#waiting.length > 0) {
      const next = this.#waiting.shift();
      if (typeof next === 'string') {
        this.#socket.send(next);
      } else if (next !== undefined) {
        // The rest follows when this upload is through.
        this.#begin(next);
        return;
      }
    }
  }
}
