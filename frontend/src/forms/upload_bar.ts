/** How far the files of a form have travelled. */

import { h } from './dom.js';

export class UploadBar {
  readonly element: HTMLElement;
  readonly #bar = h('div', {
    class: 'progress-bar progress-bar-striped progress-bar-animated',
  });
  readonly #text: HTMLElement;

  constructor(label: string) {
    this.#text = h('span', { class: 'upload-percent' });
    const track = h('div', { class: 'progress' }, this.#bar);
    const caption = h('div', { class: 'upload-caption' }, h('span', {}, label), this.#text);
    this.element = h(
      'div',
      {
        class: 'upload-bar',
        role: 'progressbar',
        'aria-label': label,
        'aria-valuemin': 0,
        'aria-valuemax': 100,
      },
      caption,
      track,
    );
    this.show(0);
  }

  show(fraction: number): void {
    const percent = Math.round(Math.min(Math.max(fraction, 0), 1) * 100);
    this.#bar.style.width = `${String(percent)}%`;
    this.#text.textContent = `${String(percent)} %`;
    this.element.setAttribute('aria-valuenow', String(percent));
  }
}
