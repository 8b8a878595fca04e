/** What is dropped where nobody takes it. */

import { afterEach, expect, it } from 'vitest';
import { startRefusingDrops } from '../../src/dom/drops.js';

const stop = startRefusingDrops();
afterEach(() => document.body.replaceChildren());

function drop(target: EventTarget, types: readonly string[]): Event {
  const event = new Event('drop', { bubbles: true, cancelable: true });
  Object.assign(event, { dataTransfer: { types, dropEffect: 'copy' } });
  target.dispatchEvent(event);
  return event;
}

it('leads to no other page', () => {
  expect(drop(document.body, ['Files']).defaultPrevented).toBe(true);
});

it('is left alone if it is no file', () => {
  expect(drop(document.body, ['text/plain']).defaultPrevented).toBe(false);
});

it('is the concern of no client that has stopped', () => {
  stop();
  expect(drop(document.body, ['Files']).defaultPrevented).toBe(false);
});
