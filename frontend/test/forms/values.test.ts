/** What each kind of control sends. */

import { describe, expect, it } from 'vitest';
import type { InputItem, Json } from '../../src/protocol/commands.js';
import { find, pick, showForm, submitted, type, update } from './driver.js';

const OPTIONS = [
  { label: 'A', value: 'A' },
  { label: 'B', value: 2 },
  { label: 'C', value: [3], selected: true },
  { label: 'D', value: null, disabled: true },
  { label: 'E', value: { x: 1 } },
];

function valueOf(item: Omit<InputItem, 'name'> & { type: string }): Json {
  const context = showForm([{ ...item, name: 'x' }]);
  return (submitted(context) as { x: Json }).x;
}

describe('text', () => {
  it.each([
    ['text', 'some words'],
    ['password', 'secret'],
    ['url', 'https://a.b'],
    ['email', 'a@b.c'],
    ['textarea', 'one\ntwo'],
  ])('%s travels as a string', (kind, value) => {
    expect(valueOf({ type: kind, value })).toBe(value);
  });

  it.each([
    ['date', '2024-01-02'],
    ['time', '10:20'],
    ['datetime-local', '2024-01-02T03:04'],
    ['color', '#ff0000'],
  ])('%s keeps its text form', (kind, value) => {
    expect(valueOf({ type: kind, value })).toBe(value);
  });

  it('takes an unknown type for text', () => {
    expect(valueOf({ type: 'holograph', value: 'v' })).toBe('v');
  });
});

describe('numbers', () => {
  it.each([
    ['number', '12', 12],
    ['number', '-3', -3],
    ['number', '', null],
    ['float', '1.5', 1.5],
    ['float', '', null],
  ])('%s "%s" is %s', (kind, value, expected) => {
    expect(valueOf({ type: kind, value })).toBe(expected);
  });

  it('keeps characters out that fit no number', () => {
    showForm([{ type: 'number', name: 'n' }]);
    const insert = (data: string): boolean =>
      find('input').dispatchEvent(
        new InputEvent('beforeinput', { data, inputType: 'insertText', cancelable: true }),
      );
    expect([insert('4'), insert('-'), insert('x'), insert('.')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('options', () => {
  it('round-trip any JSON value unchanged', () => {
    expect(valueOf({ type: 'select', options: OPTIONS })).toEqual([3]);
    expect(valueOf({ type: 'radio', options: OPTIONS })).toEqual([3]);
    expect(valueOf({ type: 'checkbox', options: OPTIONS })).toEqual([[3]]);
  });

  it('stand in the page as JSON text', () => {
    showForm([{ type: 'checkbox', name: 'x', options: OPTIONS }]);
    const texts = [...document.querySelectorAll<HTMLInputElement>('.form-check-input')].map(
      ({ value }) => value,
    );
    expect(texts).toEqual(['"A"', '2', '[3]', 'null', '{"x":1}']);
  });

  it('give a list where several can be chosen', () => {
    expect(valueOf({ type: 'select', multiple: true, native: true, options: OPTIONS })).toEqual([
      [3],
    ]);
    expect(valueOf({ type: 'checkbox', options: [{ label: 'A', value: 'A' }] })).toEqual([]);
  });

  it('give null for a radio group without a choice', () => {
    expect(valueOf({ type: 'radio', options: [{ label: 'A', value: 0 }] })).toBeNull();
  });

  it('keep members that are not consumed as attributes', () => {
    showForm([
      {
        type: 'radio',
        name: 'x',
        options: [{ label: 'A', value: 1, 'data-k': 'v', disabled: true }],
      },
    ]);
    expect(find('.form-check-input').dataset['k']).toBe('v');
    expect(find('.form-check-input').disabled).toBe(true);
  });
});

describe('slider', () => {
  it('gives whole numbers, or fractions where the app asked for them', () => {
    expect(
      valueOf({ type: 'slider', min_value: -10, max_value: 10, step: 5, value: 5, float: false }),
    ).toBe(5);
    expect(
      valueOf({
        type: 'slider',
        min_value: 0,
        max_value: 1,
        step: 'any',
        value: 0.25,
        float: true,
      }),
    ).toBe(0.25);
  });

  it('shows its current value', () => {
    showForm([{ type: 'slider', name: 's', value: 7 }]);
    expect(find('.form-control-range-value').textContent).toBe('7');
    type('input[type=range]', '9');
    expect(find('.form-control-range-value').textContent).toBe('9');
  });
});

describe('actions', () => {
  const buttons = [
    { label: 'go', value: { a: 1 }, type: 'submit' },
    { label: 'clear', type: 'reset' },
    { label: 'leave', type: 'cancel' },
    { label: 'off', value: 1, type: 'submit', disabled: true, color: 'danger' },
  ] as const;

  it('give the value of the pressed button', () => {
    const context = showForm([{ type: 'actions', name: 'act', buttons }]);
    pick('button[value=\'{"a":1}\']');
    expect(context.events).toEqual([
      { event: 'from_submit', task_id: 'task-1', data: { act: { a: 1 } } },
    ]);
  });

  it('are null when another button submits', () => {
    const context = showForm([
      { type: 'actions', name: 'act', buttons },
      { type: 'text', name: 't' },
    ]);
    expect(submitted(context)).toEqual({ act: null, t: '' });
  });

  it('replace the buttons of the form when they come last', () => {
    showForm([{ type: 'actions', name: 'act', buttons }]);
    expect(document.querySelector('.ws-form-submit-btns [type=submit]')).toBeNull();
    showForm([{ type: 'actions', name: 'act', buttons: [buttons[2]] }]);
    expect(document.querySelector('.ws-form-submit-btns [type=submit]')).not.toBeNull();
  });

  it('reset and cancel', () => {
    const context = showForm([
      { type: 'text', name: 't', value: 'first' },
      { type: 'actions', name: 'act', buttons },
    ]);
    type('input[type=text]', 'second');
    pick('.actions-body button:nth-child(2)');
    expect(find('input[type=text]').value).toBe('first');
    pick('.pywebio_cancel_btn');
    expect(context.events).toEqual([{ event: 'from_cancel', task_id: 'task-1', data: null }]);
  });

  it('keep their colour and a disabled state', () => {
    const context = showForm([{ type: 'actions', name: 'act', buttons }]);
    expect(find('.btn-danger[disabled]').textContent).toBe('off');
    pick('button[value=\'{"a":1}\']');
    update(context, 'act', { valid_status: 0 });
    expect(find<HTMLButtonElement>('button[value="1"]').disabled).toBe(true);
  });
});
