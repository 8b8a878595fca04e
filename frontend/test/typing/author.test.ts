// @vitest-environment node
/** `pywebio.d.ts` as authors use it: beside scripts of theirs, checked as strictly as there is. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'author-'));
  cpSync('src/pywebio.d.ts', join(folder, 'pywebio.d.ts'));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What TypeScript complains of in *file*. */
function complaints(file: string): readonly string[] {
  const program = ts.createProgram([file], {
    strict: true,
    exactOptionalPropertyTypes: true,
    checkJs: true,
    noEmit: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  });
  return ts.getPreEmitDiagnostics(program).map(({ file: at, start, messageText }) => {
    const line = at ? at.getLineAndCharacterOfPosition(start ?? 0).line + 1 : 0;
    return `${String(line)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

/** A script beside the types, as authors keep it. */
function script(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

it('takes what is right and refuses what is wrong', { timeout: 60_000 }, () => {
  expect(complaints('test/typing/author.ts')).toEqual([]);
});

it('checks the script of the documentation', { timeout: 60_000 }, () => {
  const page = readFileSync('../docs/javascript.md', 'utf8');
  const text = /```js\n(\/\/ @ts-check\n[^]*?)```/.exec(page)?.[1] ?? '';
  expect(text).toContain('registerWidget');
  expect(complaints(script('right.js', text))).toEqual([]);
  expect(complaints(script('wrong.js', text.replace('mount:', 'mont:')))).not.toEqual([]);
});
