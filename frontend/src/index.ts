/**
 * The entry: defines `window.WebIO` (protocol reference, section 9). Globals that apps expect of other
 * libraries are `dom/globals.ts`.
 */

import { chunksBeside, loadChunkWhenIdle, setChunkSource, type ChunkName } from './assets.js';
import { Client } from './client.js';
import { defineCustomWidgets } from './custom_widgets.js';
import { containWriting } from './dom/document_write.js';
import { loadMarkupGlobals } from './dom/globals.js';
import { MissingFiles } from './dom/missing_files.js';
import { findPage } from './dom/page.js';
import { saveAs } from './dom/save.js';
import { Messages } from './i18n.js';
import { eventOf, webIoState } from './page_api.js';
import type { StartOptions, WebIO as WebIOApi, Widget } from './pywebio.js';
import { createTransport, defaultSettings } from './start_options.js';
import { backendUrl } from './transport/address.js';
import { detectProtocol } from './transport/detect.js';
import { serverBack } from './transport/server_watch.js';
import { chooseTheme, shownTheme } from './ui/theme.js';

declare const __PYWEBIO_CHUNK_FILES__: Record<ChunkName, string>;

// Only while the script itself runs is it known where it came from.
const entryUrl =
  document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : '';
setChunkSource(chunksBeside(entryUrl || location.href, __PYWEBIO_CHUNK_FILES__));

const missingFiles = new MissingFiles();
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
    // A server in debug mode restarts when a file of the app has changed.
    ...(config.debug === true ? { serverLost: () => void reloadWhenBack(backend) } : {}),
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
  containWriting(started.page.outputRoot);
  missingFiles.tell((address) => started.tellOnce('not_loaded', address));
  // Nearly every app shows some Markdown: do not wait for the first.
  loadChunkWhenIdle('markdown', () => void loadMarkupGlobals());
}

async function reloadWhenBack(backend: URL): Promise<void> {
  await serverBack(backend);
  location.reload();
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

const pushData: WebIOApi['pushData'] = (data, callbackId) => {
  client?.send(eventOf({ event: 'callback', task_id: callbackId, data }));
};

const widgets = defineCustomWidgets(pushData, (id, ...args) => messages.text(id, ...args));

const WebIO: WebIOApi = {
  startWebIOClient,
  openApp,
  pushData,
  get theme() {
    return shownTheme();
  },
  set theme(theme) {
    chooseTheme(theme);
  },
  // What its app gives it is the author's word.
  registerWidget: (name, widget) => widgets.register(name, widget as unknown as Widget),
  get message_tpl() {
    return messages.custom;
  },
  // Apps may also replace the texts as a whole.
  set message_tpl(texts) {
    Object.assign(messages.custom, texts);
  },
  _state: state,
};

Object.assign(window, { WebIO, saveAs });
