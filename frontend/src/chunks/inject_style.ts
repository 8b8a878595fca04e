/** Adds a chunk's own style sheet to the page, once. */
export function injectStyle(name: string, css: string): void {
  const id = `pywebio-style-${name}`;
  if (document.getElementById(id) !== null) return;
  const style = document.createElement('style');
  style.id = id;
  style.textContent = css;
  // First in the head, so that the page's own sheet and the application's win.
  document.head.prepend(style);
}
