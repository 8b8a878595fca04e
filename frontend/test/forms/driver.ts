/** What a user does with a form, for tests. */

import { formHandlers } from '../../src/forms/index.js';
import type { InputItem, Json, JsonObject } from '../../src/protocol/commands.js';
import { FakeContext } from './fake_context.js';

const handlers = formHandlers(() => undefined);

type Options = { label?: string; cancelable?: boolean; task?: string };

export function showForm(
  inputs: readonly InputItem[],
  { label = 'Title', cancelable = false, task = 'task-1' }: Options = {},
  context = new FakeContext(),
): FakeContext {
  const spec = { label, inputs, cancelable };
  void handlers.input_group({ command: 'input_group', task_id: task, spec }, context);
  return context;
}

export function update(
  context: FakeContext,
  name: string,
  attributes: JsonObject,
  value?: Json,
): void {
  const spec = {
    target_name: name,
    attributes,
    ...(value !== undefined && { target_value: value }),
  };
  void handlers.update_input({ command: 'update_input', task_id: 'task-1', spec }, context);
}

export function destroy(context: FakeContext, task = 'task-1'): void {
  void handlers.destroy_form({ command: 'destroy_form', task_id: task, spec: null }, context);
}

export function find<E extends HTMLElement = HTMLInputElement>(selector: string): E {
  const element = document.querySelector<E>(selector);
  if (!element) throw new Error(`nothing matches ${selector}`);
  return element;
}

export function type(selector: string, text: string): HTMLInputElement {
  const input = find(selector);
  input.focus();
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  return input;
}

export function pick(selector: string): void {
  find(selector).click();
}

/** jsdom has no DataTransfer, so the file list is put in place by hand. */
export function chooseFiles(selector: string, ...files: readonly File[]): void {
  const input = find(selector);
  Object.defineProperty(input, 'files', { configurable: true, value: files });
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** The values of the last submit. */
export function submitted(context: FakeContext): Json {
  find<HTMLFormElement>('.card:not([hidden]) form').requestSubmit();
  const event = context.events.at(-1);
  if (event?.event !== 'from_submit') throw new Error('the form was not sent');
  return event.data;
}
