/**
 * Commands, server → browser (protocol reference, section 4).
 *
 * One interface per command, told apart by `command`; the union stands at the end.
 * A member the application did not set is absent or null; both mean the same.
 */

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

export type JsonObject = { readonly [key: string]: Json | undefined };

interface TaskCommand<Name extends string, Spec> {
  readonly command: Name;
  readonly task_id: string;
  readonly spec: Spec;
}

// Forms

export interface Choice {
  readonly label: string;
  readonly value: Json;
  readonly selected?: boolean | null;
  readonly disabled?: boolean | null;
  readonly [attribute: string]: Json | undefined;
}

/** A type, not an interface: only so does it count as `Json`. */
export type ActionButton = {
  readonly label: string;
  readonly value?: Json;
  readonly type?: 'submit' | 'reset' | 'cancel';
  readonly disabled?: boolean | null;
  readonly color?: string | null;
};

/** One item of a form or one pin widget; unknown members become attributes of the element. */
export interface InputItem {
  readonly type: string;
  readonly name: string;
  readonly label?: string | null;
  readonly help_text?: string | null;
  readonly value?: Json;
  readonly options?: readonly Choice[] | null;
  readonly buttons?: readonly ActionButton[] | null;
  readonly onchange?: boolean | null;
  readonly onblur?: boolean | null;
  readonly auto_focus?: boolean | null;
  readonly [attribute: string]: Json | undefined;
}

export type InputGroupCommand = TaskCommand<
  'input_group' | 'input',
  {
    readonly label?: string | null;
    readonly inputs: readonly InputItem[];
    readonly cancelable?: boolean | null;
  }
>;

export type UpdateInputCommand = TaskCommand<
  'update_input',
  {
    readonly target_name: string;
    readonly target_value?: Json;
    readonly attributes: JsonObject;
  }
>;

export type DestroyFormCommand = TaskCommand<'destroy_form', null>;

// Outputs

/** What `output` shows; the members beyond these depend on `type` (section 6). */
export interface OutputSpec {
  readonly type: string;
  readonly scope?: string | null;
  readonly position?: number | null;
  readonly style?: string | null;
  readonly click_callback_id?: string | null;
  readonly container_selector?: string | null;
  readonly container_dom_id?: string | null;
  readonly [member: string]: Json | undefined;
}

export type OutputCommand = TaskCommand<'output', OutputSpec>;

/** Exactly one of the verbs is present. */
export interface OutputControl {
  readonly set_scope?: string;
  readonly container?: string;
  readonly position?: number | string | null;
  readonly if_exist?: 'remove' | 'clear' | 'blank' | null;
  readonly loose?: string;
  readonly clear?: string;
  readonly remove?: string;
  readonly scroll_to?: string;
  readonly clear_before?: string;
  readonly clear_after?: string;
  readonly clear_range?: readonly [string, string];
}

export type OutputControlCommand = TaskCommand<'output_ctl', OutputControl>;

export type PopupCommand = TaskCommand<
  'popup',
  {
    readonly title: string;
    readonly content: readonly (string | OutputSpec)[];
    readonly size?: 'large' | 'normal' | 'small';
    readonly implicit_close?: boolean;
    readonly closable?: boolean;
    readonly dom_id: string;
  }
>;

export type ClosePopupCommand = TaskCommand<'close_popup', null>;

export type ToastCommand = TaskCommand<
  'toast',
  {
    readonly content: string;
    /** Milliseconds; 0 stays until closed. */
    readonly duration: number;
    readonly position: 'left' | 'center' | 'right';
    readonly color: string;
    readonly callback_id?: string | null;
  }
>;

// Page

export type RunScriptCommand = TaskCommand<
  'run_script',
  { readonly code: string; readonly args?: JsonObject | null; readonly eval?: boolean | null }
>;

export type DownloadCommand = TaskCommand<
  'download',
  { readonly name: string; /** Base64. */ readonly content: string }
>;

/** Only the members that are present count. */
export interface Environment {
  readonly title?: string;
  readonly output_animation?: boolean;
  readonly auto_scroll_bottom?: boolean;
  readonly http_pull_interval?: number;
  readonly input_panel_fixed?: boolean;
  readonly input_panel_min_height?: number;
  readonly input_panel_init_height?: number;
  readonly input_auto_focus?: boolean;
  readonly output_max_width?: string;
}

export type SetEnvCommand = TaskCommand<'set_env', Environment>;

// Pins

export type PinValuesCommand = TaskCommand<'pin_values', { readonly names: readonly string[] }>;
export type PinValueCommand = TaskCommand<'pin_value', { readonly name: string }>;
export type PinUpdateCommand = TaskCommand<
  'pin_update',
  { readonly name: string; readonly attributes: JsonObject }
>;
export type PinWaitCommand = TaskCommand<
  'pin_wait',
  { readonly names: readonly string[]; /** Seconds. */ readonly timeout?: number | null }
>;
export type PinOnChangeCommand = TaskCommand<
  'pin_onchange',
  { readonly name: string; readonly callback_id?: string | null; readonly clear?: boolean | null }
>;

// Session

export interface SetSessionIdCommand {
  readonly command: 'set_session_id';
  readonly spec: string;
}
export interface CloseSessionCommand {
  readonly command: 'close_session';
}

export type Command =
  | InputGroupCommand
  | UpdateInputCommand
  | DestroyFormCommand
  | OutputCommand
  | OutputControlCommand
  | PopupCommand
  | ClosePopupCommand
  | ToastCommand
  | RunScriptCommand
  | DownloadCommand
  | SetEnvCommand
  | PinValuesCommand
  | PinValueCommand
  | PinUpdateCommand
  | PinWaitCommand
  | PinOnChangeCommand
  | SetSessionIdCommand
  | CloseSessionCommand;

export type CommandName = Command['command'];

/** The command that carries *Name*; one interface may stand for several names. */
export type CommandOf<Name extends CommandName> = Command extends infer C extends Command
  ? C extends Command
    ? Name extends C['command']
      ? C
      : never
    : never
  : never;
