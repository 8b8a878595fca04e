/** One form: its page contract, events, validation and states. */

import { describe, expect, it, vi } from 'vitest';
import { disableForms } from '../../src/forms/index.js';
import { destroy, find, pick, showForm, submitted, type, update } from './driver.js';
import { FakeContext } from './fake_context.js';

const NAME = { type: 'text', name: 'who', label: 'Name', help_text: 'as in your passport' };

describe('page contract', () => {
  it('has the elements that page scripts know', () => {
    showForm([NAME], { cancelable: true });
    expect(find('#input-cards > .card > .card-header').textContent).toBe('Title');
    const input = find('form > .input-container > .form-group input.form-control');
    expect(input.id).toMatch(/^who-\d+$/);
    expect(find(`#${input.id}_help`).textContent).toBe('as in your passport');
    expect(find('.ws-form-submit-btns > .pywebio_cancel_btn').textContent).toBe('cancel');
    expect(document.querySelector('.form-group > .invalid-feedback')).not.toBeNull();
    expect(document.querySelector('.form-group > .valid-feedback')).not.toBeNull();
  });

  it('copies members it does not know to the element', () => {
    showForm([
      { ...NAME, 'data-x': '1', maxlength: 5, readonly: false, required: true, placeholder: 'ph' },
    ]);
    const input = find('input');
    expect(input.dataset['x']).toBe('1');
    expect(input.maxLength).toBe(5);
    expect([input.readOnly, input.required, input.placeholder]).toEqual([false, true, 'ph']);
    expect(input.hasAttribute('help_text')).toBe(false);
  });

  it('survives a member that is no attribute name', () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    showForm([{ ...NAME, 'not a name': 1 }]);
    expect(find('input').id).toMatch(/^who-/);
  });

  it('offers a list of suggestions', () => {
    showForm([{ ...NAME, datalist: ['a', 'b'] }]);
    expect([...(find('input').list?.options ?? [])].map(({ value }) => value)).toEqual(['a', 'b']);
  });
});

describe('accessibility', () => {
  it('ties label, help and feedback to the input', () => {
    const context = showForm([NAME]);
    const input = find('input');
    expect(input.labels?.[0]?.textContent).toBe('Name');
    expect(input.getAttribute('aria-describedby')).toBe(`${input.id}_help`);
    update(context, 'who', { valid_status: false, invalid_feedback: 'too short' });
    expect(input.getAttribute('aria-describedby')).toBe(`${input.id}_invalid ${input.id}_help`);
    expect(input.getAttribute('aria-invalid')).toBe('true');
  });

  it('names a single input by the title of the card', () => {
    showForm([{ type: 'text', name: 'data', label: '' }], { label: 'Your name?' });
    const title = find('input').getAttribute('aria-labelledby') ?? '';
    expect(document.getElementById(title)?.textContent).toBe('Your name?');
    expect(find('form').getAttribute('aria-labelledby')).toBe(title);
  });

  it('groups choices under a legend', () => {
    showForm([{ type: 'radio', name: 'r', label: 'Size', options: [{ label: 'S', value: 1 }] }]);
    expect(find('fieldset > legend').textContent).toBe('Size');
    expect(find('fieldset input').labels?.[0]?.textContent).toBe('S');
  });
});

describe('events', () => {
  it('reports changes and blurs only where the app asked', () => {
    const context = showForm([
      { ...NAME, onchange: true, onblur: true },
      { type: 'text', name: 'quiet' },
    ]);
    type('[name=who]', 'a').blur();
    type('[name=quiet]', 'b').blur();
    expect(context.events.map(({ data }) => data)).toEqual([
      { event_name: 'change', name: 'who', value: 'a' },
      { event_name: 'blur', name: 'who', value: 'a' },
    ]);
  });

  it('sends no blur of an empty text input, and never of a text area', () => {
    const context = showForm([
      { ...NAME, onblur: true },
      { type: 'textarea', name: 'area', value: 'x', onblur: true },
    ]);
    find('[name=who]').focus();
    find('[name=area]').focus();
    find('[name=area]').blur();
    expect(context.events).toEqual([]);
  });

  it('sends no blur when the form goes away under the focus', () => {
    const context = showForm([{ ...NAME, onblur: true, auto_focus: true, value: 'v' }]);
    // Browsers report a blur of a removed element, jsdom does not.
    const input = find('[name=who]');
    destroy(context);
    input.dispatchEvent(new FocusEvent('blur'));
    expect(context.events).toEqual([]);
  });

  it('sends no blur for the press that submits', async () => {
    const context = showForm([{ ...NAME, onblur: true, auto_focus: true, value: 'v' }]);
    const button = find<HTMLButtonElement>('[type=submit]');
    button.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    find('[name=who]').blur();
    window.dispatchEvent(new Event('pointerup'));
    button.click();
    await new Promise((resolve) => setTimeout(resolve));
    expect(context.events.map(({ event }) => event)).toEqual(['from_submit']);
  });

  it('sends the blur once another press is over', async () => {
    const context = showForm([{ ...NAME, onblur: true, auto_focus: true, value: 'v' }]);
    find('form').dispatchEvent(new Event('pointerdown', { bubbles: true }));
    find('[name=who]').blur();
    expect(context.events).toEqual([]);
    window.dispatchEvent(new Event('pointerup'));
    await new Promise((resolve) => setTimeout(resolve));
    expect(context.events.map(({ event }) => event)).toEqual(['input_event']);
  });

  it('holds changes back while a submit is on its way', () => {
    const context = showForm([{ ...NAME, onchange: true }]);
    submitted(context);
    type('[name=who]', 'late');
    expect(context.events).toHaveLength(1);
    update(context, 'who', { valid_status: false });
    expect(context.events.at(-1)?.data).toEqual({
      event_name: 'change',
      name: 'who',
      value: 'late',
    });
  });

  it('leaves a group of choices once, not with every option', () => {
    const options = [
      { label: 'A', value: 'a' },
      { label: 'B', value: 'b' },
    ];
    const context = showForm([{ type: 'checkbox', name: 'c', options, onblur: true }]);
    find('[value=\'"a"\']').focus();
    find('[value=\'"b"\']').focus();
    find('[value=\'"b"\']').blur();
    expect(context.events).toHaveLength(1);
  });

  it('calls back from the button beside an input', () => {
    const context = showForm([{ ...NAME, action: { label: 'Now', callback_id: 'CB-1' } }]);
    pick('.input-group > button');
    expect(context.events).toEqual([{ event: 'callback', task_id: 'CB-1', data: null }]);
  });

  it('cancels', () => {
    const context = showForm([NAME], { cancelable: true });
    pick('.pywebio_cancel_btn');
    expect(context.events).toEqual([{ event: 'from_cancel', task_id: 'task-1', data: null }]);
  });
});

describe('submitting', () => {
  it('locks the buttons until the server answers', () => {
    const context = showForm([NAME], { cancelable: true });
    submitted(context);
    const buttons = [
      ...document.querySelectorAll<HTMLButtonElement>('.ws-form-submit-btns button'),
    ];
    expect(buttons.every(({ disabled }) => disabled)).toBe(true);
    expect(find('.btn-primary .spinner-border')).toBeTruthy();
    // They may be answers to what came before.
    update(context, 'who', { valid_status: 0 });
    update(context, 'who', { placeholder: 'You' });
    expect(buttons.every(({ disabled }) => disabled)).toBe(true);
    update(context, 'who', { valid_status: false });
    expect(buttons.some(({ disabled }) => disabled)).toBe(false);
    expect(document.querySelector('.spinner-border')).toBeNull();
  });

  it('is not repeated while it is on its way', () => {
    const context = showForm([NAME]);
    submitted(context);
    find<HTMLFormElement>('form').requestSubmit();
    expect(context.events).toHaveLength(1);
  });

  it('stops at what the browser knows to be wrong, and says so', () => {
    const context = showForm([NAME, { ...NAME, name: 'must', required: true }]);
    find<HTMLFormElement>('form').requestSubmit();
    expect(context.events).toEqual([]);
    expect(find('[name=must]').classList).toContain('is-invalid');
    expect(document.activeElement).toBe(find('[name=must]'));
  });

  it('checks a required choice', () => {
    const options = [{ label: 'A', value: 1, required: true }];
    const context = showForm([{ type: 'radio', name: 'r', options }]);
    find<HTMLFormElement>('form').requestSubmit();
    expect(context.events).toEqual([]);
    pick('input[type=radio]');
    expect(submitted(context)).toEqual({ r: 1 });
  });

  it('leads to the first field the server refuses', () => {
    const context = showForm([NAME, { ...NAME, name: 'second' }, { ...NAME, name: 'third' }]);
    submitted(context);
    update(context, 'second', { valid_status: false, invalid_feedback: 'no' });
    update(context, 'third', { valid_status: false, invalid_feedback: 'no' });
    expect(document.activeElement).toBe(find('[name=second]'));
  });

  it('takes a verdict back when the user edits', () => {
    const context = showForm([NAME]);
    update(context, 'who', { valid_status: false, invalid_feedback: 'no' });
    type('[name=who]', 'other');
    expect(find('[name=who]').classList).not.toContain('is-invalid');
  });
});

describe('updates', () => {
  it('change label, help, placeholder, value and any attribute', () => {
    const context = showForm([NAME]);
    update(context, 'who', {
      label: 'L',
      help_text: 'H',
      placeholder: 'P',
      value: 'V',
      readonly: true,
      datalist: ['d'],
      maxlength: 3,
    });
    const input = find('input');
    expect(find('.form-group > label').textContent).toBe('L');
    expect(find(`#${input.id}_help`).textContent).toBe('H');
    expect([input.placeholder, input.value, input.readOnly, input.maxLength]).toEqual([
      'P',
      'V',
      true,
      3,
    ]);
    expect(input.list?.options).toHaveLength(1);
  });

  it('replace options and choose among the new ones', () => {
    const context = showForm([
      { type: 'select', name: 's', options: [{ label: 'A', value: 'A' }] },
    ]);
    const options = [
      { label: 'X', value: 'X' },
      { label: 'Y', value: 2 },
    ];
    update(context, 's', { options, value: 2 });
    expect(submitted(context)).toEqual({ s: 2 });
  });

  it('reach one option by its value', () => {
    const options = [
      { label: 'A', value: 1 },
      { label: 'B', value: 2 },
    ];
    const context = showForm([{ type: 'checkbox', name: 'c', options }]);
    update(context, 'c', { label: 'Z', disabled: true }, 2);
    const [first, second] = document.querySelectorAll<HTMLInputElement>('.form-check-input');
    expect([first?.disabled, second?.disabled]).toEqual([false, true]);
    expect(second?.labels?.[0]?.textContent).toBe('Z');
  });

  it('show a label in place of a date or number, and send it back', () => {
    const context = showForm([
      { type: 'number', name: 'n' },
      { type: 'date', name: 'd' },
    ]);
    update(context, 'n', { value: 'Today', readonly: true });
    update(context, 'd', { value: 'Now', readonly: true });
    expect(submitted(context)).toEqual({ n: 'Today', d: 'Now' });
  });

  it('clear a status with 0 or null', () => {
    const context = showForm([NAME]);
    for (const cleared of [0, null]) {
      update(context, 'who', { valid_status: true });
      expect(find('input').classList).toContain('is-valid');
      update(context, 'who', { valid_status: cleared });
      expect(find('input').classList).not.toContain('is-valid');
    }
  });
});

describe('focus', () => {
  it('goes to the item that asks for it', () => {
    showForm([NAME, { ...NAME, name: 'second', auto_focus: true }]);
    expect(document.activeElement).toBe(find('[name=second]'));
  });

  it('stays away when the app has switched that off', () => {
    const context = new FakeContext();
    context.settings.inputAutoFocus = false;
    showForm([{ ...NAME, auto_focus: true }], {}, context);
    expect(document.activeElement).toBe(document.body);
  });

  it('returns to where it was before the form', () => {
    const context = new FakeContext();
    const before = document.createElement('button');
    context.page.outputRoot.append(before);
    before.focus();
    showForm([{ ...NAME, auto_focus: true }], {}, context);
    destroy(context);
    expect(document.activeElement).toBe(before);
  });
});

it('puts everything back on reset', () => {
  const context = showForm([
    { ...NAME, value: 'v' },
    { type: 'slider', name: 's', value: 3 },
    { type: 'checkbox', name: 'c', options: [{ label: 'A', value: 'A', selected: true }] },
  ]);
  type('[name=who]', 'w');
  type('[name=s]', '9');
  pick('[type=checkbox]');
  pick('[type=reset]');
  expect(submitted(context)).toEqual({ who: 'v', s: 3, c: ['A'] });
});

it('disables everything when the session has ended', () => {
  const context = showForm([NAME]);
  disableForms(context);
  expect(document.querySelectorAll('input:enabled, button:enabled')).toHaveLength(0);
});
