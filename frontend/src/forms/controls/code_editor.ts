/** Stands the lazily loaded code editor in front of a text area. */

import { loadChunk } from '../../assets.js';
import type { CodeEditor } from '../../chunks/codemirror.js';
import type { EditorTheme } from '../../chunks/codemirror/theme.js';
import type { Json, JsonObject } from '../../protocol/commands.js';

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
  const options = optionsOf(settings.code);
  if (options['readOnly']) textarea.readOnly = true;
  const [{ createCodeEditor }, theme] = await Promise.all([
    loadChunk('codemirror'),
    loadTheme(options['theme']),
  ]);
  const { activeElement, body } = document;
  const editor = createCodeEditor({
    options: { ...(textarea.placeholder && { placeholder: textarea.placeholder }), ...options },
    theme,
    modes: {
      common: () => loadChunk('codemirror_common_modes'),
      rare: () => loadChunk('codemirror_rare_modes'),
    },
    parent: textarea.parentElement ?? body,
    // Read now: the user or the server may have written while the editor was loading.
    value: textarea.value,
    readOnly: isReadOnly(textarea),
    height: settings.height,
    onChange: settings.onChange,
  });
  textarea.hidden = true;
  const wantsFocus = options['autofocus'] === true && (activeElement ?? body) === body;
  if (activeElement === textarea || wantsFocus) editor.focus();
  return editor;
}

export function isReadOnly({ disabled, readOnly }: HTMLTextAreaElement): boolean {
  return disabled || readOnly;
}

function optionsOf(code: Json): JsonObject {
  return typeof code === 'object' && code !== null && !Array.isArray(code)
    ? (code as JsonObject)
    : {};
}

/** Null is the look of the page, which also stands in for what is not known or does not load. */
async function loadTheme(name: Json | undefined): Promise<EditorTheme | null> {
  if (typeof name !== 'string' || name === '' || name === 'default') return null;
  try {
    const theme = (await loadChunk('codemirror_themes')).themes[name.toLowerCase()];
    if (theme) return theme;
    console.warn(`PyWebIO: the code editor knows no theme "${name}"; it looks like the page`);
  } catch (error) {
    console.warn('PyWebIO: the themes of the code editor did not load', error);
  }
  return null;
}
