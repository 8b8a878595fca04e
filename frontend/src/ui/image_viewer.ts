/** Images that are larger than their place can be looked at in full, by click or keyboard. */

import { clickAttribute } from '../dom/clicks.js';

/** As much larger than it shows must an image be. */
const factor = 1.25;
const enlargeable = 'webio-enlargeable';
/** What does something else when it is clicked. */
const clickable = `a,button,label,summary,[role="button"],[${clickAttribute}]`;

export type ImageTexts = (id: 'enlarge_image' | 'enlarge_named' | 'close', name: string) => string;

/** Returns how to stop. */
export function startImageViewer(text: ImageTexts): () => void {
  const loaded = ({ target }: Event) => {
    if (target instanceof HTMLImageElement && target.closest('.markdown-body') !== null) {
      watch(target, text);
    }
  };
  const clicked = (event: MouseEvent) => openFor(event, text);
  const keyPressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') openFor(event, text);
  };
  // The event does not bubble.
  document.addEventListener('load', loaded, { capture: true });
  document.addEventListener('click', clicked);
  document.addEventListener('keydown', keyPressed);
  return () => {
    document.removeEventListener('load', loaded, { capture: true });
    document.removeEventListener('click', clicked);
    document.removeEventListener('keydown', keyPressed);
  };
}

function watch(image: HTMLImageElement, text: ImageTexts): void {
  if (image.dataset['webioWatched'] !== undefined || image.closest(clickable) !== null) return;
  image.dataset['webioWatched'] = '';
  new ResizeObserver(() => {
    const larger = image.naturalWidth > image.clientWidth * factor && image.clientWidth > 0;
    // An image that is not enlarged keeps the names and roles that the app has given it.
    if (larger === image.classList.contains(enlargeable)) return;
    image.classList.toggle(enlargeable, larger);
    if (larger) {
      image.tabIndex = 0;
      image.setAttribute('role', 'button');
      image.setAttribute(
        'aria-label',
        text(image.alt === '' ? 'enlarge_image' : 'enlarge_named', image.alt),
      );
    } else {
      for (const name of ['tabindex', 'role', 'aria-label']) image.removeAttribute(name);
    }
  }).observe(image);
}

function openFor(event: Event, text: ImageTexts): void {
  if (!(event.target instanceof HTMLImageElement)) return;
  if (!event.target.classList.contains(enlargeable)) return;
  event.preventDefault();
  show(event.target, text);
}

/** The browser keeps the focus inside, closes with Esc, and gives the focus back. */
function show({ src, alt }: HTMLImageElement, text: ImageTexts): void {
  const image = document.createElement('img');
  image.src = src;
  image.alt = alt;
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'btn-close';
  close.setAttribute('aria-label', text('close', ''));
  const dialog = document.createElement('dialog');
  dialog.className = 'webio-image-viewer';
  dialog.setAttribute('aria-label', alt || text('enlarge_image', ''));
  dialog.append(close, image);
  dialog.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
