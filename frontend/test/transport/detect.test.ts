// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { detectProtocol } from '../../src/transport/detect.js';
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

describe('the probe', () => {
  it.each([
    ['ok', {}, 'http'],
    ['', {}, 'ws'],
    ['ok\n', {}, 'ws'],
    ['<html>', {}, 'ws'],
    ['ok', { status: 500 }, 'ws'],
  ])('takes %j with %j for %s', async (body, options, protocol) => {
    const detected = detectProtocol(new URL('https://example.org/app/?app=x'));
    expect(http.last.url.href).toBe('https://example.org/app/?test=1');
    await http.last.reply(body, options);
    expect(await detected).toBe(protocol);
  });

  it('takes no reply for a WebSocket', async () => {
    const detected = detectProtocol(new URL('https://example.org/'));
    await http.last.fail();
    expect(await detected).toBe('ws');
    const late = detectProtocol(new URL('https://example.org/'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await late).toBe('ws');
  });
});
