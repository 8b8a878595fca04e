/** The widgets that load on first use behave like the plain elements they replace. */

import { expect, it, vi } from 'vitest';
import { find, pick, showForm, submitted, update } from './driver.js';

// jsdom does no layout; the editor measures its text.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;

const OPTIONS = [
  { label: 'A', value: 1 },
  { label: 'B', value: 2, selected: true },
];

it('keeps the values of a searchable list', async () => {
  const context = showForm([
    { type: 'select', name: 's', native: false, multiple: true, options: OPTIONS },
  ]);
  await vi.waitFor(() => find('.ts-control'), 5000);
  update(context, 's', { value: [1] });
  expect(find('.ts-control .item').textContent).toBe('A');
  pick('[type=reset]');
  expect(submitted(context)).toEqual({ s: [2] });
});

it('leaves a native list alone', async () => {
  showForm([{ type: 'select', name: 's', native: true, multiple: true, options: OPTIONS }]);
  await Promise.resolve();
  expect(document.querySelector('.ts-control')).toBeNull();
});

it('keeps the text of a code editor', async () => {
  const context = showForm([
    { type: 'textarea', name: 't', code: { mode: 'python' }, value: 'x = 1', rows: 3 },
  ]);
  expect(find<HTMLTextAreaElement>('textarea').style.height).toBe('60px');
  await vi.waitFor(() => find('.cm-content'), 5000);
  update(context, 't', { value: 'y = 2' });
  expect(find('.cm-content').textContent).toContain('y = 2');
  expect(submitted(context)).toEqual({ t: 'y = 2' });
});
