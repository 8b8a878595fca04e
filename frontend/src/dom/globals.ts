/** Libraries that the code of apps expects as globals; each loads when code first mentions it. */

import { loadChunk, type ChunkName } from '../assets.js';

interface GlobalLibrary {
  readonly chunk: ChunkName;
  readonly mention: RegExp;
  readonly present: () => boolean;
  readonly prepare?: () => void;
}

/** As much of RequireJS as is used here. */
interface RequireJs {
  config(options: { readonly paths: Readonly<Record<string, string>> }): void;
}

/** Charts name it without saying where it is; the address is the published client's. */
function nameKnownModules(): void {
  const { requirejs } = globalThis as unknown as { readonly requirejs?: RequireJs };
  requirejs?.config({ paths: { plotly: 'https://cdn.plot.ly/plotly-2.12.1.min' } });
}

const libraries: readonly GlobalLibrary[] = [
  {
    chunk: 'jquery',
    mention: /\bjQuery\b|(?<![\w$])\$(?=\s*[.(])/,
    present: () => 'jQuery' in globalThis,
  },
  {
    chunk: 'requirejs',
    mention: /\b(?:requirejs|require|define)\b\s*[.(]/,
    present: () => 'requirejs' in globalThis,
    prepare: nameKnownModules,
  },
];

const inlineHandler = /\son\w+\s*=/i;

/** Inline handlers run when the user acts; what they mention is loaded before they show. */
export function ensureHandlerGlobals(html: string): Promise<void> | undefined {
  return inlineHandler.test(html) ? ensureGlobals(html) : undefined;
}

/** A promise only when *code* mentions a library that is not there yet. */
export function ensureGlobals(code: string): Promise<void> | undefined {
  const missing = libraries.filter(({ mention, present }) => mention.test(code) && !present());
  return missing.length === 0 ? undefined : loadAll(missing);
}

async function loadAll(missing: readonly GlobalLibrary[]): Promise<void> {
  for (const { chunk, prepare } of missing) {
    try {
      await loadChunk(chunk);
      prepare?.();
    } catch (error) {
      // The code may not need it after all, and will say so if it does.
      console.error(`PyWebIO: cannot load ${chunk}`, error);
    }
  }
}
