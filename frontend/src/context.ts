/**
 * What a command handler may use. `Client` implements it; tests pass a small object of their own.
 * Handlers and builders get a context and never reach for globals.
 */

import type { TextArgument } from './i18n.js';
import type { Command, CommandName, CommandOf, OutputSpec } from './protocol/commands.js';
import type { ClientEvent, FilePart } from './protocol/events.js';

/** The fixed elements of the page (protocol reference, section 8). */
export interface PageElements {
  /** `#output-container` */
  readonly outputContainer: HTMLElement;
  /** `#markdown-body`, the root of all outputs */
  readonly outputRoot: HTMLElement;
  /** `#end-space` */
  readonly endSpace: HTMLElement;
  /** `#input-container` */
  readonly inputContainer: HTMLElement;
  /** `#input-cards` */
  readonly inputCards: HTMLElement;
}

/** Page settings of this session, changed by `set_env`. */
export interface Settings {
  outputAnimation: boolean;
  autoScrollBottom: boolean;
  inputPanelFixed: boolean;
  /** Pixels. */
  inputPanelMinHeight: number;
  /** Pixels. */
  inputPanelInitHeight: number;
  inputAutoFocus: boolean;
  /** Milliseconds between two polls of a server that does not hold them. */
  httpPullInterval: number;
}

export interface UploadProgress {
  /** Called with 0..1 while the files of one event travel. */
  (fraction: number): void;
}

export interface ClientContext {
  readonly page: PageElements;
  readonly settings: Settings;
  /** False after the session has ended: controls may then disable themselves. */
  readonly open: boolean;

  /** Queue an event; it arrives exactly once and in order. Shows a notice when the session has ended. */
  send(event: ClientEvent, files?: readonly FilePart[], progress?: UploadProgress): void;

  /** Take back an event with files. False if it is too late for that: it may have arrived. */
  cancel(event: ClientEvent): boolean;

  /** The language of the interface's texts, as a tag such as `de` or `zh-Hant`. */
  readonly language: string;

  /** Localised interface text; `WebIO.message_tpl` wins over the browser's language. */
  text(id: string, ...args: readonly TextArgument[]): string;

  /**
   * Let screen readers say it, after what they are saying; *text* is asked only if they will. What
   * is *urgent*, such as an error, comes before the rest.
   */
  announce(text: () => string, urgent?: boolean): void;

  /** Tell the user quietly of something that cannot be shown: once, however often it happens. */
  tellOnce(id: string, ...args: readonly TextArgument[]): void;

  /** Build the element of an embedded or top-level output (not yet in the document). */
  renderOutput(spec: OutputSpec): Promise<HTMLElement> | HTMLElement;
}

/** Runs one command. The next command waits for a returned promise. */
export type Handler<C extends Command> = (
  command: C,
  context: ClientContext,
) => void | Promise<void>;

/** The handlers of one family, by command name. */
export type Handlers = { readonly [Name in CommandName]?: Handler<CommandOf<Name>> };
