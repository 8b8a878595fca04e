/// <reference types="vite/types/importMeta.d.ts" />
/** The conversations recorded with the published server: `tests/conformance/golden`. */

import type { Command, Json, JsonObject } from '../../src/protocol/commands.js';

/** What one page received, step by step. */
export interface RecordedPage {
  readonly steps: readonly (readonly Command[])[];
}

const files = import.meta.glob<string>(
  [
    '../../../tests/conformance/golden/*/*.jsonl',
    // The data grid shows nothing without layout: tests/browser looks at it.
    '!../../../tests/conformance/golden/out_datatable/*',
  ],
  {
    eager: true,
    query: '?raw',
    import: 'default',
  },
);

/** By `module/case`; those without a command over WebSocket are left out. */
export const transcripts: ReadonlyMap<string, readonly RecordedPage[]> = new Map(
  Object.entries(files)
    .map(([path, text]) => [/golden\/(.*)\.jsonl$/.exec(path)?.[1] ?? path, pagesOf(text)] as const)
    .filter(([, pages]) => pages.length > 0),
);

interface Line {
  readonly step?: readonly Json[];
  readonly recv?: JsonObject;
}

function pagesOf(text: string): RecordedPage[] {
  const pages: Command[][][] = [];
  // Stand-ins for generated names begin with a character that no name has.
  for (const line of text
    .trim()
    .replaceAll(/\$(?=[a-z]+\d)/g, '')
    .split('\n')) {
    const { step, recv } = JSON.parse(line) as Line;
    if (step?.[0] === 'open') pages.push([]);
    if (step !== undefined) pages.at(-1)?.push([]);
    if (recv !== undefined)
      pages
        .at(-1)
        ?.at(-1)
        ?.push(asSent(recv) as unknown as Command);
  }
  return pages
    .map((steps) => ({ steps }))
    .filter(({ steps }) => steps.some((commands) => commands.length > 0));
}

/** The recordings keep generated markup as trees of elements: make markup of them again. */
function asSent(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => asSent(item as Json));
  if (typeof value !== 'object' || value === null) return value;
  const object = value as JsonObject;
  if ('carries' in object) return { code: '' };
  const members = Object.fromEntries(
    Object.entries(object).map(([name, member]) => [name, asSent(member as Json)]),
  );
  const { rendered, tree, outputs, ...rest } = members;
  if (tree !== undefined) return { ...rest, content: markupOf(tree as Tree) };
  if (rendered === undefined) return members;
  return {
    ...rest,
    template: markupOf(rendered as Tree),
    data: Object.fromEntries(
      (outputs as Json[]).map((output, n) => [`output${String(n)}`, output]),
    ),
  };
}

type Tree = readonly Node[];
type Node = string | readonly [string, Readonly<Record<string, Attribute>>, Tree];
type Attribute = string | readonly string[] | Readonly<Record<string, string>>;

function markupOf(tree: Tree): string {
  return tree.map(markupOfNode).join('');
}

function markupOfNode(node: Node): string {
  if (typeof node === 'string') return escaped(node);
  const [tag, attributes, children] = node;
  if (tag === 'x-output') {
    const { n, text } = attributes as { readonly n?: string; readonly text?: string };
    return text === undefined
      ? `{{#output${String(n)}}}{{& pywebio_output_parse}}{{/output${String(n)}}}`
      : `<span>${escaped(text)}</span>`;
  }
  const list = Object.entries(attributes).map(
    ([name, value]) => ` ${name}="${escaped(attributeText(name, value))}"`,
  );
  return `<${tag}${list.join('')}>${markupOf(children)}</${tag}>`;
}

function attributeText(name: string, value: Attribute): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return (value as readonly string[]).join(' ');
  if (name !== 'style') throw new Error(`no idea how to write the attribute ${name}`);
  return Object.entries(value as Readonly<Record<string, string>>)
    .map(([property, setting]) => `${property}: ${setting}`)
    .join('; ');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
