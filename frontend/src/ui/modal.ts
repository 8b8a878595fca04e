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

/** What lies above a popup and can be used meanwhile. */
const above = '.webio-toasts, .webio-notice';

const focusable =
  'a[href],summary,button:not([disabled]),input:not([disabled]),select:not([disabled]),textarea:not([disabled]),[tabindex]:not([tabindex="-1"]),[contenteditable="true"]';

export class ModalHost {
  /** What stands behind the popup and must not be reached meanwhile. */
  readonly #background: HTMLElement;
  #current: HTMLElement | undefined;
  /** Ends when the popup does. */
  #keyboard = new AbortController();
  #returnFocus: HTMLElement | undefined;
  /** What the popup has taken in from the end of the background. */
  #guest: HTMLElement | undefined;
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
    this.#keyboard = new AbortController();
    document.addEventListener('keydown', (event) => this.#keyPressed(event, options), {
      signal: this.#keyboard.signal,
    });
    document.body.append(modal);
    document.body.classList.add('modal-open');
    this.#background.inert = true;
    this.#current = modal;
    this.#returnFocus = returnFocus;
    modal.focus();
    return modal;
  }

  /** Bring *element*, the last of the background, in front of it until the popup is closed. */
  takeIn(element: HTMLElement): void {
    if (this.#guest !== undefined) return;
    this.#guest = this.#current && element;
    this.#current?.append(element);
  }

  close(): void {
    if (this.#current === undefined) return;
    const goesOn = this.#guest?.contains(document.activeElement)
      ? activeElement()
      : this.#returnFocus;
    if (this.#guest) this.#background.append(this.#guest);
    this.#guest = undefined;
    for (const { id } of this.#current.querySelectorAll('[id]')) this.#closedIds.add(id);
    this.#keyboard.abort();
    this.#current.remove();
    this.#current = undefined;
    document.body.classList.remove('modal-open');
    this.#background.inert = false;
    goesOn?.focus({ preventScroll: true });
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
    if (event.defaultPrevented || !this.#isReached(event.target)) return;
    if (event.key === 'Escape' && options.implicitClose) this.close();
    if (event.key === 'Tab') this.#keepFocusInside(event);
  }

  /** Whether the focus is in the popup, above it, or nowhere; a picture that is enlarged has its own. */
  #isReached(target: EventTarget | null): boolean {
    // A script of the app may have taken the popup out of the page.
    if (this.#current?.isConnected !== true) return false;
    if (target === document.body) return true;
    if (!(target instanceof Element)) return false;
    return this.#current.contains(target) || target.closest(above) !== null;
  }

  #keepFocusInside(event: KeyboardEvent): void {
    const modal = this.#current;
    if (modal === undefined) return;
    const areas = [modal, ...document.querySelectorAll(above)]
      .map((area) => [...area.querySelectorAll<HTMLElement>(focusable)])
      .filter((stops) => stops.length > 0);
    const back = event.shiftKey;
    const active = document.activeElement;
    const begins = active === modal || active === document.body;
    const here = areas.findIndex((stops) => stops.at(back ? 0 : -1) === active);
    // Within an area the browser knows the way.
    if (here === -1 && !begins) return;
    event.preventDefault();
    const next = begins ? (back ? -1 : 0) : (here + (back ? -1 : 1)) % areas.length;
    areas
      .at(next)
      ?.at(back ? -1 : 0)
      ?.focus();
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
