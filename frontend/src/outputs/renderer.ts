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

/** Synchronous unless some part needs a chunk that has not arrived yet. */
export function renderOutput(
  spec: OutputSpec,
  context: ClientContext,
  builders: OutputBuilders,
): HTMLElement | Promise<HTMLElement> {
  const pending: Promise<unknown>[] = [];
  const build: Build = {
    context,
    child: (content) => {
      if (!isSpec(content)) return inlineText(content);
      const element = buildOne(content, build, builders);
      if (element instanceof HTMLElement) return element;
      const standIn = document.createElement('div');
      pending.push(element.then((ready) => standIn.replaceWith(ready)));
      return standIn;
    },
  };
  const element = buildOne(spec, build, builders);
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
  const builder = builders[spec.type];
  if (builder === undefined) {
    console.error('PyWebIO: unknown output type', spec);
    return inlineText('');
  }
  const element = builder(spec, build);
  if (element instanceof HTMLElement) return finish(element, spec);
  return element.then((ready) => finish(ready, spec));
}

function finish(element: HTMLElement, spec: OutputSpec): HTMLElement {
  applyCommon(element, spec);
  return element;
}
