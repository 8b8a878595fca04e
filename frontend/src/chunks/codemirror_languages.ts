/**
 * The languages of the code editor, as the stream parsers of CodeMirror 5 that the published client
 * uses: the grammars of CodeMirror 6 would double the size of the chunk.
 */

import { StreamLanguage, type StreamParser } from '@codemirror/language';
import { css, less, sCSS } from '@codemirror/legacy-modes/mode/css';
import { javascript, json, typescript } from '@codemirror/legacy-modes/mode/javascript';
import { python } from '@codemirror/legacy-modes/mode/python';
import { shell } from '@codemirror/legacy-modes/mode/shell';
import { standardSQL } from '@codemirror/legacy-modes/mode/sql';
import { html, xml } from '@codemirror/legacy-modes/mode/xml';
import { yaml } from '@codemirror/legacy-modes/mode/yaml';
import type { Extension } from '@codemirror/state';
import { markdown } from './codemirror_markdown.js';

const parsers: Readonly<Record<string, StreamParser<unknown>>> = {
  python,
  javascript,
  typescript,
  json,
  html,
  xml,
  css,
  scss: sCSS,
  less,
  sql: standardSQL,
  markdown,
  yaml,
  shell,
};

/** File extensions and the names other editors use. */
const aliases: Readonly<Record<string, string>> = {
  py: 'python',
  python3: 'python',
  js: 'javascript',
  jsx: 'javascript',
  mjs: 'javascript',
  ecmascript: 'javascript',
  ts: 'typescript',
  tsx: 'typescript',
  htm: 'html',
  htmlmixed: 'html',
  vue: 'html',
  svg: 'xml',
  mysql: 'sql',
  sqlite: 'sql',
  pgsql: 'sql',
  plsql: 'sql',
  md: 'markdown',
  gfm: 'markdown',
  yml: 'yaml',
  sh: 'shell',
  bash: 'shell',
  zsh: 'shell',
};

/** No highlighting when *mode* is unknown. */
export function languageFor(mode: string | null | undefined): Extension {
  // text/x-python → python, application/json → json
  const name = (mode ?? '').toLowerCase().replace(/^\w+\/(x-)?/, '');
  const parser = parsers[aliases[name] ?? name];
  return parser === undefined ? [] : StreamLanguage.define(parser);
}
