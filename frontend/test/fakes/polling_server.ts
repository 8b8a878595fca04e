/** The server's side of a polled session, as section 3.2 of the protocol reference counts. */

import type { Command } from '../../src/protocol/commands.js';
import type { FakeRequest } from './fake_http.js';

export class PollingServer {
  /** Events taken, in order. */
  readonly taken: unknown[] = [];
  readonly #wait: number;
  #pending: Command[] = [];
  #groups: Command[][] = [];
  #first = 0;

  /** *wait*: what it grants. */
  constructor(wait: number) {
    this.#wait = wait;
  }

  emit(command: Command): void {
    this.#pending.push(command);
  }

  handle(request: FakeRequest): object {
    if (request.method === 'POST') this.#take(Number(request.query['seq']), request.events);
    for (; this.#first <= Number(request.query['ack']); this.#first++) this.#groups.shift();
    if (this.#pending.length > 0 && this.#groups.length < 4) {
      this.#groups.push(this.#pending);
      this.#pending = [];
    }
    const ack = this.taken.length - 1;
    return { commands: [...this.#groups], seq: this.#first, ack, wait: this.#wait };
  }

  #take(seq: number, events: readonly unknown[]): void {
    if (seq > this.taken.length) throw new Error(`a gap before event ${seq}`);
    this.taken.push(...events.slice(this.taken.length - seq));
  }
}
