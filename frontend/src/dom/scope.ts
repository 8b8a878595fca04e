/** Scopes: named places for outputs, and what `output_ctl` does to them (section 4.1). */

import type { OutputControl } from '../protocol/commands.js';
import { placeAt } from './place.js';
import { selectAll } from './select.js';

export function createScope(id: string): HTMLElement {
  const scope = document.createElement('div');
  scope.id = id;
  scope.className = 'pywebio-scope';
  return scope;
}

/** Makes the scope if it is missing; otherwise does to it what `if_exist` says. */
export function setScope(id: string, control: OutputControl): void {
  const existing = document.getElementById(id);
  if (existing !== null) {
    if (control.if_exist === 'clear') existing.replaceChildren();
    if (control.if_exist === 'blank') blank(existing);
    if (control.if_exist !== 'remove') return;
    existing.remove();
  }
  const selector = control.container ?? '#pywebio-scope-ROOT';
  const container = selectAll(selector)[0];
  if (container === undefined) {
    console.error('PyWebIO: no container for scope', id, selector);
    return;
  }
  const position = typeof control.position === 'number' ? control.position : -1;
  placeAt(container, createScope(id), position);
}

/**
 * Empties *scope* but keeps its height until `loose`, so that the page does not jump while the
 * new content arrives. The outer margins of the children stick out of the scope and are kept too.
 */
function blank(scope: HTMLElement): void {
  const first = scope.firstElementChild;
  const last = scope.lastElementChild;
  const { height } = scope.getBoundingClientRect();
  const style = scope.style;
  style.minHeight = `${height}px`;
  if (first !== null) style.marginTop = getComputedStyle(first).marginTop;
  if (last !== null) style.marginBottom = getComputedStyle(last).marginBottom;
  scope.dataset['blank'] = '';
  scope.replaceChildren();
}

export function loose(selector: string): void {
  for (const element of selectAll(selector)) {
    if (!(element instanceof HTMLElement) || element.dataset['blank'] === undefined) continue;
    delete element.dataset['blank'];
    element.style.removeProperty('min-height');
    element.style.removeProperty('margin-top');
    element.style.removeProperty('margin-bottom');
  }
}

export function clear(selector: string): void {
  for (const element of selectAll(selector)) element.replaceChildren();
}

export function remove(selector: string): void {
  for (const element of selectAll(selector)) element.remove();
}

export function clearBefore(selector: string): void {
  for (const element of selectAll(selector)) {
    while (element.previousSibling !== null) element.previousSibling.remove();
  }
}

export function clearAfter(selector: string): void {
  for (const element of selectAll(selector)) {
    while (element.nextSibling !== null) element.nextSibling.remove();
  }
}

/** Removes the siblings between the element of *selector* and the one with *endId*. */
export function clearRange(selector: string, endId: string): void {
  const start = selectAll(selector)[0];
  const end = document.getElementById(endId.replace(/^#/, ''));
  if (start === undefined || end === null || start.parentNode !== end.parentNode) return;
  if (!(start.compareDocumentPosition(end) & Node.DOCUMENT_POSITION_FOLLOWING)) return;
  while (start.nextSibling !== null && start.nextSibling !== end) start.nextSibling.remove();
}
