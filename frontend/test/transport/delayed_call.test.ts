// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { DelayedCall } from '../../src/transport/delayed_call.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('DelayedCall', () => {
  it('calls once, and is not pending any more by then', () => {
    const delayed = new DelayedCall();
    const pending: boolean[] = [];
    delayed.start(() => pending.push(delayed.pending), 100);
    expect(delayed.pending).toBe(true);
    vi.advanceTimersByTime(99);
    expect(pending).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(pending).toEqual([false]);
  });

  it('calls the newest only', () => {
    const delayed = new DelayedCall();
    const called: string[] = [];
    delayed.start(() => called.push('older'), 100);
    delayed.start(() => called.push('newer'), 200);
    vi.runAllTimers();
    expect(called).toEqual(['newer']);
  });

  it('can be stopped, also by its own call, and started again', () => {
    const delayed = new DelayedCall();
    const call = vi.fn(() => delayed.stop());
    delayed.start(call, 100);
    delayed.stop();
    expect(delayed.pending).toBe(false);
    vi.runAllTimers();
    expect(call).not.toHaveBeenCalled();
    delayed.start(call, 100);
    vi.runAllTimers();
    expect(call).toHaveBeenCalledOnce();
  });
});
