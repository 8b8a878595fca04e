/** `number` (whole) and `float` inputs: only fitting characters get in, and the value travels as a number. */

import type { ControlHost } from './control.js';
import { TextControl } from './text.js';
import type { InputItem, Json } from '../../protocol/commands.js';

// The browser decides which of "," and "." its locale reads as the decimal sign.
const UNFIT = { number: /[^0-9+-]/, float: /[^0-9+\-.,eE]/ } as const;

export class NumberControl extends TextControl {
  constructor(item: InputItem, host: ControlHost) {
    super(item, host, 'number');
    if (this.#isFloat() && !('step' in item)) this.input.step = 'any';
    this.input.addEventListener('beforeinput', (event) => {
      const unfit = this.#isFloat() ? UNFIT.float : UNFIT.number;
      if (event.inputType === 'insertText' && event.data !== null && unfit.test(event.data)) {
        event.preventDefault();
      }
    });
  }

  override value(): Json {
    // A label in place of the value goes back as it is: the server knows it.
    if (this.input.type === 'text') return this.input.value;
    const number = this.input.value === '' ? NaN : Number(this.input.value);
    if (!Number.isFinite(number)) return null;
    return this.#isFloat() ? number : Math.trunc(number);
  }

  protected override htmlType(): string {
    return 'number';
  }

  #isFloat(): boolean {
    return this.item.type === 'float';
  }
}
