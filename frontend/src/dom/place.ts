/** Puts an element at a position of its container (protocol reference, section 6). */

/**
 * 0 before everything, -1 after everything, n > 0 before child n, n < -1 after child n counted
 * from the end. A position beyond the children means the nearer end.
 */
export function placeAt(container: Element, element: Element, position: number): void {
  if (position === -1) {
    container.append(element);
  } else if (position === 0) {
    container.prepend(element);
  } else if (position > 0) {
    container.insertBefore(element, container.children[position] ?? null);
  } else {
    const before = container.children[container.children.length + position];
    if (before === undefined) container.prepend(element);
    else before.after(element);
  }
}
