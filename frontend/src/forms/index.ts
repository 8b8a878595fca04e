/** Handlers of the commands that show, change and remove forms. */

import { FormStack } from './stack.js';
import type { ClientContext, Handler, Handlers } from '../context.js';
import type {
  DestroyFormCommand,
  InputGroupCommand,
  UpdateInputCommand,
} from '../protocol/commands.js';

// One stack per client: two clients in one page must not share forms.
const stacks = new WeakMap<ClientContext, FormStack>();

function stackOf(context: ClientContext): FormStack {
  let stack = stacks.get(context);
  if (!stack) {
    stack = new FormStack(context);
    stacks.set(context, stack);
  }
  return stack;
}

const updateInput: Handler<UpdateInputCommand> = (command, context) => {
  stackOf(context).update(command);
};

const destroyForm: Handler<DestroyFormCommand> = (command, context) => {
  stackOf(context).destroy(command.task_id);
};

/** *bringForward* gets the panel of forms before it shows another one: nobody could answer it from behind. */
export function formHandlers(bringForward: (panel: HTMLElement) => void) {
  const showForm: Handler<InputGroupCommand> = (command, context) => {
    bringForward(context.page.inputContainer);
    stackOf(context).push(command);
  };
  return {
    input_group: showForm,
    input: showForm,
    update_input: updateInput,
    destroy_form: destroyForm,
  } satisfies Handlers;
}

/** To be called when settings of the panel have changed. */
export function layOutForms(context: ClientContext): void {
  stacks.get(context)?.layOut();
}

/** To be called when the server does not take what a form of the task has submitted. */
export function submitRefused(context: ClientContext, taskId: string): void {
  stacks.get(context)?.submitRefused(taskId);
}

/** To be called when a file that may stand in a form cannot be read any more. */
export function loseFormFile(context: ClientContext, file: File): void {
  stacks.get(context)?.loseFile(file);
}

/** To be called when the session has ended. */
export function disableForms(context: ClientContext): void {
  stacks.get(context)?.disable();
}

/** To be called when another session is to begin in the page. */
export function removeForms(context: ClientContext): void {
  stacks.get(context)?.remove();
}
