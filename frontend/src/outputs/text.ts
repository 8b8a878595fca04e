import { asText } from '../dom/text.js';
import type { OutputBuilder } from './build.js';

export const buildText: OutputBuilder = (spec) => {
  const element = document.createElement(spec['inline'] === true ? 'span' : 'p');
  element.className = 'webio-text';
  element.textContent = asText(spec['content']);
  return element;
};
