/** The names of the chosen files, each with its size and a button that takes it back. */

import { h } from '../dom.js';
import type { ControlHost } from './control.js';
import { formatSize } from './file_rules.js';

export class FileList {
  readonly element = h('ul', { class: 'file-list', hidden: true });
  readonly #host: ControlHost;
  readonly #remove: (file: File) => void;

  constructor(host: ControlHost, remove: (file: File) => void) {
    this.#host = host;
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
      'aria-label': this.#host.text('remove_file', file.name),
    });
    button.addEventListener('click', () => {
      this.#remove(file);
    });
    const name = h('span', { class: 'file-name' }, file.name);
    return h(
      'li',
      {},
      name,
      h('span', { class: 'file-size' }, formatSize(file.size, this.#host.language)),
      button,
    );
  }
}
