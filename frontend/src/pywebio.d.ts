/**
 * Types of `window.WebIO`, for the scripts of apps. Shipped beside the client; in a script of yours:
 *
 *     /// <reference path="pywebio.d.ts" />
 *
 * and in JavaScript `// @ts-check` behind it.
 */

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

export interface WebIO {
  /**
   * Starts a session in this page; the page that the server makes does so by itself. One that runs
   * is closed; its popup, toasts and forms go, its outputs stay.
   */
  startWebIOClient(options?: StartOptions): void;

  /** Goes to another app of the same server, in this tab or a new one. */
  openApp(name: string, newWindow: boolean | number): void;

  /** Calls the function of the app that *callbackId* stands for; it gets *data*. */
  pushData(data: Json, callbackId: string): void;

  /**
   * Makes *widget* known as *name*: `put_custom(name, data)` in Python shows one. Those that wait
   * for it are shown now. A second widget of the same name is an error.
   */
  registerWidget<Data = Json>(name: string, widget: Widget<Data>): void;

  /** Texts of the page by their id; what is set here wins over the browser's language. */
  message_tpl: Record<string, string>;

  /** Light or dark: what shows now. Setting it switches, now and at later visits; `auto` follows the system. */
  get theme(): 'light' | 'dark';
  set theme(theme: 'light' | 'dark' | 'auto');

  readonly _state: State;
}

export interface StartOptions {
  /** Where outputs go; `#markdown-body` by default. An element, or a list of one as jQuery's. */
  readonly output_container_elem?: Element | ArrayLike<Element> | null;
  /** Where forms go; `#input-cards` by default. */
  readonly input_container_elem?: Element | ArrayLike<Element> | null;
  /** The server's address; that of the page by default. */
  readonly backend_address?: string;
  /** `index` by default. */
  readonly app_name?: string;
  /** `auto` by default: asks the server. */
  readonly protocol?: 'ws' | 'http' | 'auto';
  readonly runtime_config?: {
    /** Log every command and event in the console. */
    readonly debug?: boolean;
    /** What the application is written in; by default what the browser prefers. */
    readonly language?: string;
    /** Built-in texts in the application's own words. */
    readonly texts?: Readonly<Record<string, string>>;
    readonly outputAnimation?: boolean;
    /** Milliseconds. */
    readonly httpPullInterval?: number;
  };
}

/**
 * A kind of widget; see `registerWidget`. *Data* is what its app gives to `put_custom`. Its functions
 * may return promises; where one fails, a notice stands in the place of the widget until there is
 * new data.
 */
export interface Widget<Data = Json> {
  /** Fills *element*, which is empty and in the page. */
  mount(element: HTMLElement, data: Data, api: WidgetApi): void | Promise<void>;
  /** Shows new data. Without it, the widget is unmounted and mounted anew. */
  update?(element: HTMLElement, data: Data, api: WidgetApi): void | Promise<void>;
  /** Called when *element* has left the page. */
  unmount?(element: HTMLElement): void;
}

/** What one widget in the page may use. */
export interface WidgetApi {
  /** Calls `onevent` of the app with *value*. */
  send(value: Json): void;
}

/** The running session and settings of the page. */
export interface State {
  /** Null before `startWebIOClient`. */
  readonly CurrentSession: CurrentSession | null;
  /** Scroll to new output. */
  AutoScrollBottom: boolean | undefined;
  /** Milliseconds that an output takes to appear. */
  readonly ShowDuration: number;
  /** Keep forms at the bottom of the window. */
  FixedInputPanel: boolean | undefined;
  /** Pixels. */
  InputPanelMinHeight: number | undefined;
  /** Pixels. */
  InputPanelInitHeight: number | undefined;
  /** Put the cursor into new forms. */
  AutoFocusOnInput: boolean | undefined;
}

export interface CurrentSession {
  /** `NEW` unless the server has given it one, with which it can be resumed. */
  readonly webio_session_id: string;
  /** The socket of now; undefined while there is none, and with polling always. */
  readonly ws: WebSocket | undefined;
  /** Queues an event of the protocol (docs/protocol.md, section 7). */
  send_message(event: WebIOEvent): void;
  /** Ends the session on this side. */
  close_session(): void;
  closed(): boolean;
  /** Calls *listener* once, when the session has ended. */
  on_session_close(listener: () => void): void;
}

export interface WebIOEvent {
  readonly event: 'from_submit' | 'from_cancel' | 'input_event' | 'callback' | 'js_yield';
  readonly task_id: string;
  readonly data: Json;
}

/** What `webio:close` says in its `detail`. */
export interface SessionEnd {
  /**
   * `finished` by the app, `gone` because the server no longer knows it, `lost` with its connection,
   * `replaced` because another window has it now, `closed` by this page.
   */
  readonly reason: 'finished' | 'gone' | 'lost' | 'replaced' | 'closed';
}

/** Events of `document`. */
export interface SessionEventMap {
  /** The session has begun: its first connection works. */
  'webio:open': CustomEvent<null>;
  /** The connection is lost; the page tries to get it back. */
  'webio:disconnect': CustomEvent<null>;
  /** The connection is back, nothing is lost. */
  'webio:reconnect': CustomEvent<null>;
  /** The session has ended. */
  'webio:close': CustomEvent<SessionEnd>;
}

declare global {
  // Only `var` makes it a member of `window` as well.
  var WebIO: WebIO;
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it takes its members over
  interface DocumentEventMap extends SessionEventMap {}
}
