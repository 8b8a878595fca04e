/** What began on one form must not answer the next. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { destroy, find, showForm } from './driver.js';

const FIRST = { type: 'text', name: 'first' };
const SECOND = { type: 'text', name: 'second' };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

function click(selector: string, inARow: number): void {
  const init = { bubbles: true, cancelable: true, detail: inARow };
  find(selector).dispatchEvent(new MouseEvent('click', init));
}

const SUBMIT = '.card:not([hidden]) [type=submit]';

describe('the second half of a double click', () => {
  it('is no answer to the form that the first half has brought', () => {
    const context = showForm([FIRST]);
    click(SUBMIT, 1);
    destroy(context);
    showForm([SECOND], {}, context);
    vi.advanceTimersByTime(100);
    click(SUBMIT, 2);
    expect(context.events.map(({ data }) => data)).toEqual([{ first: '' }]);
  });

  it('is none to a form that the first half has uncovered', () => {
    const context = showForm([FIRST], { task: 'below' });
    vi.advanceTimersByTime(5000);
    showForm([SECOND], {}, context);
    click(SUBMIT, 1);
    destroy(context);
    click(SUBMIT, 2);
    expect(context.events.map(({ data }) => data)).toEqual([{ second: '' }]);
  });

  it('counts where somebody has had time to see the form', () => {
    const context = showForm([FIRST]);
    vi.advanceTimersByTime(300);
    click(SUBMIT, 2);
    expect(context.events).toHaveLength(1);
  });
});

describe('Enter that is held down', () => {
  function enter(selector: string, repeat: boolean): boolean {
    const init = { key: 'Enter', bubbles: true, cancelable: true, repeat };
    return find(selector).dispatchEvent(new KeyboardEvent('keydown', init));
  }

  it('answers once', () => {
    showForm([FIRST, { type: 'textarea', name: 'lines' }]);
    expect(enter('[name=first]', false)).toBe(true);
    expect(enter('[name=first]', true)).toBe(false);
    expect(enter(SUBMIT, true)).toBe(false);
  });

  it('goes on writing lines', () => {
    showForm([{ type: 'textarea', name: 'lines' }]);
    expect(enter('textarea', true)).toBe(true);
  });
});
