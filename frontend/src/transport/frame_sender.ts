/** Writes frames to one socket in order, large uploads in slices and without flooding it. */

import { encodeUploadCancel, encodeUploadNotice } from '../protocol/codec.js';
import type { Upload } from './upload.js';

/** The part of a WebSocket that is used here. */
export interface FrameSocket {
  readonly readyState: number;
  readonly bufferedAmount: number;
  send(data: string | Blob): void;
}

/** Bytes handed to the browser ahead of the network. */
const highWater = 4 * 1024 * 1024;
const pollInterval = 50;
/** `WebSocket.OPEN` */
const open = 1;

export class FrameSender {
  /** Longest binary frame; 0 for a server that takes an upload in one. */
  slice = 0;
  readonly #socket: FrameSocket;
  #waiting: (string | Upload)[] = [];
  #sliced: Upload | undefined;
  #stopped = false;

  constructor(socket: FrameSocket) {
    this.#socket = socket;
  }

  /** While the socket closes it takes nothing more; its end is reported a little later. */
  get writable(): boolean {
    return !this.#stopped && this.#socket.readyState === open;
  }

  /** Sends an event, behind what was sent before. */
  sendText(text: string): void {
    if (!this.writable) return;
    if (this.#sliced === undefined) this.#socket.send(text);
    else this.#waiting.push(text);
  }

  /** Sends what is no event: it may go between the slices of an upload. */
  sendNow(text: string): void {
    if (this.writable) this.#socket.send(text);
  }

  /** Sends what the server does not have of *upload* yet. */
  sendUpload(upload: Upload): void {
    if (!this.writable) return;
    if (this.#sliced === undefined) this.#begin(upload);
    else this.#waiting.push(upload);
  }

  /**
   * Stops an upload that has not left as a whole, and forgets everything that waits behind it. False
   * if it is too late.
   */
  cancel(upload: Upload): boolean {
    if (upload === this.#sliced) {
      this.sendNow(encodeUploadCancel());
      this.#sliced = undefined;
    } else if (!this.#waiting.includes(upload)) {
      return false;
    }
    this.#waiting = this.#sliced === undefined ? [] : this.#before(upload);
    return true;
  }

  /** The connection is over; whatever was not confirmed is sent again on the next one. */
  stop(): void {
    this.#stopped = true;
    this.#waiting = [];
  }

  #before(upload: Upload): (string | Upload)[] {
    return this.#waiting.slice(0, this.#waiting.indexOf(upload));
  }

  #begin(upload: Upload): void {
    const { id, message, size, arrived } = upload;
    if (this.slice > 0 && size > this.slice) {
      this.#socket.send(encodeUploadNotice(id, size, arrived));
      this.#sliced = upload;
      this.#pump(upload, arrived);
      return;
    }
    upload.handedOver = true;
    this.#socket.send(message);
    this.#report(upload);
  }

  #pump(upload: Upload, start: number): void {
    if (!this.writable || this.#sliced !== upload) return;
    let offset = start;
    while (offset < upload.size && this.#socket.bufferedAmount < highWater) {
      const part = upload.message.slice(offset, offset + this.slice);
      this.#socket.send(part);
      offset += part.size;
    }
    if (offset < upload.size) {
      upload.report(Math.max(0, offset - this.#socket.bufferedAmount));
      setTimeout(() => this.#pump(upload, offset), pollInterval);
      return;
    }
    upload.handedOver = true;
    this.#report(upload);
    this.#finish();
  }

  /** Watches the rest of the message leave the browser's buffer. */
  #report(upload: Upload): void {
    if (!this.writable) return;
    const rest = Math.min(this.#socket.bufferedAmount, upload.size);
    upload.report(upload.size - rest);
    if (rest > 0) setTimeout(() => this.#report(upload), pollInterval);
  }

  #finish(): void {
    this.#sliced = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    // What stands behind the next sliced upload waits once more.
    for (const next of waiting) {
      if (typeof next === 'string') this.sendText(next);
      else this.sendUpload(next);
    }
  }
}
