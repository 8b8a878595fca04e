// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { ClientEvent } from '../../src/protocol/events.js';
import { FakeSocket } from '../fakes/fake_socket.js';
import { callback, Recorder, setTitle } from '../fakes/recorder.js';
import { WebSocketTransport } from '../../src/transport/websocket_transport.js';

const sockets: FakeSocket[] = [];
let page: Recorder;
let transport: WebSocketTransport;

function lastSocket(): FakeSocket {
  const socket = sockets.at(-1);
  if (socket === undefined) throw new Error('no socket was opened');
  return socket;
}

function hello(taken = 0, session: string | null = 'id', gone = false, upload: unknown = null) {
  return { hello: { session, taken, slice: 10, upload, gone } };
}

function executeAll(count: number): void {
  for (let i = 0; i < count; i++) transport.commandExecuted();
}

beforeEach(() => {
  vi.useFakeTimers();
  sockets.length = 0;
  page = new Recorder();
  transport = new WebSocketTransport(page, {
    backend: new URL('https://example.org/app/?x=1'),
    app: 'my app',
    createSocket: (url) => {
      const socket = new FakeSocket(url);
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
  });
  transport.open();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

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

  it('slices a large upload and keeps other frames out of it', async () => {
    const file = new File(['0123456789'.repeat(3)], 'a', { type: 'x' });
    const progress: number[] = [];
    const event: ClientEvent = { event: 'from_submit', task_id: 't', data: { doc: null } };
    transport.send(event, [{ inputName: 'doc', file }], (fraction) => progress.push(fraction));
    transport.send(callback(1));
    const [notice, ...rest] = lastSocket().sent;
    const { upload } = JSON.parse(notice as string) as { upload: { size: number } };
    const slices = rest.slice(0, -1) as Blob[];
    expect(slices.every((slice) => slice.size <= 10)).toBe(true);
    expect(slices.reduce((sum, slice) => sum + slice.size, 0)).toBe(upload.size);
    expect(await new Blob(slices).text()).toContain('0123456789'.repeat(3));
    expect(JSON.parse(rest.at(-1) as string)).toMatchObject({ seq: 2 });
    expect(progress.at(-1)).toBe(1);
  });

  it('goes on with an upload where the connection broke', async () => {
    const event: ClientEvent = { event: 'from_submit', task_id: 't', data: { doc: null } };
    const file = new File(['0123456789'.repeat(3)], 'a', { type: 'x' });
    transport.send(event, [{ inputName: 'doc', file }]);
    const whole = new Blob(lastSocket().sent.slice(1));
    const { upload } = JSON.parse(lastSocket().sent[0] as string) as { upload: { id: string } };
    lastSocket().lose();
    transport.commandExecuted();
    vi.advanceTimersByTime(0);
    lastSocket().receive(hello(0, 'id', false, { id: upload.id, received: 20 }));
    const [notice, ...slices] = lastSocket().sent;
    expect(JSON.parse(notice as string)).toEqual({ upload: { ...upload, from: 20 } });
    expect(await new Blob(slices as Blob[]).text()).toBe(await whole.slice(20).text());
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

  it('cannot take back what may have arrived, and can what never left', () => {
    const event: ClientEvent = { event: 'from_submit', task_id: 't', data: { doc: null } };
    const files = [{ inputName: 'doc', file: new File(['x'.repeat(50)], 'a') }];
    transport.send(event, files);
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

  it('sends an upload as one frame', () => {
    lastSocket().receive(setTitle('a'));
    const event: ClientEvent = { event: 'from_submit', task_id: 't', data: { doc: null } };
    transport.send(event, [{ inputName: 'doc', file: new File(['x'.repeat(500)], 'a') }]);
    expect(lastSocket().sent).toHaveLength(1);
    expect(lastSocket().sent[0]).toBeInstanceOf(Blob);
  });
});
