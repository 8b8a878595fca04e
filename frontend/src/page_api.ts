/** `WebIO._state`: what page code reads and sets of the running client. */

import type { Client } from './client.js';
import type { Settings } from './context.js';
import type { CurrentSession, Json, State, WebIOEvent } from './pywebio.js';
import { WebSocketTransport } from './transport/websocket_transport.js';

/**
 * A copy of what a script wants to send, which may change its data afterwards. What cannot travel is an
 * error at its line: in the queue it would block all that follows.
 */
export function eventOf({ event, task_id, data }: WebIOEvent): WebIOEvent {
  if (typeof task_id !== 'string') throw new TypeError(`${String(task_id)} is no id of a callback`);
  // In a list, what has no form in JSON is null.
  const [copy] = JSON.parse(JSON.stringify([data])) as [Json];
  return { event, task_id, data: copy };
}

function currentSession(client: Client): CurrentSession {
  return {
    get webio_session_id() {
      return client.transport.sessionId ?? 'NEW';
    },
    get ws() {
      const { transport } = client;
      return transport instanceof WebSocketTransport ? transport.socket : undefined;
    },
    send_message: (event) => client.send(eventOf(event)),
    close_session: () => client.transport.close('closed'),
    closed: () => client.transport.closed,
    on_session_close: (listener) => client.onSessionClose(listener),
  };
}

/** Published names of settings. */
const settingNames = {
  AutoScrollBottom: 'autoScrollBottom',
  FixedInputPanel: 'inputPanelFixed',
  InputPanelMinHeight: 'inputPanelMinHeight',
  InputPanelInitHeight: 'inputPanelInitHeight',
  AutoFocusOnInput: 'inputAutoFocus',
} as const satisfies Partial<Record<keyof State, keyof Settings>>;

type SettingsState = { [Name in keyof typeof settingNames]: State[Name] };

export function webIoState(running: () => Client | undefined): State {
  let session: { readonly client: Client; readonly api: CurrentSession } | undefined;
  const state = {
    get CurrentSession() {
      const client = running();
      if (client === undefined) return null;
      if (session?.client !== client) session = { client, api: currentSession(client) };
      return session.api;
    },
    get ShowDuration() {
      return running()?.settings.outputAnimation === true ? 150 : 0;
    },
  };
  for (const [published, name] of Object.entries(settingNames)) {
    Object.defineProperty(state, published, {
      get: () => running()?.settings[name],
      set: (value: never) => {
        const settings = running()?.settings;
        if (settings !== undefined) settings[name] = value;
      },
      enumerable: true,
    });
  }
  return state as typeof state & SettingsState;
}
