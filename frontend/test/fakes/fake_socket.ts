/** A WebSocket without a network, for tests of the transport. */

export class FakeSocket {
  readonly url: string;
  readonly sent: (string | ArrayBuffer)[] = [];
  bufferedAmount = 0;
  readyState = 1;
  closedWith: number | undefined;
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: unknown }) => void) | null = null;
  onclose: ((close: { code: number; reason: string }) => void) | null = null;

  constructor(url: string) {
    this.url = url;
  }

  send(data: string | ArrayBuffer): void {
    this.sent.push(data);
  }

  close(code?: number): void {
    this.closedWith = code ?? 1005;
  }

  // The server's side

  open(): void {
    this.onopen?.();
  }

  receive(frame: unknown): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  lose(code = 1006, reason = ''): void {
    this.onclose?.({ code, reason });
  }

  /** Text frames sent so far, parsed. */
  frames(): unknown[] {
    return this.sent
      .filter((data) => typeof data === 'string')
      .map((data) => JSON.parse(data) as unknown);
  }
}
