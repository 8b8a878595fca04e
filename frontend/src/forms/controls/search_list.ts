/** Stands the lazily loaded searchable list in front of a native select. */

import { loadChunk } from '../../assets.js';
import type { ControlHost } from './control.js';
import type { SearchableSelect } from '../../chunks/tomselect.js';

export interface SearchList extends SearchableSelect {
  /** The text input that has the focus in place of the native select. */
  readonly input: HTMLElement;
}

/** *chosen* is to hold what is chosen, in words. */
export async function attachSearchList(
  select: HTMLSelectElement,
  host: ControlHost,
  chosen: HTMLElement,
): Promise<SearchList> {
  const { enhanceSelect } = await loadChunk('tomselect');
  const hadFocus = document.activeElement === select;
  const list = enhanceSelect(select, {
    placeholder: select.getAttribute('placeholder') ?? '',
    noResults: host.text('no_results'),
    removeLabel: (name) => host.text('remove_choice', name),
    tellChosen: (names) => (chosen.textContent = names.join(', ')),
  });
  const input = select.parentElement?.querySelector<HTMLElement>('.ts-control input') ?? select;
  if (select.required) input.setAttribute('aria-required', 'true');
  // In the docked panel the opened list may reach below the edge.
  input.addEventListener('focus', () => {
    requestAnimationFrame(() =>
      select.parentElement?.querySelector('.ts-dropdown')?.scrollIntoView({ block: 'nearest' }),
    );
  });
  if (select.disabled) list.setDisabled(true);
  if (hadFocus) list.focus();
  return { ...list, input };
}
