import { beforeEach, expect, it } from 'vitest';

import { FakeContext } from './fake_context.js';
import { find, showForm, type } from './driver.js';
import type { InputItem } from '../../src/protocol/commands.js';

beforeEach(() => {
  document.body.replaceChildren();
});

/** What the form says of *value* in a field. */
function complaint(item: Partial<InputItem>, value: string, language = 'en'): string {
  const context = Object.assign(new FakeContext(), { language });
  showForm([{ type: 'text', name: 'x', label: 'X', ...item }], {}, context);
  if (value !== '') type('[name=x]', value);
  find<HTMLFormElement>('form').requestSubmit();
  return document.querySelector('.has-invalid .invalid-feedback')?.textContent ?? '';
}

it.each<[Partial<InputItem>, string, string]>([
  [{ required: true }, '', 'value_missing'],
  [{ type: 'textarea', required: true }, '', 'value_missing'],
  [{ type: 'email' }, 'nobody', 'bad_email'],
  [{ type: 'url' }, 'nowhere', 'bad_url'],
  [{ pattern: '[a-z]+' }, '12', 'bad_format'],
  [{ pattern: '[a-z]+', title: 'Small letters.' }, '12', 'bad_format Small letters.'],
  [{ type: 'number', min: 3 }, '2', 'too_small 3'],
  [{ type: 'number', max: 12345 }, '20000', 'too_large 12,345'],
  [{ type: 'number' }, '1.5', 'not_whole'],
  [{ type: 'float', step: 0.25 }, '0.3', 'off_step 0.25 0.5'],
  [{ type: 'date', min: '2026-05-17' }, '2026-05-16', 'too_small May 17, 2026'],
  [{ type: 'time', max: '12:00' }, '13:00', 'too_large 12:00'],
  [{ type: 'number' }, '2', ''],
  [{ readonly: true, required: true }, '', ''],
])('of %j with %j the page says: %s', (item, value, expected) => {
  expect(complaint(item, value)).toBe(expected);
});

it.each<[string, Partial<InputItem>, string, string]>([
  ['de', { type: 'float', max: 1.5 }, '2', 'too_large 1,5'],
  ['de', { type: 'date', min: '2026-05-17' }, '2026-05-16', 'too_small 17.05.2026'],
])('limits are written as in %s', (language, item, value, expected) => {
  expect(complaint(item, value, language)).toBe(expected);
});

it('a script of the app has the last word', () => {
  showForm([{ type: 'text', name: 'x', label: 'X' }]);
  find('[name=x]').setCustomValidity('Not today.');
  find<HTMLFormElement>('form').requestSubmit();
  expect(find('.has-invalid .invalid-feedback').textContent).toBe('Not today.');
});
