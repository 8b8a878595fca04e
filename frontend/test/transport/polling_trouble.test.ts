// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';

import { callback, setTitle } from '../fakes/recorder.js';
import {
  answer,
  begin,
  executeAll,
  hold,
  http,
  page,
  transport,
  upload,
  usePollingPage,
} from './polling_page.js';

usePollingPage();

describe('a failure', () => {
  it('is told once, and that all is well again', async () => {
    const held = await begin();
    await held.fail();
    await vi.advanceTimersByTimeAsync(0);
    await http.last.fail();
    await vi.advanceTimersByTimeAsync(5000);
    expect([page.losses, page.connections]).toEqual([1, 1]);
    // Nobody waits for the end of a held request to learn that the server is back.
    expect(http.last.query['wait']).toBe('0');
    await http.last.reply(answer(0, [], hold));
    expect([page.losses, page.connections]).toEqual([1, 2]);
    expect(http.last.query['wait']).toBe('25');
  });

  it('is followed by attempts less and less often, but at least every five seconds', async () => {
    await begin();
    for (let i = 0; i < 12; i++) {
      const before = http.requests.length;
      await http.last.fail();
      await vi.advanceTimersByTimeAsync(5000);
      expect(http.requests).toHaveLength(before + 1);
    }
    const before = http.requests.length;
    await http.last.fail();
    await vi.advanceTimersByTimeAsync(2000);
    expect(http.requests).toHaveLength(before);
    transport.retryNow();
    expect(http.requests).toHaveLength(before + 1);
  });

  it('of events holds back further ones, and renews the request for output', async () => {
    const held = await begin();
    await http.last.fail();
    await vi.advanceTimersByTimeAsync(0);
    const second = http.last;
    expect(second).not.toBe(held);
    transport.send(callback(1));
    await http.last.fail();
    transport.send(callback(2));
    expect(http.all('POST')).toHaveLength(1);
    expect(second.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(5000);
    expect(http.all('POST').at(-1)?.events).toEqual([callback(1), callback(2)]);
    expect(http.all('GET')).toHaveLength(4);
  });

  it('is also a reply that never comes', async () => {
    const held = await begin();
    await vi.advanceTimersByTimeAsync(35_001);
    expect(held.aborted).toBe(true);
    expect(page.losses).toBe(1);
    expect(http.requests).toHaveLength(3);
  });

  it.each([
    ['a login page', '<html>Log in</html>', { headers: { 'content-type': 'text/html' } }],
    ['an error of a proxy', 'Bad gateway', { status: 502 }],
    ['other JSON', '{"detail": "no"}', {}],
    ['events behind a gap', 'events are missing', { status: 409 }],
  ])('is also %s, which the console tells', async (_, body, options) => {
    await begin();
    await http.last.reply(body, options);
    expect(console.error).toHaveBeenCalledWith(expect.anything(), expect.stringContaining(body));
    expect(page.losses).toBe(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(http.requests).toHaveLength(3);
  });
});

describe('a refusal', () => {
  it('of the files is told, and later events move up', async () => {
    await begin();
    const event = await upload();
    transport.send(callback(2));
    await http.last.reply('too long', { status: 413 });
    expect(page.refused).toEqual([event]);
    expect(http.all('GET').at(-1)?.query['wait']).toBe('0');
    await http.last.reply(answer(0, [], hold));
    expect(http.last.events).toEqual([callback(2)]);
    expect(http.last.query['seq']).toBe('0');
  });

  it('of events is told to the console; those the server has counted keep their number', async () => {
    await begin();
    transport.send(callback(1));
    transport.send(callback(2));
    await http.last.reply('event 0 of the body: no task_id', { status: 400 });
    expect(console.error).toHaveBeenCalled();
    expect(http.last.method).toBe('GET');
    await http.last.reply(answer(0, [], { ack: 0, ...hold }));
    expect(http.all('POST').at(-1)?.events).toEqual([callback(2)]);
    expect(http.all('POST').at(-1)?.query['seq']).toBe('1');
    expect(page.losses).toBe(0);
  });

  it('of the page ends the session for good', async () => {
    await begin();
    await http.last.reply('this origin is not allowed', { status: 403 });
    expect(page.ends).toEqual(['lost']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(http.requests).toHaveLength(2);
    expect(transport.send(callback(1))).toBe(false);
  });
});

describe('the end', () => {
  it('is confirmed, and then there is silence', async () => {
    await begin();
    await http.last.reply(answer(0, [[setTitle('a')], [{ command: 'close_session' }]], hold));
    executeAll(2);
    const waiting = http.last;
    transport.close('finished');
    expect(waiting.aborted).toBe(true);
    expect(http.last.method).toBe('GET');
    expect(http.last.query).toMatchObject({ ack: '1', wait: '0' });
    expect(http.last.keepalive).toBe(true);
    const before = http.requests.length;
    await http.last.reply(answer(2, [[{ command: 'close_session' }]], { gone: true, wait: 0 }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(http.requests).toHaveLength(before);
    expect(page.ends).toEqual(['finished']);
  });

  it('is not followed by a poll when a slow command is done at last', async () => {
    await begin();
    await http.last.reply(answer(0, [[setTitle('slow')]], hold));
    transport.pageLeft();
    const before = http.requests.length;
    executeAll(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(http.requests).toHaveLength(before);
  });

  it('comes when the server does not know the session any more', async () => {
    await begin();
    await http.last.reply(answer(0, [[{ command: 'close_session' }]], { gone: true, wait: 0 }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(page.ends).toEqual(['gone']);
    expect(page.commands).toEqual([]);
    expect(http.requests).toHaveLength(2);
  });

  it('is told to the server when the page is left, with what was not sent yet', async () => {
    await begin();
    transport.send(callback(1));
    const posting = http.last;
    transport.send(callback(2));
    transport.pageLeft();
    expect(posting.aborted).toBe(true);
    expect(http.last.method).toBe('POST');
    expect(http.last.keepalive).toBe(true);
    expect(http.last.query).toMatchObject({ leave: '1', seq: '0' });
    expect(http.last.session).toBe('server-id');
    expect(http.last.events).toEqual([callback(1), callback(2)]);
    expect(page.ends).toEqual(['gone']);
    const before = http.requests.length;
    await http.last.reply('', { status: 204 });
    transport.pageLeft();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(http.requests).toHaveLength(before);
  });

  it('is told to the server when the page ends the session', async () => {
    await begin();
    transport.close('closed');
    expect(http.last.query['leave']).toBe('1');
    expect(http.last.events).toEqual([]);
  });

  it('does not wait for files, which do not outlive the page', async () => {
    await begin();
    await upload();
    transport.pageLeft();
    expect(http.last.headers['content-type']).toBe('application/json');
    expect(http.last.events).toEqual([]);
  });
});
