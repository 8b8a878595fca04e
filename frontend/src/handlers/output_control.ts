import type { Handlers } from '../context.js';
import * as scope from '../dom/scope.js';
import { scrollToElement } from '../dom/scroll.js';
import { selectAll } from '../dom/select.js';
import type { OutputControl } from '../protocol/commands.js';

export const outputControlHandlers: Handlers = {
  output_ctl: ({ spec }, context) => {
    if (spec.set_scope !== undefined) scope.setScope(spec.set_scope, spec);
    if (spec.loose !== undefined) scope.loose(spec.loose);
    if (spec.clear !== undefined) scope.clear(spec.clear);
    if (spec.clear_before !== undefined) scope.clearBefore(spec.clear_before);
    if (spec.clear_after !== undefined) scope.clearAfter(spec.clear_after);
    if (spec.clear_range !== undefined) scope.clearRange(...spec.clear_range);
    if (spec.scroll_to !== undefined)
      scrollTo(spec, spec.scroll_to, context.settings.outputAnimation);
    if (spec.remove !== undefined) scope.remove(spec.remove);
  },
};

function scrollTo(spec: OutputControl, selector: string, smooth: boolean): void {
  const element = selectAll(selector)[0];
  if (element === undefined) console.error('PyWebIO: nothing to scroll to', selector);
  else scrollToElement(element, String(spec.position ?? 'top'), smooth);
}
