// @vitest-environment node
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { FakeSocket } from '../fakes/fake_socket.js';
import { FrameSender } from '../../src/transport/frame_sender.js';

const megabyte = 1024 * 1024;
let socket: FakeSocket;
let sender: FrameSender;

beforeEach(() => {
  vi.useFakeTimers();
  socket = new FakeSocket('ws://x');
  sender = new FrameSender(socket);
});

afterEach(() => vi.useRealTimers());

function upload(size: number, progress?: (fraction: number) => void): void {
  sender.sendUpload({ message: new Blob([new Uint8Array(size)]), slice: megabyte, progress });
}

it('stops filling the browser when the network is slower, and goes on later', () => {
  const fractions: number[] = [];
  socket.bufferedAmount = 5 * megabyte;
  upload(2 * megabyte, (fraction) => fractions.push(fraction));
  sender.sendText('after');
  expect(socket.sent).toHaveLength(1);
  socket.bufferedAmount = 0;
  vi.advanceTimersByTime(50);
  expect(socket.sent).toHaveLength(4);
  expect(socket.sent.at(-1)).toBe('after');
  expect(fractions.at(-1)).toBe(1);
});

it('sends nothing more of an upload after the connection is over', () => {
  socket.bufferedAmount = 5 * megabyte;
  upload(2 * megabyte);
  sender.stop();
  socket.bufferedAmount = 0;
  vi.advanceTimersByTime(1000);
  expect(socket.sent).toHaveLength(1);
});

it('keeps two uploads apart', () => {
  socket.bufferedAmount = 5 * megabyte;
  upload(2 * megabyte);
  upload(3 * megabyte);
  socket.bufferedAmount = 0;
  vi.advanceTimersByTime(50);
  const shape = socket.sent.map((frame) => (typeof frame === 'string' ? 'notice' : 'slice'));
  expect(shape).toEqual(['notice', 'slice', 'slice', 'notice', 'slice', 'slice', 'slice']);
});
