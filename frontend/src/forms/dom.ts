/** Element construction for forms and pins: text is always set as text, never as markup. */

type Child = Node | string;

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** `true` gives an empty attribute; `false` and `undefined` leave it out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children);
  return element;
}

/** Ids follow the DOM contract `NAME-<n>`, so that page scripts can select by prefix. */
export function controlId(name: string): string {
  return `${name}-${String(Math.floor(Math.random() * 1e9))}`;
}
