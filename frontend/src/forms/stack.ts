/** The forms of all tasks in the order they came; only the newest is shown. */

import { typedFieldOf, typesOutside } from './focus.js';
import { Form } from './form.js';
import { InputPanel } from './panel.js';
import type { ClientContext } from '../context.js';
import type { InputGroupCommand, UpdateInputCommand } from '../protocol/commands.js';

export class FormStack {
  readonly #context: ClientContext;
  readonly #panel: InputPanel;
  readonly #forms: Form[] = [];
  /** What had the focus before the first form took it. */
  #focusBefore: Element | null = null;
  /** The user has typed into the form that is shown, and not submitted it. */
  #typing = false;

  constructor(context: ClientContext) {
    this.#context = context;
    const { inputCards } = context.page;
    inputCards.addEventListener('input', () => {
      this.#typing = true;
    });
    inputCards.addEventListener('submit', () => {
      this.#typing = false;
    });
    this.#panel = new InputPanel(context.page, context.settings, context.text('panel_handle'));
  }

  push(command: InputGroupCommand): void {
    const form = new Form(command, this.#context);
    if (this.#forms.length === 0) this.#focusBefore = document.activeElement;
    const mayFocus = this.#mayFocus();
    this.#forms.at(-1)?.hide();
    this.#forms.push(form);
    this.#context.page.inputCards.append(form.element);
    this.#present(form, mayFocus);
  }

  update({ task_id, spec }: UpdateInputCommand): void {
    const form = this.#newestOf(task_id);
    if (form) form.update(spec);
    else console.warn(`No form of task "${task_id}" to update`);
  }

  submitRefused(taskId: string): void {
    this.#newestOf(taskId)?.submitRefused();
  }

  loseFile(file: File): void {
    for (const form of this.#forms) form.loseFile(file);
  }

  destroy(taskId: string): void {
    const form = this.#newestOf(taskId);
    if (!form) return;
    const wasShown = form === this.#forms.at(-1);
    // Asked before the removal, which moves the focus to the body.
    const hadFocus =
      form.element.contains(document.activeElement) || document.activeElement === document.body;
    this.#forms.splice(this.#forms.indexOf(form), 1);
    form.remove();
    const next = this.#forms.at(-1);
    if (!next) this.#close(hadFocus);
    else if (wasShown) this.#present(next, this.#mayFocus());
  }

  layOut(): void {
    this.#panel.layOut();
  }

  /** The session has ended: what is still shown can be read but no longer used. */
  disable(): void {
    for (const form of this.#forms) form.disable();
  }

  #newestOf(taskId: string): Form | undefined {
    return this.#forms.findLast((form) => form.taskId === taskId);
  }

  /** Whoever is typing goes on, be it in a pin or in the form that was shown so far. */
  #mayFocus(): boolean {
    const { inputCards } = this.#context.page;
    const types = this.#typing && typedFieldOf(inputCards) !== null;
    return this.#context.settings.inputAutoFocus && !types && !typesOutside(inputCards);
  }

  #present(form: Form, mayFocus: boolean): void {
    this.#typing = false;
    form.show();
    this.#panel.show();
    const { docked } = this.#panel;
    const focused = mayFocus && form.focus({ preventScroll: true });
    // On a small screen the form stands below the outputs, maybe out of sight.
    if (!docked && focused) form.element.scrollIntoView({ block: 'nearest' });
  }

  #close(hadFocus: boolean): void {
    this.#panel.hide();
    const back = this.#focusBefore;
    this.#focusBefore = null;
    if (hadFocus && back instanceof HTMLElement && back.isConnected)
      back.focus({ preventScroll: true });
  }
}
