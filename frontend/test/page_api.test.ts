/** What scripts may send, and what they see of the client. */

import { expect, it, vi } from 'vitest';
import type { Client } from '../src/client.js';
import { eventOf, webIoState } from '../src/page_api.js';
import type { Json } from '../src/pywebio.js';

const callback = { event: 'callback', task_id: 'id' } as const;

it('is what it was when they sent it', () => {
  const data = { list: [1] };
  const sent = eventOf({ ...callback, data });
  data.list.push(2);
  expect(sent).toEqual({ ...callback, data: { list: [1] } });
});

it('is null where there is nothing', () => {
  expect(eventOf({ ...callback, data: undefined as never })).toEqual({ ...callback, data: null });
});

it('has to be data, and to go to a callback', () => {
  const circle: Record<string, Json> = {};
  circle['self'] = circle;
  expect(() => eventOf({ ...callback, data: circle })).toThrow(TypeError);
  expect(() => eventOf({ ...callback, data: 1n as never })).toThrow(TypeError);
  expect(() => eventOf({ ...callback, task_id: undefined as never, data: 1 })).toThrow(TypeError);
});

it('needs a client: before, there is no session, and settings are undefined', () => {
  const state = webIoState(() => undefined);
  state.AutoScrollBottom = true;
  expect([state.CurrentSession, state.AutoScrollBottom, state.ShowDuration]).toEqual([
    null,
    undefined,
    0,
  ]);
});

it('reaches the settings and the session of the client that runs', () => {
  const settings = { autoScrollBottom: false, outputAnimation: true };
  const closed = vi.fn();
  const client = {
    settings,
    transport: { sessionId: null, closed: false, close: closed },
  } as unknown as Client;
  const state = webIoState(() => client);
  state.AutoScrollBottom = true;
  expect(settings.autoScrollBottom).toBe(true);
  expect(state.ShowDuration).toBe(150);
  const session = state.CurrentSession;
  expect(session).toBe(state.CurrentSession);
  expect([session?.webio_session_id, session?.ws, session?.closed()]).toEqual([
    'NEW',
    undefined,
    false,
  ]);
  session?.close_session();
  expect(closed).toHaveBeenCalledWith('closed');
});
