/** The popup: one at a time, keyboard-accessible, focus kept inside and given back afterwards. */

export interface ModalOptions {
  readonly title: string;
  readonly bodyId: string;
  readonly size: 'large' | 'normal' | 'small';
  /** Esc and a click beside the popup close it. */
  readonly implicitClose: boolean;
  readonly closable: boolean;
  readonly closeLabel: string;
}

const focusable =
  'a[href],button:not([disabled]),input:not([disabled]),select:not([disabled]),textarea:not([disabled]),[tabindex]:not([tabindex="-1"]),[contenteditable="true"]';

export class ModalHost {
  /** What stands behind the popup and must not be reached meanwhile. */
  readonly #background: HTMLElement;
  #current: HTMLElement | undefined;
  #returnFocus: HTMLElement | undefined;
  /** Ids of places for outputs that went with the popups they stood in. */
  readonly #closedIds = new Set<string>();

  constructor(background: HTMLElement) {
    this.#background = background;
  }

  /** Closes an open popup first. */
  open(options: ModalOptions, content: readonly Node[]): HTMLElement {
    const returnFocus = this.#returnFocus ?? activeElement();
    this.close();
    const modal = buildModal(options, content);
    modal.addEventListener('click', (event) => this.#clicked(event, options));
    modal.addEventListener('keydown', (event) => this.#keyPressed(event, options));
    document.body.append(modal);
    document.body.classList.add('modal-open');
    this.#background.inert = true;
    this.#current = modal;
    this.#returnFocus = returnFocus;
    modal.focus();
    return modal;
  }

  close(): void {
    if (this.#current === undefined) return;
    for (const { id } of this.#current.querySelectorAll('[id]')) this.#closedIds.add(id);
    this.#current.remove();
    this.#current = undefined;
    document.body.classList.remove('modal-open');
    this.#background.inert = false;
    this.#returnFocus?.focus({ preventScroll: true });
    this.#returnFocus = undefined;
  }

  /** True if *selector* names a place in a popup that has been closed. */
  hasClosed(selector: string): boolean {
    return this.#closedIds.has(selector.replace(/^#/, ''));
  }

  #clicked(event: MouseEvent, options: ModalOptions): void {
    if (!(event.target instanceof Element)) return;
    const dismiss =
      event.target.closest('[data-dismiss="modal"],[data-bs-dismiss="modal"]') !== null;
    // The modal fills the page, so a click on it alone is a click beside the dialog.
    const beside = event.target === event.currentTarget && options.implicitClose;
    if (dismiss || beside) this.close();
  }

  #keyPressed(event: KeyboardEvent, options: ModalOptions): void {
    if (event.key === 'Escape' && options.implicitClose && !event.defaultPrevented) this.close();
    if (event.key === 'Tab') this.#keepFocusInside(event);
  }

  #keepFocusInside(event: KeyboardEvent): void {
    const modal = this.#current;
    if (modal === undefined) return;
    const stops = [...modal.querySelectorAll<HTMLElement>(focusable)];
    const first = stops[0];
    const last = stops.at(-1);
    const active = document.activeElement;
    if (first === undefined || last === undefined) {
      event.preventDefault();
    } else if (event.shiftKey && (active === first || active === modal)) {
      event.preventDefault();
      last.focus();
    } else if (!event.shiftKey && active === last) {
      event.preventDefault();
      first.focus();
    }
  }
}

function activeElement(): HTMLElement | undefined {
  return document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
}

function element(className: string, ...children: readonly Node[]): HTMLElement {
  const div = document.createElement('div');
  div.className = className;
  div.append(...children);
  return div;
}

function buildModal(options: ModalOptions, content: readonly Node[]): HTMLElement {
  const title = document.createElement('h2');
  title.className = 'modal-title';
  title.id = `${options.bodyId}-title`;
  title.textContent = options.title;
  const header = element('modal-header', title);
  if (options.closable) header.append(closeButton(options.closeLabel));
  const body = element('modal-body markdown-body', ...content);
  body.id = options.bodyId;
  const size = { large: ' modal-lg', small: ' modal-sm', normal: '' }[options.size];
  const dialog = element(
    `modal-dialog modal-dialog-scrollable${size}`,
    element('modal-content', header, body),
  );
  const modal = element('modal show', dialog);
  modal.tabIndex = -1;
  modal.setAttribute('role', 'dialog');
  modal.setAttribute('aria-modal', 'true');
  modal.setAttribute('aria-labelledby', title.id);
  return modal;
}

function closeButton(label: string): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn-close';
  button.dataset['dismiss'] = 'modal';
  button.setAttribute('aria-label', label);
  return button;
}
