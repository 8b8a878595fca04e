/**
 * The modes of the code editor, as the stream parsers of CodeMirror 5 that the published client
 * uses: the grammars of CodeMirror 6 are fewer, and would double the size of the chunk.
 */

import { StreamLanguage, type StreamParser } from '@codemirror/language';
import { css, gss, less, sCSS } from '@codemirror/legacy-modes/mode/css';
import { javascript, json, jsonld, typescript } from '@codemirror/legacy-modes/mode/javascript';
import { cython, python } from '@codemirror/legacy-modes/mode/python';
import { shell } from '@codemirror/legacy-modes/mode/shell';
import { standardSQL } from '@codemirror/legacy-modes/mode/sql';
import { html as tags, xml } from '@codemirror/legacy-modes/mode/xml';
import { yaml } from '@codemirror/legacy-modes/mode/yaml';
import { markdown } from './markdown.js';
import { mixed } from './mixed.js';
import { findMode, type Family } from './mode_names.js';
import type * as commonModes from '../codemirror_common_modes.js';
import type * as rareModes from '../codemirror_rare_modes.js';
import type { Extension } from '@codemirror/state';

type Parser = StreamParser<unknown>;
type Parsers = Readonly<Record<string, Parser>>;

/** How the modes arrive that are not in this chunk. */
export interface ModeChunks {
  common(): Promise<typeof commonModes>;
  rare(): Promise<typeof rareModes>;
}

const html = mixed(
  tags,
  [
    {
      open: /<script\b[^>]*\b(?:lang|type)=["']?(?:ts\b|[\w/]*typescript)[^>]*>/gi,
      close: /<\/script\b/gi,
      parser: typescript,
    },
    { open: /<script\b[^>]*>/gi, close: /<\/script\b/gi, parser: javascript },
    { open: /<style\b[^>]*>/gi, close: /<\/style\b/gi, parser: css },
  ],
  'html',
) as Parser;

const basic: Parsers = {
  python,
  cython,
  javascript,
  typescript,
  json,
  jsonld,
  html,
  xml,
  css,
  scss: sCSS,
  less,
  gss,
  sql: standardSQL,
  markdown,
  yaml,
  shell,
};

/**
 * The language of *mode*: a name, a MIME type or a file extension. It is there at once if this
 * chunk brings it along. Plain text, and a warning, when there is none of that name.
 */
export function languageOf(mode: string, chunks: ModeChunks): Extension | Promise<Extension> {
  const found = findMode(mode);
  if (found === 'plain text') return [];
  if (found === 'unknown') {
    console.warn(`PyWebIO: the code editor knows no mode "${mode}"; it shows plain text`);
    return [];
  }
  const language = (parsers: Parsers): Extension => {
    const parser = parsers[found.name];
    return parser === undefined ? [] : StreamLanguage.define(advancing(parser));
  };
  const parsers = parsersOf(found.family, chunks);
  return parsers instanceof Promise ? parsers.then(language) : language(parsers);
}

export function parsersOf(family: Family, chunks: ModeChunks): Parsers | Promise<Parsers> {
  if (family === 'basic') return basic;
  if (family === 'rare') return chunks.rare().then(({ parsers }) => parsers);
  return chunks.common().then(({ parsers }) => parsers(html, javascript));
}

/** A few parsers stand still at what they do not know; the editor would refuse that text. */
export function advancing(parser: Parser): Parser {
  return {
    ...parser,
    token(stream, state) {
      for (let tries = 0; tries < 10; tries++) {
        const style = parser.token(stream, state);
        if (stream.pos > stream.start) return style;
      }
      stream.next();
      return null;
    },
  };
}
