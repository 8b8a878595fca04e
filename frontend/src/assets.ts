/**
 * Heavy parts of the client, each a file of its own that is loaded on first use.
 *
 * A chunk imports nothing from other files, because the server hands out files by name from the
 * application's own URL (protocol reference, section 11.3).
 */

import type * as bootstrap from './chunks/bootstrap.js';
import type * as codemirror from './chunks/codemirror.js';
import type * as codemirrorCommonModes from './chunks/codemirror_common_modes.js';
import type * as codemirrorRareModes from './chunks/codemirror_rare_modes.js';
import type * as datagrid from './chunks/datagrid.js';
import type * as highlight from './chunks/highlight.js';
import type * as markdown from './chunks/markdown.js';
import type * as tomselect from './chunks/tomselect.js';
import type { EditorTheme } from './chunks/codemirror/theme.js';
import type { Language, Texts } from './i18n.js';

type LanguageChunks = Readonly<Record<`language_${Language}`, { readonly texts: Texts }>>;
/** What data tables say of themselves. */
type GridTexts = Readonly<
  Record<`grid_texts_${Language}`, { readonly texts: Readonly<Record<string, string>> }>
>;

export interface Chunks extends LanguageChunks, GridTexts {
  readonly markdown: typeof markdown;
  readonly highlight: typeof highlight;
  readonly codemirror: typeof codemirror;
  readonly codemirror_common_modes: typeof codemirrorCommonModes;
  readonly codemirror_rare_modes: typeof codemirrorRareModes;
  /** Data, made by `build/editor_themes.js`. */
  readonly codemirror_themes: { readonly themes: Readonly<Record<string, EditorTheme>> };
  readonly tomselect: typeof tomselect;
  readonly bootstrap: typeof bootstrap;
  readonly datagrid: typeof datagrid;
  /** A classic script: it defines `window.jQuery` and `window.$`, and exports nothing. */
  readonly jquery: unknown;
  /** A classic script: it defines `window.require`, `requirejs` and `define`. */
  readonly requirejs: unknown;
}

export type ChunkName = keyof Chunks;

/** Where chunks come from: files beside the entry in production, the sources in tests. */
export interface ChunkSource {
  load(name: ChunkName): Promise<unknown>;
  /** Fetch it, but do not run it yet. */
  prefetch?(name: ChunkName): void;
}

let chunkSource: ChunkSource = {
  load: (name) => Promise.reject(new Error(`no source for chunk ${name}`)),
};
const requested = new Map<ChunkName, Promise<unknown>>();
const loaded = new Map<ChunkName, unknown>();

/** Called once, before the client starts; forgets what an earlier source has loaded. */
export function setChunkSource(source: ChunkSource): void {
  chunkSource = source;
  requested.clear();
  loaded.clear();
}

/** The chunk's exports. It is fetched once; after a failure the next call tries again. */
export function loadChunk<Name extends ChunkName>(name: Name): Promise<Chunks[Name]> {
  let request = requested.get(name);
  if (request === undefined) {
    request = chunkSource.load(name).then((chunk) => {
      loaded.set(name, chunk);
      return chunk;
    });
    requested.set(name, request);
    request.catch(() => requested.delete(name));
  }
  return request as Promise<Chunks[Name]>;
}

/** The chunk's exports if it has arrived already: lets callers stay synchronous. */
export function loadedChunk<Name extends ChunkName>(name: Name): Chunks[Name] | undefined {
  return loaded.get(name) as Chunks[Name] | undefined;
}

/**
 * Fetches chunk files from where the entry script came from: the application's URL with another
 * `_pywebio_static` value, or else a sibling file.
 */
export function chunksBeside(
  entryUrl: string,
  files: Readonly<Record<ChunkName, string>>,
): ChunkSource {
  return {
    load: (name) => {
      const url = siblingUrl(entryUrl, files[name]);
      return classicChunks.has(name) ? loadClassicScript(url) : import(/* @vite-ignore */ url);
    },
    prefetch: (name) => {
      const link = document.createElement('link');
      link.rel = 'modulepreload';
      link.href = siblingUrl(entryUrl, files[name]);
      document.head.append(link);
    },
  };
}

/** The network works while the page is busy with its first output; the code runs when it is idle. */
export function loadChunkWhenIdle(name: ChunkName, arrived: () => void): void {
  chunkSource.prefetch?.(name);
  const load = () => {
    loadChunk(name).then(arrived, (error: unknown) => console.error(`PyWebIO: no ${name}`, error));
  };
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(load, { timeout: 2000 });
  else setTimeout(load, 200);
}

/** Libraries that define their globals only when they run as a classic script. */
const classicChunks: ReadonlySet<ChunkName> = new Set(['jquery', 'requirejs']);

function loadClassicScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`cannot load ${url}`));
    document.head.append(script);
  });
}

export function siblingUrl(entryUrl: string, file: string): string {
  const url = new URL(entryUrl);
  if (url.searchParams.has('_pywebio_static')) {
    url.searchParams.set('_pywebio_static', file);
    return url.href;
  }
  return new URL(file, entryUrl).href;
}
