import { asText } from '../dom/text.js';
import type { OutputBuilder } from './build.js';

export const buildText: OutputBuilder = (spec) => {
  const inline = spec['inline'] === true;
  const element = document.createElement(inline ? 'span' : 'p');
  const text = asText(spec['content']);
  element.className = 'webio-text';
  // An app's own style may need it in one piece.
  const whole = inline || text.length < long || typeof spec.style === 'string';
  if (whole) element.textContent = text;
  else element.append(...(text.match(parts) ?? []).map(partOf));
  return element;
};

/** Characters. */
const long = 100_000;
/** Whole lines, and so many characters at least. */
const parts = /[^]{1,8000}[^\n]*\n?/g;
/** Characters, roughly, until a line is wrapped. */
const lineLength = 100;

/** A part of a long text, which the browser lays out when it comes near the view. */
function partOf(text: string): HTMLElement {
  const part = document.createElement('span');
  let lines = 0;
  for (const line of text.split('\n')) lines += Math.ceil((line.length || 1) / lineLength);
  part.className = 'webio-text-part';
  part.style.containIntrinsicBlockSize = `auto ${lines}lh`;
  part.textContent = text;
  return part;
}
