/** Every name that CodeMirror 5 has for a mode finds one here, and every mode reads its code. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { StreamLanguage, StringStream, type StreamParser } from '@codemirror/language';
import { expect, it } from 'vitest';
import { loadChunk } from '../../src/assets.js';
import { findMode, MODE_NAMES, type Family } from '../../src/chunks/codemirror/mode_names.js';
import { advancing, parsersOf } from '../../src/chunks/codemirror/modes.js';

interface ModeInfo {
  readonly name: string;
  readonly mode: string;
  readonly mime?: string;
  readonly mimes?: readonly string[];
  readonly ext?: readonly string[];
  readonly alias?: readonly string[];
}

function modeInfo(): readonly ModeInfo[] {
  const load = createRequire(import.meta.url);
  // The one build of it that wants no page; the table adds itself to it.
  const codeMirror = load('codemirror/addon/runmode/runmode.node.js') as { modeInfo: ModeInfo[] };
  load('codemirror/mode/meta.js');
  return codeMirror.modeInfo;
}

const chunks = {
  common: () => loadChunk('codemirror_common_modes'),
  rare: () => loadChunk('codemirror_rare_modes'),
};

async function parserOf(mode: string): Promise<StreamParser<unknown>> {
  const found = findMode(mode);
  if (typeof found === 'string') throw new Error(`${mode}: ${found}`);
  const parser = (await parsersOf(found.family, chunks))[found.name];
  if (!parser) throw new Error(`no parser for ${found.name}`);
  return parser;
}

/** The words of *code* that have a style, each with it. */
async function styled(mode: string, code: string): Promise<readonly string[]> {
  const parser = await parserOf(mode);
  const state = parser.startState?.(4);
  const words: string[] = [];
  for (const line of code.split('\n')) {
    const stream = new StringStream(line, 4, 4);
    while (!stream.eol()) {
      stream.start = stream.pos;
      const style = parser.token(stream, state);
      if (style && stream.current().trim()) words.push(`${stream.current().trim()} ${style}`);
    }
  }
  return words;
}

it.each(modeInfo().map((info) => [info.name, info] as const))(
  'knows %s by every name, MIME type and file extension',
  (name, { mode, mime, mimes = [], ext = [], alias = [] }) => {
    const types = [...mimes, mime ?? 'null'].filter((type) => type !== 'null');
    for (const given of [name, mode, ...types, ...alias, ...ext]) {
      if (name !== 'Plain Text') expect([given, findMode(given)]).not.toEqual([given, 'unknown']);
    }
    for (const type of types) expect([type, findMode(type)]).toEqual([type, findMode(name)]);
  },
);

it.each([
  ['python', 'python'],
  ['.py', 'python'],
  ['text/x-csrc', 'c'],
  ['clike', 'c'],
  ['text/x-c++src', 'cpp'],
  ['application/x-httpd-php', 'php'],
  ['text/x-rsrc', 'r'],
  ['Objective-C', 'objectivec'],
  ['CMakeLists.txt', 'cmake'],
  ['image/svg+xml', 'xml'],
  ['application/vnd.api+json', 'json'],
])('reads %s as %s', (given, name) => {
  expect(findMode(given)).toMatchObject({ name });
});

it('tells plain text from what it does not know', () => {
  for (const name of ['', 'null', 'text/plain', 'txt']) expect(findMode(name)).toBe('plain text');
  for (const name of ['klingon', 'text/x-klingon', '+xyz']) expect(findMode(name)).toBe('unknown');
});

it.each(Object.keys(MODE_NAMES) as Family[])(
  'has a parser for each of the %s modes',
  async (family) => {
    const parsers = await parsersOf(family, chunks);
    expect(Object.keys(parsers).sort()).toEqual(Object.keys(MODE_NAMES[family]).sort());
  },
);

it.each(Object.values(MODE_NAMES).flatMap((names) => Object.keys(names)))(
  'reads whatever it is given as %s',
  async (name) => {
    const code =
      `# a\n\n<?php "b {{ $c }} 'd' <% 1.5 if x: y() %>\n\n<script>\n\`/* f */ := (g)\n`.repeat(9);
    const { parser } = StreamLanguage.define(advancing(await parserOf(name)));
    expect(parser.parse(code).length).toBe(code.length);
  },
);

it('reads the scripts and styles of a page in their own languages', async () => {
  const page = '<style>\na { color: red }\n</style>\n<script>let x = "</a>";</script><b>let</b>';
  const words = await styled('htmlmixed', page);
  expect(words).toContain('color property');
  expect(words).toContain('let keyword');
  expect(words).toContain('"</a>" string');
  expect(words.filter((word) => word.startsWith('let'))).toHaveLength(1);
});

it('reads PHP between its marks, and a page around it', async () => {
  const page =
    '<p class="<?= $a ?>">\n<?php\n# c ?><b>if</b>\n<?php if ("x\ny") echo 1; ?>\n<i></i>';
  const words = await styled('php', page);
  expect(words).toContain('$a variable-2');
  expect(words).toContain('# c comment');
  expect(words).toContain('echo keyword');
  expect(words).toContain('i tag');
  expect(words.filter((word) => word.startsWith('if'))).toEqual(['if keyword']);
});

it('keeps the text of PHP up to its last line', async () => {
  const words = await styled('php', '<?php echo <<<END\nif $x\n  END\nif (1) {}');
  expect(words).toContain('if $x string');
  expect(words.slice(-2)).toEqual(['if keyword', '1 number']);
});

it('reads the tags of templates', async () => {
  const words = await styled('django', '{# if #}{% for x in "y"|z %}<b>{{ 1 }}</b>{% endfor %}');
  expect(words).toContain('if comment');
  expect(words).toContain('for keyword');
  expect(words).toContain('endfor keyword');
  expect(words).toContain('1 number');
  expect(words.filter((word) => word === 'b tagName' || word === 'b tag')).toHaveLength(2);
  expect(await styled('erb', '<%= def 1 %>')).toContain('def keyword');
});

it('reads the blocks of reStructuredText', async () => {
  const words = await styled('rst', 'A\n===\n\n.. note:: *b* ``c``\n.. d');
  expect(words).toEqual([
    '=== header',
    '.. note:: keyword',
    '*b* emphasis',
    '``c`` monospace',
    '.. d comment',
  ]);
});

it('is described in the guide', () => {
  const guide = readFileSync('../docs/guide/inputs.md', 'utf8');
  const names = Object.values(MODE_NAMES).flatMap((family) => Object.keys(family));
  expect(names.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
});
