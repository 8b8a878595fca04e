/** Items of a form that this page cannot show. */

import { expect, it, vi } from 'vitest';
import type { InputItem } from '../../src/protocol/commands.js';
import { showForm, submitted, type } from './driver.js';

const NAME = { type: 'text', name: 'who', label: 'Name' };

it.each([
  { item: { type: 'hologram', value: 'v', placeholder: 'p' }, why: 'unknown_part hologram' },
  { item: { type: 'select', options: [null] }, why: 'not_shown' },
  { item: { type: 'slider', min_value: { a: [] }, label: [{}] }, why: null },
  { item: { type: ['select'], label: 7, help_text: {} }, why: 'unknown_part ["select"]' },
  { item: { type: null, name: null }, why: 'unknown_part' },
])('is a plain field that says so in small print: $item.type', ({ item, why }) => {
  vi.spyOn(console, 'error').mockReturnValue();
  const odd = { name: 'odd', label: 'Odd', ...item } as unknown as InputItem;
  const context = showForm([odd, NAME]);
  const notes = [...document.querySelectorAll('.webio-unknown-input')];
  expect(notes.map(({ textContent }) => textContent.trim())).toEqual(why === null ? [] : [why]);
  type('[name=who]', 'Ada');
  expect(submitted(context)).toMatchObject({ who: 'Ada' });
});
