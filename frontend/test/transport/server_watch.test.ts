// @vitest-environment node
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { serverBack } from '../../src/transport/server_watch.js';
import { FakeHttp } from '../fakes/fake_http.js';

let http: FakeHttp;

beforeEach(() => {
  vi.useFakeTimers();
  http = new FakeHttp();
  http.install();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('asks again until the server answers', async () => {
  const back = vi.fn();
  void serverBack(new URL('https://example.org/app/?app=x#y')).then(back);
  await vi.advanceTimersByTimeAsync(300);
  expect(http.last.url.href).toBe('https://example.org/app/?test=1');
  await http.last.fail();
  await vi.advanceTimersByTimeAsync(300);
  await http.last.reply('down', { status: 502 });
  await vi.advanceTimersByTimeAsync(300);
  expect(back).not.toHaveBeenCalled();
  await http.last.reply('');
  expect(http.requests).toHaveLength(3);
  expect(back).toHaveBeenCalledOnce();
});
