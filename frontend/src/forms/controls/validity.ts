/** Why a value will not do, in the words of the page: the browser's own are in its language. */

import { formatNumber } from '../../i18n.js';
import type { ControlHost } from './control.js';

type Validated = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Null when the browser has nothing against it. */
export function faultOf(element: Validated, host: ControlHost): string | null {
  const { validity } = element;
  if (validity.valid || !element.willValidate) return null;
  // A script of the app has its own words.
  if (validity.customError) return element.validationMessage;
  if (validity.valueMissing) return host.text(missing(element));
  if (element instanceof HTMLInputElement) return faultOfInput(element, host);
  return faultOfLength(element, host);
}

function missing(element: Validated): string {
  const chosen = element instanceof HTMLSelectElement || element.type === 'radio';
  return chosen ? 'choice_missing' : 'value_missing';
}

function faultOfInput(input: HTMLInputElement, host: ControlHost): string {
  const { validity, type, title } = input;
  if (validity.badInput) return host.text(type === 'number' ? 'not_a_number' : 'bad_value');
  if (validity.typeMismatch) return host.text(type === 'email' ? 'bad_email' : 'bad_url');
  if (validity.patternMismatch) return `${host.text('bad_format')} ${title}`.trim();
  if (validity.rangeUnderflow) return host.text('too_small', limit(input.min, type, host));
  if (validity.rangeOverflow) return host.text('too_large', limit(input.max, type, host));
  if (validity.stepMismatch && type === 'number') return faultOfStep(input, host);
  return faultOfLength(input, host);
}

function faultOfLength(element: Validated, host: ControlHost): string {
  if (!(element instanceof HTMLSelectElement)) {
    if (element.validity.tooShort) return host.text('too_short', element.minLength);
    if (element.validity.tooLong) return host.text('too_long', element.maxLength);
  }
  return host.text('bad_value');
}

function faultOfStep(input: HTMLInputElement, host: ControlHost): string {
  const base = Number(input.min);
  const step = Number(input.step) || 1;
  if (step === 1 && Number.isInteger(base)) return host.text('not_whole');
  const below = Math.floor((Number(input.value) - base) / step);
  const [low, high] = [below, below + 1].map((steps) =>
    Number((base + steps * step).toPrecision(12)),
  );
  return host.text('off_step', low ?? base, high ?? base);
}

/** A limit as people write it; a date field shows days of the Gregorian calendar in any language. */
function limit(value: string, type: string, { language }: ControlHost): string {
  if (type === 'date' || type === 'datetime-local') {
    return new Intl.DateTimeFormat(language, {
      calendar: 'gregory',
      dateStyle: 'medium',
      ...(type === 'date' ? { timeZone: 'UTC' } : { timeStyle: 'short' }),
    }).format(new Date(value));
  }
  return type === 'number' ? formatNumber(Number(value), language) : value;
}
