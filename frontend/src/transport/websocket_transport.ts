/**
 * The WebSocket connection of one session, over any number of sockets (protocol reference,
 * sections 2 and 11). It counts commands and events with a server that says `hello`, and speaks
 * the published protocol with one that does not.
 */

import type { UploadProgress } from '../context.js';
import { decodeFrame, encodeAck, encodeEvent, type Hello } from '../protocol/codec.js';
import type { Command } from '../protocol/commands.js';
import type { ClientEvent, FilePart } from '../protocol/events.js';
import { AckSchedule } from './ack_schedule.js';
import { webSocketUrl } from './address.js';
import { Backoff } from './backoff.js';
import { DelayedCall } from './delayed_call.js';
import { openSocket } from './early_socket.js';
import { EventQueue, type QueuedEvent } from './event_queue.js';
import { FrameSender } from './frame_sender.js';
import { Transport, type EndReason, type TransportDelegate } from './transport.js';
import { Upload } from './upload.js';

const messageTooBig = 1009;
/** Why the server closes, with code 1000, a connection whose session another one has taken over. */
const takenOver = 'the session goes on in another connection';

/** One socket and what belongs to it alone. */
interface Connection {
  readonly socket: WebSocket;
  readonly sender: FrameSender;
  /** Number of the last command that has arrived on this socket. */
  received: number;
  /** Unknown until the first frame. */
  counting: boolean | undefined;
}

export interface WebSocketOptions {
  readonly backend: URL;
  readonly app: string;
  readonly createSocket?: (url: string) => WebSocket;
}

export class WebSocketTransport extends Transport {
  readonly #options: WebSocketOptions;
  readonly #events = new EventQueue();
  readonly #acks = new AckSchedule(() => this.#sendAck());
  readonly #backoff = new Backoff();
  #connection: Connection | undefined;
  #sessionId: string | null = null;
  #gone = false;
  /** The server has shown that it does not count. */
  #plainServer = false;
  /** Commands executed, and commands handed to the router: resent ones are not run twice. */
  #executed = 0;
  #delivered = 0;
  readonly #retry = new DelayedCall();

  constructor(delegate: TransportDelegate, options: WebSocketOptions) {
    super(delegate);
    this.#options = options;
  }

  override get sessionId(): string | null {
    return this.#sessionId;
  }

  get socket(): WebSocket | undefined {
    return this.#connection?.socket;
  }

  override close(reason: EndReason): void {
    // An unknown session is told by `hello` and then closed like a finished one.
    super.close(this.#gone && reason === 'finished' ? 'gone' : reason);
  }

  override commandExecuted(): void {
    this.#executed += 1;
    if (this.#connection?.counting === true) this.#acks.executed();
  }

  override retryNow(): void {
    if (this.#retry.pending) this.#connect();
  }

  // Transport hooks

  protected override doOpen(): void {
    this.#connect();
  }

  protected override doSend(
    event: ClientEvent,
    files: readonly FilePart[],
    progress: UploadProgress | undefined,
  ): void {
    const entry = { event, files, progress };
    const seq = this.#events.add(entry);
    const connection = this.#connection;
    if (connection?.counting === true) this.#write(connection, entry, seq);
    else if (connection?.counting === false) this.#flushPlain(connection);
    // Otherwise it leaves with the first frame of the next connection.
  }

  protected override doCancel(event: ClientEvent): boolean {
    const entry = this.#events.find(event);
    return entry !== undefined && entry.upload?.handedOver !== true && this.#takeBack(entry);
  }

  #takeBack(entry: QueuedEvent): boolean {
    const connection = this.#connection;
    const begun = connection?.counting === true ? entry.upload : undefined;
    if (connection === undefined || begun === undefined) {
      this.#events.drop([entry]);
      return true;
    }
    const behind = this.#events.unconfirmed().filter(({ seq }) => seq > (begun.seq ?? 0));
    if (!connection.sender.cancel(begun)) return false;
    this.#events.drop([entry]);
    // They waited behind it, and have moved up by one.
    for (const { seq, entry: next } of behind) this.#write(connection, next, seq - 1);
    return true;
  }

  protected override doClose(reason: EndReason): void {
    this.#retry.stop();
    const connection = this.#connection;
    this.#connection = undefined;
    if (connection === undefined) return;
    if (reason === 'finished' && connection.counting === true) {
      connection.sender.sendNow(encodeAck(this.#executed));
    }
    connection.sender.stop();
    this.#acks.confirmed();
    connection.socket.close(1000);
  }

  // Connecting

  #connect(): void {
    this.#retry.stop();
    this.#backoff.started(Date.now());
    const { backend, app, createSocket = openSocket } = this.#options;
    const session = this.#sessionId ?? 'NEW';
    const socket = createSocket(webSocketUrl(backend, { app, session, ack: this.#executed }));
    const connection: Connection = {
      socket,
      sender: new FrameSender(socket, (upload) => this.#unreadable(upload)),
      received: this.#executed,
      counting: undefined,
    };
    this.#connection = connection;
    // A socket that has been replaced may still deliver: it is no longer listened to.
    const current = () => this.#connection === connection;
    socket.onopen = () => {
      if (!current()) return;
      if (this.#plainServer) this.#plainFound(connection);
      this.delegate.connected();
    };
    socket.onmessage = (message) => {
      if (current()) this.#frameReceived(connection, message.data);
    };
    socket.onclose = (close) => {
      if (current()) this.#connectionLost(connection, close);
    };
  }

  #connectionLost(connection: Connection, { code, reason }: CloseEvent): void {
    connection.sender.stop();
    this.#acks.confirmed();
    this.#connection = undefined;
    if (code === messageTooBig) {
      const refused = this.#events.dropFirstUpload();
      if (refused !== undefined) this.delegate.uploadRefused(refused.event);
    }
    if (reason === takenOver) {
      // Coming back would take the session away from the other connection in turn.
      this.close('replaced');
      return;
    }
    if (this.#gone || this.#sessionId === null) {
      this.close(this.#gone ? 'gone' : 'lost');
      return;
    }
    this.delegate.reconnecting();
    this.#retry.start(() => this.#connect(), this.#backoff.delay(Date.now()));
  }

  // Receiving

  #frameReceived(connection: Connection, data: unknown): void {
    const frame = typeof data === 'string' ? decodeFrame(data) : null;
    if (frame === null) {
      console.error('PyWebIO: unreadable frame', data);
    } else if (frame.kind === 'hello') {
      this.#helloReceived(connection, frame.hello);
    } else if (frame.kind === 'counted') {
      if (frame.upload) this.#events.findUpload(frame.upload.id)?.confirm(frame.upload.received);
      this.#events.confirm(frame.taken);
      this.#deliver(connection, frame.commands);
    } else {
      this.#plainReceived(connection, frame.command);
    }
  }

  #helloReceived(connection: Connection, hello: Hello): void {
    this.#plainServer = false;
    connection.counting = true;
    connection.sender.takesSlices(hello.slice);
    this.#gone = hello.gone;
    this.#sessionId = hello.session;
    if (hello.gone) return;
    this.#events.confirm(hello.taken);
    // Cancelled while there was no connection.
    if (hello.upload && !this.#events.findUpload(hello.upload.id)) connection.sender.forgetUpload();
    for (const { seq, entry } of this.#events.unconfirmed()) {
      const { upload } = entry;
      upload?.resume(hello.upload?.id === upload.id ? hello.upload.received : 0);
      this.#write(connection, entry, seq);
    }
  }

  /** After a reconnect the server begins behind our last ack, so it may repeat what still waits here. */
  #deliver(connection: Connection, commands: readonly Command[]): void {
    const known = Math.max(0, this.#delivered - connection.received);
    connection.received += commands.length;
    this.#delivered = Math.max(this.#delivered, connection.received);
    const fresh = known === 0 ? commands : commands.slice(known);
    if (fresh.length > 0) this.delegate.commandsReceived(fresh);
  }

  #plainReceived(connection: Connection, command: Command): void {
    if (connection.counting === undefined) this.#plainFound(connection);
    if (command.command === 'set_session_id') this.#sessionId = command.spec;
    else this.delegate.commandsReceived([command]);
  }

  #plainFound(connection: Connection): void {
    this.#plainServer = true;
    connection.counting = false;
    this.#flushPlain(connection);
  }

  // Sending

  #write(connection: Connection, entry: QueuedEvent, seq?: number): void {
    const counters = seq === undefined ? undefined : { seq, ack: this.#executed };
    const { event, files, progress } = entry;
    if (files.length > 0) {
      if (entry.upload === undefined || entry.upload.seq !== seq) {
        entry.upload = new Upload(event, files, progress, counters);
      }
      connection.sender.sendUpload(entry.upload);
    } else {
      connection.sender.sendText(encodeEvent(event, counters));
    }
    this.#acks.confirmed();
  }

  #unreadable(upload: Upload): void {
    // A server that does not count is sent what waits behind it in any case.
    const entry = this.#events.find(upload.event);
    if (entry !== undefined) this.#takeBack(entry);
    this.delegate.uploadUnreadable(upload);
  }

  #flushPlain(connection: Connection): void {
    // What a closing socket would drop waits for the next one.
    if (!connection.sender.writable) return;
    for (const entry of this.#events.takeAll()) this.#write(connection, entry);
  }

  #sendAck(): void {
    const connection = this.#connection;
    if (connection?.counting === true) connection.sender.sendNow(encodeAck(this.#executed));
  }
}
