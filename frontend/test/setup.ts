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
  codemirror_common_modes: () => import('../src/chunks/codemirror_common_modes.js'),
  codemirror_rare_modes: () => import('../src/chunks/codemirror_rare_modes.js'),
  codemirror_themes: async () => ({
    themes: (await import('../build/editor_themes.js')).editorThemes(),
  }),
  datagrid: () => import('../src/chunks/datagrid.js'),
  tomselect: () => import('../src/chunks/tomselect.js'),
};

setChunkSource({
  load: (name) => {
    const [, kind, language] = /^(language|grid_texts)_(.*)/.exec(name) ?? [];
    if (kind === 'language') return import(`../src/languages/${language}.ts`);
    if (kind === 'grid_texts') return import(`../src/grid_texts/${language}.ts`);
    return sources[name]?.() ?? Promise.resolve({});
  },
});
