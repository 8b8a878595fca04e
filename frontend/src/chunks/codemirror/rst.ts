import type { StreamParser } from '@codemirror/language';
import { simpleMode } from '@codemirror/legacy-modes/mode/simple-mode';

/** As much of reStructuredText as colours need. */
export const rst: StreamParser<unknown> = simpleMode({
  start: [
    { regex: /([=\-~^"'*+#`:.])\1{2,}\s*$/, sol: true, token: 'header' },
    { regex: /\s*\.\. [\w:-]+::/, sol: true, token: 'keyword' },
    { regex: /\s*\.\. (?:_[^:]+:|\[[^\]]+\]|\|[^|]+\|)/, sol: true, token: 'meta' },
    { regex: /\s*\.\.(?: .*|$)/, sol: true, token: 'comment' },
    { regex: /\s*:[\w -]+:(?= |$)/, sol: true, token: 'attribute' },
    { regex: /\s*(?:[-*+]|\d+\.|#\.)(?= )/, sol: true, token: 'list' },
    { regex: /``.+?``/, token: 'monospace' },
    { regex: /:[\w:+.-]+:(?=`)/, token: 'builtin' },
    { regex: /`[^`]+`_?_?/, token: 'link' },
    { regex: /\*\*\S.*?\*\*/, token: 'strong' },
    { regex: /\*\S[^*]*\*/, token: 'emphasis' },
    { regex: /\|[^|\s][^|]*\|/, token: 'atom' },
    { regex: /[^`*|:]+/, token: null },
  ],
});
