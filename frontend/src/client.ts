/** One session in one page: wires transport, router, handlers and the page's own signs of life. */

import type { ClientContext, PageElements, Settings, UploadProgress } from './context.js';
import { ClickDelegate } from './dom/clicks.js';
import { startRefusingDrops } from './dom/drops.js';
import { tellScripts } from './dom/session_events.js';
import { disableForms, loseFormFile, removeForms, submitRefused } from './forms/index.js';
import { allHandlers } from './handlers/index.js';
import type { Messages, TextArgument } from './i18n.js';
import { outputBuilders, renderOutput, type OutputBuilders } from './outputs/renderer.js';
import { disablePins, losePinFile, renderPin } from './pins/index.js';
import type { Command, OutputSpec } from './protocol/commands.js';
import type { ClientEvent, FilePart } from './protocol/events.js';
import { CommandRouter } from './router.js';
import type { EndReason, Transport, TransportDelegate } from './transport/transport.js';
import type { Upload } from './transport/upload.js';
import { Announcer } from './ui/announcer.js';
import { ConnectionNotice } from './ui/connection_notice.js';
import { startDismissing } from './ui/dismiss.js';
import { showFavicon } from './ui/favicon.js';
import { startImageViewer } from './ui/image_viewer.js';
import { ModalHost } from './ui/modal.js';
import { startTheme } from './ui/theme.js';
import { ToastHost } from './ui/toasts.js';

export interface ClientOptions {
  readonly page: PageElements;
  readonly messages: Messages;
  readonly settings: Settings;
  /** Commands wait for it: what they show is in the right language from the start. */
  readonly ready?: Promise<void>;
  readonly createTransport: (delegate: TransportDelegate) => Transport;
  /** Log every command and event. */
  readonly debug?: boolean;
  /** Called when the server has forgotten the session, or cannot be reached any more. */
  readonly serverLost?: () => void;
}

const errorColor = '#e53935';
/** As the published toasts of kind `info`. */
const quietColor = '#1565c0';
const noticeTime = 5000;
/** Of the body, once nothing on the page reaches the server any more. */
const overClass = 'webio-session-over';
/** Commands that show nothing: the loading sign stays. */
const invisible: ReadonlySet<string> = new Set([
  'set_env',
  'run_script',
  'output_ctl',
  'pin_values',
]);

export class Client implements ClientContext, TransportDelegate {
  readonly page: PageElements;
  readonly settings: Settings;
  readonly transport: Transport;
  readonly #options: ClientOptions;
  readonly #router: CommandRouter;
  readonly #announcer = new Announcer((count) => this.text('more_outputs', count));
  readonly #toasts = new ToastHost((text, urgent) => this.announce(() => text, urgent));
  readonly #notice = new ConnectionNotice((text) => this.announce(() => text, true));
  readonly #modals: ModalHost;
  readonly #clicks: ClickDelegate;
  readonly #builders: OutputBuilders;
  readonly #closeListeners: (() => void)[] = [];
  readonly #told = new Set<string>();
  #undo: (() => void)[] = [];
  #loading: Element | null;
  #ready: Promise<void> | undefined;
  #connection: 'new' | 'up' | 'down' = 'new';

  constructor(options: ClientOptions) {
    this.#options = options;
    this.page = options.page;
    this.settings = options.settings;
    this.#loading = document.getElementById('pywebio-loading');
    this.#builders = {
      ...outputBuilders,
      pin: (spec, { context }) => renderPin(spec, context),
    };
    this.#clicks = new ClickDelegate((callbackId, data) =>
      this.send({ event: 'callback', task_id: callbackId, data }),
    );
    const background =
      this.page.outputRoot.closest<HTMLElement>('.pywebio') ?? this.page.outputContainer;
    this.#modals = new ModalHost(background);
    this.#router = new CommandRouter({
      handlers: allHandlers({ modals: this.#modals, toasts: this.#toasts }),
      context: this,
      executed: (command) => this.#executed(command),
      failed: (problem, { command }) => this.tellOnce(problem, command),
    });
    this.#ready = options.ready?.then(() => {
      this.#ready = undefined;
    });
    this.transport = options.createTransport(this);
  }

  start(): void {
    // First of all: the server works on its answer while the page gets ready.
    this.transport.open();
    this.#clicks.start();
    document.body.classList.remove(overClass);
    this.#undo = [
      () => this.#clicks.stop(),
      startDismissing(),
      startRefusingDrops(),
      startTheme(),
      startImageViewer((id, name) => this.text(id, name)),
    ];
  }

  /** Leaves the page to another session: outputs stay, as the app's own page may want them. */
  stop(): void {
    this.transport.close('closed');
    this.#router.stop();
    this.#announcer.stop();
    this.#notice.clear();
    this.#modals.close();
    this.#toasts.stop();
    removeForms(this);
    for (const undo of this.#undo.splice(0)) undo();
  }

  onSessionClose(listener: () => void): void {
    this.#closeListeners.push(listener);
  }

  // ClientContext

  get open(): boolean {
    return !this.transport.closed;
  }

  send(event: ClientEvent, files?: readonly FilePart[], progress?: UploadProgress): void {
    if (this.#options.debug === true) console.info('<<<', event, files ?? '');
    if (!this.transport.send(event, files, progress)) this.#warn('disconnected_with_server');
  }

  cancel(event: ClientEvent): boolean {
    return this.transport.cancel(event);
  }

  get language(): string {
    return this.#options.messages.language;
  }

  text(id: string, ...args: readonly TextArgument[]): string {
    return this.#options.messages.text(id, ...args);
  }

  announce(text: () => string, urgent = false): void {
    this.#announcer.announce(text, urgent);
  }

  tellOnce(id: string, ...args: readonly TextArgument[]): void {
    const text = this.text(id, ...args);
    if (this.#told.has(text)) return;
    this.#told.add(text);
    this.#toast(text, quietColor);
  }

  renderOutput(spec: OutputSpec): HTMLElement | Promise<HTMLElement> {
    return renderOutput(spec, this, this.#builders);
  }

  // TransportDelegate

  commandsReceived(commands: readonly Command[]): void {
    if (this.#options.debug === true) for (const command of commands) console.info('>>>', command);
    if (this.#ready === undefined) this.#router.push(commands);
    else void this.#ready.then(() => this.#router.push(commands));
  }

  connected(): void {
    tellScripts(this.#connection === 'new' ? 'webio:open' : 'webio:reconnect', null);
    this.#connection = 'up';
    this.#notice.reconnected(this.text('reconnected'));
    showFavicon('open');
  }

  reconnecting(): void {
    // Each attempt that fails says so again.
    if (this.#connection === 'up') tellScripts('webio:disconnect', null);
    if (this.#connection !== 'new') this.#connection = 'down';
    this.#notice.reconnecting(this.text('reconnecting'));
  }

  ended(reason: EndReason): void {
    showFavicon('closed');
    document.body.classList.add(overClass);
    this.#notice.clear();
    this.#removeLoading();
    disableForms(this);
    disablePins(this);
    if (reason === 'gone') this.#showEnd('session_gone');
    if (reason === 'replaced') this.#showEnd('session_replaced');
    if (reason === 'lost')
      this.#showEnd(this.#connection !== 'new' ? 'connection_lost' : 'connect_fail');
    for (const listener of this.#closeListeners) contained(listener);
    tellScripts('webio:close', { reason });
    // A page that the server refuses from the start would be refused again.
    const lost = reason === 'gone' || reason === 'lost';
    if (lost && this.#connection !== 'new') this.#options.serverLost?.();
  }

  uploadRefused({ event, task_id }: ClientEvent): void {
    if (event === 'from_submit') submitRefused(this, task_id);
    this.#warn('upload_refused');
  }

  uploadUnreadable(upload: Upload): void {
    const { event, files } = upload;
    void upload.unreadable().then((lost) => {
      // The app waits for an answer; a form stays and asks again.
      if (event.event === 'js_yield') {
        this.send(
          event,
          files.filter((part) => !lost.includes(part)),
        );
      }
      if (event.event === 'from_submit') submitRefused(this, event.task_id);
      for (const { file } of lost) {
        loseFormFile(this, file);
        losePinFile(this, file);
      }
    });
  }

  // The rest

  #executed(command: Command): void {
    if (this.#loading !== null && !invisible.has(command.command)) this.#removeLoading();
    this.transport.commandExecuted();
    if (command.command === 'close_session') this.transport.close('finished');
  }

  #removeLoading(): void {
    this.#loading?.remove();
    this.#loading = null;
  }

  #showEnd(message: string): void {
    this.#notice.ended(this.text(message), this.text('reload'));
  }

  #warn(message: string): void {
    this.#toast(this.text(message), errorColor);
  }

  #toast(content: string, color: string): void {
    this.#toasts.show({
      content,
      duration: noticeTime,
      position: 'right',
      color,
      closeLabel: this.text('close'),
    });
  }
}

/** An app's own function must not stop ours. */
function contained(call: () => void): void {
  try {
    call();
  } catch (error) {
    reportError(error);
  }
}
