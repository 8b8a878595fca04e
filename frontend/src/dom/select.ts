/** Finding elements by the selectors of commands. */

const idSelector = /^#([\w-]+)$/;

/** All elements in the document; none, with a message, for a selector that makes no sense. */
export function selectAll(selector: string): readonly Element[] {
  const id = idSelector.exec(selector)?.[1];
  if (id !== undefined) {
    const element = document.getElementById(id);
    return element === null ? [] : [element];
  }
  try {
    return [...document.querySelectorAll(selector)];
  } catch {
    console.error('PyWebIO: invalid selector', selector);
    return [];
  }
}

/** The first match below *root*; *selector* may begin with a combinator, such as `> div`. */
export function selectWithin(root: Element, selector: string): Element | null {
  const scoped = /^\s*[>+~]/.test(selector) ? `:scope ${selector}` : selector;
  try {
    return root.querySelector(scoped);
  } catch {
    console.error('PyWebIO: invalid selector', selector);
    return null;
  }
}
