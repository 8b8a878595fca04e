import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags, type Tag } from '@lezer/highlight';
import type { Extension } from '@codemirror/state';

/** CSS declarations, such as `{ color: '#f00' }`. */
type Declarations = Readonly<Record<string, string>>;

/** A theme of CodeMirror 5, as `build/editor_themes.js` reads it. */
export interface EditorTheme {
  readonly dark: boolean;
  readonly parts: Readonly<Partial<Record<keyof typeof partSelectors, Declarations>>>;
  /** By the name that CodeMirror 5 has for the kind of a word: `keyword`, `variable-2` … */
  readonly tokens: Readonly<Record<string, Declarations>>;
}

const partSelectors = {
  editor: '&',
  gutters: '& .cm-gutters',
  lineNumber: '& .cm-gutters .cm-gutterElement',
  cursor: '& .cm-cursor',
  selection: '&.cm-editor .cm-scroller .cm-selectionLayer .cm-selectionBackground',
  activeLine: '&:not(.cm-selecting) .cm-activeLine',
  matchingBracket: '&.cm-editor.cm-focused .cm-matchingBracket',
} as const;

const tokenTags: Readonly<Record<string, readonly Tag[]>> = {
  keyword: [tags.keyword],
  atom: [tags.atom, tags.bool, tags.null],
  number: [tags.number],
  def: [tags.definition(tags.variableName)],
  variable: [tags.variableName],
  'variable-2': [tags.special(tags.variableName)],
  type: [tags.typeName],
  property: [tags.propertyName],
  operator: [tags.operator],
  comment: [tags.comment],
  string: [tags.string],
  'string-2': [tags.special(tags.string), tags.regexp],
  meta: [tags.meta],
  qualifier: [tags.modifier],
  builtin: [tags.standard(tags.variableName)],
  bracket: [tags.bracket],
  tag: [tags.tagName],
  attribute: [tags.attributeName],
  header: [tags.heading],
  quote: [tags.quote],
  hr: [tags.contentSeparator],
  link: [tags.link, tags.url],
  error: [tags.invalid],
  positive: [tags.inserted],
  negative: [tags.deleted],
  em: [tags.emphasis],
  strong: [tags.strong],
};

/** The colours of code blocks, see `_code.scss`. */
const ownColors = HighlightStyle.define([
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
]);

/** What a theme of CodeMirror 5 leaves to the page. */
const emphasis = HighlightStyle.define([
  { tag: [tags.heading, tags.strong], fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
]);

const shape = EditorView.theme({
  '&': {
    border: '1px solid var(--bs-border-color)',
    borderRadius: 'var(--bs-border-radius)',
    fontSize: '.875rem',
  },
  '&.cm-focused': { outline: '0' },
  '.cm-scroller': {
    fontFamily: 'var(--bs-font-monospace)',
    lineHeight: '20px',
    overflow: 'auto',
    borderRadius: 'inherit',
  },
});

/** All of it follows the page, also when that turns dark. */
const ownLook = EditorView.theme({
  '&': { color: 'var(--bs-body-color)', backgroundColor: 'var(--bs-body-bg)' },
  '&.cm-readonly': { backgroundColor: 'var(--bs-tertiary-bg)' },
  '.cm-content': { caretColor: 'var(--bs-body-color)' },
  '.cm-gutters': {
    color: 'var(--bs-secondary-color)',
    backgroundColor: 'transparent',
    borderRight: '1px solid var(--bs-border-color-translucent)',
  },
  '.cm-activeLine': {
    backgroundColor: 'color-mix(in srgb, currentColor 4%, transparent)',
  },
  '.cm-cursor': { borderLeftColor: 'var(--bs-body-color)' },
  [partSelectors.selection]: {
    backgroundColor: 'color-mix(in srgb, var(--bs-primary) 25%, transparent)',
  },
  '.cm-specialChar': { color: 'var(--bs-danger)' },
});

/** In CodeMirror 6 the current line would cover a selection in it. */
const selecting = EditorView.editorAttributes.compute(
  ['selection'],
  ({ selection }): Record<string, string> =>
    selection.ranges.every(({ empty }) => empty) ? {} : { class: 'cm-selecting' },
);

/** *theme*: null for that of the page. */
export function editorTheme(theme: EditorTheme | null): Extension {
  return theme
    ? [shape, selecting, namedLook(theme), syntaxHighlighting(namedColors(theme))]
    : [shape, ownLook, syntaxHighlighting(ownColors), syntaxHighlighting(emphasis)];
}

function namedLook({ dark, parts }: EditorTheme): Extension {
  const rules = Object.entries(parts).map(
    ([part, declarations]) => [partSelectors[part as keyof typeof parts], declarations] as const,
  );
  const caretColor = parts.cursor?.['border-left-color'] ?? 'currentColor';
  const spec = {
    ...Object.fromEntries(rules),
    '.cm-content': { caretColor },
    // Beats what CodeMirror 6 itself has, for when `partSelectors.activeLine` does not match.
    '.cm-activeLine': { backgroundColor: 'transparent' },
  };
  return EditorView.theme(spec, { dark });
}

function namedColors({ tokens }: EditorTheme): HighlightStyle {
  return HighlightStyle.define(
    Object.entries(tokens).flatMap(([token, declarations]) =>
      tokenTags[token] === undefined ? [] : { tag: tokenTags[token], ...declarations },
    ),
  );
}
