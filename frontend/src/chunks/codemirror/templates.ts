/** Pages with something to fill in: HTML in which expressions of another language stand. */

import type { StreamParser } from '@codemirror/language';
import { simpleMode } from '@codemirror/legacy-modes/mode/simple-mode';
import { mixed, type Region } from './mixed.js';
import { php } from './php.js';

type Parser = StreamParser<unknown>;

const comment: Parser = {
  token(stream) {
    stream.skipToEnd();
    return 'comment';
  },
};

/** The tags and filters of Django, Tornado, Twig, Handlebars, Smarty and Soy are much alike. */
const expression: Parser = simpleMode({
  start: [
    { regex: /"(?:[^\\"]|\\.)*"?|'(?:[^\\']|\\.)*'?/, token: 'string' },
    { regex: /\d+(?:\.\d+)?/, token: 'number' },
    { regex: /(?:true|false|null|none|this)\b/i, token: 'atom' },
    {
      regex:
        /(?:and|as|block|break|by|case|each|else|elseif|elif|except|extends|filter|for|foreach|from|if|ifempty|import|in|include|is|load|macro|msg|not|or|param|raw|set|switch|template|trans|try|unless|url|while|with|without)\b/,
      token: 'keyword',
    },
    { regex: /(?:end\w*|[/#@][a-z_]\w*)/i, token: 'keyword' },
    { regex: /\$?[a-z_]\w*/i, token: 'variable' },
    { regex: /[-+*/%=<>!|&.:~?]/, token: 'operator' },
  ],
});

const braces: readonly Region[] = [
  { open: /\{#/g, close: /#\}/g, parser: comment, delimiters: 'comment' },
  { open: /\{\{/g, close: /\}\}/g, parser: expression, delimiters: 'meta' },
  { open: /\{%/g, close: /%\}/g, parser: expression, delimiters: 'meta' },
];
const handlebars: readonly Region[] = [
  { open: /\{\{!--/g, close: /--\}\}/g, parser: comment, delimiters: 'comment' },
  { open: /\{\{!/g, close: /\}\}/g, parser: comment, delimiters: 'comment' },
  { open: /\{\{\{?/g, close: /\}?\}\}/g, parser: expression, delimiters: 'meta' },
];
const smarty: readonly Region[] = [
  { open: /\{\*/g, close: /\*\}/g, parser: comment, delimiters: 'comment' },
  { open: /\{(?=\S)/g, close: /\}/g, parser: expression, delimiters: 'meta' },
];

function percent(parser: Parser): readonly Region[] {
  return [
    { open: /<%--/g, close: /--%>/g, parser: comment, delimiters: 'comment' },
    { open: /<%[=@!-]?/g, close: /-?%>/g, parser, delimiters: 'meta' },
  ];
}

/** *html* and the languages that its scripts are written in. */
export function templates(
  html: Parser,
  {
    javascript,
    ruby,
    java,
    csharp,
  }: Readonly<Record<'javascript' | 'ruby' | 'java' | 'csharp', Parser>>,
) {
  return {
    php: phpPage(html),
    django: mixed(html, braces, 'django'),
    tornado: mixed(html, braces, 'tornado'),
    twig: mixed(html, braces, 'twig'),
    handlebars: mixed(html, handlebars, 'handlebars'),
    smarty: mixed(html, smarty, 'smarty'),
    soy: mixed(html, smarty, 'soy'),
    ejs: mixed(html, percent(javascript), 'ejs'),
    erb: mixed(html, percent(ruby), 'erb'),
    jsp: mixed(html, percent(java), 'jsp'),
    aspx: mixed(html, percent(csharp), 'aspx'),
  };
}

function phpPage(html: Parser): Parser {
  const script = { close: /\?>/g, parser: php, delimiters: 'meta' };
  return mixed(html, [{ ...script, open: /<\?(?:php\b|=)?/g }], 'php');
}
