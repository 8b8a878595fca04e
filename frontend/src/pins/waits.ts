/** Tasks that wait for a change of pins, mostly in a loop: one wait after another. */

import type { Pin } from './pin.js';

/** Nobody tells when a task has ended; those that waited longest ago are forgotten. */
const mostTasks = 100;

interface Pause {
  readonly names: readonly string[];
  readonly changed: Set<string>;
}

export class PinWaits {
  readonly #find: (name: string) => Pin | undefined;
  readonly #listeners = new Set<(pin: Pin) => void>();
  /** Of tasks that have waited: what changed since, while they were busy with the change before. */
  readonly #pauses = new Map<string, Pause>();

  constructor(find: (name: string) => Pin | undefined) {
    this.#find = find;
  }

  /** Resolves with the first of these pins that the user changes, or null after *timeout* seconds. */
  next(taskId: string, names: readonly string[], timeout: number | null): Promise<Pin | null> {
    const changed = this.#pauses.get(taskId)?.changed ?? new Set<string>();
    const missed = names.map(this.#find).find((pin) => pin && changed.delete(pin.name));
    this.#pause(taskId, { names, changed });
    if (missed) return Promise.resolve(missed);
    return new Promise((resolve) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const finish = (pin: Pin | null): void => {
        clearTimeout(timer);
        this.#listeners.delete(listener);
        this.#pause(taskId, { names, changed: new Set() });
        resolve(pin);
      };
      const listener = (pin: Pin): void => {
        if (names.includes(pin.name)) finish(pin);
      };
      this.#listeners.add(listener);
      if (timeout !== null) timer = setTimeout(finish, timeout * 1000, null);
    });
  }

  report(pin: Pin): void {
    for (const { names, changed } of this.#pauses.values()) {
      // A press is no state: pressing again while the app is busy does not order twice.
      if (names.includes(pin.name) && pin.control.item.type !== 'actions') changed.add(pin.name);
    }
    for (const listener of [...this.#listeners]) listener(pin);
  }

  /** The app has set a value of its own: what the user made of the former one is gone. */
  overwritten(name: string): void {
    for (const { changed } of this.#pauses.values()) changed.delete(name);
  }

  #pause(taskId: string, pause: Pause): void {
    this.#pauses.delete(taskId);
    this.#pauses.set(taskId, pause);
    const [oldest] = this.#pauses.keys();
    if (this.#pauses.size > mostTasks && oldest !== undefined) this.#pauses.delete(oldest);
  }
}
