import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const darkThemes =
  /dark|night|black|monokai|dracula|cobalt|material|nord|ambiance|blackboard|twilight|oceanic|gruvbox|panda|ayu-mirage|abcdef|darcula/;

/** The colours of code blocks, see `_code.scss`. */
const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.tagName], color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.list], color: 'var(--code-number)' },
  { tag: [tags.typeName, tags.className, tags.heading], color: 'var(--code-title)' },
  {
    tag: [
      tags.attributeName,
      tags.propertyName,
      tags.definition(tags.variableName),
      tags.standard(tags.variableName),
      tags.special(tags.variableName),
      tags.link,
    ],
    color: 'var(--code-name)',
  },
  { tag: [tags.comment, tags.meta, tags.quote, tags.monospace], color: 'var(--code-comment)' },
  { tag: [tags.heading, tags.strong], fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
]);

const look = {
  '&': {
    color: 'var(--bs-body-color)',
    backgroundColor: 'var(--bs-body-bg)',
    border: '1px solid var(--bs-border-color)',
    borderRadius: 'var(--bs-border-radius)',
    fontSize: '.875rem',
  },
  '&.cm-focused': { outline: '0' },
  '.cm-scroller': {
    fontFamily: 'var(--bs-font-monospace)',
    lineHeight: '20px',
    overflow: 'auto',
  },
  '.cm-gutters': {
    color: 'var(--bs-secondary-color)',
    backgroundColor: 'transparent',
    borderRight: '1px solid var(--bs-border-color-translucent)',
  },
  '.cm-activeLine, .cm-activeLineGutter': {
    backgroundColor: 'color-mix(in srgb, currentColor 4%, transparent)',
  },
  '.cm-cursor': { borderLeftColor: 'var(--bs-body-color)' },
};

/** *name*: a theme of the published client; only whether it is a dark one matters here. */
export function editorTheme(
  name: string | null | undefined,
  height: number | undefined,
): Extension {
  const page = document.documentElement.dataset['bsTheme'] === 'dark' ? 'dark' : 'light';
  const named = name === null || name === undefined || name === '' || name === 'default';
  const scheme = named ? page : darkThemes.test(name) ? 'dark' : 'light';
  return [
    // Every colour is a variable of the page, which this attribute sets anew for the editor.
    scheme === page ? [] : EditorView.editorAttributes.of({ 'data-bs-theme': scheme }),
    EditorView.theme(look, { dark: scheme === 'dark' }),
    height === undefined ? [] : EditorView.theme({ '&': { height: `${height}px` } }),
    syntaxHighlighting(colors),
  ];
}
