/** Runs the scripts of an output once it stands in the document, in insertion order. */

import { ensureGlobals, ensureScriptGlobals } from './globals.js';
import { pendingScript } from './html.js';

/** Milliseconds until what comes after a script goes on without it. */
export const scriptPatience = 10_000;
/** Hosts that have been waited for in vain: their further scripts hold nothing up. */
const silentHosts = new Set<string>();

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
  const finished = script.src === '' ? Promise.resolve() : loaded(script);
  original.replaceWith(script);
  return finished;
}

/** Resolves in any case; a script that does not load gets an `error` event, see `MissingFiles`. */
function loaded(script: HTMLScriptElement): Promise<void> {
  // An address that makes no sense has none, which its `error` event tells of.
  const host = script.src.split('/', 3)[2] ?? '';
  script.async = false;
  return new Promise((resolve) => {
    const giveUp = () => {
      silentHosts.add(host);
      script.dispatchEvent(new Event('error'));
    };
    const timer = setTimeout(giveUp, silentHosts.has(host) ? 0 : scriptPatience);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    script.addEventListener('load', done);
    script.addEventListener('error', done);
  });
}
