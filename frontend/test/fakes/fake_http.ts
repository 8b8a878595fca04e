/** `fetch` and `XMLHttpRequest` without a network: tests answer the requests by hand. */

import { vi } from 'vitest';

import { settled } from './settled.js';

export interface ReplyOptions {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export class FakeRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Blob | null;
  readonly keepalive: boolean;
  aborted = false;
  progress: (fraction: number) => void = () => undefined;
  readonly #settle: (reply: Response | Error) => void;

  constructor(url: string, init: RequestInit, settle: (reply: Response | Error) => void) {
    this.method = init.method ?? 'GET';
    this.url = new URL(url);
    this.headers = (init.headers ?? {}) as Record<string, string>;
    this.body = (init.body ?? null) as string | Blob | null;
    this.keepalive = init.keepalive === true;
    this.#settle = settle;
  }

  get query(): Record<string, string> {
    return Object.fromEntries(this.url.searchParams);
  }

  get session(): string | undefined {
    return this.headers['webio-session-id'];
  }

  /** The events in a JSON body. */
  get events(): unknown[] {
    return JSON.parse(this.body as string) as unknown[];
  }

  abort(): void {
    this.aborted = true;
    this.#settle(new DOMException('aborted', 'AbortError'));
  }

  /** A string goes as it is, anything else as JSON. */
  async reply(body: unknown, { status = 200, headers = {} }: ReplyOptions = {}): Promise<void> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    this.#settle(new Response(status === 204 ? null : text, { status, headers }));
    await vi.advanceTimersByTimeAsync(0);
    await settled();
  }

  async fail(): Promise<void> {
    this.#settle(new TypeError('Failed to fetch'));
    await vi.advanceTimersByTimeAsync(0);
    await settled();
  }
}

/** Requests so far, by `fetch` and otherwise, in order. */
export class FakeHttp {
  readonly requests: FakeRequest[] = [];

  /** Until `vi.unstubAllGlobals()`. */
  install(): void {
    vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => this.#fetch(url, init));
    const open = (url: string, init: RequestInit, settle: (reply: Response | Error) => void) =>
      this.#open(url, init, settle);
    vi.stubGlobal(
      'XMLHttpRequest',
      class extends FakeXhr {
        protected override readonly openRequest = open;
      },
    );
  }

  get last(): FakeRequest {
    const request = this.requests.at(-1);
    if (request === undefined) throw new Error('nothing was requested');
    return request;
  }

  all(method: 'GET' | 'POST'): FakeRequest[] {
    return this.requests.filter((request) => request.method === method);
  }

  #open(url: string, init: RequestInit, settle: (reply: Response | Error) => void): FakeRequest {
    const request = new FakeRequest(url, init, settle);
    this.requests.push(request);
    return request;
  }

  #fetch(url: string, init: RequestInit): Promise<Response> {
    return new Promise((resolve, reject) => {
      const request = this.#open(url, init, (reply) => {
        if (reply instanceof Response) resolve(reply);
        else reject(reply);
      });
      init.signal?.addEventListener('abort', () => request.abort());
    });
  }
}

type Open = (
  url: string,
  init: RequestInit,
  settle: (reply: Response | Error) => void,
) => FakeRequest;

abstract class FakeXhr {
  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  status = 0;
  responseText = '';
  protected abstract readonly openRequest: Open;
  readonly #headers: Record<string, string> = {};
  #address: [method: string, url: string] = ['', ''];
  #request: FakeRequest | undefined;
  #replyHeaders = new Headers();

  open(method: string, url: string): void {
    this.#address = [method, url];
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  getResponseHeader(name: string): string | null {
    return this.#replyHeaders.get(name);
  }

  send(body: Blob): void {
    const [method, url] = this.#address;
    this.#request = this.openRequest(url, { method, headers: this.#headers, body }, (reply) => {
      if (reply instanceof Response) void this.#load(reply);
      else if (this.#request?.aborted === true) this.onabort?.();
      else this.onerror?.();
    });
    this.#request.progress = (loaded) => this.upload.onprogress?.({ loaded, total: 1 });
  }

  abort(): void {
    this.#request?.abort();
  }

  async #load(reply: Response): Promise<void> {
    this.responseText = await reply.text();
    this.status = reply.status;
    this.#replyHeaders = reply.headers;
    this.onload?.();
  }
}
