import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';

const setFullScreen = StateEffect.define<boolean>();

const isFullScreen = StateField.define<boolean>({
  create: () => false,
  update: (is, { effects }) =>
    effects.reduce((was, effect) => (effect.is(setFullScreen) ? effect.value : was), is),
  provide: (field) =>
    EditorView.editorAttributes.from(field, (is): Record<string, string> =>
      is ? { class: 'cm-fullscreen' } : {},
    ),
});

function set(view: EditorView, to: boolean): boolean {
  view.dispatch({ effects: setFullScreen.of(to), scrollIntoView: true });
  return true;
}

/** F11 lets the editor fill the page; F11 or Escape ends that. */
export const fullScreen: Extension = [
  isFullScreen,
  keymap.of([
    { key: 'F11', run: (view) => set(view, !view.state.field(isFullScreen)) },
    { key: 'Escape', run: (view) => view.state.field(isFullScreen) && set(view, false) },
  ]),
  EditorView.theme({
    '&.cm-fullscreen': {
      // CodeMirror insists on a place of its own.
      position: 'fixed !important',
      inset: '0',
      zIndex: '1090',
      height: 'auto !important',
      borderRadius: '0 !important',
    },
  }),
];
