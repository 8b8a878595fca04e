import type { StreamParser } from '@codemirror/language';

const inline: readonly (readonly [RegExp, string])[] = [
  [/^`+[^`]*`+/, 'monospace'],
  [/^(\*\*|__)(?=\S).*?\S?\1/, 'strong'],
  [/^([*_])(?=\S).*?\S?\1/, 'emphasis'],
  [/^!?\[[^\]]*\]\([^)]*\)|^<https?:[^>]*>/, 'link'],
];
const block: readonly (readonly [RegExp, string])[] = [
  [/^#{1,6}\s.*/, 'heading'],
  [/^\s*(?:[-*+]|\d+[.)])\s/, 'list'],
  [/^\s*>\s?/, 'quote'],
  [/^\s*(?:[-*_]\s*){3,}$/, 'contentSeparator'],
];

/** As much of Markdown as colours need: nothing spans lines but fenced code. */
export const markdown: StreamParser<{ fenced: boolean }> = {
  name: 'markdown',
  startState: () => ({ fenced: false }),
  token(stream, state) {
    if (stream.sol() && stream.match(/^\s*(?:```|~~~).*/)) {
      state.fenced = !state.fenced;
      return 'monospace';
    }
    if (state.fenced) {
      stream.skipToEnd();
      return 'monospace';
    }
    const rules = stream.sol() ? [...block, ...inline] : inline;
    for (const [pattern, style] of rules) if (stream.match(pattern)) return style;
    stream.next();
    // Up to where one of the inline rules may begin.
    stream.eatWhile(/[^`*_!<[]/);
    return null;
  },
};
