/** Tells about the connection at the foot of the page: calmly, and only when there is something. */

/** A short interruption is over before anybody has read about it. */
const patience = 600;

export class ConnectionNotice {
  readonly #announce: (text: string) => void;
  #element: HTMLElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** *announce* lets screen readers say it. */
  constructor(announce: (text: string) => void) {
    this.#announce = announce;
  }

  reconnecting(text: string): void {
    if (this.#timer !== undefined || this.#element !== undefined) return;
    this.#timer = setTimeout(() => {
      const spinner = document.createElement('span');
      spinner.className = 'spinner-border spinner-border-sm';
      spinner.setAttribute('aria-hidden', 'true');
      this.#show('webio-reconnecting', spinner, text);
      this.#announce(text);
    }, patience);
  }

  /** Who has heard of the interruption hears that it is over. */
  reconnected(text: string): void {
    if (this.#element !== undefined) this.#announce(text);
    this.clear();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#element?.remove();
    this.#element = undefined;
  }

  ended(text: string, reloadLabel: string): void {
    this.clear();
    const reload = document.createElement('button');
    reload.type = 'button';
    reload.className = 'btn btn-sm btn-primary';
    reload.textContent = reloadLabel;
    reload.addEventListener('click', () => location.reload());
    const message = document.createElement('span');
    message.textContent = text;
    this.#show('webio-session-ended', message, reload);
    // Screen readers say it at once: nothing goes on.
    this.#element?.setAttribute('role', 'alert');
  }

  #show(className: string, ...content: readonly (Node | string)[]): void {
    const notice = document.createElement('div');
    notice.className = `webio-notice ${className}`;
    notice.append(...content);
    document.body.append(notice);
    this.#element = notice;
  }
}
