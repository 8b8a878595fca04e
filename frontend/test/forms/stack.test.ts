/** Forms of several tasks: the newest is shown, removing it reveals the one before. */

import { expect, it } from 'vitest';
import { destroy, find, showForm, update } from './driver.js';

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
