/** Frames as they travel, to and from typed values (protocol reference, sections 2, 7 and 11). */

import type { Command } from './commands.js';
import type { ClientEvent, FilePart } from './events.js';

/** First frame of a counting server. */
export interface Hello {
  /** What to resume with; null when the session ends with the connection. */
  readonly session: string | null;
  /** Events of this session the server has taken so far. */
  readonly taken: number;
  /** Longest binary frame in bytes. */
  readonly slice: number;
  /** The id we came with names no session. */
  readonly gone: boolean;
}

export type Frame =
  | { readonly kind: 'hello'; readonly hello: Hello }
  | { readonly kind: 'counted'; readonly taken: number; readonly commands: readonly Command[] }
  /** One command, from a server that does not count. */
  | { readonly kind: 'plain'; readonly command: Command };

/** What a counting client adds to its events. */
export interface Counters {
  readonly seq: number;
  readonly ack: number;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Null for a frame that makes no sense; the connection goes on. */
export function decodeFrame(text: string): Frame | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(value)) return null;
  if (isObject(value['hello'])) return { kind: 'hello', hello: decodeHello(value['hello']) };
  if (Array.isArray(value['commands'])) {
    // The router copes with commands it does not know; more is not checked here.
    const commands = value['commands'] as readonly Command[];
    return { kind: 'counted', taken: count(value['taken']), commands };
  }
  if (typeof value['command'] === 'string') {
    return { kind: 'plain', command: value as unknown as Command };
  }
  return null;
}

function decodeHello(value: Record<string, unknown>): Hello {
  return {
    session: typeof value['session'] === 'string' ? value['session'] : null,
    taken: count(value['taken']),
    slice: count(value['slice']),
    gone: value['gone'] === true,
  };
}

function count(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

export function encodeEvent(event: ClientEvent, counters?: Counters): string {
  return JSON.stringify({ ...event, ...counters });
}

export function encodeAck(ack: number): string {
  return JSON.stringify({ ack });
}

export function encodeUploadNotice(size: number): string {
  return JSON.stringify({ upload: { size } });
}

/** A binary message: the event, then a header and the content of every file. */
export function encodeUpload(
  event: ClientEvent,
  files: readonly FilePart[],
  counters?: Counters,
): Blob {
  const segments: Blob[] = [new Blob([encodeEvent(event, counters)])];
  for (const { inputName, file } of files) {
    const header = {
      filename: file.name,
      size: file.size,
      mime_type: file.type,
      last_modified: file.lastModified / 1000,
      input_name: inputName,
    };
    segments.push(new Blob([JSON.stringify(header)]), file);
  }
  return new Blob(segments.flatMap((segment) => [lengthPrefix(segment.size), segment]));
}

function lengthPrefix(size: number): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(size));
  return view.buffer;
}
