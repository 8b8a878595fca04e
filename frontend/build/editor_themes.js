/**
 * The themes of the code editor: the colours of those that CodeMirror 5 ships, by whose names the
 * published client loads them, out of its style sheets.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, resolve } from 'node:path';

const folder = dirname(createRequire(import.meta.url).resolve('codemirror/package.json'));

export function editorThemes() {
  const themes = {};
  for (const file of readdirSync(resolve(folder, 'theme'))) {
    const name = basename(file, '.css');
    const own = read(`theme/${file}`, `\\.cm-s-${name}`);
    if (Object.keys(own.tokens).length > 0) themes[name] = complete(own);
  }
  // Two in one: their names are two words, and the light one is called by the first as well.
  for (const variant of ['dark', 'light']) {
    const own = read('theme/solarized.css', `\\.cm-s-solarized(?:\\.cm-s-${variant})?`);
    themes[`solarized ${variant}`] = complete(own);
  }
  return { ...themes, solarized: themes['solarized light'] };
}

function complete({ parts, tokens }) {
  const all = { ...base.parts };
  for (const [part, own] of Object.entries(parts)) all[part] = { ...all[part], ...own };
  const { color, 'background-color': background } = all.editor;
  // A few draw it as a block.
  const { 'border-left-color': line, 'background-color': block } = parts.cursor ?? {};
  all.cursor = {
    'border-left-color': [line, block].find((each) => each && each !== 'transparent') ?? color,
  };
  // In one the text would vanish in the selection, which lies behind it here.
  const selection = all.selection['background-color'];
  if (Math.abs(brightness(selection) - brightness(color)) < 30) {
    all.selection = { 'background-color': 'color-mix(in srgb, currentColor 25%, transparent)' };
  }
  return { dark: brightness(background) < brightness(color), parts: all, tokens };
}

const parts = {
  CodeMirror: 'editor',
  'CodeMirror-gutters': 'gutters',
  'CodeMirror-linenumber': 'lineNumber',
  'CodeMirror-cursor': 'cursor',
  'CodeMirror-selected': 'selection',
  'CodeMirror-activeline-background': 'activeLine',
  'CodeMirror-matchingbracket': 'matchingBracket',
};

/** What stands in no theme is as in all of them. */
const base = read('lib/codemirror.css', '');

/** Rules for one class below *prefix*, a pattern; rarer ones than that are left out. */
function read(path, prefix) {
  const css = readFileSync(resolve(folder, path), 'utf8').replace(/\/\*.*?\*\//gs, '');
  const pattern = new RegExp(
    `^${prefix}(?:\\.CodeMirror(?:-focused)?(?=\\s|$))?\\s*(?:(?:div|span)?\\.([\\w-]+))?$`,
  );
  const theme = { parts: {}, tokens: {} };
  for (const [, selectors, body] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    for (const selector of selectors.split(',')) {
      const match = pattern.exec(selector.trim());
      if (!match) continue;
      const name = match[1] ?? 'CodeMirror';
      const token = /^cm-(?!s-)(.+)/.exec(name)?.[1].replace(/^variable-3$/, 'type');
      const [group, key] = token ? [theme.tokens, token] : [theme.parts, parts[name]];
      if (key) group[key] = { ...group[key], ...declarations(body, key) };
    }
  }
  return theme;
}

function declarations(body, key) {
  const found = {};
  for (const declaration of body.split(';')) {
    const [property, value] = declaration
      .split(/:(.*)/s)
      .map((text) => text.replace('!important', '').trim());
    if (/^(color|font-weight|font-style|text-decoration)$/.test(property)) found[property] = value;
    if (/^background(-color)?$/.test(property)) found['background-color'] = colorIn(value);
    if (key === 'gutters' && /^border(-right)?$/.test(property)) found['border-right'] = value;
    if (key === 'cursor' && /^border(-left|-color)?$/.test(property)) {
      found['border-left-color'] = colorIn(value);
    }
  }
  return found;
}

/** The colour among what a shorthand property sets. */
function colorIn(value) {
  const [color] =
    /#[\da-f]{3,8}|(rgb|hsl)a?\([^)]*\)/i.exec(value) ??
    /\b(?!none|solid|thin|url|repeat|scroll)[a-z]{3,}\b/i.exec(value.replace(/url\(.*\)/, '')) ??
    [];
  return color ?? 'transparent';
}

/** From 0 to 255; NaN if it depends on what is behind. */
function brightness(color) {
  const digits = { black: '000', white: 'fff' }[color.toLowerCase()] ?? /^#(\w+)$/.exec(color)?.[1];
  if (!digits) return NaN;
  const pairs =
    digits.length === 3 ? [...digits].map((digit) => digit + digit) : digits.match(/../g);
  const [red, green, blue] = pairs.map((pair) => parseInt(pair, 16));
  return 0.3 * red + 0.59 * green + 0.11 * blue;
}
