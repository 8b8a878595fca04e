/** Whose keys would go astray if something else took the focus. */

const untyped = ['button', 'checkbox', 'color', 'file', 'radio', 'range', 'reset', 'submit']
  .map((type) => `[type=${type}]`)
  .join();
const typed = `textarea,[contenteditable="true"],input:not(${untyped})`;

/** The field of *root* that the user can be typing into now. */
export function typedFieldOf(root: Element): Element | null {
  const active = document.activeElement;
  return active?.matches(typed) === true && root.contains(active) ? active : null;
}

export function typesOutside(root: Element): boolean {
  return typedFieldOf(document.body) !== null && typedFieldOf(root) === null;
}
