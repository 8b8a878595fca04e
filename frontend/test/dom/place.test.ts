import { expect, it } from 'vitest';

import { placeAt } from '../../src/dom/place.js';

it.each([
  [0, 'Xabc'],
  [-1, 'abcX'],
  [1, 'aXbc'],
  [2, 'abXc'],
  [9, 'abcX'],
  [-2, 'abXc'],
  [-3, 'aXbc'],
  [-9, 'Xabc'],
])('position %i gives %s', (position, expected) => {
  const container = document.createElement('div');
  container.innerHTML = '<i>a</i><i>b</i><i>c</i>';
  const element = document.createElement('i');
  element.textContent = 'X';
  placeAt(container, element, position);
  expect(container.textContent).toBe(expected);
});
