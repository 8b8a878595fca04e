/** Pins: input widgets among the outputs, and the commands that read, change and watch them. */

import { PinRegistry } from './registry.js';
import type { ClientContext, Handler } from '../context.js';
import type {
  InputItem,
  Json,
  OutputSpec,
  PinOnChangeCommand,
  PinUpdateCommand,
  PinValueCommand,
  PinValuesCommand,
  PinWaitCommand,
} from '../protocol/commands.js';
import type { FilePart } from '../protocol/events.js';

// One registry per client: two clients in one page must not share pins.
const registries = new WeakMap<ClientContext, PinRegistry>();

function registryOf(context: ClientContext): PinRegistry {
  let registry = registries.get(context);
  if (!registry) {
    registry = new PinRegistry(context);
    registries.set(context, registry);
  }
  return registry;
}

/** The element of an output of type `pin`. */
export function renderPin(spec: OutputSpec, context: ClientContext): HTMLElement {
  return registryOf(context).create(spec['input'] as InputItem).control.element;
}

const readValues: Handler<PinValuesCommand> = ({ task_id, spec }, context) => {
  const data: Record<string, Json> = {};
  const files: FilePart[] = [];
  for (const name of spec.names) {
    const pin = registryOf(context).find(name);
    if (!pin) continue;
    data[name] = pin.control.value();
    files.push(...pin.fileParts(name));
  }
  context.send({ event: 'js_yield', task_id, data }, files);
};

const readValue: Handler<PinValueCommand> = ({ task_id, spec }, context) => {
  const pin = registryOf(context).find(spec.name);
  const data = pin ? { value: pin.control.value() } : null;
  context.send({ event: 'js_yield', task_id, data }, pin?.fileParts('value') ?? []);
};

const updatePin: Handler<PinUpdateCommand> = ({ spec }, context) => {
  const registry = registryOf(context);
  const pin = registry.find(spec.name);
  if ('value' in spec.attributes || 'options' in spec.attributes)
    registry.waits.overwritten(spec.name);
  if (pin) pin.control.update(spec.attributes);
  else console.warn(`No pin named "${spec.name}" to update`);
};

/** Returns at once: the commands that follow must not wait for the user. */
const awaitChange: Handler<PinWaitCommand> = ({ task_id, spec }, context) => {
  void registryOf(context)
    .waits.next(task_id, spec.names, spec.timeout ?? null)
    .then((pin) => {
      if (!context.open) return;
      const data = pin ? { name: pin.name, value: pin.control.value() } : null;
      context.send({ event: 'js_yield', task_id, data }, pin?.fileParts('value') ?? []);
    });
};

const watchChanges: Handler<PinOnChangeCommand> = ({ spec }, context) => {
  const registry = registryOf(context);
  if (spec.clear === true) registry.clearCallbacks(spec.name);
  if (spec.callback_id) registry.addCallback(spec.name, spec.callback_id);
};

export const pinHandlers = {
  pin_values: readValues,
  pin_value: readValue,
  pin_update: updatePin,
  pin_wait: awaitChange,
  pin_onchange: watchChanges,
};

/** To be called when a file that may stand in a pin cannot be read any more. */
export function losePinFile(context: ClientContext, file: File): void {
  for (const pin of registries.get(context)?.all() ?? []) pin.control.lose?.(file);
}

/** To be called when the session has ended. */
export function disablePins(context: ClientContext): void {
  const registry = registries.get(context);
  for (const pin of registry?.all() ?? []) pin.control.setDisabled(true);
}
