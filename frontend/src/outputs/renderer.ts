/** Turns output specs into elements, nested ones included. */

import type { ClientContext } from '../context.js';
import type { OutputSpec } from '../protocol/commands.js';
import { applyCommon, inlineText, isSpec, type Build, type OutputBuilder } from './build.js';
import { buildButtons } from './buttons.js';
import { buildCustomWidget } from './custom_widget.js';
import { buildDataTable } from './datatable.js';
import { buildFile } from './file.js';
import { buildHtml } from './html.js';
import { buildMarkdown } from './markdown.js';
import { noticeInPlace } from './notice.js';
import { buildScope } from './scope.js';
import { buildScrollable } from './scrollable.js';
import { buildTable } from './table.js';
import { buildTabs } from './tabs.js';
import { buildText } from './text.js';

export type OutputBuilders = Readonly<Record<string, OutputBuilder>>;

/** `pin` comes from the pins; see `Client`. */
export const outputBuilders: OutputBuilders = {
  text: buildText,
  markdown: buildMarkdown,
  html: buildHtml,
  buttons: buildButtons,
  table: buildTable,
  datatable: buildDataTable,
  custom_widget: buildCustomWidget,
  scope: buildScope,
  scrollable: buildScrollable,
  tabs: buildTabs,
  file: buildFile,
};

/** Deeper than any server of ours nests outputs, and not too deep for a browser to lay out. */
const deepest = 500;

/** Synchronous unless some part needs a chunk that has not arrived yet. */
export function renderOutput(
  spec: OutputSpec,
  context: ClientContext,
  builders: OutputBuilders,
): HTMLElement | Promise<HTMLElement> {
  const pending: Promise<unknown>[] = [];
  const buildAt = (depth: number): Build => ({
    context,
    child: (content) => {
      if (!isSpec(content)) return inlineText(content);
      if (depth === deepest) return noticeInPlace(context.text('not_shown'), content);
      const element = buildOne(content, buildAt(depth + 1), builders);
      if (element instanceof HTMLElement) return element;
      const standIn = document.createElement('div');
      pending.push(element.then((ready) => standIn.replaceWith(ready)));
      return standIn;
    },
  });
  const element = buildOne(spec, buildAt(0), builders);
  if (element instanceof HTMLElement && pending.length === 0) return element;
  return settle(element, pending);
}

async function settle(
  element: HTMLElement | Promise<HTMLElement>,
  pending: readonly Promise<unknown>[],
): Promise<HTMLElement> {
  const ready = await element;
  await Promise.all(pending);
  return ready;
}

function buildOne(
  spec: OutputSpec,
  build: Build,
  builders: OutputBuilders,
): HTMLElement | Promise<HTMLElement> {
  const builder = Object.hasOwn(builders, spec.type) ? builders[spec.type] : undefined;
  if (builder === undefined) {
    console.error('PyWebIO: unknown output type', spec);
    return noticeInPlace(build.context.text('unknown_part', spec.type), spec);
  }
  const failed = (error: unknown) => {
    console.error('PyWebIO: cannot show output', spec, error);
    return noticeInPlace(build.context.text('not_shown'), spec);
  };
  try {
    const element = builder(spec, build);
    if (element instanceof HTMLElement) return finish(element, spec);
    return element.then((ready) => finish(ready, spec)).catch(failed);
  } catch (error) {
    return failed(error);
  }
}

function finish(element: HTMLElement, spec: OutputSpec): HTMLElement {
  applyCommon(element, spec);
  return element;
}
