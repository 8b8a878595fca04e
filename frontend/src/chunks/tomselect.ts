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
  destroy(): void;
}

/** The native element stays the source of truth: its `value` and `change` events keep working. */
export function enhanceSelect(
  select: HTMLSelectElement,
  options: { readonly placeholder?: string; readonly noResults?: string } = {},
): SearchableSelect {
  injectStyle('tomselect', css);
  const widget = new TomSelect(select, {
    placeholder: options.placeholder ?? '',
    allowEmptyOption: true,
    maxOptions: null,
    hideSelected: false,
    closeAfterSelect: !select.multiple,
  });
  return {
    sync: () => {
      widget.clearOptions();
      widget.sync();
    },
    setDisabled: (disabled) => {
      if (disabled) widget.disable();
      else widget.enable();
    },
    focus: () => widget.focus(),
    destroy: () => widget.destroy(),
  };
}
