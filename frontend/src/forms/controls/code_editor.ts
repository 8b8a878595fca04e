/** Stands the lazily loaded code editor in front of a text area. */

import { loadChunk } from '../../assets.js';
import type { CodeEditor, CodeEditorOptions } from '../../chunks/codemirror.js';
import type { Json } from '../../protocol/commands.js';

export interface EditorSettings {
  /** `true`, or the author's editor options. */
  readonly code: Json;
  readonly height: number;
  readonly onChange: () => void;
}

export async function attachEditor(
  textarea: HTMLTextAreaElement,
  settings: EditorSettings,
): Promise<CodeEditor> {
  const { createCodeEditor } = await loadChunk('codemirror');
  const hadFocus = document.activeElement === textarea;
  const editor = createCodeEditor({
    ...authorOptions(settings.code),
    parent: textarea.parentElement ?? document.body,
    // Read now: the user or the server may have written while the editor was loading.
    value: textarea.value,
    readOnly: textarea.readOnly || textarea.disabled,
    placeholder: textarea.placeholder,
    height: settings.height,
    onChange: settings.onChange,
  });
  textarea.hidden = true;
  if (hadFocus) editor.focus();
  return editor;
}

type AuthorOptions = Pick<
  CodeEditorOptions,
  'mode' | 'theme' | 'lineNumbers' | 'lineWrapping' | 'indentUnit'
>;

/** The published client hands the options to CodeMirror 5; these have a meaning here too. */
function authorOptions(code: Json): AuthorOptions {
  if (code === null || typeof code !== 'object') return {};
  const options = code as Readonly<Record<string, Json | undefined>>;
  const { mode, theme, lineNumbers, lineWrapping, indentUnit } = options;
  return {
    ...(typeof mode === 'string' && { mode }),
    ...(isNamed(mode) && { mode: mode.name }),
    ...(typeof theme === 'string' && { theme }),
    ...(typeof lineNumbers === 'boolean' && { lineNumbers }),
    ...(typeof lineWrapping === 'boolean' && { lineWrapping }),
    ...(typeof indentUnit === 'number' && { indentUnit }),
  };
}

function isNamed(mode: Json | undefined): mode is { readonly name: string } {
  return (
    typeof mode === 'object' && mode !== null && 'name' in mode && typeof mode['name'] === 'string'
  );
}
