/** Events, browser → server (protocol reference, section 7). */

import type { Json } from './commands.js';

export type EventName = 'from_submit' | 'from_cancel' | 'input_event' | 'callback' | 'js_yield';

export interface ClientEvent {
  readonly event: EventName;
  /** A task id, or a callback id for `callback`. */
  readonly task_id: string;
  readonly data: Json;
}

/** A file that travels with an event; its member of `data` named `inputName` is null or []. */
export interface FilePart {
  readonly inputName: string;
  readonly file: File;
}
