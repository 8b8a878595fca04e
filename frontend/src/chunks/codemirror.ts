/** Chunk: the code editor for `textarea(code=…)` and `put_textarea(code=…)`. */

import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { languageFor } from './codemirror_languages.js';
import { editorTheme } from './codemirror_theme.js';

export interface CodeEditorOptions {
  /** The editor is appended here. */
  readonly parent: HTMLElement;
  readonly value: string;
  /** A name (`python`), a file extension (`py`) or a MIME type (`text/x-python`). */
  readonly mode?: string | null;
  /** A name of the published client; only whether it is a dark one matters. */
  readonly theme?: string | null;
  readonly readOnly?: boolean;
  readonly lineNumbers?: boolean;
  readonly lineWrapping?: boolean;
  readonly indentUnit?: number;
  readonly placeholder?: string;
  /** Pixels; the text scrolls beyond it. */
  readonly height?: number;
  /** For screen readers. */
  readonly label?: string;
  readonly onChange?: (value: string) => void;
  readonly onBlur?: () => void;
}

export interface CodeEditor {
  readonly element: HTMLElement;
  getValue(): string;
  /** Does not call `onChange`. */
  setValue(value: string): void;
  setReadOnly(readOnly: boolean): void;
  setMode(mode: string): void;
  focus(): void;
  destroy(): void;
}

export function createCodeEditor(options: CodeEditorOptions): CodeEditor {
  const language = new Compartment();
  const writable = new Compartment();
  let silent = false;
  const view = new EditorView({
    parent: options.parent,
    doc: options.value,
    extensions: [
      basics(options),
      // Code runs from left to right in every language.
      EditorView.editorAttributes.of({ dir: 'ltr' }),
      language.of(languageFor(options.mode)),
      writable.of(readOnlyState(options.readOnly === true)),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !silent) options.onChange?.(update.state.doc.toString());
      }),
      EditorView.domEventHandlers({ blur: () => options.onBlur?.() }),
    ],
  });
  return {
    element: view.dom,
    getValue: () => view.state.doc.toString(),
    setValue: (value) => {
      silent = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
      silent = false;
    },
    setReadOnly: (readOnly) =>
      view.dispatch({ effects: writable.reconfigure(readOnlyState(readOnly)) }),
    setMode: (mode) => view.dispatch({ effects: language.reconfigure(languageFor(mode)) }),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

function readOnlyState(readOnly: boolean): Extension {
  return [EditorState.readOnly.of(readOnly), EditorView.editable.of(!readOnly)];
}

function basics(options: CodeEditorOptions): Extension {
  return [
    options.lineNumbers === false ? [] : lineNumbers(),
    options.lineWrapping === true ? EditorView.lineWrapping : [],
    options.placeholder === undefined ? [] : placeholder(options.placeholder),
    EditorView.contentAttributes.of(
      options.label === undefined ? {} : { 'aria-label': options.label },
    ),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    indentOnInput(),
    indentUnit.of(' '.repeat(options.indentUnit ?? 4)),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    editorTheme(options.theme, options.height),
    wayOut(),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
  ];
}

/** Tab indents; after Escape it leaves, until something else is typed. */
function wayOut(): Extension {
  let leaving = false;
  const setLeaving = (view: EditorView, to: boolean): void => {
    leaving = to;
    view.setTabFocusMode(to);
  };
  return [
    keymap.of([
      {
        key: 'Escape',
        run: (view) => {
          // The second Escape is for whatever stands around the editor, such as a popup.
          if (leaving) return false;
          setLeaving(view, true);
          return true;
        },
      },
    ]),
    EditorView.domEventHandlers({
      keydown: ({ key }, view) => {
        if (leaving && !/^(Escape|Tab|Shift)$/.test(key)) setLeaving(view, false);
      },
      blur: (_, view) => setLeaving(view, false),
    }),
  ];
}
