// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { callback, setTitle } from '../fakes/recorder.js';
import {
  executeAll,
  hello,
  lastSocket,
  page,
  sockets,
  transport,
  useSocketPage,
} from './websocket_page.js';

useSocketPage();

describe('a new connection', () => {
  it('asks for a new session, with the query replaced', () => {
    expect(lastSocket().url).toBe('wss://example.org/app/?app=my+app&session=NEW&ack=0');
  });

  it('opens once, however often it is asked', () => {
    transport.open();
    expect(sockets).toHaveLength(1);
  });

  it('holds events until it knows how the server counts', () => {
    lastSocket().open();
    transport.send(callback(1));
    expect(lastSocket().sent).toEqual([]);
    lastSocket().receive(hello());
    expect(lastSocket().frames()).toEqual([{ ...callback(1), seq: 1, ack: 0 }]);
  });

  it('ends as lost when it fails, without retrying', () => {
    lastSocket().lose();
    expect(page.ends).toEqual(['lost']);
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
    expect(transport.send(callback(1))).toBe(false);
  });

  it('leaves its session to the connection that has taken it over', () => {
    lastSocket().receive(hello());
    lastSocket().lose(1000, 'the session goes on in another connection');
    expect(page.ends).toEqual(['replaced']);
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
  });

  it('survives a frame that makes no sense', () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    lastSocket().onmessage?.({ data: 'nonsense' });
    lastSocket().receive(hello());
    lastSocket().receive({ taken: 0, commands: [setTitle('a')] });
    expect(page.commands).toHaveLength(1);
    expect(log).toHaveBeenCalledOnce();
  });
});

describe('with a counting server', () => {
  beforeEach(() => {
    lastSocket().open();
    lastSocket().receive(hello());
  });

  it('numbers events and says what it has executed', () => {
    lastSocket().receive({ taken: 0, commands: [setTitle('a'), setTitle('b')] });
    executeAll(2);
    transport.send(callback(1));
    transport.send(callback(2));
    expect(lastSocket().frames()).toEqual([
      { ...callback(1), seq: 1, ack: 2 },
      { ...callback(2), seq: 2, ack: 2 },
    ]);
  });

  it('confirms after a second of quiet, and after 128 commands at once', () => {
    executeAll(3);
    expect(lastSocket().frames()).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(lastSocket().frames()).toEqual([{ ack: 3 }]);
    executeAll(128);
    expect(lastSocket().frames()).toEqual([{ ack: 3 }, { ack: 131 }]);
    vi.advanceTimersByTime(5000);
    expect(lastSocket().frames()).toHaveLength(2);
  });

  it('needs no extra confirmation when an event carried it', () => {
    executeAll(3);
    transport.send(callback(1));
    vi.advanceTimersByTime(5000);
    expect(lastSocket().frames()).toHaveLength(1);
  });

  it('comes back at once with its id and count, and resends what is unconfirmed', () => {
    lastSocket().receive({ taken: 0, commands: [setTitle('a')] });
    executeAll(1);
    for (const data of [1, 2, 3]) transport.send(callback(data));
    lastSocket().receive({ taken: 1, commands: [] });
    vi.advanceTimersByTime(6000);
    lastSocket().lose();
    transport.send(callback(4));
    expect(page.losses).toBe(1);
    vi.advanceTimersByTime(0);
    expect(lastSocket().url).toContain('session=id&ack=1');
    lastSocket().open();
    lastSocket().receive(hello(2));
    expect(lastSocket().frames()).toEqual([
      { ...callback(3), seq: 3, ack: 1 },
      { ...callback(4), seq: 4, ack: 1 },
    ]);
  });

  it('does not run a command twice that had arrived but was not executed before the loss', () => {
    lastSocket().receive({ taken: 0, commands: [setTitle('1'), setTitle('2'), setTitle('3')] });
    executeAll(1);
    lastSocket().lose();
    vi.advanceTimersByTime(10_000);
    expect(lastSocket().url).toContain('ack=1');
    lastSocket().receive(hello());
    lastSocket().receive({ taken: 0, commands: [setTitle('2')] });
    lastSocket().receive({ taken: 0, commands: [setTitle('3'), setTitle('4')] });
    expect(page.titles).toEqual(['1', '2', '3', '4']);
  });

  it('waits longer and longer, but never more than five seconds', () => {
    for (let i = 0; i < 12; i++) {
      const before = sockets.length;
      lastSocket().lose();
      vi.advanceTimersByTime(5000);
      expect(sockets).toHaveLength(before + 1);
    }
    const before = sockets.length;
    lastSocket().lose();
    vi.advanceTimersByTime(2000);
    expect(sockets).toHaveLength(before);
    transport.retryNow();
    expect(sockets).toHaveLength(before + 1);
  });

  it('ignores a socket that it has given up', () => {
    const old = lastSocket();
    old.lose();
    vi.advanceTimersByTime(0);
    old.receive({ taken: 0, commands: [setTitle('late')] });
    old.lose();
    expect(page.commands).toEqual([]);
    expect(page.losses).toBe(1);
  });

  it('confirms the end and closes normally', () => {
    executeAll(1);
    transport.close('finished');
    expect(lastSocket().frames()).toEqual([{ ack: 1 }]);
    expect(lastSocket().closedWith).toBe(1000);
    lastSocket().lose(1000);
    expect(page.ends).toEqual(['finished']);
  });

  it('says gone when the server does not know the session any more', () => {
    lastSocket().lose();
    vi.advanceTimersByTime(0);
    lastSocket().receive(hello(0, null, true));
    lastSocket().receive({ taken: 0, commands: [{ command: 'close_session' }] });
    transport.close('finished');
    expect(page.ends).toEqual(['gone']);
  });
});

describe('with a server that does not count', () => {
  beforeEach(() => {
    lastSocket().open();
  });

  it('speaks the published protocol from the first command on', () => {
    transport.send(callback(1));
    lastSocket().receive({ command: 'set_env', task_id: 't', spec: { title: 'a' } });
    transport.commandExecuted();
    transport.send(callback(2));
    vi.advanceTimersByTime(5000);
    expect(page.commands).toHaveLength(1);
    expect(lastSocket().frames()).toEqual([callback(1), callback(2)]);
  });

  it('resumes with the id of set_session_id and sends what was queued meanwhile', () => {
    lastSocket().receive({ command: 'set_session_id', spec: 'plain-id' });
    expect(transport.sessionId).toBe('plain-id');
    lastSocket().lose();
    transport.send(callback(1));
    vi.advanceTimersByTime(0);
    expect(lastSocket().url).toContain('session=plain-id');
    lastSocket().open();
    expect(lastSocket().frames()).toEqual([callback(1)]);
    expect(page.commands).toEqual([]);
  });

  it('keeps an event that comes while the socket is closing', () => {
    lastSocket().receive({ command: 'set_session_id', spec: 'plain-id' });
    lastSocket().readyState = 2;
    transport.send(callback(1));
    expect(lastSocket().sent).toEqual([]);
    lastSocket().lose();
    vi.advanceTimersByTime(0);
    lastSocket().open();
    expect(lastSocket().frames()).toEqual([callback(1)]);
  });
});
