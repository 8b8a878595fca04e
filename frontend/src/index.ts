/**
 * The entry: defines `window.WebIO` (protocol reference, section 9). No other file sets globals.
 */

import Mustache from 'mustache';

import {
  chunksBeside,
  loadChunkWhenIdle,
  loadedChunk,
  setChunkSource,
  type ChunkName,
} from './assets.js';
import { Client } from './client.js';
import { findPage, type ElementLike } from './dom/page.js';
import { Messages } from './i18n.js';
import { webIoState } from './page_api.js';
import type { Json } from './protocol/commands.js';
import { createTransport, defaultSettings, type RuntimeConfig } from './start_options.js';
import { backendUrl } from './transport/address.js';
import { detectProtocol } from './transport/detect.js';
import { chooseTheme, shownTheme, type Theme } from './ui/theme.js';

declare const __PYWEBIO_CHUNK_FILES__: Record<ChunkName, string>;

interface StartOptions {
  readonly output_container_elem?: ElementLike;
  readonly input_container_elem?: ElementLike;
  readonly backend_address?: string;
  readonly app_name?: string;
  readonly protocol?: 'ws' | 'http' | 'auto';
  readonly runtime_config?: RuntimeConfig;
}

// Only while the script itself runs is it known where it came from.
const entryUrl =
  document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : '';
setChunkSource(chunksBeside(entryUrl || location.href, __PYWEBIO_CHUNK_FILES__));

const messages = new Messages();
const state = webIoState(() => client);
let client: Client | undefined;

let latestStart = 0;

function startWebIOClient(options: StartOptions = {}): void {
  client?.stop();
  latestStart += 1;
  const start = latestStart;
  const backend = backendUrl(options.backend_address ?? '', location.href);
  const { protocol = 'auto' } = options;
  if (protocol !== 'auto') {
    startClient(options, protocol, backend);
    return;
  }
  void detectProtocol(backend).then((detected) => {
    if (start === latestStart) startClient(options, detected, backend);
  });
}

function startClient(options: StartOptions, protocol: 'ws' | 'http', backend: URL): void {
  const query = new URLSearchParams(location.search);
  const config = options.runtime_config ?? {};
  Object.assign(messages.custom, config.texts);
  const settings = defaultSettings(config, query);
  const started = new Client({
    page: findPage(options.output_container_elem, options.input_container_elem),
    messages,
    ready: messages.use(config.language === undefined ? navigator.languages : [config.language]),
    settings,
    debug: config.debug === true || Boolean(query.get('_pywebio_debug')),
    createTransport: (delegate) =>
      createTransport(delegate, protocol, {
        backend,
        app: options.app_name ?? 'index',
        pullInterval: () => settings.httpPullInterval,
        isHidden: () => document.hidden,
      }),
  });
  client = started;
  started.start();
  // Nearly every app shows some Markdown: do not wait for the first.
  loadChunkWhenIdle('markdown', () => {
    Object.assign(window, { DOMPurify: loadedChunk('markdown')?.DOMPurify });
  });
}

addEventListener('online', () => client?.transport.retryNow());
addEventListener('pagehide', () => client?.transport.pageLeft());
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) client?.transport.pageShown();
});

function openApp(name: string, newWindow: boolean | number): void {
  const url = new URL(location.href);
  url.searchParams.set('app', name);
  if (newWindow) open(url);
  else location.assign(url);
}

function pushData(data: Json, callbackId: string): void {
  client?.send({ event: 'callback', task_id: callbackId, data });
}

const WebIO = {
  startWebIOClient,
  openApp,
  pushData,
  message_tpl: messages.custom,
  /** Light or dark: what shows now; setting `light`, `dark` or `auto` (as the system) switches. */
  get theme(): Theme {
    return shownTheme();
  },
  set theme(theme: Theme) {
    chooseTheme(theme);
  },
  _state: state,
};

export type WebIOApi = typeof WebIO;

Object.assign(window, { WebIO, Mustache });
// Apps may also replace the texts as a whole.
Object.defineProperty(WebIO, 'message_tpl', {
  get: () => messages.custom,
  set: (texts: Record<string, string>) => Object.assign(messages.custom, texts),
  enumerable: true,
});
