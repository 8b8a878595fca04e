import { callbackAttribute } from '../dom/clicks.js';
import { asText } from '../dom/text.js';
import type { Json, JsonObject, OutputSpec } from '../protocol/commands.js';
import { asList, type OutputBuilder } from './build.js';

/** Clicks are handled for the whole page at once, see `ClickDelegate`. */
export const buildButtons: OutputBuilder = (spec) => {
  const group = document.createElement('div');
  if (spec['group'] === true) {
    group.className = 'btn-group';
    group.setAttribute('role', 'group');
  } else {
    group.className = 'webio-buttons';
  }
  for (const button of asList(spec['buttons'])) group.append(buildButton(button, spec));
  return group;
};

function buildButton(item: Json, spec: OutputSpec): HTMLButtonElement {
  const { label, value, color, disabled } = item as JsonObject;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = buttonClass(spec, asText(color));
  button.textContent = asText(label);
  button.value = JSON.stringify(value ?? null);
  button.setAttribute(callbackAttribute, asText(spec['callback_id']));
  if (disabled === true) {
    button.disabled = true;
    button.dataset['pywebioDisabled'] = '';
  }
  return button;
}

function buttonClass(spec: OutputSpec, color: string): string {
  const small = spec['small'] === true ? ' btn-sm' : '';
  if (spec['link'] === true) return `btn btn-link${small}`;
  return `btn btn-${spec['outline'] === true ? 'outline-' : ''}${color || 'primary'}${small}`;
}
