/** What stands around the grid: the action buttons above it, and the content of the chosen cell. */

import type { TextArgument } from '../../i18n.js';

/** Localised interface text. */
export type Text = (id: string, ...args: readonly TextArgument[]) => string;

export interface Actions {
  readonly element: HTMLElement;
  /** Only rows that are selected can be acted upon. */
  selected(count: number): void;
}

export function buildActions(
  labels: readonly (string | null)[],
  text: Text,
  act: (index: number) => void,
  clear: () => void,
): Actions {
  const element = document.createElement('div');
  element.className = 'webio-datatable-actions';
  const buttons: HTMLButtonElement[] = [];
  labels.forEach((label, index) => {
    if (label === null) {
      const space = document.createElement('span');
      space.className = 'vr';
      element.append(space);
      return;
    }
    const button = newButton('btn btn-sm btn-primary', label, () => act(index));
    buttons.push(button);
    element.append(button);
  });
  const status = document.createElement('span');
  status.className = 'webio-datatable-status';
  status.setAttribute('role', 'status');
  const reset = newButton('btn btn-sm btn-link', text('clear_selection'), clear);
  element.append(status, reset);
  const selected = (count: number) => {
    for (const button of buttons) button.disabled = count === 0;
    status.textContent = count === 0 ? '' : text('rows_selected', count);
    reset.hidden = count === 0;
  };
  selected(0);
  return { element, selected };
}

function newButton(className: string, label: string, click: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = className;
  button.textContent = label;
  button.addEventListener('click', click);
  return button;
}

export interface ContentBar {
  readonly element: HTMLElement;
  show(content: string): void;
}

/** Cells show one line; here stands the whole, to be read and copied. */
export function buildContentBar(text: Text): ContentBar {
  const element = document.createElement('div');
  element.className = 'webio-datatable-content';
  element.setAttribute('role', 'region');
  element.setAttribute('aria-label', text('cell_content'));
  // It scrolls, so it has to be in reach of the keyboard.
  element.tabIndex = 0;
  element.hidden = true;
  return {
    element,
    show: (content) => {
      element.textContent = content;
      element.hidden = content === '';
    },
  };
}
