import { expect, it } from 'vitest';

import type { RuntimeConfig } from '../src/start_options.js';
import { createTransport, defaultSettings } from '../src/start_options.js';
import { PollingTransport } from '../src/transport/polling_transport.js';
import { WebSocketTransport } from '../src/transport/websocket_transport.js';
import { client, transport, useFreshPage } from './driver.js';
import { Recorder } from './fakes/recorder.js';

useFreshPage();

it.each<[number, RuntimeConfig, string]>([
  [1000, {}, ''],
  [300, { httpPullInterval: 300 }, ''],
  [200, { httpPullInterval: 300 }, '?_pywebio_http_pull_interval=200'],
  [1000, {}, '?_pywebio_http_pull_interval=often'],
])('polls every %i ms with %j and %j', (expected, config, query) => {
  const settings = defaultSettings(config, new URLSearchParams(query));
  expect(settings.httpPullInterval).toBe(expected);
});

it('polls as often as the app says', () => {
  transport.receive({ command: 'set_env', task_id: 't', spec: { http_pull_interval: 50 } });
  expect(client.settings.httpPullInterval).toBe(50);
});

it('takes the transport of the protocol', () => {
  const options = {
    backend: new URL('https://example.org/'),
    app: 'index',
    pullInterval: () => 1000,
    isHidden: () => false,
  };
  const page = new Recorder();
  expect(createTransport(page, 'http', options)).toBeInstanceOf(PollingTransport);
  expect(createTransport(page, 'ws', options)).toBeInstanceOf(WebSocketTransport);
});
