/** What scripts may send. */

import { expect, it } from 'vitest';
import { eventOf } from '../src/page_api.js';
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
