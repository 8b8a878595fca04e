// @vitest-environment node
import { describe, expect, it } from 'vitest';

import {
  decodeFrame,
  decodePollAnswer,
  encodeEvent,
  encodeUpload,
} from '../../src/protocol/codec.js';

describe('decodeFrame', () => {
  it('reads a hello', () => {
    const hello = { session: 'abc', taken: 3, slice: 65536, upload: null, gone: false };
    expect(decodeFrame(JSON.stringify({ hello }))).toEqual({ kind: 'hello', hello });
    const upload = { id: 'u', received: 5 };
    expect(decodeFrame(JSON.stringify({ hello: { ...hello, upload } }))).toEqual({
      kind: 'hello',
      hello: { ...hello, upload },
    });
  });

  it('reads counted commands', () => {
    const frame = decodeFrame('{"taken": 2, "commands": [{"command": "close_session"}]}');
    const commands = [{ command: 'close_session' }];
    expect(frame).toEqual({ kind: 'counted', taken: 2, commands, upload: null });
  });

  it('reads how much of an upload has arrived', () => {
    const frame = decodeFrame('{"taken":2,"commands":[],"upload":{"id":"u","received":5}}');
    expect(frame).toMatchObject({ upload: { id: 'u', received: 5 } });
  });

  it('reads the single command of a server that does not count', () => {
    const frame = decodeFrame('{"command": "set_session_id", "spec": "x"}');
    expect(frame).toEqual({ kind: 'plain', command: { command: 'set_session_id', spec: 'x' } });
  });

  it('counts what is no command, so that both sides go on counting alike', () => {
    const frame = decodeFrame('{"taken": 0, "commands": [null, 3, {"command": 4}]}');
    const commands = ['null', '3', '{"command":4}'].map((command) => ({ command }));
    expect(frame).toEqual({ kind: 'counted', taken: 0, commands, upload: null });
    const answer = decodePollAnswer('{"seq": 7, "commands": [null, [3]]}');
    expect(answer?.groups).toEqual([[{ command: 'null' }], [{ command: '3' }]]);
  });

  it.each(['', 'nonsense', 'null', '3', '[]', '{}', '{"hello": 1}'])('refuses %j', (text) => {
    expect(decodeFrame(text)).toBeNull();
  });
});

describe('encodeEvent', () => {
  const event = { event: 'callback', task_id: 'cb', data: 0 } as const;

  it('adds the counters only for a counting server', () => {
    expect(JSON.parse(encodeEvent(event))).toEqual(event);
    expect(JSON.parse(encodeEvent(event, { seq: 4, ack: 9 }))).toEqual({
      ...event,
      seq: 4,
      ack: 9,
    });
  });
});

describe('encodeUpload', () => {
  it('frames the event, then header and content of each file', async () => {
    const file = new File(['hello'], 'a.txt', { type: 'text/plain', lastModified: 1500 });
    const event = { event: 'from_submit', task_id: 't', data: { doc: null } } as const;
    const blob = encodeUpload(event, [{ inputName: 'doc', file }], { seq: 1, ack: 0 });
    const segments = await readSegments(blob);
    expect(JSON.parse(segments[0] ?? '')).toEqual({ ...event, seq: 1, ack: 0 });
    expect(JSON.parse(segments[1] ?? '')).toEqual({
      filename: 'a.txt',
      size: 5,
      mime_type: 'text/plain',
      last_modified: 1.5,
      input_name: 'doc',
    });
    expect(segments[2]).toBe('hello');
    expect(segments).toHaveLength(3);
  });
});

async function readSegments(blob: Blob): Promise<string[]> {
  const buffer = await blob.arrayBuffer();
  const view = new DataView(buffer);
  const segments: string[] = [];
  for (let offset = 0; offset < buffer.byteLength;) {
    const length = Number(view.getBigUint64(offset));
    segments.push(new TextDecoder().decode(new Uint8Array(buffer, offset + 8, length)));
    offset += 8 + length;
  }
  return segments;
}
