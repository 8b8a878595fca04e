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
  [['zh-Hans-HK'], '提交'],
  [['uz-Cyrl-UZ', 'ru'], 'Yuborish'],
  [['pt-BR'], 'Enviar'],
  [['fa-IR'], 'ارسال'],
  [['FA'], 'ارسال'],
])('follows the first language it knows of %s', async (tags, submit) => {
  expect((await messagesFor(...tags)).text('submit')).toBe(submit);
});

/** A text in all its forms. */
const formsOf = (text: Texts[keyof Texts]): string[] =>
  typeof text === 'string' ? [text] : Object.values(text);

it.each(files)('%s has every text, with all its arguments', async (file) => {
  const english = new Messages();
  const placeholders = (of: string) => [...new Set(of.match(/%\d/g))].sort();
  for (const [id, text] of Object.entries(await textsOf(file))) {
    for (const form of formsOf(text)) {
      expect(form, id).not.toBe('');
      expect(placeholders(form), id).toEqual(placeholders(english.text(id)));
    }
  }
});

it.each(files)('%s has the forms of number that its language needs', async (file) => {
  const tag = basename(file, '.ts').replace('zh_hant', 'zh-Hant');
  const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
  for (const [id, text] of Object.entries(await textsOf(file))) {
    if (typeof text === 'string') continue;
    // Where they are all alike, one is enough. Rules for millions of rows are left out.
    const needed = pluralCategories.filter((rule) => tag === 'ru' || rule !== 'many');
    const forms = Object.keys(text);
    expect([['other'], [...needed].sort()], id).toContainEqual(forms.sort());
  }
});

it.each([
  ['en', 1, '1 row selected'],
  ['en', 12345, '12,345 rows selected'],
  ['ru', 1, 'Выбрана 1 строка'],
  ['ru', 3, 'Выбраны 3 строки'],
  ['ru', 11, 'Выбрано 11 строк'],
  ['ru', 21, 'Выбрана 21 строка'],
  ['fa', 2, '۲ ردیف انتخاب شده'],
  ['zh-TW', 2, '已選取 2 列'],
])('counts in %s: %d', async (tag, count, text) => {
  expect((await messagesFor(tag)).text('rows_selected', count)).toBe(text);
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
  messages.custom['rows_selected'] = '%1!';
  expect(messages.text('rows_selected', 1)).toBe('1!');
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
