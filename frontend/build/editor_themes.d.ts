import type { EditorTheme } from '../src/chunks/codemirror/theme.js';

export function editorThemes(): Readonly<Record<string, EditorTheme>>;
