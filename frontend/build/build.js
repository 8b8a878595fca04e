/**
 * Builds the client into ../src/pywebio/static: one classic entry script, a style sheet for each
 * theme and direction of writing, lazy chunks that import nothing, index.html, manifest.json for
 * the Python server, and pywebio.d.ts for authors of scripts. Every file stands there compressed
 * as well.
 *
 * `npm run build -- --sizes` lists the size of every file.
 */

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import rtlcss from 'rtlcss';
import { build, minify } from 'vite';
import { editorThemes } from './editor_themes.js';
import { indexPage } from './index_page.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const output = resolve(root, '../src/pywebio/static');
const entryLimit = 60_000;
/** Each is a style sheet of its own; `dark` and `auto` are the first one. */
const themes = ['default', 'sketchy', 'minty', 'yeti'];
const moduleChunks = [
  'markdown',
  'highlight',
  'codemirror',
  'codemirror_common_modes',
  'codemirror_rare_modes',
  'tomselect',
  'bootstrap',
  'datagrid',
];
/** Folders with a chunk for each language. */
const textChunks = { 'src/languages': 'language', 'src/grid_texts': 'grid_texts' };
/** Libraries that define globals; apps may also include them as ordinary scripts. */
const classicChunks = {
  jquery: ['jquery/dist/jquery.min.js'],
  requirejs: ['requirejs/require.js', '../src/chunks/requirejs_setup.js'],
};

/**
 * Bootstrap clears whatever follows a floating legend. With a rule for what follows any tag, Chromium
 * computes the style of all siblings behind an element that goes; `legend` does not float here.
 */
const withoutLegendRule = {
  postcssPlugin: 'without-legend-rule',
  Rule(rule) {
    if (rule.selector === 'legend + *') rule.remove();
  },
};

/** Bootstrap's sources are written for an older Sass. */
const css = {
  postcss: { plugins: [withoutLegendRule] },
  preprocessorOptions: {
    scss: {
      quietDeps: true,
      silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
    },
  },
};

/** Compiling a style takes seconds; nobody needs to be told each time. */
const checks = { pluginTimings: false };

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const gzipSize = (text) => gzipSync(text, { level: 9 }).length;

async function bundle(entry, format, define = {}) {
  const results = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    css,
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    build: {
      write: false,
      minify: true,
      cssMinify: true,
      target: 'es2022',
      modulePreload: false,
      rollupOptions: { checks },
      lib: { entry: resolve(root, entry), formats: [format], name: '_', fileName: 'file' },
    },
  });
  return [results].flat()[0].output;
}

async function minified(name, source, { module }) {
  return (await minify(`${name}.js`, source, { module })).code;
}

async function bundleScript(entry, format, define) {
  const files = await bundle(entry, format, define);
  if (files.length !== 1)
    throw new Error(`${entry}: expected one file, got ${files.map((f) => f.fileName)}`);
  // Vite leaves the white space of ES libraries alone, for bundlers that we do not have.
  return format === 'es' ? minified(entry, files[0].code, { module: true }) : files[0].code;
}

async function bundleStyle(entry) {
  const results = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    css,
    build: {
      write: false,
      cssMinify: true,
      rollupOptions: { input: resolve(root, entry), checks },
    },
  });
  const style = [results].flat()[0].output.find((file) => file.fileName.endsWith('.css'));
  return String(style.source);
}

async function classicScript(paths) {
  const parts = paths.map(async (path) => {
    const source = readFileSync(createRequire(import.meta.url).resolve(path), 'utf8');
    const code = path.endsWith('.min.js')
      ? source.replace(/^\/\/# sourceMappingURL=.*$/m, '')
      : await minified(path, source, { module: false });
    return code.trim();
  });
  return `${(await Promise.all(parts)).join(';\n')}\n`;
}

const written = new Map();

/** Keeps *text* under a name with its content hash and returns that name. */
function emit(name, extension, text) {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 10);
  const file = `${name}-${hash}.${extension}`;
  written.set(file, text);
  const sizes = [text.length, gzipSize(text)].map((size) => kilobytes(size).padStart(10));
  if (process.argv.includes('--sizes')) {
    console.log(`${file.padEnd(32)} ${sizes.join(' ')} gzip`);
  }
  return file;
}

const chunks = {};
for (const name of moduleChunks) {
  chunks[name] = emit(name, 'js', await bundleScript(`src/chunks/${name}.ts`, 'es'));
}
const codeThemes = `/*! Colours of the themes of CodeMirror 5, MIT */
export const themes = ${JSON.stringify(editorThemes())};\n`;
chunks.codemirror_themes = emit('codemirror_themes', 'js', codeThemes);
for (const [folder, kind] of Object.entries(textChunks)) {
  for (const file of readdirSync(resolve(root, folder))) {
    const name = `${kind}_${basename(file, '.ts')}`;
    chunks[name] = emit(name, 'js', await bundleScript(`${folder}/${file}`, 'es'));
  }
}
for (const [name, paths] of Object.entries(classicChunks)) {
  chunks[name] = emit(name, 'js', await classicScript(paths));
}
const script = await bundleScript('src/index.ts', 'iife', {
  __PYWEBIO_CHUNK_FILES__: JSON.stringify(chunks),
});
const entry = emit('pywebio', 'js', script);
const styleTexts = {};
for (const theme of themes)
  styleTexts[theme] = await bundleStyle(`src/styles/themes/${theme}.scss`);
const styles = {};
for (const [theme, text] of Object.entries(styleTexts)) {
  styles[theme] = emit(theme, 'css', text);
  styles[`${theme}-rtl`] = emit(`${theme}-rtl`, 'css', rtlcss.process(text));
}
written.set('index.html', indexPage({ entry, style: styles.default }));
written.set('manifest.json', `${JSON.stringify({ entry, styles, chunks }, null, 2)}\n`);
written.set('pywebio.d.ts', readFileSync(resolve(root, 'src/pywebio.d.ts'), 'utf8'));

// Only now, so that a server in development misses its files for no longer than this takes.
rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
for (const [file, text] of written) {
  const path = resolve(output, file);
  writeFileSync(path, text);
  writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
  writeFileSync(`${path}.br`, brotliCompressSync(text));
}

const total = gzipSize(script) + gzipSize(styleTexts.default);
console.log(`entry script + style: ${kilobytes(total)} gzip (limit ${kilobytes(entryLimit)})`);
if (total > entryLimit) {
  console.error('The entry is too large: move something into a chunk.');
  process.exit(1);
}
