/** A call that is due later; there is one at a time. */
export class DelayedCall {
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Whether it is yet to come. */
  get pending(): boolean {
    return this.#timer !== undefined;
  }

  /** Calls *call* after so many milliseconds, in place of what was to come. */
  start(call: () => void, milliseconds: number): void {
    this.stop();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      call();
    }, milliseconds);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
