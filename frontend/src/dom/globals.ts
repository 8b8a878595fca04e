/** Libraries that the code of apps expects as globals; each loads when code first mentions it. */

import { loadChunk } from '../assets.js';

interface GlobalLibrary {
  /** The global that shows that it is there. */
  readonly global: string;
  /** In code. */
  readonly mention: RegExp;
  /** In HTML, beside the code of its handlers. */
  readonly markup?: RegExp;
  load(): Promise<unknown>;
}

const jQuery: GlobalLibrary = {
  global: 'jQuery',
  mention: /\bjQuery\b|(?<![\w$])\$(?=\s*[.(])/,
  load: () => loadChunk('jquery'),
};

const requireJs: GlobalLibrary = {
  global: 'requirejs',
  mention: /\b(?:requirejs|require|define)\b\s*[.(]/,
  load: () => loadChunk('requirejs'),
};

const bootstrap: GlobalLibrary = {
  global: 'bootstrap',
  mention:
    /\bbootstrap\.[A-Z]|\)\.(?:carousel|collapse|dropdown|modal|popover|tab|toast|tooltip)\(/,
  markup: /\sdata-(?:bs-)?(?:toggle|ride)\s*=/,
  load: async () => {
    // It adds `$(…).modal()` and its like only to a jQuery that is there already.
    await load(jQuery);
    const { startBootstrap } = await loadChunk('bootstrap');
    // Several outputs may have waited for it.
    if (!('bootstrap' in globalThis)) startBootstrap();
  },
};

const domPurify: GlobalLibrary = {
  global: 'DOMPurify',
  mention: /\bDOMPurify\b/,
  load: loadMarkupGlobals,
};

const mustache: GlobalLibrary = {
  global: 'Mustache',
  mention: /\bMustache\b/,
  load: loadMarkupGlobals,
};

const libraries = [jQuery, requireJs, bootstrap, domPurify, mustache];

/** They come with what the page itself makes HTML with. */
export async function loadMarkupGlobals(): Promise<void> {
  const { DOMPurify, Mustache } = await loadChunk('markdown');
  Object.assign(window, { DOMPurify, Mustache });
}

/** Handlers and links that hold code run when the user acts. */
const codeInHtml = /\son\w+\s*=|javascript:/i;

/** A promise only when *html* needs a library before it shows. */
export function ensureHtmlGlobals(html: string): Promise<void> | undefined {
  const holdsCode = codeInHtml.test(html);
  return loadMissing(
    ({ mention, markup }) => markup?.test(html) === true || (holdsCode && mention.test(html)),
  );
}

/** A promise only when *code* mentions a library that is not there yet. */
export function ensureGlobals(code: string): Promise<void> | undefined {
  return loadMissing(({ mention }) => mention.test(code));
}

/** What a script from elsewhere mentions is not known; in the published page it finds these. */
export function ensureScriptGlobals(): Promise<void> | undefined {
  return loadMissing((library) => library === jQuery || library === requireJs);
}

function loadMissing(wanted: (library: GlobalLibrary) => boolean): Promise<void> | undefined {
  const missing = libraries.filter((each) => !(each.global in globalThis) && wanted(each));
  return missing.length === 0 ? undefined : loadAll(missing);
}

async function loadAll(missing: readonly GlobalLibrary[]): Promise<void> {
  for (const library of missing) {
    try {
      await load(library);
    } catch (error) {
      // The code may not need it after all, and will say so if it does.
      console.error(`PyWebIO: cannot load ${library.global}`, error);
    }
  }
}

async function load(library: GlobalLibrary): Promise<void> {
  if (!(library.global in globalThis)) await library.load();
}
