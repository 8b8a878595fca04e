import { keepBottom } from '../dom/scroll.js';
import type { Json } from '../protocol/commands.js';
import { asList, type OutputBuilder } from './build.js';

/** The inner `div` is what later outputs of a `with` block go into. */
export const buildScrollable: OutputBuilder = (spec, build) => {
  const outer = document.createElement('div');
  outer.className = 'webio-scrollable';
  if (spec['border'] === true) outer.classList.add('scrollable-border');
  outer.style.minHeight = pixels(spec['min_height']);
  outer.style.maxHeight = pixels(spec['max_height']);
  // Reachable by keyboard, whatever stands in it.
  outer.tabIndex = 0;
  outer.setAttribute('role', 'group');
  outer.setAttribute('aria-label', build.context.text('scroll_area'));
  const inner = document.createElement('div');
  for (const content of asList(spec['contents'])) inner.append(build.child(content));
  outer.append(inner);
  if (spec['keep_bottom'] === true) keepBottom(outer, inner);
  return outer;
};

function pixels(value: Json | undefined): string {
  return typeof value === 'number' ? `${value}px` : typeof value === 'string' ? value : '';
}
