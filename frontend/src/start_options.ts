/** What the page hands to the client, made into settings and a transport (section 1.2). */

import type { Settings } from './context.js';
import { backendUrl } from './transport/address.js';
import type { Transport, TransportDelegate } from './transport/transport.js';
import { WebSocketTransport } from './transport/websocket_transport.js';

export interface RuntimeConfig {
  readonly debug?: boolean;
  readonly outputAnimation?: boolean;
  /** Milliseconds. */
  readonly httpPullInterval?: number;
}

export function defaultSettings(config: RuntimeConfig, query: URLSearchParams): Settings {
  return {
    outputAnimation: config.outputAnimation !== false && !query.get('_pywebio_disable_animate'),
    autoScrollBottom: false,
    inputPanelFixed: true,
    inputPanelMinHeight: 75,
    inputPanelInitHeight: 400,
    inputAutoFocus: true,
  };
}

/** WebSocket is the one transport so far; polling will be chosen here. */
export function createTransport(
  delegate: TransportDelegate,
  protocol: 'ws' | 'http' | 'auto',
  address: { readonly backend: string; readonly app: string; readonly page: string },
): Transport {
  if (protocol === 'http') console.error('PyWebIO: this client has no polling yet');
  const backend = backendUrl(address.backend, address.page);
  return new WebSocketTransport(delegate, { backend, app: address.app });
}
