/** Counts the groups in which a polling client gets its commands (protocol reference, 3.2). */

import type { Command } from '../protocol/commands.js';

export class GroupCounter {
  #delivered = -1;
  #executed = -1;
  /** Groups handed on, and how many of their commands have not run yet. */
  #running: { readonly number: number; left: number }[] = [];

  /** Number of the last group that is executed with all before it, -1 for none. */
  get executed(): number {
    return this.#executed;
  }

  get allExecuted(): boolean {
    return this.#running.length === 0;
  }

  /** Returns the commands that were not handed on before; group number *first* comes first. */
  receive(first: number, groups: readonly (readonly Command[])[]): Command[] {
    const known = Math.max(0, this.#delivered + 1 - first);
    const fresh = groups.slice(known);
    fresh.forEach((group, index) => {
      this.#delivered = first + known + index;
      this.#running.push({ number: this.#delivered, left: group.length });
    });
    this.#finish();
    return fresh.flat();
  }

  commandExecuted(): void {
    const group = this.#running[0];
    if (group === undefined) return;
    group.left -= 1;
    this.#finish();
  }

  #finish(): void {
    for (let group = this.#running[0]; group?.left === 0; group = this.#running[0]) {
      this.#executed = group.number;
      this.#running.shift();
    }
  }
}
