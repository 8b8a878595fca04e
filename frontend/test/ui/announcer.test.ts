import { afterEach, beforeEach, expect, it, vi, type MockInstance } from 'vitest';

import { Announcer } from '../../src/ui/announcer.js';

const more = (count: number) => `and ${count} more`;

let attached: MockInstance<typeof Element.prototype.attachShadow>;

beforeEach(() => {
  attached = vi.spyOn(Element.prototype, 'attachShadow');
  vi.useFakeTimers();
  document.body.replaceChildren();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function said(): readonly string[] {
  // Nothing but a screen reader, and a test in its place, looks into a closed root.
  const root = attached.mock.results[0]?.value as ShadowRoot | undefined;
  const region = root?.querySelector('[aria-live=polite]');
  return [...(region?.children ?? [])].map((child) => child.textContent);
}

it('says what comes together at once, in a polite region', () => {
  const announcer = new Announcer(more);
  announcer.announce(() => ' one\n  line ');
  announcer.announce(() => '');
  announcer.announce(() => 'two');
  expect(said()).toEqual([]);
  vi.advanceTimersByTime(300);
  expect(said()).toEqual(['one line', 'two']);
  expect(document.body.textContent).toBe('');
});

it('counts what would be too much, without asking for it', () => {
  const announcer = new Announcer(more);
  const text = vi.fn(() => 'x'.repeat(500));
  for (let number = 0; number < 5000; number += 1) announcer.announce(text);
  vi.advanceTimersByTime(300);
  expect(said()).toEqual([...Array<string>(3).fill('x'.repeat(200)), 'and 4997 more']);
  expect(text).toHaveBeenCalledTimes(3);
});

it('says what is urgent before the rest, and does not leave it out for that', () => {
  const announcer = new Announcer(more);
  for (const text of ['1', '2', '3', '4']) announcer.announce(() => text);
  announcer.announce(() => 'an error', true);
  vi.advanceTimersByTime(300);
  expect(said()).toEqual(['an error', '1', '2', '3', 'and 1 more']);
});

it('leaves time between two announcements', () => {
  const announcer = new Announcer(more);
  announcer.announce(() => 'first');
  vi.advanceTimersByTime(300);
  announcer.announce(() => 'second');
  vi.advanceTimersByTime(2900);
  expect(said()).toEqual(['first']);
  vi.advanceTimersByTime(100);
  expect(said()).toEqual(['second']);
});
