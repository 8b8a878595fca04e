/** The widgets that load on first use behave like the plain elements they replace. */

import { afterEach, expect, it, vi } from 'vitest';
import { destroy, find, pick, showForm, submitted, update } from './driver.js';

// jsdom does no layout; the editor measures its text.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;

// They let go of the window, which does not outlast the tests.
afterEach(() => document.body.replaceChildren());

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
  expect(find('.ts-control .item').firstChild?.textContent).toBe('A');
  pick('[type=reset]');
  expect(submitted(context)).toEqual({ s: [2] });
});

it('takes back what was chosen, beside the item and in the open list', async () => {
  const context = showForm([{ type: 'select', name: 's', multiple: true, options: OPTIONS }]);
  await vi.waitFor(() => find('.ts-control'), 5000);
  expect(find('.item > .remove').getAttribute('aria-label')).toBe('remove_choice B');
  find('.item > .remove').click();
  expect(document.querySelector('.item')).toBeNull();
  find('.ts-control').click();
  const option = () => find('.ts-dropdown [data-value="1"]');
  await vi.waitFor(option);
  option().click();
  expect(find('.item').firstChild?.textContent).toBe('A');
  option().click();
  expect(document.querySelector('.item')).toBeNull();
  expect(find('.ts-dropdown').style.display).toBe('block');
  expect(submitted(context)).toEqual({ s: [] });
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

it('leaves no listeners in the page when its form goes', async () => {
  const listening = new Set<unknown>();
  // Here the window of the document is another than the one that modules see.
  for (const target of [window, document, document.defaultView ?? window]) {
    vi.spyOn(target, 'addEventListener').mockImplementation((_, listener) => {
      listening.add(listener);
    });
    vi.spyOn(target, 'removeEventListener').mockImplementation((_, listener) => {
      listening.delete(listener);
    });
  }
  const context = showForm([
    { type: 'select', name: 's', multiple: true, options: OPTIONS },
    { type: 'textarea', name: 't', code: true },
  ]);
  await vi.waitFor(() => [find('.ts-control'), find('.cm-content')], 5000);
  expect(listening.size).toBeGreaterThan(5);
  destroy(context);
  await vi.waitFor(() => expect([...listening]).toEqual([]));
  vi.restoreAllMocks();
});

it('lets Tab leave the code editor after Escape, and says so', async () => {
  showForm([{ type: 'textarea', name: 't', code: true, value: 'x' }]);
  const content = await vi.waitFor(() => find('.cm-content'), 5000);
  const hint = document.getElementById(content.getAttribute('aria-describedby') ?? '');
  expect(hint?.textContent).toBe('editor_leave_hint');
  const pressed = (key: string, keyCode: number) => {
    const event = new KeyboardEvent('keydown', { key, keyCode, bubbles: true, cancelable: true });
    content.dispatchEvent(event);
    return event;
  };
  expect(pressed('Tab', 9).defaultPrevented).toBe(true);
  expect(pressed('Escape', 27).defaultPrevented).toBe(true);
  expect(pressed('Tab', 9).defaultPrevented).toBe(false);
  // Whoever types on stays in the editor.
  pressed('a', 65);
  expect(pressed('Tab', 9).defaultPrevented).toBe(true);
});
