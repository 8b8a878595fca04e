/** Finds the fixed elements of the page, which the server has rendered. */

import type { PageElements } from '../context.js';

/** An element, or something like jQuery's list of one. */
export type ElementLike = Element | ArrayLike<Element> | null | undefined;

export function findPage(output?: ElementLike, input?: ElementLike): PageElements {
  const outputRoot = unwrap(output) ?? required('markdown-body');
  const inputCards = unwrap(input) ?? required('input-cards');
  return {
    outputRoot,
    inputCards,
    outputContainer: document.getElementById('output-container') ?? outputRoot,
    inputContainer: document.getElementById('input-container') ?? inputCards,
    endSpace: document.getElementById('end-space') ?? appendEndSpace(outputRoot),
  };
}

function unwrap(given: ElementLike): HTMLElement | undefined {
  const element = given instanceof Element ? given : given?.[0];
  return element instanceof HTMLElement ? element : undefined;
}

function required(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`PyWebIO: the page has no #${id}`);
  return element;
}

function appendEndSpace(root: HTMLElement): HTMLElement {
  const space = document.createElement('div');
  space.id = 'end-space';
  root.after(space);
  return space;
}
