/** The pins of one client by name, and who wants to hear of their changes. */

import { Pin } from './pin.js';
import { PinWaits } from './waits.js';
import type { ClientContext } from '../context.js';
import type { InputItem } from '../protocol/commands.js';

export class PinRegistry {
  readonly waits = new PinWaits((name) => this.find(name));
  readonly #context: ClientContext;
  // Weak: a pin that was cleared from the page must not live on here.
  readonly #pins = new Map<string, WeakRef<Pin>>();
  readonly #forgotten = new FinalizationRegistry<string>((name) => {
    if (!this.#pins.get(name)?.deref()) this.#pins.delete(name);
  });
  readonly #callbacks = new Map<string, Set<string>>();

  constructor(context: ClientContext) {
    this.#context = context;
  }

  create(item: InputItem): Pin {
    this.#pins.get(item.name)?.deref()?.retire();
    this.waits.overwritten(item.name);
    const pin = new Pin(item, this.#context, (changed) => {
      this.#report(changed);
    });
    this.#pins.set(item.name, new WeakRef(pin));
    this.#forgotten.register(pin, item.name);
    return pin;
  }

  find(name: string): Pin | undefined {
    const pin = this.#pins.get(name)?.deref();
    return pin?.inDocument ? pin : undefined;
  }

  all(): readonly Pin[] {
    return [...this.#pins.keys()].flatMap((name) => this.find(name) ?? []);
  }

  /** Callbacks belong to the name: they hold for widgets that come later, too. */
  addCallback(name: string, callbackId: string): void {
    const ids = this.#callbacks.get(name) ?? new Set();
    this.#callbacks.set(name, ids.add(callbackId));
  }

  clearCallbacks(name: string): void {
    this.#callbacks.delete(name);
  }

  #report(pin: Pin): void {
    this.waits.report(pin);
    for (const id of this.#callbacks.get(pin.name) ?? []) {
      const data = { value: pin.control.value() };
      this.#context.send({ event: 'callback', task_id: id, data }, pin.fileParts('value'));
    }
  }
}
