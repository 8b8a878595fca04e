/** From an item of the wire to its control. */

import { asText } from '../../dom/text.js';
import { h } from '../dom.js';
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

/** Neither a type from a newer server nor an item that fails keeps the user from answering the rest. */
export function createControl(item: InputItem, host: ControlHost): Control {
  const known = CONTROLS.get(item.type) ?? (TEXT_TYPES.has(item.type) ? TextControl : undefined);
  try {
    if (known) return new known(item, host);
    console.error('PyWebIO: unknown input type', item);
    return standIn({ ...item, type: 'text' }, host, host.text('unknown_part', asText(item.type)));
  } catch (error) {
    console.error('PyWebIO: cannot make input', item, error);
    const { name, label, value = '' } = item;
    const plain = { type: 'text', name: asText(name), label: asText(label), value: asText(value) };
    return standIn(plain, host, host.text('not_shown'));
  }
}

/** A plain field, and in small print what it is there for. */
function standIn(item: InputItem, host: ControlHost, why: string): Control {
  const control = new TextControl(item, host);
  control.element.append(h('small', { class: 'form-text webio-unknown-input' }, why));
  return control;
}
