/** Popups and toasts. */

import { describe, expect, it, vi } from 'vitest';

import type { Command, Json } from '../../src/protocol/commands.js';
import { client, output, root, sentEvents, text, transport, useFreshPage } from '../driver.js';

useFreshPage();

describe('popups', () => {
  function popup(id: string, members: Record<string, Json> = {}): Command {
    const spec = { title: `Title ${id}`, content: ['plain'], dom_id: id, ...members };
    return { command: 'popup', task_id: 't', spec: spec };
  }

  it('have the published structure, and are outputs’ scope', () => {
    transport.receive(popup('pop1', { size: 'large' }), text('later', { scope: '#pop1' }));
    const path =
      '.modal > .modal-dialog.modal-lg > .modal-content > .modal-body.markdown-body#pop1';
    expect(document.querySelector(path)?.textContent).toBe('plainlater');
    expect(document.querySelector('.modal-title')?.textContent).toBe('Title pop1');
    expect(document.querySelector('.modal')?.getAttribute('aria-modal')).toBe('true');
  });

  it('replace each other, and closing one opened and closed quickly leaves nothing', () => {
    transport.receive(popup('pop1'), popup('pop2'), {
      command: 'close_popup',
      task_id: 't',
      spec: null,
    });
    expect(document.querySelector('.modal')).toBeNull();
    expect(document.body.classList.contains('modal-open')).toBe(false);
  });

  it.each(['input_group', 'input'] as const)(
    'take in an %s above them, and give it back',
    (command) => {
      transport.receive(popup('pop1', { closable: false }), {
        command,
        task_id: 't',
        spec: { label: 'Sure?', inputs: [{ type: 'text', name: 'data', auto_focus: true }] },
      });
      const field = document.querySelector('[name=data]');
      expect(field?.closest('[role=dialog]')).not.toBeNull();
      expect(document.activeElement).toBe(field);
      transport.receive({ command: 'close_popup', task_id: 't', spec: null });
      expect(field?.closest('.pywebio')).not.toBeNull();
      expect(document.activeElement).toBe(field);
    },
  );

  it('close by Esc and beside the dialog only when they may', () => {
    const press = () =>
      document
        .querySelector('.modal')
        ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    transport.receive(popup('pop1', { closable: false, implicit_close: true }));
    press();
    (document.querySelector('.modal') as HTMLElement).click();
    expect(document.querySelector('.modal')).not.toBeNull();
    expect(document.querySelector('.modal-header .btn-close')).toBeNull();
    transport.receive(popup('pop2', { closable: true, implicit_close: true }));
    press();
    expect(document.querySelector('.modal')).toBeNull();
  });

  it('let the keyboard reach toasts above them, which Esc closes first', () => {
    const press = (key: string, shiftKey = false) =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }),
      );
    const spec = { content: 'Hi', duration: 0, position: 'right', color: 'red' } as const;
    transport.receive(popup('pop1', { closable: true, implicit_close: true }));
    transport.receive({ command: 'toast', task_id: 't', spec });
    const inside = document.querySelector('.modal .btn-close');
    press('Tab');
    expect(document.activeElement).toBe(inside);
    press('Tab');
    expect(document.activeElement).toBe(document.querySelector('.toastify .btn-close'));
    press('Tab');
    expect(document.activeElement).toBe(inside);
    press('Tab', true);
    press('Escape');
    expect(document.querySelector('.toastify')).toBeNull();
    expect(document.querySelector('.modal')).not.toBeNull();
    press('Tab');
    expect(document.activeElement).toBe(inside);
    press('Escape');
    expect(document.querySelector('.modal')).toBeNull();
  });

  it('give the focus back', () => {
    transport.receive(
      output({ type: 'buttons', callback_id: 'cb', buttons: [{ label: 'a', value: 0 }] }),
    );
    const button = root().querySelector('button') as HTMLButtonElement;
    button.focus();
    transport.receive(popup('pop1'), popup('pop2'));
    expect(document.activeElement?.className).toContain('modal');
    document.querySelector<HTMLElement>('.modal .btn-close')?.click();
    expect(document.activeElement).toBe(button);
  });
});

describe('toasts', () => {
  it('call back once on a click and hide', () => {
    const spec = {
      content: 'Hi',
      duration: 0,
      position: 'right',
      color: 'red',
      callback_id: 'cb',
    } as const;
    transport.receive({ command: 'toast', task_id: 't', spec });
    document.querySelector<HTMLElement>('.toastify .toast-text')?.click();
    expect(sentEvents()).toEqual([{ event: 'callback', task_id: 'cb', data: null }]);
    expect(document.querySelector('.toastify')).toBeNull();
  });

  it('hide after their time', () => {
    vi.useFakeTimers();
    const spec = { content: 'Hi', duration: 2000, position: 'left', color: 'red' } as const;
    transport.receive({ command: 'toast', task_id: 't', spec });
    vi.advanceTimersByTime(1999);
    expect(document.querySelector('.toastify')).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(document.querySelector('.toastify')).toBeNull();
    vi.useRealTimers();
  });

  it('are said, errors first', () => {
    const said = vi.spyOn(client, 'announce');
    const spec = { content: 'Hi', duration: 0, position: 'left' } as const;
    for (const color of ['#1565c0', '#e53935'])
      transport.receive({ command: 'toast', task_id: 't', spec: { ...spec, color } });
    expect(said.mock.calls.map(([text, urgent]) => [text(), urgent])).toEqual([
      ['Hi', false],
      ['Hi', true],
    ]);
  });
});
