/** What an output builder gets, and the members every output may have (section 6). */

import type { ClientContext } from '../context.js';
import { clickAttribute } from '../dom/clicks.js';
import { selectWithin } from '../dom/select.js';
import { asText } from '../dom/text.js';
import type { Json, OutputSpec } from '../protocol/commands.js';

export interface Build {
  readonly context: ClientContext;
  /**
   * The element of something embedded: an output spec, or a plain value as inline text. While an
   * output is not ready, a stand-in is returned and replaced before the whole is placed.
   */
  child(content: Json | undefined): HTMLElement;
}

/** Makes the element of one output type, not yet in the document. */
export type OutputBuilder = (spec: OutputSpec, build: Build) => HTMLElement | Promise<HTMLElement>;

export function isSpec(content: Json | undefined): content is OutputSpec {
  return (
    typeof content === 'object' &&
    content !== null &&
    !Array.isArray(content) &&
    typeof (content as OutputSpec).type === 'string'
  );
}

export function asList(content: Json | undefined): readonly Json[] {
  return Array.isArray(content) ? (content as readonly Json[]) : [];
}

export function inlineText(content: Json | undefined): HTMLElement {
  const span = document.createElement('span');
  span.className = 'webio-text webio-inline';
  span.textContent = asText(content);
  return span;
}

/** Style, click and container members; the same for every type. */
export function applyCommon(element: HTMLElement, spec: OutputSpec): void {
  if (typeof spec.style === 'string' && spec.style !== '') {
    element.style.cssText += `;${spec.style}`;
  }
  if (typeof spec.click_callback_id === 'string') makeClickable(element, spec.click_callback_id);
  if (typeof spec.container_dom_id === 'string') {
    const selector = spec.container_selector;
    const container =
      typeof selector === 'string' && selector !== '' ? selectWithin(element, selector) : element;
    if (container === null) console.error('PyWebIO: no container in output', selector);
    else container.id = spec.container_dom_id;
  }
}

function makeClickable(element: HTMLElement, callbackId: string): void {
  element.setAttribute(clickAttribute, callbackId);
  element.classList.add('pywebio-clickable');
  element.tabIndex = 0;
  // An element with controls of its own inside must not swallow their role.
  if (!element.hasAttribute('role') && element.querySelector('a,button,input,select') === null) {
    element.setAttribute('role', 'button');
  }
}
