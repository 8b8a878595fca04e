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
  usePollingPage,
} from './polling_page.js';

usePollingPage();

describe('a new session', () => {
  it('is asked for with an id of our own, willing to be held', () => {
    expect(http.last.method).toBe('GET');
    expect(http.last.url.href).toBe('https://example.org/app/?app=my+app&ack=-1&wait=25');
    expect(http.last.session).toMatch(/^NEW-[A-Za-z0-9]{24,}$/);
    expect(transport.sessionId).toBeNull();
  });

  it('takes the id that the server gives it', async () => {
    await begin();
    expect(http.last.session).toBe('server-id');
    expect(transport.sessionId).toBe('server-id');
    expect(page.connections).toBe(1);
  });

  it('keeps its own id with a server that gives none', async () => {
    const proposal = http.last.session?.replace('NEW-', '');
    await http.last.reply(answer(0, [], hold));
    expect(http.last.session).toBe(proposal);
    expect(transport.sessionId).toBe(proposal);
  });

  it('is asked for with the same id until there is an answer', async () => {
    const { session } = http.last;
    await http.last.fail();
    await vi.advanceTimersByTimeAsync(5000);
    expect(http.requests).toHaveLength(2);
    expect(http.last.session).toBe(session);
    expect(page.losses).toBe(1);
  });

  it('has no events before it is there', async () => {
    transport.send(callback(1));
    transport.send(callback(2));
    expect(http.all('POST')).toEqual([]);
    await begin();
    expect(http.all('POST').map(({ events }) => events)).toEqual([[callback(1), callback(2)]]);
  });
});

describe('a page that nobody sees', () => {
  it('asks for no hold, now and then, and at once when it is seen again', async () => {
    const held = await begin();
    page.hidden = true;
    await held.reply(answer(0, [], hold));
    await vi.advanceTimersByTimeAsync(4999);
    expect(http.requests).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(http.last.query['wait']).toBe('0');
    await http.last.reply(answer(0, [[setTitle('seen')]], hold));
    page.hidden = false;
    transport.pageShown();
    expect(http.requests).toHaveLength(4);
    expect(http.last.query['wait']).toBe('25');
    transport.pageShown();
    expect(http.requests).toHaveLength(4);
  });

  it('lets its events bring what they cause', async () => {
    const held = await begin();
    page.hidden = true;
    await held.reply(answer(0, [], hold));
    transport.send(callback(1));
    expect(http.all('POST').map(({ query }) => query['wait'])).toEqual(['0.1']);
  });
});

describe('output', () => {
  it('is asked for again at once where the server holds requests', async () => {
    await begin();
    for (let i = 0; i < 3; i++) {
      await http.last.reply(answer(i, [[setTitle(String(i))]], hold));
      executeAll(1);
    }
    expect(page.titles).toEqual(['0', '1', '2']);
    expect(http.requests.map(({ query }) => query['ack'])).toEqual(['-1', '-1', '0', '1', '2']);
  });

  it('is asked for every now and then where it does not', async () => {
    await begin({});
    expect(http.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(999);
    expect(http.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(http.requests).toHaveLength(2);
    page.interval = 5000;
    await http.last.reply(answer(0));
    await vi.advanceTimersByTimeAsync(4999);
    expect(http.requests).toHaveLength(2);
  });

  it('is asked for less often as soon as the server says that it does not hold any more', async () => {
    await begin();
    await http.last.reply(answer(0, [], { wait: 0 }));
    expect(http.requests).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(http.requests).toHaveLength(3);
  });

  it('is not asked for all the time if a hold ends at once, with nothing', async () => {
    await begin();
    await http.last.reply(answer(0, [], hold));
    expect(http.requests).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(http.requests).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(25_000);
    await http.last.reply(answer(0, [], hold));
    expect(http.requests).toHaveLength(4);
  });

  it('runs once, however often it is repeated', async () => {
    await begin();
    await http.last.reply(answer(0, [[setTitle('a')], [setTitle('b'), setTitle('c')]], hold));
    await vi.advanceTimersByTimeAsync(1000);
    const groups = [[setTitle('a')], [setTitle('b'), setTitle('c')], [setTitle('d')]];
    await http.last.reply(answer(0, groups, hold));
    expect(page.titles).toEqual(['a', 'b', 'c', 'd']);
    executeAll(2);
    await vi.advanceTimersByTimeAsync(1000);
    await http.last.reply(answer(1, [...groups.slice(1), [setTitle('e')]], hold));
    expect(page.titles).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('is confirmed when all commands of a group have run, and then at once', async () => {
    await begin();
    await http.last.reply(answer(0, [[setTitle('a')], [setTitle('b'), setTitle('c')]], hold));
    executeAll(2);
    expect(http.requests).toHaveLength(2);
    transport.send(callback(1));
    expect(http.last.query).toMatchObject({ ack: '0', wait: '0', seq: '0' });
    executeAll(1);
    expect(http.last.method).toBe('GET');
    expect(http.last.query['ack']).toBe('1');
  });

  it('is asked for also while a command takes its time', async () => {
    await begin();
    await http.last.reply(answer(0, [[setTitle('slow')]], hold));
    await vi.advanceTimersByTimeAsync(1000);
    expect(http.last.query['ack']).toBe('-1');
    expect(http.all('GET')).toHaveLength(3);
  });

  it('may come with the answer to events as well', async () => {
    await begin();
    transport.send(callback(1));
    await http.last.reply(answer(0, [[setTitle('a')]], { ack: 0, ...hold }));
    await http
      .all('GET')
      .at(-1)
      ?.reply(answer(0, [[setTitle('a')], [setTitle('b')]], hold));
    expect(page.titles).toEqual(['a', 'b']);
  });
});

describe('events', () => {
  it('leave at once, while a request for output is held', async () => {
    const held = await begin();
    transport.send(callback(1));
    expect(http.last.method).toBe('POST');
    expect(http.last.headers['content-type']).toBe('application/json');
    expect(http.last.query).toEqual({ app: 'my app', ack: '-1', wait: '0', seq: '0' });
    expect(held.aborted).toBe(false);
  });

  it('let the server wait for what they cause, where no request is held', async () => {
    await begin({});
    transport.send(callback(1));
    expect(http.last.query['wait']).toBe('0.1');
  });

  it('wait for the one before and then go together', async () => {
    await begin();
    for (const data of [1, 2, 3]) transport.send(callback(data));
    expect(http.last.events).toEqual([callback(1)]);
    await http.last.reply(answer(0, [], { ack: 0, ...hold }));
    expect(http.last.events).toEqual([callback(2), callback(3)]);
    expect(http.last.query['seq']).toBe('1');
    await http.last.reply(answer(0, [], { ack: 2, ...hold }));
    expect(http.all('POST')).toHaveLength(2);
  });

  it('are repeated, with what has come since, until the server confirms them', async () => {
    await begin();
    transport.send(callback(1));
    const lost = http.last;
    transport.send(callback(2));
    await lost.fail();
    await vi.advanceTimersByTimeAsync(0);
    expect(http.last.events).toEqual([callback(1), callback(2)]);
    expect(http.last.query['seq']).toBe('0');
  });

  it('are not repeated when another answer has confirmed them', async () => {
    await begin();
    transport.send(callback(1));
    transport.send(callback(2));
    // The events arrived; the answer did not. The next GET tells.
    const lost = http.last;
    await http
      .all('GET')
      .at(-1)
      ?.reply(answer(0, [[]], { ack: 0, ...hold }));
    await lost.fail();
    await vi.advanceTimersByTimeAsync(0);
    expect(http.last.events).toEqual([callback(2)]);
    expect(http.last.query['seq']).toBe('1');
  });

  it('are repeated only after a while by a server that answers and does not take them', async () => {
    await begin();
    transport.send(callback(1));
    await http.last.reply(answer(0, [], hold));
    expect(http.all('POST')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(http.all('POST')).toHaveLength(2);
  });
});
