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

/** Errors are read out at once. */
const errorColor = '#e53935';

export class ToastHost {
  readonly #containers = new Map<string, HTMLElement>();

  show(options: ToastOptions): void {
    const toast = document.createElement('div');
    toast.className = `toastify toastify-${options.position}`;
    toast.setAttribute('role', options.color === errorColor ? 'alert' : 'status');
    toast.style.setProperty('--toast-color', options.color);
    const text = document.createElement('div');
    text.className = 'toast-text';
    text.textContent = options.content;
    toast.append(text);
    const { onClick } = options;
    if (onClick !== undefined)
      makeClickable(text, () => {
        onClick();
        toast.remove();
      });
    if (options.duration === 0) toast.append(closeButton(options.closeLabel, toast));
    else hideAfter(toast, options.duration);
    toast.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      // A popup below stays.
      event.preventDefault();
      toast.remove();
    });
    this.#container(narrow() ? 'center' : options.position).append(toast);
  }

  #container(position: string): HTMLElement {
    let container = this.#containers.get(position);
    if (container?.isConnected !== true) {
      container = document.createElement('div');
      container.className = `webio-toasts webio-toasts-${position}`;
      container.setAttribute('aria-live', 'polite');
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

function closeButton(label: string, toast: HTMLElement): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn-close';
  button.setAttribute('aria-label', label);
  button.addEventListener('click', () => toast.remove());
  return button;
}

/** The clock stands while the pointer or the focus is on the toast: it may be read or clicked. */
function hideAfter(toast: HTMLElement, duration: number): void {
  let timer: ReturnType<typeof setTimeout>;
  const start = () => {
    clearTimeout(timer);
    timer = setTimeout(() => toast.remove(), duration);
  };
  const hold = () => clearTimeout(timer);
  toast.addEventListener('pointerenter', hold);
  toast.addEventListener('pointerleave', start);
  toast.addEventListener('focusin', hold);
  toast.addEventListener('focusout', start);
  start();
}
