/** Plays the server for the whole client in one page. */

import { afterEach, beforeEach, vi } from 'vitest';

import { Client } from '../src/client.js';
import { findPage } from '../src/dom/page.js';
import { Messages } from '../src/i18n.js';
import type { Command, Json, OutputSpec } from '../src/protocol/commands.js';
import type { ClientEvent } from '../src/protocol/events.js';
import { defaultSettings } from '../src/start_options.js';
import { FakeTransport } from './fakes/fake_transport.js';
import { layPage } from './dom/page_html.js';

// Live bindings: a new page for every test.
export let client: Client;
export let transport: FakeTransport;
export let serverLost: () => void;

/** To be called once per test file. */
export function useFreshPage(): void {
  beforeEach(() => {
    layPage();
    serverLost = vi.fn();
    client = new Client({
      page: findPage(),
      messages: new Messages(),
      settings: defaultSettings({ outputAnimation: false }, new URLSearchParams()),
      serverLost,
      createTransport: (delegate) => (transport = new FakeTransport(delegate)),
    });
    client.start();
  });

  afterEach(() => {
    client.stop();
    vi.restoreAllMocks();
    document.title = '';
  });
}

export function output(spec: { readonly type: string; readonly [member: string]: Json }): Command {
  return {
    command: 'output',
    task_id: 't',
    spec: { scope: '#pywebio-scope-ROOT', position: -1, ...spec },
  };
}

export function text(content: string, members: Partial<OutputSpec> = {}): Command {
  return output({ type: 'text', content, ...(members as Record<string, Json>) });
}

export function control(spec: Record<string, Json>): Command {
  return { command: 'output_ctl', task_id: 't', spec };
}

export function root(): HTMLElement {
  return document.getElementById('pywebio-scope-ROOT') as HTMLElement;
}

export function lines(element: Element = root()): string[] {
  return [...element.children].map((child) => child.textContent);
}

export function sentEvents(): ClientEvent[] {
  return transport.sent.map(({ event }) => event);
}

export function toasts(): string[] {
  return [...document.querySelectorAll('.toastify')].map((toast) => toast.textContent);
}
