import { expect, it } from 'vitest';

import { Backoff } from '../../src/transport/backoff.js';

/** The waits before attempts that fail at once, with *random* for the dice. */
function waits(random: number, attempts = 8): number[] {
  const backoff = new Backoff();
  return Array.from({ length: attempts }, () => {
    backoff.started(0);
    return backoff.delay(0, () => random);
  });
}

it('tries again at once, and then ever later up to a bound', () => {
  expect(waits(1)).toEqual([0, 300, 600, 1200, 2400, 4800, 5000, 5000]);
});

it('scatters the attempts of many browsers over half of each wait', () => {
  expect(waits(0)).toEqual([0, 150, 300, 600, 1200, 2400, 2500, 2500]);
});

it('begins anew once a connection has lasted', () => {
  const backoff = new Backoff();
  for (const now of [0, 1, 2]) {
    backoff.started(now);
    backoff.delay(now, () => 1);
  }
  backoff.started(10);
  expect(backoff.delay(60_000, () => 1)).toBe(0);
});
