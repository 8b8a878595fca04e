import { css } from '@codemirror/lang-css';
import { html } from '@codemirror/lang-html';
import { javascript } from '@codemirror/lang-javascript';
import { json } from '@codemirror/lang-json';
import { markdown } from '@codemirror/lang-markdown';
import { python } from '@codemirror/lang-python';
import { sql } from '@codemirror/lang-sql';
import { yaml } from '@codemirror/lang-yaml';
import { StreamLanguage } from '@codemirror/language';
import { c, cpp, csharp, java, kotlin } from '@codemirror/legacy-modes/mode/clike';
import { go } from '@codemirror/legacy-modes/mode/go';
import { rust } from '@codemirror/legacy-modes/mode/rust';
import { shell } from '@codemirror/legacy-modes/mode/shell';
import type { Extension } from '@codemirror/state';

const languages: Readonly<Record<string, () => Extension>> = {
  python,
  javascript,
  jsx: () => javascript({ jsx: true }),
  typescript: () => javascript({ typescript: true }),
  tsx: () => javascript({ typescript: true, jsx: true }),
  json,
  html,
  css,
  sql,
  markdown,
  yaml,
  shell: () => StreamLanguage.define(shell),
  c: () => StreamLanguage.define(c),
  cpp: () => StreamLanguage.define(cpp),
  csharp: () => StreamLanguage.define(csharp),
  java: () => StreamLanguage.define(java),
  kotlin: () => StreamLanguage.define(kotlin),
  go: () => StreamLanguage.define(go),
  rust: () => StreamLanguage.define(rust),
};

/** File extensions and the names other editors use. */
const aliases: Readonly<Record<string, string>> = {
  py: 'python',
  python3: 'python',
  js: 'javascript',
  ecmascript: 'javascript',
  mjs: 'javascript',
  ts: 'typescript',
  htm: 'html',
  htmlmixed: 'html',
  xml: 'html',
  vue: 'html',
  scss: 'css',
  less: 'css',
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
  h: 'c',
  csrc: 'c',
  'c++': 'cpp',
  'c++src': 'cpp',
  cc: 'cpp',
  hpp: 'cpp',
  cs: 'csharp',
  'c#': 'csharp',
  kt: 'kotlin',
  rs: 'rust',
  rustsrc: 'rust',
  golang: 'go',
};

/** No highlighting when *mode* is unknown. */
export function languageFor(mode: string | null | undefined): Extension {
  // text/x-python → python, application/json → json
  const name = (mode ?? '').toLowerCase().replace(/^\w+\/(x-)?/, '');
  return languages[aliases[name] ?? name]?.() ?? [];
}
