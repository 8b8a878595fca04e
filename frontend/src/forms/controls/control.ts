/** What forms and pins need of a widget, and what a widget needs of them. */

import type { TextArgument } from '../../i18n.js';
import type { InputItem, Json, JsonObject } from '../../protocol/commands.js';

export interface Control {
  readonly item: InputItem;
  /** The `.form-group`, ready to be put on the page. */
  readonly element: HTMLElement;

  /** The value as it travels in an event; for files only the place they will take (null or []). */
  value(): Json;
  files(): readonly File[];
  /** Only in controls for files: choose those of *files* that fit; true if there are any. */
  offer?(files: readonly File[]): boolean;
  /** *file* cannot be read any more: if it was chosen here, it no longer is. */
  lose?(file: File): void;

  /** Apply `update_input` / `pin_update` attributes, to one option only if *targetValue* is given. */
  update(attributes: JsonObject, targetValue?: Json): void;

  /** Show the browser's verdict on required, pattern, min … beside the control; true when valid. */
  checkValidity(): boolean;
  clearStatus(): void;
  /** Back to the values the control was built with. */
  reset(): void;
  focus(options?: FocusOptions): void;
  setDisabled(disabled: boolean): void;
}

/** The surroundings of a control: a form or a pin. */
export interface ControlHost {
  /** Names a control that brings no label of its own (a single input is titled by its card). */
  readonly labelledBy?: string;
  /** True when several controls have no other name than that. */
  readonly severalControls?: boolean;
  /** False when another button of the form answers the Enter key. */
  readonly actionsSubmit: boolean;

  /** The language of the texts, as a tag. */
  readonly language: string;
  text(id: string, ...args: readonly TextArgument[]): string;
  changed(control: Control): void;
  left(control: Control): void;
  /** The button at the right of a text input was pressed. */
  called(callbackId: string): void;
  /** A button of an `actions` control was pressed. */
  pressed(control: Control, kind: 'submit' | 'reset' | 'cancel', button: HTMLButtonElement): void;
}
