import { readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { editorThemes } from '../../build/editor_themes.js';

const themes = editorThemes();
const folder = dirname(createRequire(import.meta.url).resolve('codemirror/package.json'));

it('has every theme of CodeMirror 5', () => {
  const names = readdirSync(resolve(folder, 'theme')).map((file) => file.replace(/\.css$/, ''));
  // An addition to another one, for small screens.
  expect(names.filter((name) => !(name in themes))).toEqual(['ambiance-mobile']);
});

it.each(Object.entries(themes))('knows the colours of %s', (_, { parts, tokens }) => {
  const colors = [
    parts.editor?.color,
    parts.editor?.['background-color'],
    parts.gutters?.['background-color'],
    parts.lineNumber?.color,
    parts.cursor?.['border-left-color'],
    parts.selection?.['background-color'],
    tokens['comment']?.color,
  ];
  const missing = colors.filter((color) => !CSS_COLOR.test(color ?? 'none'));
  expect(missing).toEqual([]);
});

const CSS_COLOR = /^(#([\da-f]{3}){1,2}|(rgba?|color-mix)\(.+\)|(?!none)[a-z]+)$/i;

it.each([
  ['darcula', true, '#2B2B2B', '#CC7832'],
  ['monokai', true, '#272822', '#f92672'],
  ['solarized dark', true, '#002b36', '#cb4b16'],
  ['solarized light', false, '#fdf6e3', '#cb4b16'],
  ['solarized', false, '#fdf6e3', '#cb4b16'],
  ['eclipse', false, 'white', '#7F0055'],
])('reads %s', (name, dark, background, keyword) => {
  const theme = themes[name];
  expect(theme?.dark).toBe(dark);
  expect(theme?.parts.editor?.['background-color']).toBe(background);
  expect(theme?.tokens['keyword']?.color).toBe(keyword);
});

it('is described in the guide', () => {
  const guide = readFileSync('../docs/guide/inputs.md', 'utf8');
  expect(Object.keys(themes).filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
});
