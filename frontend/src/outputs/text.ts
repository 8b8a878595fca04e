import { isLong, textInParts } from '../dom/long_text.js';
import { asText } from '../dom/text.js';
import type { OutputBuilder } from './build.js';

/** Characters, roughly, until a line is wrapped. */
const lineLength = 100;

export const buildText: OutputBuilder = (spec) => {
  const inline = spec['inline'] === true;
  const element = document.createElement(inline ? 'span' : 'p');
  const text = asText(spec['content']);
  element.className = inline ? 'webio-text webio-inline' : 'webio-text';
  // An app's own style may need it in one piece.
  const whole = inline || !isLong(text) || typeof spec.style === 'string';
  if (whole) element.textContent = text;
  else element.append(...textInParts(text, lineLength));
  return element;
};
