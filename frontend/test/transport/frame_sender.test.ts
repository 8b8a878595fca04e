// @vitest-environment node
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { FakeSocket } from '../fakes/fake_socket.js';
import { FrameSender } from '../../src/transport/frame_sender.js';
import { Upload } from '../../src/transport/upload.js';

const megabyte = 1024 * 1024;
let socket: FakeSocket;
let sender: FrameSender;

beforeEach(() => {
  vi.useFakeTimers();
  socket = new FakeSocket('ws://x');
  sender = new FrameSender(socket);
  sender.slice = megabyte;
});

afterEach(() => vi.useRealTimers());

/** An upload of a bit more than *megabytes*. */
function upload(megabytes: number, progress?: (fraction: number) => void): Upload {
  const event = { event: 'from_submit', task_id: 't', data: { f: null } } as const;
  const file = new File([new Uint8Array(megabytes * megabyte)], 'f');
  const upload = new Upload(event, [{ inputName: 'f', file }], progress);
  sender.sendUpload(upload);
  return upload;
}

/** What was sent: texts, and the sizes of slices. */
function sent(): unknown[] {
  return socket.sent.map((frame) =>
    typeof frame === 'string' ? (JSON.parse(frame) as unknown) : frame.size,
  );
}

it('stops filling the browser when the network is slower, and goes on later', () => {
  const fractions: number[] = [];
  socket.bufferedAmount = 5 * megabyte;
  upload(2, (fraction) => fractions.push(fraction));
  sender.sendText('after');
  expect(socket.sent).toHaveLength(1);
  socket.bufferedAmount = 0;
  vi.advanceTimersByTime(50);
  expect(socket.sent).toHaveLength(5);
  expect(socket.sent.at(-1)).toBe('after');
  expect(fractions.at(-1)).toBe(1);
});

it('sends nothing more of an upload after the connection is over', () => {
  socket.bufferedAmount = 5 * megabyte;
  upload(2);
  sender.stop();
  socket.bufferedAmount = 0;
  vi.advanceTimersByTime(1000);
  expect(socket.sent).toHaveLength(1);
});

it('keeps two uploads apart', () => {
  socket.bufferedAmount = 5 * megabyte;
  upload(2);
  upload(3);
  socket.bufferedAmount = 0;
  vi.advanceTimersByTime(50);
  const shape = socket.sent.map((frame) => (typeof frame === 'string' ? 'notice' : 'slice'));
  const slices = (count: number) => Array<string>(count).fill('slice');
  expect(shape).toEqual(['notice', ...slices(3), 'notice', ...slices(4)]);
});

it('lets what is no event pass between the slices', () => {
  socket.bufferedAmount = 5 * megabyte;
  upload(1);
  sender.sendNow('"confirmed"');
  expect(sent().at(-1)).toBe('confirmed');
});

it('sends only what the server does not have yet', () => {
  const begun = upload(2);
  socket.sent.length = 0;
  begun.arrived = 2 * megabyte;
  sender.sendUpload(begun);
  const rest = begun.size - 2 * megabyte;
  expect(sent()).toEqual([
    { upload: { id: begun.id, size: begun.size, from: 2 * megabyte } },
    rest,
  ]);
});

it('stops an upload that is cancelled on its way, and drops what waits behind it', () => {
  socket.bufferedAmount = 5 * megabyte;
  const begun = upload(2);
  sender.sendText('"behind"');
  expect(sender.cancel(begun)).toBe(true);
  socket.bufferedAmount = 0;
  vi.advanceTimersByTime(1000);
  expect(sent().slice(1)).toEqual([{ upload: null }]);
  sender.sendText('"next"');
  expect(sent().at(-1)).toBe('next');
});

it('cannot stop what has left', () => {
  expect(sender.cancel(upload(2))).toBe(false);
  expect(sent()).not.toContainEqual({ upload: null });
});
