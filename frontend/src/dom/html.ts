/** HTML text to an element. Scripts in it wait for `runScripts`. */

/** Marks a script that has not run yet: parsing alone never runs one. */
export const pendingScript = 'data-webio-pending';

/** Elements that are replaced, or that cannot hold anything. */
const unfit = /^(script|template)$/;

/** A single root element stands for itself; everything else is wrapped in a `div`. */
export function elementFromHtml(html: string): HTMLElement {
  const template = document.createElement('template');
  template.innerHTML = html.trim();
  const content = document.adoptNode(template.content);
  for (const script of content.querySelectorAll('script')) {
    if (isJavaScript(script)) script.setAttribute(pendingScript, '');
  }
  const only = content.childNodes.length === 1 ? content.firstChild : null;
  if (only instanceof HTMLElement && !unfit.test(only.localName)) return only;
  const wrapper = document.createElement('div');
  wrapper.append(content);
  return wrapper;
}

/** Data blocks such as `type="application/json"` are content, not code. */
function isJavaScript(script: HTMLScriptElement): boolean {
  const type = script.type.trim().toLowerCase();
  return (
    type === '' || type === 'module' || /^(text|application)\/(x-)?(java|ecma)script$/.test(type)
  );
}
