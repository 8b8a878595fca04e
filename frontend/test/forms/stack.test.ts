/** Forms of several tasks: the newest is shown, removing it reveals the one before. */

import { describe, expect, it, vi } from 'vitest';
import { destroy, find, showForm, submitted, type, update } from './driver.js';

const ITEM = { type: 'text', name: 'data' };

function shown(): string[] {
  return [...document.querySelectorAll('.card:not([hidden]) .card-header')].map(
    (card) => card.textContent,
  );
}

it('shows the newest form, whatever its task', () => {
  const context = showForm([ITEM], { label: 'first', task: 'a' });
  showForm([ITEM], { label: 'second', task: 'b' }, context);
  expect(shown()).toEqual(['second']);
});

it('reveals the form before when the newest goes', () => {
  const context = showForm([ITEM], { label: 'first', task: 'a' });
  showForm([ITEM], { label: 'second', task: 'b' }, context);
  destroy(context, 'b');
  expect(shown()).toEqual(['first']);
  destroy(context, 'a');
  expect(find('#input-container').hidden).toBe(true);
});

it('keeps the newest in place when one below it goes', () => {
  const context = showForm([ITEM], { label: 'first', task: 'a' });
  showForm([ITEM], { label: 'second', task: 'b' }, context);
  destroy(context, 'a');
  expect(shown()).toEqual(['second']);
});

it('removes the newest form of the task only', () => {
  const context = showForm([ITEM], { label: 'outer', task: 'a' });
  showForm([ITEM], { label: 'inner', task: 'a' }, context);
  destroy(context, 'a');
  expect(shown()).toEqual(['outer']);
});

it('updates a form that is hidden', () => {
  const context = showForm([ITEM], { label: 'first' });
  showForm([ITEM], { label: 'second', task: 'b' }, context);
  update(context, 'data', { value: 'new' });
  destroy(context, 'b');
  expect(find('.card:not([hidden]) input').value).toBe('new');
});

it('ignores a command for a form that is gone', () => {
  const context = showForm([ITEM]);
  destroy(context);
  expect(() => {
    destroy(context);
  }).not.toThrow();
});

describe('the focus', () => {
  const FOCUSED = { type: 'text', name: 'data', auto_focus: true };

  it('goes to the newest form, and back to where it was', () => {
    const context = showForm([FOCUSED, { type: 'text', name: 'other' }], { task: 'a' });
    find('[name=other]').focus();
    showForm([{ ...FOCUSED, name: 'newer' }], { task: 'b' }, context);
    expect(document.activeElement).toBe(find('[name=newer]'));
    destroy(context, 'b');
    expect(document.activeElement).toBe(find('[name=other]'));
  });

  it('is not taken from whoever types elsewhere', () => {
    const context = showForm([ITEM], { task: 'a' });
    const elsewhere = document.createElement('textarea');
    document.body.append(elsewhere);
    elsewhere.focus();
    showForm([FOCUSED], { task: 'b' }, context);
    expect(document.activeElement).toBe(elsewhere);
    showForm([FOCUSED], { task: 'c' }, context);
    destroy(context, 'c');
    expect(document.activeElement).toBe(elsewhere);
  });

  it('is not taken by a complaint from whoever types elsewhere', () => {
    const context = showForm([ITEM]);
    submitted(context);
    const elsewhere = document.createElement('input');
    document.body.append(elsewhere);
    elsewhere.focus();
    update(context, 'data', { valid_status: false, invalid_feedback: 'no' });
    expect(document.activeElement).toBe(elsewhere);
  });

  it('stays where somebody types, until they have left that form', () => {
    const context = showForm([FOCUSED], { label: 'first', task: 'a' });
    type('[name=data]', 'half a sen');
    showForm([{ ...FOCUSED, name: 'newer' }], { label: 'second', task: 'b' }, context);
    expect(document.activeElement).toBe(find('[name=data]'));
    expect(shown()).toEqual(['second', 'first']);
    showForm([{ ...FOCUSED, name: 'newest' }], { label: 'third', task: 'c' }, context);
    expect(shown()).toEqual(['third', 'first']);
    expect(context.announced).toEqual(['second', 'third']);
    vi.useFakeTimers();
    find('[name=newest]').focus();
    vi.runAllTimers();
    vi.useRealTimers();
    expect(shown()).toEqual(['third']);
    expect(document.activeElement).toBe(find('[name=newest]'));
  });

  it('does not put what is typed for one form into another', () => {
    const context = showForm([FOCUSED], { task: 'a' });
    type('[name=data]', 'half a sen');
    showForm([{ ...FOCUSED, name: 'newer' }], { task: 'b' }, context);
    expect(document.activeElement).toBe(find('[name=data]'));
    destroy(context, 'b');
    expect(document.activeElement).toBe(find('[name=data]'));
    expect(find('[name=data]').value).toBe('half a sen');
    submitted(context);
    showForm([{ ...FOCUSED, name: 'next' }], { task: 'b' }, context);
    expect(document.activeElement).toBe(find('[name=next]'));
  });
});

it('shows a form of which some items make no sense', () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const inputs = [ITEM, null, 3, { type: 'select', name: 'choice', options: 5, value: 'x' }];
  const context = showForm(inputs as never, { label: 'broken' });
  expect(shown()).toEqual(['broken']);
  expect(submitted(context)).toEqual({ data: '', choice: 'x' });
});
