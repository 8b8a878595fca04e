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
  /** An upload that has begun, and how many bytes of it have arrived. */
  readonly upload: ArrivedUpload | null;
  /** The id we came with names no session. */
  readonly gone: boolean;
}

export interface ArrivedUpload {
  readonly id: string;
  /** Bytes. */
  readonly received: number;
}

export type Frame =
  | { readonly kind: 'hello'; readonly hello: Hello }
  | {
      readonly kind: 'counted';
      readonly taken: number;
      readonly commands: readonly Command[];
      /** How much of an upload has arrived. */
      readonly upload: ArrivedUpload | null;
    }
  /** One command, from a server that does not count. */
  | { readonly kind: 'plain'; readonly command: Command };

/** The answer to one request of a polling client. */
export interface PollAnswer {
  /** Number of the first group. */
  readonly first: number;
  readonly groups: readonly (readonly Command[])[];
  /** Events of this session the server has taken so far. */
  readonly taken: number;
  /** Seconds for which the server holds a request; 0 for one that does not. */
  readonly wait: number;
  /** The id we came with names no session. */
  readonly gone: boolean;
  /** Longest slice of an upload in bytes; only in the first answer. */
  readonly slice: number | undefined;
  /** Bytes of the upload that have arrived; only in the answer to a slice. */
  readonly upload: number | undefined;
}

/** What a counting client adds to its events. */
export interface Counters {
  readonly seq: number;
  readonly ack: number;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Null for a frame that makes no sense; the connection goes on. */
export function decodeFrame(text: string): Frame | null {
  const value = parseObject(text);
  if (value === null) return null;
  if (isObject(value['hello'])) return { kind: 'hello', hello: decodeHello(value['hello']) };
  if (Array.isArray(value['commands'])) {
    const commands = value['commands'].map(decodeCommand);
    const upload = decodePending(value['upload']);
    return { kind: 'counted', taken: count(value['taken']), commands, upload };
  }
  if (typeof value['command'] === 'string') {
    return { kind: 'plain', command: value as unknown as Command };
  }
  return null;
}

/** Everything counts as a command: the router copes with those it does not know. */
function decodeCommand(value: unknown): Command {
  const named = isObject(value) && typeof value['command'] === 'string';
  return (named ? value : { command: JSON.stringify(value) }) as unknown as Command;
}

function decodeHello(value: Record<string, unknown>): Hello {
  return {
    session: typeof value['session'] === 'string' ? value['session'] : null,
    taken: count(value['taken']),
    slice: count(value['slice']),
    upload: decodePending(value['upload']),
    gone: value['gone'] === true,
  };
}

function decodePending(value: unknown): ArrivedUpload | null {
  if (!isObject(value) || typeof value['id'] !== 'string') return null;
  return { id: value['id'], received: count(value['received']) };
}

/** Null for a body that is no answer of a server of ours. */
export function decodePollAnswer(text: string): PollAnswer | null {
  const value = parseObject(text);
  if (!Array.isArray(value?.['commands']) || typeof value['seq'] !== 'number') return null;
  return {
    first: value['seq'],
    groups: value['commands'].map((group: unknown) => [group].flat().map(decodeCommand)),
    // The last event has this number, counted from 0.
    taken: typeof value['ack'] === 'number' ? value['ack'] + 1 : 0,
    wait: count(value['wait']),
    gone: value['gone'] === true,
    slice: 'slice' in value ? count(value['slice']) : undefined,
    upload: 'upload' in value ? count(value['upload']) : undefined,
  };
}

function count(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

export function encodeEvent(event: ClientEvent, counters?: Counters): string {
  return JSON.stringify({ ...event, ...counters });
}

/** The body of a polling client's request. */
export function encodeEvents(events: readonly ClientEvent[]): string {
  return JSON.stringify(events);
}

export function encodeAck(ack: number): string {
  return JSON.stringify({ ack });
}

export function encodeUploadNotice(id: string, size: number, from: number): string {
  return JSON.stringify({ upload: { id, size, from } });
}

export function encodeUploadCancel(): string {
  return JSON.stringify({ upload: null });
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
