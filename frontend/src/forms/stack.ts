/** The forms of all tasks in the order they came; the newest is shown, and below it one that is being typed into. */

import { typedFieldOf, typesOutside } from './focus.js';
import { Form } from './form.js';
import { InputPanel } from './panel.js';
import { PressGate } from './press_gate.js';
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
  /** Stays below the newest until the user has left it: keys must not go astray. */
  #unfinished: Form | undefined;
  readonly #listening = new AbortController();

  constructor(context: ClientContext) {
    this.#context = context;
    this.#listen();
    this.#panel = new InputPanel(context.page, context.settings, context.text('panel_handle'));
  }

  #listen(): void {
    const { inputCards } = this.#context.page;
    const { signal } = this.#listening;
    const gate = new PressGate(inputCards);
    const listen = (kind: 'input' | 'submit' | 'focusout', heard: () => void): void => {
      inputCards.addEventListener(kind, heard, { signal });
    };
    listen('input', () => {
      this.#typing = true;
    });
    listen('submit', () => {
      this.#typing = false;
    });
    listen('focusout', () => {
      // Hiding a form moves what stands around it: not while the pointer is down there.
      setTimeout(() => gate.whenReleased(() => this.#hideIfLeft()));
    });
  }

  push(command: InputGroupCommand): void {
    const form = new Form(command, this.#context);
    if (this.#forms.length === 0) this.#focusBefore = document.activeElement;
    const mayFocus = this.#mayFocus();
    const top = this.#forms.at(-1);
    if (this.#types()) this.#unfinished ??= top;
    if (top !== this.#unfinished) top?.hide();
    this.#forms.push(form);
    const place = this.#unfinished?.element ?? null;
    const keepInPlace = this.#panel.keepInPlace(place);
    this.#context.page.inputCards.insertBefore(form.element, place);
    this.#present(form, mayFocus);
    keepInPlace();
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
    const wasShown = form === this.#forms.at(-1) || form === this.#unfinished;
    // Asked before the removal, which moves the focus to the body.
    const hadFocus =
      form.element.contains(document.activeElement) || document.activeElement === document.body;
    this.#forms.splice(this.#forms.indexOf(form), 1);
    form.remove();
    const next = this.#forms.at(-1);
    if (form === this.#unfinished || next === this.#unfinished) this.#unfinished = undefined;
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

  /** The page is for another session now. */
  remove(): void {
    this.#listening.abort();
    for (const form of this.#forms.splice(0)) form.remove();
    this.#panel.remove();
  }

  #newestOf(taskId: string): Form | undefined {
    return this.#forms.findLast((form) => form.taskId === taskId);
  }

  /** Whoever is typing goes on, be it in a pin or in the form that was shown so far. */
  #mayFocus(): boolean {
    const { settings, page } = this.#context;
    return settings.inputAutoFocus && !this.#types() && !typesOutside(page.inputCards);
  }

  #types(): boolean {
    return this.#typing && typedFieldOf(this.#context.page.inputCards) !== null;
  }

  #hideIfLeft(): void {
    const form = this.#unfinished;
    if (form === undefined || form.element.contains(document.activeElement)) return;
    form.hide();
    this.#unfinished = undefined;
  }

  #present(form: Form, mayFocus: boolean): void {
    this.#typing = this.#types();
    form.show();
    this.#panel.show();
    const { docked } = this.#panel;
    const focused = mayFocus && form.focus({ preventScroll: true });
    // On a small screen the form stands below the outputs, maybe out of sight.
    if (!docked && focused) form.element.scrollIntoView({ block: 'nearest' });
    if (!focused) this.#context.announce(() => form.name);
  }

  #close(hadFocus: boolean): void {
    this.#panel.hide();
    const back = this.#focusBefore;
    this.#focusBefore = null;
    if (hadFocus && back instanceof HTMLElement && back.isConnected)
      back.focus({ preventScroll: true });
  }
}
