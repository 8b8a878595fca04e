/** Chunk: a searchable select on top of a native one. */

import TomSelect from 'tom-select/base';
import css from 'tom-select/dist/css/tom-select.bootstrap5.css?inline';
import { injectStyle } from './inject_style.js';

export { TomSelect };

export interface SearchableSelect {
  /** Read the options and the selection again from the native element. */
  sync(): void;
  setDisabled(disabled: boolean): void;
  focus(): void;
  /** It has listeners of the whole page. */
  destroy(): void;
}

export interface SearchableSelectOptions {
  readonly placeholder?: string;
  /** What stands in the list when nothing in it fits. */
  readonly noResults?: string;
  /** What the button beside a chosen item of a `multiple` select is called. */
  readonly removeLabel?: (name: string) => string;
  /** Called with the names of what is chosen, at first and whenever that has changed. */
  readonly tellChosen?: (names: readonly string[]) => void;
}

/** The native element stays the source of truth: its `value` and `change` events keep working. */
export function enhanceSelect(
  select: HTMLSelectElement,
  {
    placeholder = '',
    noResults = '',
    removeLabel = (name) => name,
    tellChosen = () => undefined,
  }: SearchableSelectOptions = {},
): SearchableSelect {
  injectStyle('tomselect', css);
  const remove = (value: string) => widget.removeItem(value);
  const widget = new TomSelect(select, {
    placeholder,
    allowEmptyOption: true,
    maxOptions: null,
    hideSelected: false,
    closeAfterSelect: !select.multiple,
    clearAfterSelect: true,
    // Enter right behind the last letter must choose from the list for that letter.
    refreshThrottle: 0,
    render: {
      no_results: () => notice(noResults),
      ...(select.multiple && {
        item: ({ text, value }: Item) => chosenItem(text, removeLabel(text), () => remove(value)),
      }),
    },
  });
  if (select.multiple) makeOptionsToggle(widget);
  makeChoiceHeard(widget, select);
  const tell = (): void => {
    tellChosen(
      widget.items.map((value) => (widget.options[value] as Item | undefined)?.text ?? ''),
    );
  };
  select.addEventListener('change', tell);
  tell();
  return {
    sync: () => {
      widget.clearOptions();
      widget.sync();
      tell();
    },
    setDisabled: (disabled) => {
      if (disabled) widget.disable();
      else widget.enable();
    },
    focus: () => widget.focus(),
    destroy: () => widget.destroy(),
  };
}

interface Item {
  readonly text: string;
  readonly value: string;
}

function notice(text: string): HTMLElement {
  const element = document.createElement('div');
  element.className = 'no-results';
  element.textContent = text;
  return element;
}

/** The library's own `remove_button` cannot say what it removes. */
function chosenItem(text: string, removeLabel: string, remove: () => void): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'remove';
  // By keyboard items are removed with Backspace, or in the list.
  button.tabIndex = -1;
  button.textContent = '×';
  button.setAttribute('aria-label', removeLabel);
  button.addEventListener('click', (event) => {
    // Only this item: the click must neither choose it nor open the list.
    event.stopPropagation();
    remove();
  });
  const item = document.createElement('div');
  item.append(text, button);
  return item;
}

/** Choosing what is chosen already takes it back, as with check boxes; the list stays open. */
function makeOptionsToggle(widget: TomSelect): void {
  widget.hook('instead', 'onOptionSelect', (event: Event, option: HTMLElement) => {
    const value = option.dataset['value'];
    if (value === undefined) return;
    event.preventDefault();
    if (widget.items.includes(value)) widget.removeItem(value);
    else widget.addItem(value);
    widget.setTextboxValue('');
    widget.refreshOptions(true);
    const again = widget.getOption(value);
    if (again !== null) widget.setActiveOption(again);
  });
}

/** The list stands for the native element, which goes on existing out of sight. */
function makeChoiceHeard(widget: TomSelect, select: HTMLSelectElement): void {
  const list = widget.dropdown_content;
  select.setAttribute('aria-hidden', 'true');
  for (const name of ['aria-label', 'aria-labelledby']) {
    const value = select.getAttribute(name);
    if (value !== null) list.setAttribute(name, value);
  }
  if (!select.multiple) return;
  // The library calls that option selected which the arrow keys have reached.
  list.setAttribute('aria-multiselectable', 'true');
  const mark = () => {
    for (const option of list.querySelectorAll<HTMLElement>('[role=option]')) {
      const chosen = String(widget.items.includes(option.dataset['value'] ?? ''));
      if (option.getAttribute('aria-selected') !== chosen)
        option.setAttribute('aria-selected', chosen);
    }
  };
  for (const method of ['refreshOptions', 'setActiveOption', 'clearActiveOption'] as const) {
    widget.hook('after', method, mark);
  }
}
