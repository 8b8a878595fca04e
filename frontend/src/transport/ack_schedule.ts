/** Decides when executed commands are confirmed without an event (protocol reference, 11.1). */

import { DelayedCall } from './delayed_call.js';

const batch = 128;
const quietTime = 1000;

export class AckSchedule {
  readonly #sendAck: () => void;
  #unconfirmed = 0;
  readonly #quiet = new DelayedCall();

  constructor(sendAck: () => void) {
    this.#sendAck = sendAck;
  }

  executed(): void {
    this.#unconfirmed += 1;
    if (this.#unconfirmed >= batch) {
      this.#sendAck();
      this.confirmed();
    } else {
      // A flood must not make and drop one per command.
      if (!this.#quiet.pending) this.#quiet.start(() => this.#quietTimePassed(), quietTime);
    }
  }

  /** An `ack` has just left, alone or in an event. */
  confirmed(): void {
    this.#unconfirmed = 0;
    this.#quiet.stop();
  }

  #quietTimePassed(): void {
    if (this.#unconfirmed > 0) this.#sendAck();
    this.confirmed();
  }
}
