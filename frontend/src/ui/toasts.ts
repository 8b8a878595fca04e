/** Short messages at the top of the page. */

export interface ToastOptions {
  readonly content: string;
  /** Milliseconds; 0 stays until closed. */
  readonly duration: number;
  readonly position: 'left' | 'center' | 'right';
  /** A CSS colour. */
  readonly color: string;
  readonly closeLabel: string;
  /** Runs on a click on the toast, which then hides. */
  readonly onClick?: () => void;
}

/** What screen readers say before the rest. */
const errorColor = '#e53935';
/** What takes the focus in a toast. */
const focusable = '[tabindex="0"],button';

export class ToastHost {
  readonly #announce: (text: string, urgent: boolean) => void;
  readonly #containers = new Map<string, HTMLElement>();
  /** What shows, each with how to stop its clock. */
  readonly #shown = new Map<HTMLElement, () => void>();
  /** What had the focus before a toast. */
  #focusBefore: HTMLElement | undefined;

  /** *announce* lets screen readers say it. */
  constructor(announce: (text: string, urgent: boolean) => void) {
    this.#announce = announce;
  }

  show(options: ToastOptions): void {
    const toast = document.createElement('div');
    toast.className = `toastify toastify-${options.position}`;
    toast.style.setProperty('--toast-color', options.color);
    const text = document.createElement('div');
    text.className = 'toast-text';
    text.textContent = options.content;
    const close = () => this.#close(toast);
    toast.append(text, closeButton(options, close));
    const { onClick, duration } = options;
    if (onClick !== undefined)
      makeClickable(text, () => {
        onClick();
        close();
      });
    this.#shown.set(toast, duration === 0 ? () => undefined : hideAfter(toast, duration, close));
    toast.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      // A popup below stays.
      event.preventDefault();
      close();
    });
    toast.addEventListener('focusin', ({ relatedTarget }) => {
      const outside = relatedTarget instanceof HTMLElement && !relatedTarget.closest('.toastify');
      if (outside) this.#focusBefore = relatedTarget;
    });
    this.#container(narrow() ? 'center' : options.position).append(toast);
    this.#announce(options.content, options.color === errorColor);
    document.addEventListener('keydown', this.#keyPressed);
  }

  /** F6 goes from one part of a window to the next: here to the newest toast. */
  readonly #keyPressed = (event: KeyboardEvent): void => {
    const stops = [...this.#containers.values()].map(({ lastElementChild }) =>
      lastElementChild?.querySelector<HTMLElement>(focusable),
    );
    const stop = stops.findLast((element) => element?.isConnected);
    if (stop === undefined || stop === null) {
      document.removeEventListener('keydown', this.#keyPressed);
    } else if (event.key === 'F6') {
      event.preventDefault();
      stop.focus();
    }
  };

  /** The page is for another session now. */
  stop(): void {
    for (const toast of [...this.#shown.keys()]) this.#close(toast);
    document.removeEventListener('keydown', this.#keyPressed);
  }

  #close(toast: HTMLElement): void {
    const hadFocus = toast.contains(document.activeElement);
    toast.remove();
    this.#shown.get(toast)?.();
    this.#shown.delete(toast);
    if (hadFocus) this.#focusBefore?.focus({ preventScroll: true });
  }

  #container(position: string): HTMLElement {
    let container = this.#containers.get(position);
    if (container?.isConnected !== true) {
      container = document.createElement('div');
      container.className = `webio-toasts webio-toasts-${position}`;
      document.body.append(container);
      this.#containers.set(position, container);
    }
    return container;
  }
}

/** On a phone left, centre and right would lie on top of each other. */
function narrow(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(max-width: 575.98px)').matches;
}

function makeClickable(text: HTMLElement, action: () => void): void {
  text.tabIndex = 0;
  text.setAttribute('role', 'button');
  text.classList.add('toast-clickable');
  text.addEventListener('click', action);
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    action();
  });
}

/** A toast that goes by itself shows its button to the keyboard only. */
function closeButton({ closeLabel, duration }: ToastOptions, close: () => void): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = `btn-close${duration === 0 ? '' : ' visually-hidden-focusable'}`;
  button.setAttribute('aria-label', closeLabel);
  button.addEventListener('click', close);
  return button;
}

/**
 * The clock stands while the pointer or the focus is on the toast: it may be read or clicked. Returns
 * how to stop it.
 */
function hideAfter(toast: HTMLElement, duration: number, close: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const start = () => {
    clearTimeout(timer);
    if (!toast.matches(':hover, :focus-within')) timer = setTimeout(close, duration);
  };
  const hold = () => clearTimeout(timer);
  toast.addEventListener('pointerenter', hold);
  toast.addEventListener('pointerleave', start);
  toast.addEventListener('focusin', hold);
  toast.addEventListener('focusout', start);
  start();
  return hold;
}
