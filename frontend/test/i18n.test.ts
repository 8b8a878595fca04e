// @vitest-environment node
import { expect, it } from 'vitest';

import { Messages } from '../src/i18n.js';

it('follows the first language it knows', () => {
  expect(new Messages(['xx', 'de-AT', 'en']).text('submit')).toBe('Absenden');
  expect(new Messages(['xx']).text('submit')).toBe('Submit');
});

it('fills in arguments', () => {
  expect(new Messages(['en']).text('file_size_exceed', 'a.txt', '2 MB')).toBe(
    'File "a.txt" is larger than the limit of 2 MB.',
  );
});

it('lets the application choose its own words', () => {
  const messages = new Messages(['zh']);
  messages.custom['submit'] = 'Go %1';
  expect(messages.text('submit', 'now')).toBe('Go now');
});

it('shows an unknown id as it is', () => {
  expect(new Messages(['en']).text('no_such_text')).toBe('no_such_text');
});
