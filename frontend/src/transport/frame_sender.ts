/** Writes frames to one socket in order, large uploads in slices and without flooding it. */

import { encodeUploadCancel, encodeUploadNotice } from '../protocol/codec.js';
import type { Upload } from './upload.js';

/** The part of a WebSocket that is used here. */
export interface FrameSocket {
  readonly readyState: number;
  readonly bufferedAmount: number;
  send(data: string | ArrayBuffer): void;
}

/** Bytes handed to the browser ahead of the network. */
const highWater = 4 * 1024 * 1024;
/** Bytes of a slice: few enough to tell on a slow line how far it is. */
const longestSlice = 256 * 1024;
const pollInterval = 50;
/** `WebSocket.OPEN` */
const open = 1;

export class FrameSender {
  readonly #socket: FrameSocket;
  readonly #unreadable: (upload: Upload) => void;
  /** Longest binary frame; 0 for a server that takes an upload in one. */
  #slice = 0;
  #waiting: (string | Upload)[] = [];
  /** The upload whose frames leave now. */
  #current: Upload | undefined;
  #stopped = false;

  /** *unreadable* is called for an upload that cannot be sent; it may cancel it. */
  constructor(socket: FrameSocket, unreadable: (upload: Upload) => void) {
    this.#socket = socket;
    this.#unreadable = unreadable;
  }

  /** While the socket closes it takes nothing more; its end is reported a little later. */
  get writable(): boolean {
    return !this.#stopped && this.#socket.readyState === open;
  }

  /** The server takes an upload in frames of at most so many bytes. */
  takesSlices(longest: number): void {
    this.#slice = Math.min(longest, longestSlice);
  }

  /** Sends an event, behind what was sent before. */
  sendText(text: string): void {
    if (!this.writable) return;
    if (this.#current === undefined) this.#socket.send(text);
    else this.#waiting.push(text);
  }

  /** Sends what is no event: it may go between the slices of an upload. */
  sendNow(text: string): void {
    if (this.writable) this.#socket.send(text);
  }

  /** Sends what the server does not have of *upload* yet. */
  sendUpload(upload: Upload): void {
    if (!this.writable) return;
    if (this.#current === undefined) this.#begin(upload);
    else this.#waiting.push(upload);
  }

  /**
   * Stops an upload that has not left as a whole, and forgets everything that waits behind it. False
   * if it is too late.
   */
  cancel(upload: Upload): boolean {
    if (upload === this.#current) {
      if (this.#isSliced(upload)) this.sendNow(encodeUploadCancel());
      this.#current = undefined;
    } else if (!this.#waiting.includes(upload)) {
      return false;
    }
    this.#waiting = this.#current === undefined ? [] : this.#before(upload);
    return true;
  }

  /** Tells the server to forget an upload that nobody sends on. */
  forgetUpload(): void {
    this.sendNow(encodeUploadCancel());
  }

  /** The connection is over; whatever was not confirmed is sent again on the next one. */
  stop(): void {
    this.#stopped = true;
    this.#waiting = [];
  }

  #before(upload: Upload): (string | Upload)[] {
    return this.#waiting.slice(0, this.#waiting.indexOf(upload));
  }

  #isSliced({ size }: Upload): boolean {
    return this.#slice > 0 && size > this.#slice;
  }

  #begin(upload: Upload): void {
    this.#current = upload;
    if (this.#isSliced(upload)) {
      this.#socket.send(encodeUploadNotice(upload.id, upload.size, upload.arrived));
    }
    void this.#sendFrames(upload);
  }

  async #sendFrames(upload: Upload): Promise<void> {
    const length = this.#isSliced(upload) ? this.#slice : upload.size;
    const leaves = (): boolean => this.writable && this.#current === upload;
    for (let start = upload.arrived; start < upload.size; start += length) {
      // A socket would break off over a file that it cannot read.
      const frame = await upload.read(start, start + length).catch(() => null);
      while (leaves() && this.#socket.bufferedAmount >= highWater) await pause();
      if (!leaves()) return;
      if (frame === null) {
        this.#unreadable(upload);
        if (this.#current === upload) this.#finish();
        return;
      }
      this.#socket.send(frame);
    }
    upload.handOver();
    // A server that counts tells what has arrived; of any other only the browser's buffer tells.
    if (this.#slice === 0) void this.#report(upload);
    this.#finish();
  }

  /** Watches the message leave the browser's buffer. */
  async #report(upload: Upload): Promise<void> {
    while (this.writable) {
      const rest = Math.min(this.#socket.bufferedAmount, upload.size);
      upload.report(upload.size - rest);
      if (rest === 0) return;
      await pause();
    }
  }

  #finish(): void {
    this.#current = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    // What stands behind the next upload waits once more.
    for (const next of waiting) {
      if (typeof next === 'string') this.sendText(next);
      else this.sendUpload(next);
    }
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, pollInterval);
  });
}
