import type { ClientContext, Handlers } from '../context.js';
import type { EntryAnimation } from '../dom/animation.js';
import { placeAt } from '../dom/place.js';
import { runScripts } from '../dom/scripts.js';
import type { BottomScroller } from '../dom/scroll.js';
import { selectAll } from '../dom/select.js';
import type { OutputSpec } from '../protocol/commands.js';

export interface OutputEffects {
  readonly animation: EntryAnimation;
  readonly bottom: BottomScroller;
  /** Whoever closed a popup knows that nothing shows in it any more. */
  readonly isClosed: (selector: string) => boolean;
}

export function outputHandlers(effects: OutputEffects): Handlers {
  const place = (
    spec: OutputSpec,
    element: HTMLElement,
    context: ClientContext,
  ): Promise<void> | undefined => {
    const selector = spec.scope ?? '#pywebio-scope-ROOT';
    const containers = selectAll(selector);
    if (containers.length === 0) {
      console.error('PyWebIO: no scope for output', selector, spec);
      if (!effects.isClosed(selector)) context.tellOnce('place_gone');
      return undefined;
    }
    containers.forEach((container, index) => {
      // A class selector may name several places; the first gets the element itself.
      const copy = index === 0 ? element : (element.cloneNode(true) as HTMLElement);
      placeAt(container, copy, spec.position ?? -1);
    });
    if (context.settings.outputAnimation) effects.animation.animate(element);
    if (context.settings.autoScrollBottom) effects.bottom.schedule();
    context.announce(() => spokenText(element), element.matches('.alert-danger'));
    return runScripts(element);
  };

  return {
    output: ({ spec }, context) => {
      const element = context.renderOutput(spec);
      if (element instanceof HTMLElement) return place(spec, element, context);
      return element.then((ready) => place(spec, ready, context));
    },
  };
}

function spokenText(element: HTMLElement): string {
  // It speaks for itself.
  if (element.matches('[role=alert]')) return '';
  if (element instanceof HTMLImageElement) return element.alt;
  if (element.ariaLabel !== null) return element.ariaLabel;
  if (element.querySelector('script, style') === null) return element.textContent;
  const heard = element.cloneNode(true) as HTMLElement;
  for (const silent of heard.querySelectorAll('script, style')) silent.remove();
  return heard.textContent;
}
