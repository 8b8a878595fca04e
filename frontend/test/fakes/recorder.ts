/** What a transport tells, for tests of transports. */

import type { Command } from '../../src/protocol/commands.js';
import type { ClientEvent } from '../../src/protocol/events.js';
import type { EndReason, TransportDelegate } from '../../src/transport/transport.js';
import type { Upload } from '../../src/transport/upload.js';

export class Recorder implements TransportDelegate {
  readonly commands: Command[] = [];
  readonly ends: EndReason[] = [];
  readonly refused: ClientEvent[] = [];
  readonly unreadable: ClientEvent[] = [];
  connections = 0;
  losses = 0;

  /** Of the `set_env` commands. */
  get titles(): string[] {
    return this.commands.flatMap((command) =>
      command.command === 'set_env' && command.spec.title !== undefined ? [command.spec.title] : [],
    );
  }

  commandsReceived(commands: readonly Command[]): void {
    this.commands.push(...commands);
  }

  connected(): void {
    this.connections += 1;
  }

  reconnecting(): void {
    this.losses += 1;
  }

  ended(reason: EndReason): void {
    this.ends.push(reason);
  }

  uploadRefused(event: ClientEvent): void {
    this.refused.push(event);
  }

  uploadUnreadable({ event }: Upload): void {
    this.unreadable.push(event);
  }
}

export function setTitle(title: string): Command {
  return { command: 'set_env', task_id: 't', spec: { title } };
}

export function callback(data: number): ClientEvent {
  return { event: 'callback', task_id: 'cb', data };
}
