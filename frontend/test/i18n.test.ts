// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';

import { setChunkSource } from '../src/assets.js';
import { Messages, type Texts } from '../src/i18n.js';

const folder = new URL('../src/languages/', import.meta.url);
const files = readdirSync(folder);

async function textsOf(file: string): Promise<Texts> {
  return ((await import(`../src/languages/${basename(file, '.ts')}.ts`)) as { texts: Texts }).texts;
}

async function messagesFor(...tags: string[]): Promise<Messages> {
  const messages = new Messages();
  await messages.use(tags);
  return messages;
}

beforeEach(() => {
  setChunkSource({
    load: (name) => import(`../src/languages/${name.slice('language_'.length)}.ts`),
  });
});

it.each([
  [['xx', 'de-AT', 'en'], 'Absenden'],
  [['xx'], 'Submit'],
  [['en-GB', 'de'], 'Submit'],
  [['zh-CN'], '提交'],
  [['zh-TW'], '送出'],
  [['zh-Hant-HK'], '送出'],
  [['pt-BR'], 'Enviar'],
  [['FA'], 'ارسال'],
])('follows the first language it knows of %s', async (tags, submit) => {
  expect((await messagesFor(...tags)).text('submit')).toBe(submit);
});

it.each(files)('%s has every text, with all its arguments', async (file) => {
  const english = new Messages();
  for (const [id, text] of Object.entries(await textsOf(file))) {
    const placeholders = (of: string) => [...new Set(of.match(/%\d/g))].sort();
    expect(text, id).not.toBe('');
    expect(placeholders(text), id).toEqual(placeholders(english.text(id)));
  }
});

it('speaks English when the texts cannot be fetched', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  setChunkSource({ load: () => Promise.reject(new Error('offline')) });
  expect((await messagesFor('de')).text('submit')).toBe('Submit');
  expect(logged).toHaveBeenCalledOnce();
});

it('fills in arguments', () => {
  expect(new Messages().text('file_size_exceed', 'a.txt', '2 MB')).toBe(
    'File "a.txt" is larger than the limit of 2 MB.',
  );
});

it('lets the application choose its own words', async () => {
  const messages = await messagesFor('zh');
  messages.custom['submit'] = 'Go %1';
  expect(messages.text('submit', 'now')).toBe('Go now');
});

it('shows an unknown id as it is', () => {
  expect(new Messages().text('no_such_text')).toBe('no_such_text');
});

it('tells authors of every id', () => {
  const page = readFileSync(new URL('../../docs/texts.md', import.meta.url), 'utf-8');
  return textsOf(files[0] ?? '').then((texts) => {
    for (const id of Object.keys(texts)) expect(page).toContain(`| \`${id}\``);
  });
});
