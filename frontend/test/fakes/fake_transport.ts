/** A transport without a network: tests play the server. */

import type { Command } from '../../src/protocol/commands.js';
import type { ClientEvent, FilePart } from '../../src/protocol/events.js';
import { Transport } from '../../src/transport/transport.js';

export interface SentEvent {
  readonly event: ClientEvent;
  readonly files: readonly FilePart[];
}

export class FakeTransport extends Transport {
  readonly sent: SentEvent[] = [];
  readonly cancelled: ClientEvent[] = [];
  cancellable = true;
  executed = 0;

  override get sessionId(): string | null {
    return 'fake-session';
  }

  override commandExecuted(): void {
    this.executed += 1;
  }

  /** Play the server: commands arrive. */
  receive(...commands: readonly Command[]): void {
    this.delegate.commandsReceived(commands);
  }

  // Transport hooks

  protected override doOpen(): void {
    this.delegate.connected();
  }

  protected override doSend(event: ClientEvent, files: readonly FilePart[]): void {
    this.sent.push({ event, files });
  }

  protected override doCancel(event: ClientEvent): boolean {
    return this.cancellable && this.cancelled.push(event) > 0;
  }

  protected override doClose(): void {
    // Nothing to release.
  }
}
