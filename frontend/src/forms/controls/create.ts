/** From an item of the wire to its control. */

import { ActionsControl } from './actions.js';
import { ChoicesControl } from './choices.js';
import type { Control, ControlHost } from './control.js';
import { FileControl } from './file.js';
import { NumberControl } from './number.js';
import { SelectControl } from './select.js';
import { SliderControl } from './slider.js';
import { TEXT_TYPES, TextControl } from './text.js';
import { TextareaControl } from './textarea.js';
import type { InputItem } from '../../protocol/commands.js';

type ControlClass = new (item: InputItem, host: ControlHost) => Control;

const CONTROLS: ReadonlyMap<string, ControlClass> = new Map<string, ControlClass>([
  ['number', NumberControl],
  ['float', NumberControl],
  ['textarea', TextareaControl],
  ['select', SelectControl],
  ['checkbox', ChoicesControl],
  ['radio', ChoicesControl],
  ['slider', SliderControl],
  ['actions', ActionsControl],
  ['file', FileControl],
]);

export function createControl(item: InputItem, host: ControlHost): Control {
  const special = CONTROLS.get(item.type);
  try {
    if (special) return new special(item, host);
  } catch (error) {
    console.error('PyWebIO: cannot make input', item, error);
  }
  // Neither a type from a newer server nor one that fails keeps the user from filling in the form.
  if (!TEXT_TYPES.has(item.type)) console.warn(`Unknown input type "${item.type}"`);
  return new TextControl(TEXT_TYPES.has(item.type) ? item : { ...item, type: 'text' }, host);
}
