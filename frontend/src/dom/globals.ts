/** Libraries that the code of apps expects as globals; each loads when code first mentions it. */

import { loadChunk, type ChunkName } from '../assets.js';

interface GlobalLibrary {
  readonly chunk: ChunkName;
  readonly mention: RegExp;
  readonly present: () => boolean;
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
  },
];

/** A promise only when *code* mentions a library that is not there yet. */
export function ensureGlobals(code: string): Promise<void> | undefined {
  const missing = libraries.filter(({ mention, present }) => mention.test(code) && !present());
  return missing.length === 0 ? undefined : loadAll(missing);
}

async function loadAll(missing: readonly GlobalLibrary[]): Promise<void> {
  for (const { chunk } of missing) {
    try {
      await loadChunk(chunk);
    } catch (error) {
      // The code may not need it after all, and will say so if it does.
      console.error(`PyWebIO: cannot load ${chunk}`, error);
    }
  }
}
