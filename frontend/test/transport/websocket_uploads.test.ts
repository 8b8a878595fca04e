// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { ClientEvent } from '../../src/protocol/events.js';
import { Upload } from '../../src/transport/upload.js';
import { callback, setTitle } from '../fakes/recorder.js';
import { settled } from '../fakes/settled.js';
import { hello, lastSocket, page, transport, useSocketPage } from './websocket_page.js';

useSocketPage();

describe('with a counting server', () => {
  beforeEach(() => {
    lastSocket().open();
    lastSocket().receive(hello());
  });

  it('slices a large upload and keeps other frames out of it', async () => {
    const file = new File(['0123456789'.repeat(3)], 'a', { type: 'x' });
    const progress: number[] = [];
    const event: ClientEvent = { event: 'from_submit', task_id: 't', data: { doc: null } };
    transport.send(event, [{ inputName: 'doc', file }], (fraction) => progress.push(fraction));
    transport.send(callback(1));
    await settled();
    const [notice, ...rest] = lastSocket().sent;
    const { upload } = JSON.parse(notice as string) as { upload: { id: string; size: number } };
    const slices = rest.slice(0, -1) as ArrayBuffer[];
    expect(slices.every((slice) => slice.byteLength <= 10)).toBe(true);
    expect(slices.reduce((sum, slice) => sum + slice.byteLength, 0)).toBe(upload.size);
    expect(await new Blob(slices).text()).toContain('0123456789'.repeat(3));
    expect(JSON.parse(rest.at(-1) as string)).toMatchObject({ seq: 2 });
    expect(progress).toEqual([]);
    const received = upload.size / 4;
    lastSocket().receive({ taken: 0, commands: [], upload: { id: upload.id, received } });
    expect(progress).toEqual([0.25]);
    lastSocket().receive({ taken: 1, commands: [], upload: null });
    expect(progress).toEqual([0.25, 1]);
  });

  it('lets the server forget an upload that was cancelled without a connection', async () => {
    const event: ClientEvent = { event: 'from_submit', task_id: 't', data: { doc: null } };
    const file = new File(['0123456789'.repeat(3)], 'a');
    transport.send(event, [{ inputName: 'doc', file }]);
    const { upload } = JSON.parse(lastSocket().sent[0] as string) as { upload: { id: string } };
    lastSocket().lose();
    expect(transport.cancel(event)).toBe(true);
    vi.advanceTimersByTime(0);
    lastSocket().receive(hello(0, 'id', false, { id: upload.id, received: 20 }));
    await settled();
    expect(lastSocket().frames()).toEqual([{ upload: null }]);
  });

  it('drops an event whose file can no longer be read, and renumbers what follows', async () => {
    const event: ClientEvent = { event: 'from_submit', task_id: 't', data: { doc: null } };
    const files = [{ inputName: 'doc', file: new File(['x'.repeat(50)], 'a') }];
    const read = vi.spyOn(Upload.prototype, 'read');
    read.mockRejectedValueOnce(new DOMException('changed', 'NotReadableError'));
    transport.send(event, files);
    transport.send(callback(2));
    await settled();
    expect(page.unreadable).toEqual([event]);
    expect(lastSocket().frames().slice(1)).toEqual([
      { upload: null },
      { ...callback(2), seq: 1, ack: 0 },
    ]);
  });

  it('goes on with an upload where the connection broke', async () => {
    const event: ClientEvent = { event: 'from_submit', task_id: 't', data: { doc: null } };
    const file = new File(['0123456789'.repeat(3)], 'a', { type: 'x' });
    transport.send(event, [{ inputName: 'doc', file }]);
    await settled();
    const whole = new Blob(lastSocket().sent.slice(1));
    const { upload } = JSON.parse(lastSocket().sent[0] as string) as { upload: { id: string } };
    lastSocket().lose();
    transport.commandExecuted();
    vi.advanceTimersByTime(0);
    lastSocket().receive(hello(0, 'id', false, { id: upload.id, received: 20 }));
    await settled();
    const [notice, ...slices] = lastSocket().sent;
    expect(JSON.parse(notice as string)).toEqual({ upload: { ...upload, from: 20 } });
    expect(await new Blob(slices as ArrayBuffer[]).text()).toBe(await whole.slice(20).text());
  });

  it('takes back an upload that is under way, and renumbers what follows', () => {
    const event: ClientEvent = { event: 'from_submit', task_id: 't', data: { doc: null } };
    lastSocket().bufferedAmount = 2 ** 30;
    transport.send(event, [{ inputName: 'doc', file: new File(['x'.repeat(50)], 'a') }]);
    transport.send(callback(2));
    expect(transport.cancel(event)).toBe(true);
    expect(lastSocket().frames().slice(1)).toEqual([
      { upload: null },
      { ...callback(2), seq: 1, ack: 0 },
    ]);
    expect(transport.cancel(event)).toBe(false);
  });

  it('cannot take back what may have arrived, and can what has not', async () => {
    const event: ClientEvent = { event: 'from_submit', task_id: 't', data: { doc: null } };
    const files = [{ inputName: 'doc', file: new File(['x'.repeat(50)], 'a') }];
    transport.send(event, files);
    await settled();
    lastSocket().lose();
    expect(transport.cancel(event)).toBe(false);
    const later = { ...event };
    transport.send(later, files);
    expect(transport.cancel(later)).toBe(true);
  });

  it('gives up an upload that is refused for its size, and renumbers what follows', () => {
    const event: ClientEvent = { event: 'from_submit', task_id: 't', data: { doc: null } };
    transport.send(callback(1));
    transport.send(event, [{ inputName: 'doc', file: new File(['x'], 'a') }]);
    transport.send(callback(3));
    lastSocket().lose(1009);
    expect(page.refused).toEqual([event]);
    vi.advanceTimersByTime(0);
    lastSocket().receive(hello(1));
    expect(lastSocket().frames()).toEqual([{ ...callback(3), seq: 2, ack: 0 }]);
  });
});

describe('with a server that does not count', () => {
  beforeEach(() => {
    lastSocket().open();
  });

  it('sends an upload as one frame', async () => {
    lastSocket().receive(setTitle('a'));
    const event: ClientEvent = { event: 'from_submit', task_id: 't', data: { doc: null } };
    transport.send(event, [{ inputName: 'doc', file: new File(['x'.repeat(500)], 'a') }]);
    transport.send(callback(1));
    await settled();
    expect(lastSocket().sent).toHaveLength(2);
    expect(lastSocket().sent[0]).toBeInstanceOf(ArrayBuffer);
  });

  it('goes on behind an upload that can no longer be read', async () => {
    lastSocket().receive(setTitle('a'));
    const event: ClientEvent = { event: 'from_submit', task_id: 't', data: { doc: null } };
    const read = vi.spyOn(Upload.prototype, 'read');
    read.mockRejectedValueOnce(new DOMException('changed', 'NotReadableError'));
    transport.send(event, [{ inputName: 'doc', file: new File(['x'], 'a') }]);
    transport.send(callback(2));
    await settled();
    expect(page.unreadable).toEqual([event]);
    expect(lastSocket().frames()).toEqual([callback(2)]);
  });
});
