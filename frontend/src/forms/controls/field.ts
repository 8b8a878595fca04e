/** What all controls share; a subclass adds its element, its value and how attributes reach it. */

import { Frame, type Status } from './frame.js';
import { faultOf } from './validity.js';
import { isTruthy, setAttributes, setProperty } from './attributes.js';
import type { Control, ControlHost } from './control.js';
import type { Choice, InputItem, Json, JsonObject } from '../../protocol/commands.js';

/** Members that are never attributes of an element, in any control. */
const COMMON_MEMBERS = [
  'type',
  'name',
  'label',
  'help_text',
  'value',
  'onchange',
  'onblur',
  'auto_focus',
  'options',
  'buttons',
] as const;

const SUPPORTS_VALIDITY = 'input, select, textarea';

export abstract class Field implements Control {
  readonly item: InputItem;
  protected readonly host: ControlHost;
  protected readonly frame: Frame;

  constructor(item: InputItem, host: ControlHost, grouped = false) {
    this.item = item;
    this.host = host;
    const { labelledBy, severalControls: shared } = host;
    this.frame = new Frame(item, { grouped, labelledBy, shared });
  }

  get element(): HTMLElement {
    return this.frame.element;
  }

  abstract value(): Json;
  abstract reset(): void;

  /** The elements attributes go to; the first one takes the focus. */
  protected abstract targets(): readonly HTMLElement[];
  protected abstract setValue(value: Json): void;
  /** Only in controls with options; true if there was one of that value. */
  protected updateOption?(attributes: JsonObject, targetValue: Json): boolean;
  protected setOptions?(options: readonly Choice[]): void;

  files(): readonly File[] {
    return [];
  }

  update(attributes: JsonObject, targetValue?: Json): void {
    if (targetValue !== undefined && this.updateOption?.(attributes, targetValue)) return;
    const { valid_status, invalid_feedback, valid_feedback, options, value, ...rest } = attributes;
    if ('invalid_feedback' in attributes) this.frame.setFeedback('invalid', invalid_feedback);
    if ('valid_feedback' in attributes) this.frame.setFeedback('valid', valid_feedback);
    if ('valid_status' in attributes) this.frame.setStatus(asStatus(valid_status));
    if (Array.isArray(options)) this.setOptions?.(options as readonly Choice[]);
    for (const [name, member] of Object.entries(rest)) this.updateMember(name, member ?? null);
    // Last: a value may be one of the new options, or fit only the new limits.
    if ('value' in attributes) this.setValue(value ?? null);
  }

  checkValidity(): boolean {
    const message = this.validationMessage();
    if (message === null) return true;
    this.showInvalid(message);
    return false;
  }

  clearStatus(): void {
    this.frame.setStatus('none');
  }

  focus(options?: FocusOptions): void {
    this.targets()[0]?.focus(options);
  }

  setDisabled(disabled: boolean): void {
    for (const element of this.element.querySelectorAll<HTMLInputElement>(
      'input, select, textarea, button',
    )) {
      element.disabled = disabled;
    }
  }

  // For subclasses

  protected showInvalid(message: string): void {
    this.frame.setFeedback('invalid', message);
    this.frame.setStatus('invalid');
  }

  /** The user edits: a verdict on the former value no longer holds. */
  protected edited(): void {
    this.clearStatus();
    this.host.changed(this);
  }

  /** Null when valid. */
  protected validationMessage(): string | null {
    for (const target of this.targets()) {
      if (!target.matches(SUPPORTS_VALIDITY)) continue;
      const fault = faultOf(target as HTMLInputElement, this.host);
      if (fault !== null) return fault;
    }
    return null;
  }

  /** For what has no role that could say so. */
  protected noteRequired(): void {
    this.frame.addNote('required', this.host.text('required'));
    this.element.classList.add('is-required');
  }

  protected copyAttributes(element: HTMLElement, ...consumed: readonly string[]): void {
    setAttributes(element, this.item, new Set([...COMMON_MEMBERS, ...consumed]));
    // Page scripts look for this marker.
    if (this.item.auto_focus === true) element.setAttribute('auto_focus', 'true');
  }

  protected updateMember(name: string, value: Json): void {
    if (name === 'label') this.frame.setLabel(value);
    else if (name === 'help_text') this.frame.setHelp(value);
    else for (const target of this.targets()) setProperty(target, name, value);
  }
}

function asStatus(value: Json | undefined): Status {
  if (value === null || value === undefined || value === 0) return 'none';
  return isTruthy(value) ? 'valid' : 'invalid';
}
