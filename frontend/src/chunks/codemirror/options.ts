/** What the options of CodeMirror 5 that an author may give mean to CodeMirror 6. */

import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { history, insertNewlineKeepIndent } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import type { Json, JsonObject } from '../../protocol/commands.js';

/** Those that the published client sets, and what its CodeMirror takes for granted. */
const defaults: JsonObject = {
  lineNumbers: true,
  lineWrapping: true,
  indentUnit: 4,
  tabSize: 4,
  smartIndent: true,
  electricChars: true,
  matchBrackets: true,
  autoCloseBrackets: true,
  styleActiveLine: true,
  undoDepth: 200,
  cursorBlinkRate: 530,
  direction: 'ltr',
  // What can be edited takes the focus anyway; assistive tools look for the attribute.
  tabindex: 0,
};

/** Others see to these. */
const elsewhere: ReadonlySet<string> = new Set(['mode', 'theme', 'readOnly', 'autofocus']);

type Option = (value: Json, all: JsonObject) => Extension;

const extensions: Readonly<Record<string, Option>> = {
  lineNumbers: (on, { firstLineNumber }) => {
    const first = typeof firstLineNumber === 'number' ? firstLineNumber : 1;
    return on === true ? lineNumbers({ formatNumber: (line) => String(line + first - 1) }) : [];
  },
  firstLineNumber: () => [],
  lineWrapping: (on) => (on === true ? EditorView.lineWrapping : []),
  indentUnit: (size, { indentWithTabs, tabSize }) => {
    const spaces = atLeast(1, size, 4);
    const tabs = Math.max(1, Math.round(spaces / atLeast(1, tabSize, 4)));
    return indentUnit.of(indentWithTabs === true ? '\t'.repeat(tabs) : ' '.repeat(spaces));
  },
  indentWithTabs: () => [],
  tabSize: (size) => EditorState.tabSize.of(atLeast(1, size, 4)),
  smartIndent: (on) =>
    on === false ? keymap.of([{ key: 'Enter', run: insertNewlineKeepIndent }]) : [],
  electricChars: (on) => (on === false ? [] : indentOnInput()),
  matchBrackets: (on) => (on === false ? [] : bracketMatching()),
  autoCloseBrackets: (on) =>
    on === false ? [] : [closeBrackets(), keymap.of(closeBracketsKeymap)],
  styleActiveLine: (on) => (on === false ? [] : highlightActiveLine()),
  undoDepth: (steps) => history({ minDepth: atLeast(0, steps, 200) }),
  cursorBlinkRate: (rate) => drawSelection({ cursorBlinkRate: atLeast(0, rate, 530) }),
  placeholder: (text) => (typeof text === 'string' ? placeholder(text) : []),
  direction: (to) => EditorView.editorAttributes.of({ dir: to === 'rtl' ? 'rtl' : 'ltr' }),
  spellcheck: (on) => attribute('spellcheck', String(on === true)),
  autocorrect: (on) => attribute('autocorrect', on === true ? 'on' : 'off'),
  autocapitalize: (on) => attribute('autocapitalize', on === true ? 'on' : 'off'),
  tabindex: (index) => (typeof index === 'number' ? attribute('tabindex', String(index)) : []),
};

/** Options that mean nothing here are named in the console; they do no harm. */
export function behavior(given: JsonObject): Extension {
  const options = { ...defaults, ...given };
  const known = Object.keys(options).filter((name) => Object.hasOwn(extensions, name));
  const ignored = Object.keys(given).filter(
    (name) => !known.includes(name) && !elsewhere.has(name),
  );
  if (ignored.length > 0) {
    console.info(`PyWebIO: the code editor has no option ${ignored.join(', ')}`);
  }
  return known.map((name) => extensions[name]?.(options[name] ?? null, options) ?? []);
}

function atLeast(least: number, value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' && value >= least ? Math.round(value) : otherwise;
}

function attribute(name: string, value: string): Extension {
  return EditorView.contentAttributes.of({ [name]: value });
}
