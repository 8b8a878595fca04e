import type { StreamParser, StringStream } from '@codemirror/language';

/** A stretch of another language, such as what stands between `<?php` and `?>`. */
export interface Region {
  /** Both within one line, and flagged as global. */
  readonly open: RegExp;
  readonly close: RegExp;
  readonly parser: StreamParser<unknown>;
  /** The style of what opens and closes it; without one that belongs to the language around. */
  readonly delimiters?: string;
}

interface State {
  outer: unknown;
  region: Region | null;
  inner: unknown;
}

interface Found {
  readonly region: Region;
  /** Where its text begins or ends, which takes the delimiter in if that is of the language around. */
  readonly at: number;
  readonly after: number;
}

/** A language in which others are embedded, as scripts are in HTML. */
export function mixed(
  outer: StreamParser<unknown>,
  regions: readonly Region[],
  name = outer.name,
): StreamParser<State> {
  const start = (parser: StreamParser<unknown>, unit: number) => parser.startState?.(unit) ?? true;
  return {
    ...(name !== undefined && { name }),
    ...(outer.languageData && { languageData: outer.languageData }),
    startState: (unit) => ({ outer: start(outer, unit), region: null, inner: null }),
    copyState: ({ outer: around, region, inner }) => ({
      outer: copied(outer, around),
      region,
      inner: region && copied(region.parser, inner),
    }),
    token(stream, state) {
      const { region } = state;
      if (region) {
        const end = endOf(region, stream);
        if (end === null || end.at > stream.pos)
          return upTo(stream, end, () => region.parser.token(stream, state.inner));
        state.region = null;
        if (region.delimiters !== undefined) return eaten(stream, end, region.delimiters);
      }
      const next = nextRegion(regions, stream);
      const style =
        next?.at === stream.pos
          ? eaten(stream, next, next.region.delimiters ?? null)
          : upTo(stream, next, () => outer.token(stream, state.outer));
      // Now, for the line may end here.
      if (next && stream.pos === next.after) {
        state.region = next.region;
        state.inner = start(next.region.parser, stream.indentUnit);
      }
      return style;
    },
    blankLine: ({ region, outer: around, inner }, unit) =>
      region ? region.parser.blankLine?.(inner, unit) : outer.blankLine?.(around, unit),
    indent: ({ region, outer: around, inner }, textAfter, context) =>
      (region && !beginsWith(textAfter, region.close)
        ? region.parser.indent?.(inner, textAfter, context)
        : outer.indent?.(around, textAfter, context)) ?? null,
  };
}

function copied(parser: StreamParser<unknown>, state: unknown): unknown {
  if (parser.copyState) return parser.copyState(state);
  if (typeof state !== 'object' || state === null) return state;
  const entries = Object.entries(state).map(([name, value]: [string, unknown]) => [
    name,
    Array.isArray(value) ? [...(value as unknown[])] : value,
  ]);
  return Object.fromEntries(entries);
}

/** Parsers look ahead, so what they must not see is taken away from them. */
function upTo(stream: StringStream, found: Found | null, run: () => string | null): string | null {
  const line = stream.string;
  if (found) stream.string = line.slice(0, found.at);
  try {
    return run();
  } finally {
    stream.string = line;
  }
}

function eaten(stream: StringStream, { after }: Found, style: string | null): string | null {
  stream.pos = after;
  return style;
}

function beginsWith(text: string, pattern: RegExp): boolean {
  return text.search(pattern) === 0;
}

function nextRegion(regions: readonly Region[], stream: StringStream): Found | null {
  let first: Found | null = null;
  for (const region of regions) {
    const found = beginOf(region, stream);
    if (found && (first === null || found.at < first.at)) first = found;
  }
  return first;
}

function beginOf(region: Region, stream: StringStream): Found | null {
  // From the start of the line: the language around may have read the delimiter by now.
  for (const { 0: text, index } of stream.string.matchAll(region.open)) {
    const after = index + text.length;
    const at = region.delimiters === undefined ? after : index;
    const empty = at === after && beginsWith(stream.string.slice(at), region.close);
    if (at >= stream.pos && !empty) return { region, at, after };
  }
  return null;
}

function endOf(region: Region, stream: StringStream): Found | null {
  region.close.lastIndex = stream.pos;
  const match = region.close.exec(stream.string);
  if (match === null) return null;
  return { region, at: match.index, after: match.index + match[0].length };
}
