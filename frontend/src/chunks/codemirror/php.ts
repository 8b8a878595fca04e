import type { StreamParser, StringStream } from '@codemirror/language';
import { clike } from '@codemirror/legacy-modes/mode/clike';

interface ClikeState {
  tokenize: ((stream: StringStream, state: ClikeState) => string | null) | null;
}

function words(text: string): Readonly<Record<string, true>> {
  return Object.fromEntries(text.split(' ').map((word) => [word, true]));
}

function lineComment(stream: StringStream): string {
  stream.skipToEnd();
  return 'comment';
}

/** `<<<END` and `<<<'END'`: text up to a line that begins with the word. */
function heredoc(stream: StringStream, state: ClikeState): string | false {
  const opened = stream.match(/<<\s*["']?(\w+)["']?\s*$/) as RegExpMatchArray | null;
  if (opened === null) return false;
  const last = new RegExp(`^${opened[1] ?? ''}\\b`);
  state.tokenize = (inside, within) => {
    if (inside.column() === inside.indentation() && inside.match(last)) within.tokenize = null;
    else inside.skipToEnd();
    return 'string';
  };
  return 'string';
}

/** PHP as it stands between `<?php` and `?>`. */
export const php: StreamParser<unknown> = clike({
  name: 'php',
  keywords: words(
    'abstract and as break case catch class clone const continue declare default die do echo else ' +
      'elseif empty enddeclare endfor endforeach endif endswitch endwhile enum eval exit extends ' +
      'final finally fn for foreach function global goto if implements include include_once ' +
      'instanceof insteadof interface isset list match namespace new or print private protected ' +
      'public readonly require require_once return static switch throw trait try unset use var ' +
      'while xor yield',
  ),
  types: words('array bool callable float int iterable mixed never object string void'),
  blockKeywords: words('catch do else elseif finally for foreach if switch try while'),
  atoms: words(
    'true false null TRUE FALSE NULL __CLASS__ __DIR__ __FILE__ __FUNCTION__ __LINE__ ' +
      '__METHOD__ __NAMESPACE__ __TRAIT__ self parent',
  ),
  multiLineStrings: true,
  hooks: {
    $: (stream: StringStream) => stream.eatWhile(/[\w\x80-\uffff]/) && 'variable-2',
    '#': (stream: StringStream) => (stream.peek() === '[' ? 'meta' : lineComment(stream)),
    '<': heredoc,
  },
});
