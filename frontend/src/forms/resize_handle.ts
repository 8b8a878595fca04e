/** The upper edge of the docked panel, dragged or moved by the arrow keys. */

import { h } from './dom.js';

const KEY_STEP = 24;

export interface Resizable {
  height(): number;
  limits(): { readonly least: number; readonly most: number };
  resize(height: number): void;
}

export class ResizeHandle {
  readonly element = h('div', {
    class: 'input-panel-handle',
    role: 'separator',
    tabindex: 0,
    'aria-orientation': 'horizontal',
    hidden: true,
  });
  readonly #target: Resizable;

  constructor(label: string, target: Resizable) {
    this.#target = target;
    this.element.setAttribute('aria-label', label);
    this.element.addEventListener('pointerdown', (event) => {
      this.#drag(event);
    });
    this.element.addEventListener('keydown', (event) => {
      const step = { ArrowUp: KEY_STEP, ArrowDown: -KEY_STEP }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      this.#resize(target.height() + step);
    });
  }

  /** What assistive technology reads as the position of the edge. */
  announce(height = this.#target.height()): void {
    const { least, most } = this.#target.limits();
    this.element.setAttribute('aria-valuemin', String(Math.round(least)));
    this.element.setAttribute('aria-valuemax', String(Math.round(most)));
    this.element.setAttribute('aria-valuenow', String(Math.round(height)));
  }

  #drag(start: PointerEvent): void {
    start.preventDefault();
    const from = this.#target.height();
    const move = (event: PointerEvent): void => {
      this.#resize(from + start.clientY - event.clientY);
    };
    this.element.setPointerCapture(start.pointerId);
    this.element.addEventListener('pointermove', move);
    const stop = (): void => {
      this.element.removeEventListener('pointermove', move);
    };
    // However the drag ends.
    this.element.addEventListener('lostpointercapture', stop, { once: true });
  }

  #resize(height: number): void {
    const { least, most } = this.#target.limits();
    const fitting = Math.round(Math.min(Math.max(height, least), most));
    this.#target.resize(fitting);
    this.announce(fitting);
  }
}
