import type { Handlers } from '../context.js';
import type { EntryAnimation } from '../dom/animation.js';
import * as scope from '../dom/scope.js';
import { scrollToElement } from '../dom/scroll.js';
import { selectAll } from '../dom/select.js';
import type { OutputControl } from '../protocol/commands.js';

export function outputControlHandlers(animation: EntryAnimation): Handlers {
  /** Does *change*, and notes the places that it may have emptied. */
  const emptying = (selector: string, change: () => void): void => {
    const filled = selectAll(selector).some((place) => place.hasChildNodes());
    change();
    if (filled) for (const place of selectAll(selector)) animation.noteEmptied(place);
  };

  return {
    output_ctl: ({ spec }, context) => {
      const { set_scope: made, clear: cleared } = spec;
      if (made !== undefined) emptying(`#${made}`, () => scope.setScope(made, spec));
      if (spec.loose !== undefined) scope.loose(spec.loose);
      if (cleared !== undefined) emptying(cleared, () => scope.clear(cleared));
      if (spec.clear_before !== undefined) scope.clearBefore(spec.clear_before);
      if (spec.clear_after !== undefined) scope.clearAfter(spec.clear_after);
      if (spec.clear_range !== undefined) scope.clearRange(...spec.clear_range);
      if (spec.scroll_to !== undefined)
        scrollTo(spec, spec.scroll_to, context.settings.outputAnimation);
      if (spec.remove !== undefined) scope.remove(spec.remove);
    },
  };
}

function scrollTo(spec: OutputControl, selector: string, smooth: boolean): void {
  const element = selectAll(selector)[0];
  if (element === undefined) console.error('PyWebIO: nothing to scroll to', selector);
  else scrollToElement(element, String(spec.position ?? 'top'), smooth);
}
