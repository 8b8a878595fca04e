/** Runs the scripts of an output once it stands in the document, in insertion order. */

import { ensureGlobals, ensureScriptGlobals } from './globals.js';
import { pendingScript } from './html.js';

/** A promise when a script has to be fetched or needs a library. */
export function runScripts(root: Element): Promise<void> | undefined {
  const scripts = [...root.querySelectorAll<HTMLScriptElement>(`script[${pendingScript}]`)];
  return scripts.length === 0 ? undefined : runInOrder(scripts);
}

async function runInOrder(scripts: readonly HTMLScriptElement[]): Promise<void> {
  for (const script of scripts) {
    // A script before it may have removed this one.
    if (!script.isConnected) continue;
    await (script.src === '' ? ensureGlobals(script.text) : ensureScriptGlobals());
    await runScript(script);
  }
}

/** Only a script made by `createElement` runs when it is inserted. */
function runScript(original: HTMLScriptElement): Promise<void> {
  const script = document.createElement('script');
  for (const { name, value } of original.attributes) {
    if (name !== pendingScript) script.setAttribute(name, value);
  }
  script.text = original.text;
  if (script.src === '') {
    original.replaceWith(script);
    return Promise.resolve();
  }
  script.async = false;
  return new Promise((resolve) => {
    script.onload = () => resolve();
    script.onerror = () => {
      console.error('PyWebIO: cannot load script', script.src);
      resolve();
    };
    original.replaceWith(script);
  });
}
