/** What the page hands to the client, made into settings and a transport (section 1.2). */

import type { Settings } from './context.js';
import type { StartOptions } from './pywebio.js';
import { PollingTransport, type PollingOptions } from './transport/polling_transport.js';
import type { Transport, TransportDelegate } from './transport/transport.js';
import { WebSocketTransport } from './transport/websocket_transport.js';

export type RuntimeConfig = NonNullable<StartOptions['runtime_config']>;

export function defaultSettings(config: RuntimeConfig, query: URLSearchParams): Settings {
  return {
    outputAnimation: config.outputAnimation !== false && !query.get('_pywebio_disable_animate'),
    autoScrollBottom: false,
    inputPanelFixed: true,
    inputPanelMinHeight: 75,
    inputPanelInitHeight: 400,
    inputAutoFocus: true,
    httpPullInterval:
      Number(query.get('_pywebio_http_pull_interval')) || (config.httpPullInterval ?? 1000),
  };
}

export function createTransport(
  delegate: TransportDelegate,
  protocol: 'ws' | 'http',
  options: PollingOptions,
): Transport {
  return protocol === 'http'
    ? new PollingTransport(delegate, options)
    : new WebSocketTransport(delegate, options);
}
