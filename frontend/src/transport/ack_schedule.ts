/** Decides when executed commands are confirmed without an event (protocol reference, 11.1). */

const batch = 128;
const quietTime = 1000;

export class AckSchedule {
  readonly #sendAck: () => void;
  #unconfirmed = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(sendAck: () => void) {
    this.#sendAck = sendAck;
  }

  executed(): void {
    this.#unconfirmed += 1;
    if (this.#unconfirmed >= batch) {
      this.#sendAck();
      this.confirmed();
    } else {
      // One timer at a time: a flood must not make and drop one per command.
      this.#timer ??= setTimeout(() => this.#quietTimePassed(), quietTime);
    }
  }

  /** An `ack` has just left, alone or in an event. */
  confirmed(): void {
    this.#unconfirmed = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #quietTimePassed(): void {
    if (this.#unconfirmed > 0) this.#sendAck();
    this.confirmed();
  }
}
