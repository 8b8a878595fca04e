/** One request and its reply. Both functions reject when no reply comes. */

import type { UploadProgress } from '../context.js';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Blob;
  /** Milliseconds without a sign of life after which the request is given up. */
  readonly timeout: number;
  readonly abort: AbortController;
  /** It may outlive the page. */
  readonly keepalive?: boolean;
}

export interface HttpReply {
  readonly status: number;
  readonly text: string;
  /** Null without this header. */
  readonly header: (name: string) => string | null;
}

export async function fetchReply(request: HttpRequest): Promise<HttpReply> {
  const { method, url, headers, body, timeout, abort, keepalive = false } = request;
  const timer = setTimeout(() => abort.abort(), timeout);
  try {
    // Only the page's own origin gets its cookies; that is what `fetch` does unless told otherwise.
    const response = await fetch(url, {
      method,
      headers,
      cache: 'no-store',
      signal: abort.signal,
      keepalive,
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return { status: response.status, text, header: (name) => response.headers.get(name) };
  } finally {
    clearTimeout(timer);
  }
}

/** With the older interface, because `fetch` does not tell how much has left. */
export function uploadReply(
  { method, url, headers, body, timeout, abort }: HttpRequest,
  progress: UploadProgress | undefined,
): Promise<HttpReply> {
  const upload = new XMLHttpRequest();
  let timer = setTimeout(() => upload.abort(), timeout);
  const reply = new Promise<HttpReply>((resolve, reject) => {
    upload.open(method, url);
    for (const [name, value] of Object.entries(headers)) upload.setRequestHeader(name, value);
    upload.upload.onprogress = ({ loaded, total }) => {
      clearTimeout(timer);
      timer = setTimeout(() => upload.abort(), timeout);
      if (total > 0) progress?.(loaded / total);
    };
    upload.onload = () =>
      resolve({
        status: upload.status,
        text: upload.responseText,
        header: (name) => upload.getResponseHeader(name),
      });
    upload.onerror = upload.onabort = () => reject(new Error('the upload was interrupted'));
    abort.signal.addEventListener('abort', () => upload.abort());
    upload.send(body ?? null);
  });
  return reply.finally(() => clearTimeout(timer));
}
