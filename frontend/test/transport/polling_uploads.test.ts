// @vitest-environment node
import { expect, it, vi } from 'vitest';

import type { ClientEvent } from '../../src/protocol/events.js';
import { Upload } from '../../src/transport/upload.js';
import { callback } from '../fakes/recorder.js';
import { settled } from '../fakes/settled.js';
import {
  answer,
  begin,
  hold,
  http,
  page,
  transport,
  upload,
  usePollingPage,
} from './polling_page.js';

usePollingPage();

it('files go alone, and tell how far they are', async () => {
  await begin();
  transport.send(callback(1));
  transport.send(callback(2));
  await upload();
  transport.send(callback(4));
  await http.last.reply(answer(0, [], { ack: 0, ...hold }));
  expect(http.last.events).toEqual([callback(2)]);
  await http.last.reply(answer(0, [], { ack: 1, ...hold }));
  expect(http.last.headers['content-type']).toBe('application/octet-stream');
  expect(http.last.query['seq']).toBe('2');
  expect(http.last.session).toBe('server-id');
  expect(await (http.last.body as Blob).text()).toContain('0123456789');
  http.last.progress(0.5);
  expect(page.progress).toEqual([0.5]);
  await http.last.reply(answer(0, [], { ack: 2, ...hold }));
  expect(http.last.events).toEqual([callback(4)]);
});

it('files go in slices to a server that takes them', async () => {
  await begin({ ...hold, slice: 100 });
  await upload();
  const parts: Blob[] = [];
  let id: string | undefined;
  for (let arrived = 0; ;) {
    const { query, body } = http.last;
    expect(query).toMatchObject({ seq: '0', from: String(arrived) });
    expect((id ??= query['upload'])).toBe(query['upload']);
    parts.push(body as Blob);
    arrived += (body as Blob).size;
    if (arrived === Number(query['size'])) break;
    await http.last.reply(answer(0, [], { ...hold, upload: arrived }));
  }
  expect(parts.slice(0, -1).every((part) => part.size === 100)).toBe(true);
  expect(await new Blob(parts).text()).toContain('0123456789');
  http.last.progress(1);
  expect(page.progress.at(-1)).toBeLessThan(1);
  await http.last.reply(answer(0, [], { ...hold, ack: 0, upload: 0 }));
  expect(page.progress.at(-1)).toBe(1);
  transport.send(callback(1));
  expect(http.last.query['seq']).toBe('1');
});

it('files go on where the server says that they have come to', async () => {
  await begin({ ...hold, slice: 100 });
  await upload();
  await http.last.fail();
  await vi.advanceTimersByTimeAsync(5000);
  const again = http.all('POST').at(-1);
  expect(again?.query['from']).toBe('0');
  await again?.reply(answer(0, [], { ...hold, upload: 100 }));
  expect(http.all('POST').at(-1)?.query['from']).toBe('100');
});

it('files begin with a short slice, and go on with what the line carries', async () => {
  await begin({ ...hold, slice: 2 ** 20 });
  const event: ClientEvent = { event: 'from_submit', task_id: 't', data: { doc: null } };
  const file = new File([new Uint8Array(4 * 2 ** 20)], 'a');
  transport.send(event, [{ inputName: 'doc', file }]);
  await settled();
  const lengths: number[] = [];
  for (let arrived = 0; arrived < 4 * 2 ** 20;) {
    const { body, query } = http.last;
    const { size } = body as Blob;
    lengths.push(size / 1024);
    arrived += size;
    // The last but one takes its time.
    if (lengths.length === 5) await vi.advanceTimersByTimeAsync(3000);
    await http.last.reply(answer(0, [], { ...hold, upload: arrived % Number(query['size']) }));
  }
  expect(lengths.slice(0, 6)).toEqual([128, 256, 512, 1024, 1024, 512]);
});

it('files are dropped when these can no longer be read', async () => {
  await begin({ ...hold, slice: 100 });
  vi.spyOn(Upload.prototype, 'read').mockRejectedValueOnce(new DOMException('changed'));
  const event = await upload();
  transport.send(callback(2));
  await http.last.fail();
  expect(page.unreadable).toEqual([event]);
  expect(page.losses).toBe(0);
  const [, cancel, poll] = http.requests.slice(-3);
  expect(cancel?.query['size'] ?? poll?.query['size']).toBe('0');
  await http
    .all('GET')
    .at(-1)
    ?.reply(answer(0, [], hold));
  expect(http.all('POST').at(-1)?.events).toEqual([callback(2)]);
});

it('files that were taken back without a connection are forgotten by the server', async () => {
  const held = await begin({ ...hold, slice: 100 });
  const event = await upload();
  await http.last.fail();
  expect(transport.cancel(event)).toBe(true);
  await http.last.fail();
  expect(held.aborted).toBe(true);
  await vi.advanceTimersByTimeAsync(5000);
  await http.last.reply(answer(0, [], hold));
  expect(http.all('POST').at(-1)?.query).toMatchObject({ size: '0' });
});

it('files can be taken back until the last slice is under way', async () => {
  await begin({ ...hold, slice: 100 });
  const event = await upload();
  transport.send(callback(2));
  const { upload: id } = http.last.query;
  expect(transport.cancel(event)).toBe(true);
  const [cancel, next] = http.all('POST').slice(-2);
  expect(cancel?.query).toMatchObject({ upload: id, size: '0' });
  expect(next?.events).toEqual([callback(2)]);
  expect(next?.query['seq']).toBe('0');
});
