/** One form of a task: collects values, sends them, and shows what the server answers. */

import { createControl } from './controls/create.js';
import type { Control, ControlHost } from './controls/control.js';
import { typesOutside } from './focus.js';
import { FormView } from './form_view.js';
import { PressGate } from './press_gate.js';
import { StalePresses } from './stale_presses.js';
import { UploadBar } from './upload_bar.js';
import type { ClientContext } from '../context.js';
import type {
  ActionButton,
  InputGroupCommand,
  InputItem,
  Json,
  UpdateInputCommand,
} from '../protocol/commands.js';
import type { ClientEvent, FilePart } from '../protocol/events.js';

export class Form {
  readonly taskId: string;
  /** For assistive technology. */
  readonly name: string;
  readonly #context: ClientContext;
  readonly #view: FormView;
  readonly #controls: readonly Control[];
  readonly #pressGate: PressGate;
  readonly #stalePresses: StalePresses;
  #uploadBar: UploadBar | null = null;
  /** From a submit until the server's first complaint: that one takes the focus. */
  #awaitsVerdict = false;
  #busy = false;
  #closed = false;
  /** Reported only if the form stays: otherwise the events would meet the next form of the task. */
  readonly #changedMeanwhile = new Set<Control>();
  #focusBefore: Element | null = null;
  /** What had the focus when another form came on top. */
  #left: HTMLElement | null = null;

  constructor(command: InputGroupCommand, context: ClientContext) {
    const { label, cancelable } = command.spec;
    const inputs = itemsOf(command.spec.inputs);
    const endsInActions = hasSubmitButton(inputs.at(-1));
    this.taskId = command.task_id;
    this.name =
      [label, ...inputs.map((item) => item.label), context.text('submit')].find(Boolean) ?? '';
    this.#context = context;
    this.#view = new FormView({
      title: label ?? '',
      name: this.name,
      cancelable: cancelable ?? false,
      buttons: !endsInActions,
      text: (id) => context.text(id),
    });
    this.#pressGate = new PressGate(this.#view.form);
    this.#stalePresses = new StalePresses(this.#view.form);
    const asking = inputs.filter(({ type }) => type !== 'actions');
    const host = this.#host(endsInActions, asking.length > 1);
    this.#controls = inputs.map((item) => createControl(item, host));
    this.#view.inputs.append(...this.#controls.map((control) => control.element));
    this.#listen();
  }

  get element(): HTMLElement {
    return this.#view.card;
  }

  show(): void {
    this.element.hidden = false;
    this.#stalePresses.shown();
  }

  hide(): void {
    const active = document.activeElement;
    this.#left = active instanceof HTMLElement && this.element.contains(active) ? active : null;
    this.element.hidden = true;
  }

  /** True if the form asked for the focus and got it, or had it before another came on top. */
  focus(options: FocusOptions): boolean {
    const wanted = this.#left ?? this.#controls.find(({ item }) => item.auto_focus === true);
    wanted?.focus(options);
    return this.element.contains(document.activeElement);
  }

  /** What was submitted is not taken: the user may change it and try again. */
  submitRefused(): void {
    this.#setReady();
  }

  loseFile(file: File): void {
    for (const control of this.#controls) control.lose?.(file);
  }

  update({ target_name, target_value, attributes }: UpdateInputCommand['spec']): void {
    // Any other change may answer what came before the submit, which is still under way.
    if (attributes['valid_status'] === false) this.#setReady();
    for (const control of this.#controls) {
      if (control.item.name !== target_name) continue;
      control.update(attributes, target_value ?? undefined);
      if (this.#awaitsVerdict && attributes['valid_status'] === false) {
        this.#awaitsVerdict = false;
        if (!typesOutside(this.element)) control.focus();
      }
    }
  }

  remove(): void {
    this.#closed = true;
    this.element.remove();
  }

  disable(): void {
    this.#endUpload();
    this.#view.showReady();
    for (const control of this.#controls) control.setDisabled(true);
    this.#view.setButtonsDisabled(true);
  }

  #host(actionsSubmit: boolean, severalControls: boolean): ControlHost {
    return {
      severalControls,
      ...(this.#view.titleId !== undefined && { labelledBy: this.#view.titleId }),
      actionsSubmit,
      language: this.#context.language,
      text: (id, ...args) => this.#context.text(id, ...args),
      changed: (control) => {
        if (control.item.onchange !== true) return;
        if (this.#busy) this.#changedMeanwhile.add(control);
        else this.#report('change', control);
      },
      left: (control) => {
        if (control.item.onblur !== true) return;
        this.#pressGate.whenReleased(() => {
          // Hiding or removing the form takes the focus as well; the user has left nothing then.
          const leaves = !this.#busy && !this.#closed && !this.element.hidden;
          if (leaves) this.#report('blur', control);
        });
      },
      called: (callbackId) => {
        this.#context.send({ event: 'callback', task_id: callbackId, data: null });
      },
      pressed: (control, kind, button) => {
        if (kind === 'reset') this.#reset();
        else if (kind === 'cancel') this.#cancel(button);
        else if (!this.#submit(button)) control.reset();
      },
    };
  }

  #listen(): void {
    const { form, cancel } = this.#view;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit(event.submitter ?? form.querySelector('.ws-form-submit-btns > [type=submit]'));
    });
    form.addEventListener('reset', (event) => {
      // The native reset knows neither editors nor file lists, and comes after this event.
      event.preventDefault();
      this.#reset();
    });
    // Pasted anywhere in the form; a file field under the cursor has the first word.
    form.addEventListener('paste', (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (event.defaultPrevented || files.length === 0) return;
      if (this.#controls.some((control) => control.offer?.(files) === true)) event.preventDefault();
    });
    cancel?.addEventListener('click', () => {
      this.#cancel(cancel);
    });
  }

  #report(name: 'blur' | 'change', control: Control): void {
    const data = { event_name: name, name: control.item.name, value: control.value() };
    const files = control.files().map((file): FilePart => ({ inputName: 'value', file }));
    this.#context.send({ event: 'input_event', task_id: this.taskId, data }, files);
  }

  /** False if the browser already knows that a value will not do. */
  #submit(button: Element | null): boolean {
    if (this.#busy) return true;
    const invalid = this.#controls.filter((control) => !control.checkValidity());
    if (invalid[0]) {
      invalid[0].focus();
      return false;
    }
    for (const control of this.#controls) control.clearStatus();
    const data: Record<string, Json> = {};
    const files: FilePart[] = [];
    for (const control of this.#controls) {
      const { name } = control.item;
      data[name] = control.value();
      files.push(...control.files().map((file) => ({ inputName: name, file })));
    }
    this.#awaitsVerdict = true;
    this.#setBusy(button);
    const event = { event: 'from_submit', task_id: this.taskId, data } as const;
    if (files.length > 0) this.#context.send(event, files, this.#showUpload(event));
    else this.#context.send(event);
    return true;
  }

  #cancel(button: Element): void {
    if (this.#busy) return;
    this.#setBusy(button);
    this.#context.send({ event: 'from_cancel', task_id: this.taskId, data: null });
  }

  #reset(): void {
    for (const control of this.#controls) {
      control.reset();
      control.clearStatus();
    }
  }

  #showUpload(event: ClientEvent): (fraction: number) => void {
    const bar = new UploadBar({
      language: this.#context.language,
      label: this.#context.text('file_uploading'),
      cancelLabel: this.#context.text('cancel'),
      cancel: () => {
        const cancelled = this.#context.cancel(event);
        if (cancelled) this.#setReady();
        return cancelled;
      },
    });
    this.#uploadBar = bar;
    this.#view.showProgress(bar.element);
    return (fraction) => {
      bar.show(fraction);
    };
  }

  /** Nothing comes back after the session has ended, so nothing is locked then. */
  #setBusy(button: Element | null): void {
    if (!this.#context.open) return;
    this.#busy = true;
    this.#focusBefore = document.activeElement;
    this.#view.showBusy(button);
    this.#setActionsDisabled(true);
  }

  #endUpload(): void {
    this.#uploadBar?.element.remove();
    this.#uploadBar = null;
  }

  #setReady(): void {
    this.#endUpload();
    if (!this.#busy) return;
    this.#busy = false;
    for (const control of this.#changedMeanwhile) this.#report('change', control);
    this.#changedMeanwhile.clear();
    this.#view.showReady();
    this.#setActionsDisabled(false);
    // A disabled button loses the focus; whoever works by keyboard would start over at the top.
    const lost = document.activeElement === document.body || document.activeElement === null;
    if (
      lost &&
      this.#focusBefore instanceof HTMLElement &&
      this.element.contains(this.#focusBefore)
    ) {
      this.#focusBefore.focus({ preventScroll: true });
    }
  }

  #setActionsDisabled(disabled: boolean): void {
    this.#view.setButtonsDisabled(disabled);
    for (const control of this.#controls) {
      if (control.item.type === 'actions') control.setDisabled(disabled);
    }
  }
}

/** What is no item at all is left out, so that the rest can be answered. */
function itemsOf(inputs: readonly (InputItem | null)[]): readonly InputItem[] {
  if (!Array.isArray(inputs)) return [];
  return inputs.filter((item: unknown): item is InputItem => {
    return typeof item === 'object' && item !== null;
  });
}

function hasSubmitButton(item: InputItem | undefined): boolean {
  return (
    item?.type === 'actions' &&
    Array.isArray(item.buttons) &&
    (item.buttons as readonly (ActionButton | null)[]).some(
      (button) => (button?.type ?? 'submit') === 'submit',
    )
  );
}
