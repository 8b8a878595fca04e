import { setChunkSource, type ChunkName } from '../src/assets.js';

const sources: Partial<Record<ChunkName, () => Promise<unknown>>> = {
  markdown: () => import('../src/chunks/markdown.js'),
  highlight: () => import('../src/chunks/highlight.js'),
  codemirror: () => import('../src/chunks/codemirror.js'),
  tomselect: () => import('../src/chunks/tomselect.js'),
};

setChunkSource({ load: (name) => sources[name]?.() ?? Promise.resolve({}) });
