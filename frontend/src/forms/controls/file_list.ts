/** The names of the chosen files, each with its size and a button that takes it back. */

import { h } from '../dom.js';
import { formatSize } from './file_rules.js';

export class FileList {
  readonly element = h('ul', { class: 'file-list', hidden: true });
  readonly #removeLabel: (name: string) => string;
  readonly #remove: (file: File) => void;

  constructor(removeLabel: (name: string) => string, remove: (file: File) => void) {
    this.#removeLabel = removeLabel;
    this.#remove = remove;
  }

  show(files: readonly File[]): void {
    this.element.replaceChildren(...files.map((file) => this.#line(file)));
    this.element.hidden = files.length === 0;
  }

  #line(file: File): HTMLElement {
    const button = h('button', {
      type: 'button',
      class: 'btn-close',
      'aria-label': this.#removeLabel(file.name),
    });
    button.addEventListener('click', () => {
      this.#remove(file);
    });
    const name = h('span', { class: 'file-name' }, file.name);
    return h('li', {}, name, h('span', { class: 'file-size' }, formatSize(file.size)), button);
  }
}
