/** How far the files of a form have travelled. */

import { formatNumber } from '../i18n.js';
import { h } from './dom.js';

export interface UploadBarOptions {
  /** How the percentage is written. */
  readonly language: string;
  readonly label: string;
  readonly cancelLabel: string;
  /** True if the upload is taken back. */
  readonly cancel: () => boolean;
}

export class UploadBar {
  readonly element: HTMLElement;
  readonly #bar = h('div', {
    class: 'progress-bar progress-bar-striped progress-bar-animated',
  });
  readonly #text: HTMLElement;
  readonly #track: HTMLElement;
  readonly #cancel: HTMLButtonElement;
  readonly #language: string;

  constructor({ language, label, cancelLabel, cancel }: UploadBarOptions) {
    this.#language = language;
    this.#text = h('span', { class: 'upload-percent' });
    this.#cancel = h(
      'button',
      {
        type: 'button',
        class: 'btn btn-sm btn-outline-secondary upload-cancel',
        'aria-label': `${cancelLabel}: ${label}`,
      },
      cancelLabel,
    );
    this.#cancel.addEventListener('click', () => {
      this.#cancel.disabled = !cancel();
    });
    const caption = h('div', { class: 'upload-caption' }, h('span', {}, label), this.#text);
    this.#track = h(
      'div',
      {
        class: 'progress',
        role: 'progressbar',
        'aria-label': label,
        'aria-valuemin': 0,
        'aria-valuemax': 100,
      },
      this.#bar,
    );
    this.element = h('div', { class: 'upload-bar' }, caption, this.#track, this.#cancel);
    this.show(0);
  }

  show(fraction: number): void {
    const within = Math.min(Math.max(fraction, 0), 1);
    const percent = Math.round(within * 100);
    this.#bar.style.width = `${String(percent)}%`;
    this.#text.textContent = formatNumber(within, this.#language, {
      style: 'percent',
      maximumFractionDigits: 0,
    });
    this.#track.setAttribute('aria-valuenow', String(percent));
    // What has left can no longer be taken back.
    this.#cancel.disabled = fraction >= 1;
  }
}
