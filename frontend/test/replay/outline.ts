/** What a page shows, as a few lines of text that no change of looks changes. */

const controls = 'input, textarea, select, button, a[href]';
const scopePrefix = 'pywebio-scope-';

/** Scopes are indented, a row of a table is a line, controls stand in brackets with their state. */
export function outlineOf(root: Element): string {
  return linesOf(root)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}

function linesOf(node: Node): string[] {
  if (node instanceof Text) return node.data.trim().split('\n');
  if (!(node instanceof HTMLElement) || isHidden(node)) return [];
  if (node.matches(controls)) return [controlLine(node)];
  if (node instanceof HTMLImageElement) return [`[img ${node.alt}]`];
  if (node instanceof HTMLTableRowElement) {
    return [[...node.cells].map((cell) => children(cell).join(' ')).join(' | ')];
  }
  if (node instanceof HTMLScriptElement || node instanceof HTMLStyleElement) return [];
  if (!node.id.startsWith(scopePrefix)) return children(node);
  return [`#${node.id.slice(scopePrefix.length)}`, ...children(node).map((line) => `  ${line}`)];
}

function children(element: Element): string[] {
  return [...element.childNodes].flatMap(linesOf);
}

function isHidden(element: HTMLElement): boolean {
  return element.hidden !== false || element.style.display === 'none';
}

function controlLine(control: HTMLElement): string {
  const words = [control.tagName.toLowerCase()];
  if (control instanceof HTMLInputElement) words.push(control.type);
  const name = control.getAttribute('name');
  if (name !== null) words.push(name);
  words.push(contentOf(control));
  for (const state of ['checked', 'disabled', 'readOnly', 'required', 'multiple'] as const) {
    if ((control as HTMLInputElement)[state]) words.push(state.toLowerCase());
  }
  if (control.getAttribute('aria-invalid') === 'true') words.push('invalid');
  return `[${words.filter((word) => word !== '').join(' ')}]`;
}

function contentOf(control: HTMLElement): string {
  if (control instanceof HTMLSelectElement) {
    return [...control.options]
      .map((option) => (option.selected ? `(${option.text})` : option.text))
      .join(', ');
  }
  if (control instanceof HTMLInputElement) {
    return control.type === 'file' ? control.accept : JSON.stringify(control.value);
  }
  if (control instanceof HTMLTextAreaElement) return JSON.stringify(control.value);
  return control.textContent.trim() || (control.ariaLabel ?? control.title);
}
