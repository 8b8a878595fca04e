/** Where the forms stand, and the edge that can be moved. */

import { expect, it } from 'vitest';
import { destroy, find, showForm } from './driver.js';
import { FakeContext } from './fake_context.js';

const ITEM = { type: 'text', name: 'data' };

function press(key: string): void {
  find('.input-panel-handle').dispatchEvent(
    new KeyboardEvent('keydown', { key, cancelable: true }),
  );
}

it('docks at the height the app has set', () => {
  const context = new FakeContext();
  context.settings.inputPanelInitHeight = 222;
  showForm([ITEM], {}, context);
  expect(context.page.inputContainer.classList).toContain('fixed');
  expect(context.page.inputContainer.style.maxHeight).toContain('222px');
});

it('stays in the flow of the page when the app wants it so', () => {
  const context = new FakeContext();
  context.settings.inputPanelFixed = false;
  showForm([ITEM], {}, context);
  expect(context.page.inputContainer.classList).not.toContain('fixed');
  expect(find('.input-panel-handle').hidden).toBe(true);
});

it('makes room for the last outputs, and gives it back', () => {
  const context = new FakeContext();
  Object.defineProperty(context.page.inputContainer, 'offsetHeight', { value: 180 });
  showForm([ITEM], {}, context);
  expect(context.page.endSpace.style.height).toBe('180px');
  destroy(context);
  expect(context.page.endSpace.style.height).toBe('');
});

it('moves its edge by keys, within the limits', () => {
  const context = showForm([ITEM]);
  press('ArrowUp');
  // Nothing has a height here: the least one is what is left.
  expect(context.page.inputContainer.style.height).toBe('75px');
  expect(find('[role=separator]').getAttribute('aria-valuenow')).toBe('75');
  press('Enter');
  expect(context.page.inputContainer.style.height).toBe('75px');
});
