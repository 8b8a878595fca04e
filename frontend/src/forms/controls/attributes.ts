/** Members of an item that no control consumes become attributes of its element. */

import { asText } from '../../dom/text.js';
import type { Json, JsonObject } from '../../protocol/commands.js';

// An attribute of these names says "true" by being there, whatever its text.
const BOOLEAN_ATTRIBUTES: ReadonlySet<string> = new Set([
  'autofocus',
  'checked',
  'disabled',
  'formnovalidate',
  'hidden',
  'multiple',
  'novalidate',
  'readonly',
  'required',
  'selected',
]);

const WITHOUT_READONLY = ['checkbox', 'radio', 'range', 'color', 'file']
  .map((type) => `input[type=${type}]`)
  .concat('select', 'button')
  .join();

// Once the user has touched the element, only the property shows.
const LIVE_PROPERTIES: ReadonlySet<string> = new Set([
  'checked',
  'selected',
  'indeterminate',
  'value',
]);

export function setAttribute(element: Element, name: string, value: Json | undefined): void {
  const attribute = attributeFor(element, name);
  if (value === null || value === undefined) {
    element.removeAttribute(attribute);
  } else if (BOOLEAN_ATTRIBUTES.has(attribute.toLowerCase())) {
    element.toggleAttribute(attribute, isTruthy(value));
  } else if (attribute === 'class') {
    element.classList.add(...asText(value).split(/\s+/).filter(Boolean));
  } else {
    trySetAttribute(element, attribute, asText(value));
  }
}

function attributeFor(element: Element, name: string): string {
  if (name === 'className') return 'class';
  // HTML knows read-only text only; elsewhere a fixed value is a disabled element.
  return name === 'readonly' && element.matches(WITHOUT_READONLY) ? 'disabled' : name;
}

export function setAttributes(
  element: Element,
  members: JsonObject,
  consumed: ReadonlySet<string>,
): void {
  for (const [name, value] of Object.entries(members)) {
    if (!consumed.has(name)) setAttribute(element, name, value);
  }
}

/** An update after the element was shown; live properties need more than their attribute. */
export function setProperty(element: Element, name: string, value: Json | undefined): void {
  if (LIVE_PROPERTIES.has(name) && name in element) {
    Reflect.set(element, name, name === 'value' ? asText(value ?? '') : isTruthy(value));
  } else {
    setAttribute(element, name, value);
  }
}

export function isTruthy(value: Json | undefined): boolean {
  return Boolean(value);
}

function trySetAttribute(element: Element, name: string, value: string): void {
  try {
    element.setAttribute(name, value);
  } catch {
    // The name cannot be written in HTML; the rest of the form must still appear.
    console.warn(`"${name}" is not an attribute name`);
  }
}
