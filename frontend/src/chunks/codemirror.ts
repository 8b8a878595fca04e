/** Chunk: the code editor for `textarea(code=…)` and `put_textarea(code=…)`. */

import { defaultKeymap, historyKeymap, indentWithTab } from '@codemirror/commands';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap } from '@codemirror/view';
import { fullScreen } from './codemirror/full_screen.js';
import { languageOf, type ModeChunks } from './codemirror/modes.js';
import { behavior } from './codemirror/options.js';
import { editorTheme, type EditorTheme } from './codemirror/theme.js';
import type { Json, JsonObject } from '../protocol/commands.js';

export interface CodeEditorSettings {
  /** The editor is appended here. */
  readonly parent: HTMLElement;
  readonly value: string;
  /** As CodeMirror 5 calls them; *theme* stands for the one of that name. */
  readonly options: JsonObject;
  /** Null for that of the page. */
  readonly theme: EditorTheme | null;
  readonly modes: ModeChunks;
  readonly readOnly: boolean;
  /** Pixels; the text scrolls beyond it. */
  readonly height: number;
  readonly onChange: () => void;
}

export interface CodeEditor {
  readonly element: HTMLElement;
  getValue(): string;
  /** Does not call `onChange`. */
  setValue(value: string): void;
  setReadOnly(readOnly: boolean): void;
  focus(): void;
  /** It has listeners of the whole page. */
  destroy(): void;
}

export function createCodeEditor(settings: CodeEditorSettings): CodeEditor {
  const language = new Compartment();
  const writable = new Compartment();
  const mode = languageOf(modeName(settings.options['mode']), settings.modes);
  let silent = false;
  const view = new EditorView({
    parent: settings.parent,
    doc: settings.value,
    extensions: [
      behavior(settings.options),
      highlightSpecialChars(),
      editorTheme(settings.theme),
      EditorView.theme({ '&': { height: `${String(settings.height)}px` } }),
      fullScreen,
      wayOut(),
      keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
      language.of(mode instanceof Promise ? [] : mode),
      writable.of(readOnlyState(settings.readOnly)),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !silent) settings.onChange();
      }),
    ],
  });
  if (mode instanceof Promise) {
    mode.then(
      (arrived) => view.dispatch({ effects: language.reconfigure(arrived) }),
      (error: unknown) => console.warn('PyWebIO: the mode of a code editor did not load', error),
    );
  }
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
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

/** CodeMirror 5 also takes `{name: 'javascript', typescript: true}`. */
function modeName(mode: Json | undefined): string {
  if (typeof mode === 'string') return mode;
  if (typeof mode !== 'object' || mode === null || Array.isArray(mode)) return '';
  const { name, ...options } = mode as JsonObject;
  const dialect = ['typescript', 'jsonld', 'json'].find((each) => options[each] === true);
  return dialect ?? (options['htmlMode'] === true ? 'html' : modeName(name));
}

/** It still takes the focus, so that text can be selected, copied and scrolled by keyboard. */
function readOnlyState(readOnly: boolean): Extension {
  if (!readOnly) return [];
  return [
    EditorState.readOnly.of(true),
    EditorView.editorAttributes.of({ class: 'cm-readonly' }),
    // No keyboard comes up on a touch screen.
    EditorView.contentAttributes.of({ inputmode: 'none' }),
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
