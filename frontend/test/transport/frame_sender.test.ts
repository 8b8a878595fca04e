// @vitest-environment node
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { FakeSocket } from '../fakes/fake_socket.js';
import { settled } from '../fakes/settled.js';
import { FrameSender } from '../../src/transport/frame_sender.js';
import { Upload } from '../../src/transport/upload.js';

const slice = 1000;
let socket: FakeSocket;
let sender: FrameSender;
let unreadable: Upload[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  socket = new FakeSocket('ws://x');
  unreadable = [];
  sender = new FrameSender(socket, (upload) => {
    unreadable.push(upload);
    sender.cancel(upload);
  });
  sender.takesSlices(slice);
});

afterEach(() => vi.useRealTimers());

/** An upload of a bit more than so many slices. */
function upload(slices: number, progress?: (fraction: number) => void): Upload {
  return send(new File([new Uint8Array(slices * slice)], 'f'), progress);
}

function send(file: File, progress?: (fraction: number) => void): Upload {
  const event = { event: 'from_submit', task_id: 't', data: { f: null } } as const;
  const upload = new Upload(event, [{ inputName: 'f', file }], progress);
  sender.sendUpload(upload);
  return upload;
}

/** What was sent: texts, and the sizes of slices. */
function sent(): unknown[] {
  return socket.sent.map((frame) =>
    typeof frame === 'string' ? (JSON.parse(frame) as unknown) : frame.byteLength,
  );
}

/** The network has taken what the browser held. */
async function drained(): Promise<void> {
  socket.bufferedAmount = 0;
  await settled();
  await vi.advanceTimersByTimeAsync(50);
  await settled();
}

it('stops filling the browser when the network is slower, and goes on later', async () => {
  socket.bufferedAmount = 2 ** 30;
  upload(2);
  sender.sendText('"after"');
  await settled();
  expect(socket.sent).toHaveLength(1);
  await drained();
  expect(socket.sent).toHaveLength(5);
  expect(sent().at(-1)).toBe('after');
});

it('cuts small slices, whatever the server takes', async () => {
  sender.takesSlices(2 ** 30);
  send(new File([new Uint8Array(600 * 1024)], 'f'));
  await settled();
  expect(sent().slice(1, -1)).toEqual([256 * 1024, 256 * 1024]);
});

it('says what has left to whom the server tells nothing', async () => {
  const fractions: number[] = [];
  sender.takesSlices(0);
  upload(2, (fraction) => fractions.push(fraction));
  socket.bufferedAmount = 1000;
  await settled();
  expect(fractions.at(-1)).toBeLessThan(1);
  await drained();
  expect(fractions.at(-1)).toBe(1);
});

it('sends nothing more of an upload after the connection is over', async () => {
  upload(2);
  sender.stop();
  await drained();
  expect(socket.sent).toHaveLength(1);
});

it('keeps two uploads apart', async () => {
  upload(2);
  upload(3);
  await settled();
  const shape = socket.sent.map((frame) => (typeof frame === 'string' ? 'notice' : 'slice'));
  const slices = (count: number) => Array<string>(count).fill('slice');
  expect(shape).toEqual(['notice', ...slices(3), 'notice', ...slices(4)]);
});

it('lets what is no event pass between the slices', () => {
  upload(1);
  sender.sendNow('"confirmed"');
  expect(sent().at(-1)).toBe('confirmed');
});

it('sends only what the server does not have yet', async () => {
  const begun = upload(2);
  await settled();
  socket.sent.length = 0;
  begun.resume(2 * slice);
  sender.sendUpload(begun);
  await settled();
  const rest = begun.size - 2 * slice;
  expect(sent()).toEqual([{ upload: { id: begun.id, size: begun.size, from: 2 * slice } }, rest]);
});

it('stops an upload that is cancelled on its way, and drops what waits behind it', async () => {
  const begun = upload(2);
  sender.sendText('"behind"');
  expect(sender.cancel(begun)).toBe(true);
  await drained();
  expect(sent().slice(1)).toEqual([{ upload: null }]);
  sender.sendText('"next"');
  expect(sent().at(-1)).toBe('next');
});

it('cannot stop what has left', async () => {
  const gone = upload(2);
  await settled();
  expect(sender.cancel(gone)).toBe(false);
  expect(sent()).not.toContainEqual({ upload: null });
});

it('gives up an upload that can no longer be read, and the connection goes on', async () => {
  const file = new File([new Uint8Array(5 * slice)], 'f');
  const lost = send(file);
  vi.spyOn(lost, 'read').mockRejectedValue(new DOMException('changed', 'NotReadableError'));
  // What was read before may still be sent.
  await settled();
  expect(unreadable).toEqual([lost]);
  expect(sent().at(-1)).toEqual({ upload: null });
  sender.sendText('"next"');
  expect(sent().at(-1)).toBe('next');
});
