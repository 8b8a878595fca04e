import { setChunkSource, type ChunkName } from '../src/assets.js';

// jsdom does no layout. (Tests of the transport run without it.)
if (typeof window !== 'undefined') {
  window.scrollTo = () => undefined;
  Element.prototype.scrollTo = () => undefined;
  Element.prototype.scrollIntoView = () => undefined;
}

const sources: Partial<Record<ChunkName, () => Promise<unknown>>> = {
  markdown: () => import('../src/chunks/markdown.js'),
  highlight: () => import('../src/chunks/highlight.js'),
  codemirror: () => import('../src/chunks/codemirror.js'),
  datagrid: () => import('../src/chunks/datagrid.js'),
  tomselect: () => import('../src/chunks/tomselect.js'),
};

setChunkSource({
  load: (name) => {
    const language = /^language_(.*)/.exec(name)?.[1];
    if (language !== undefined) return import(`../src/languages/${language}.ts`);
    return sources[name]?.() ?? Promise.resolve({});
  },
});
