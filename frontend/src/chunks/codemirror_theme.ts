import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

const darkThemes =
  /dark|night|black|monokai|dracula|cobalt|material|nord|ambiance|blackboard|twilight|oceanic|gruvbox|panda|ayu-mirage|abcdef|darcula/;

/** An unknown or missing theme follows the page. */
export function isDark(theme: string | null | undefined): boolean {
  if (theme !== null && theme !== undefined && theme !== '') return darkThemes.test(theme);
  return document.documentElement.dataset['bsTheme'] === 'dark';
}

export function editorTheme(dark: boolean, height: number | undefined): Extension {
  return EditorView.theme(
    {
      '&': {
        color: dark ? '#d7dae0' : '#212529',
        backgroundColor: dark ? '#1f2329' : '#fff',
        border: '1px solid var(--bs-border-color, #ced4da)',
        borderRadius: 'var(--bs-border-radius, .375rem)',
        fontSize: '.875rem',
        ...(height === undefined ? {} : { height: `${height}px` }),
      },
      '&.cm-focused': {
        outline: '0',
        borderColor: 'var(--bs-primary, #0d6efd)',
        boxShadow: '0 0 0 .2rem rgba(var(--bs-primary-rgb), .25)',
      },
      '.cm-scroller': {
        fontFamily: 'var(--bs-font-monospace, monospace)',
        lineHeight: '20px',
        overflow: 'auto',
      },
      '.cm-gutters': {
        color: dark ? '#9aa3b2' : '#6c757d',
        backgroundColor: 'transparent',
        borderRight: '1px solid var(--bs-border-color-translucent, #0001)',
      },
      '.cm-activeLine': { backgroundColor: dark ? '#ffffff0a' : '#0000000a' },
      '.cm-cursor': { borderLeftColor: dark ? '#fff' : '#000' },
    },
    { dark },
  );
}
