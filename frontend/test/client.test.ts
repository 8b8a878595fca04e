/** The whole client in one page, with a fake transport in place of the network. */

import { describe, expect, it, vi } from 'vitest';

import type { Command, Json } from '../src/protocol/commands.js';
import {
  client,
  control,
  lines,
  output,
  root,
  sentEvents,
  serverLost,
  text,
  toasts,
  transport,
  useFreshPage,
} from './driver.js';

useFreshPage();

describe('outputs', () => {
  it('appear in order and take the loading sign away', () => {
    transport.receive({ command: 'set_env', task_id: 't', spec: { title: 'My app' } });
    expect(document.title).toBe('My app');
    expect(document.getElementById('pywebio-loading')).not.toBeNull();
    transport.receive(text('one'), text('two'));
    expect(lines()).toEqual(['one', 'two']);
    expect(document.getElementById('pywebio-loading')).toBeNull();
    expect(transport.executed).toBe(3);
  });

  it('wait for the Markdown that stands before them', async () => {
    transport.receive(
      output({ type: 'markdown', content: '**bold**', sanitize: true }),
      text('after'),
    );
    await vi.waitFor(() => expect(lines()).toEqual(['bold', 'after']));
    expect(root().querySelector('p > strong')?.textContent).toBe('bold');
  });

  it('go to every place of a class selector', () => {
    root().innerHTML = '<div class="spot"></div><div class="spot"></div>';
    transport.receive(text('x', { scope: '.spot' }));
    expect([...root().children].map((spot) => lines(spot))).toEqual([['x'], ['x']]);
  });

  it('are left out, with a message, when their scope is missing', () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    transport.receive(text('x', { scope: '#nowhere' }), text('y', { scope: '##bad' }), text('z'));
    expect(lines()).toEqual(['z']);
    expect(log).toHaveBeenCalled();
    expect(toasts()).toEqual([expect.stringContaining('its place is no longer on the page')]);
  });

  it('into a popup that was closed need no message', () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const content = [{ type: 'scope', dom_id: 'inside', contents: [] }];
    const spec = { title: 'T', content, dom_id: 'body' };
    transport.receive({ command: 'popup', task_id: 't', spec });
    document.querySelector<HTMLElement>('.modal .btn-close')?.click();
    transport.receive(text('x', { scope: '#body' }), text('y', { scope: '#inside' }));
    expect(toasts()).toEqual([]);
  });

  it('of an unknown type do not stop the rest', () => {
    vi.spyOn(console, 'error').mockReturnValue();
    transport.receive(output({ type: 'hologram' }), text('after'));
    expect(lines()).toEqual([expect.stringContaining('hologram'), 'after']);
  });

  it('become containers of later outputs', () => {
    transport.receive(
      output({
        type: 'scrollable',
        contents: [],
        container_selector: '> div',
        container_dom_id: 'pywebio-scope-inner',
      }),
      text('inside', { scope: '#pywebio-scope-inner' }),
    );
    expect(root().querySelector('.webio-scrollable > #pywebio-scope-inner > p')?.textContent).toBe(
      'inside',
    );
  });

  it('take a style and a click', () => {
    transport.receive(text('x', { style: 'color:red', click_callback_id: 'cb' }));
    const element = root().firstElementChild as HTMLElement;
    expect(element.style.color).toBe('red');
    element.click();
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    const event = { event: 'callback', task_id: 'cb', data: null };
    expect(sentEvents()).toEqual([event, event]);
    expect(element.getAttribute('role')).toBe('button');
  });
});

describe('buttons', () => {
  const buttons = output({
    type: 'buttons',
    callback_id: 'cb',
    buttons: [
      { label: 'a', value: 0 },
      { label: 'b', value: 1, color: 'danger', disabled: true },
    ],
    group: false,
    link: false,
    outline: true,
  });

  it('call back with their index, disabled ones not', () => {
    transport.receive(buttons);
    root()
      .querySelectorAll('button')
      .forEach((button) => button.click());
    expect(sentEvents()).toEqual([{ event: 'callback', task_id: 'cb', data: 0 }]);
    const classes = [...root().querySelectorAll('button')].map((button) => button.className);
    expect(classes).toEqual(['btn btn-outline-primary', 'btn btn-outline-danger']);
  });

  it('tell the user when the session has ended', () => {
    transport.receive(buttons, { command: 'close_session' });
    root().querySelector('button')?.click();
    expect(transport.sent).toEqual([]);
    expect(document.querySelector('.toastify')?.textContent).toContain('Disconnected');
  });
});

describe('scopes', () => {
  it('are made at a position and emptied, replaced, removed', () => {
    const make = (members: Record<string, Json> = {}) =>
      control({
        set_scope: 'pywebio-scope-A',
        container: '#pywebio-scope-ROOT',
        position: 0,
        ...members,
      });
    transport.receive(text('x'), make(), text('in A', { scope: '#pywebio-scope-A' }), make());
    expect(lines()).toEqual(['in A', 'x']);
    transport.receive(make({ if_exist: 'clear' }));
    expect(lines()).toEqual(['', 'x']);
    transport.receive(make({ if_exist: 'remove', position: -1 }));
    expect(root().lastElementChild?.id).toBe('pywebio-scope-A');
    transport.receive(
      control({ remove: '#pywebio-scope-A' }),
      control({ clear: '#pywebio-scope-ROOT' }),
    );
    expect(lines()).toEqual([]);
  });

  it('keep their height between blank and loose', () => {
    transport.receive(control({ set_scope: 'pywebio-scope-A', container: '#pywebio-scope-ROOT' }));
    const scope = document.getElementById('pywebio-scope-A') as HTMLElement;
    scope.innerHTML = '<p>old</p>';
    vi.spyOn(scope, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 10, 80));
    transport.receive(control({ set_scope: 'pywebio-scope-A', if_exist: 'blank' }));
    expect([scope.textContent, scope.style.minHeight]).toEqual(['', '80px']);
    transport.receive(control({ loose: '#pywebio-scope-A' }));
    expect(scope.style.minHeight).toBe('');
  });
});

describe('scripts', () => {
  function run(code: string, args: Record<string, Json> = {}): Command {
    return { command: 'run_script', task_id: 'js', spec: { code, args, eval: true } };
  }

  it.each<[string, Json]>([
    ['a + b', 42],
    ['Promise.resolve({x: a})', { x: 40 }],
    ['undefined', null],
    ['(() => 1)', null],
    ['throw new Error("bad")', null],
    ['Promise.reject(1)', null],
    ['const loop = {}; loop.loop = loop; loop', null],
    ['(async () => { const loop = {}; loop.loop = loop; return loop; })()', null],
    ['({then: () => { throw new Error("bad") }})', null],
    ['no code at all (', null],
    ['this === window', true],
    ['with ({c: 7}) { c }', 7],
    ['const hidden = 1; hidden', 1],
    ['javascript:"labelled"', 'labelled'],
  ])('answer %s', async (code, value) => {
    vi.spyOn(console, 'error').mockReturnValue();
    transport.receive(run(code, { a: 40, b: 2 }));
    await vi.waitFor(() =>
      expect(sentEvents()).toEqual([{ event: 'js_yield', task_id: 'js', data: value }]),
    );
  });

  it('do not hold up the outputs after them', () => {
    transport.receive(run('new Promise(() => 0)'), text('after'));
    expect(lines()).toEqual(['after']);
  });

  it('answer nothing unless they are asked', () => {
    transport.receive({ command: 'run_script', task_id: 'js', spec: { code: '1' } });
    expect(transport.sent).toEqual([]);
  });
});

describe('the session', () => {
  it('ends quietly when the app is done', () => {
    transport.receive(text('bye'), { command: 'close_session' });
    expect(client.open).toBe(false);
    expect(transport.executed).toBe(2);
    expect(document.querySelector('.webio-notice')).toBeNull();
  });

  it.each([
    ['gone', 'This session has ended.'],
    ['lost', 'The connection to the server is lost.'],
    ['replaced', 'This session goes on in another window.'],
  ] as const)('says so when it is %s', (reason, message) => {
    const closed = vi.fn();
    client.onSessionClose(closed);
    transport.close(reason);
    expect(document.querySelector('.webio-notice')?.textContent).toBe(`${message}Reload`);
    expect(closed).toHaveBeenCalledOnce();
  });

  it.each([
    ['gone', 1],
    ['lost', 1],
    ['replaced', 0],
    ['finished', 0],
  ] as const)('asks for the server, or not, when it is %s', (reason, times) => {
    transport.close(reason);
    expect(serverLost).toHaveBeenCalledTimes(times);
  });

  it('shows that it is reconnecting, but not for a moment only', () => {
    vi.useFakeTimers();
    client.reconnecting();
    vi.advanceTimersByTime(100);
    client.connected();
    vi.advanceTimersByTime(5000);
    expect(document.querySelector('.webio-notice')).toBeNull();
    client.reconnecting();
    vi.advanceTimersByTime(5000);
    expect(document.querySelector('.webio-notice')?.textContent).toBe('Reconnecting…');
    client.connected();
    expect(document.querySelector('.webio-notice')).toBeNull();
    vi.useRealTimers();
  });

  it('changes the page icon', () => {
    const icon = document.getElementById('favicon32') as HTMLLinkElement;
    const open = icon.href;
    transport.close('finished');
    expect(icon.href).not.toBe(open);
  });

  it('lays an open form out anew when its settings change', () => {
    transport.receive({
      command: 'input_group',
      task_id: 'f',
      spec: { label: 'Form', inputs: [{ type: 'text', name: 'a' }] },
    });
    const panel = client.page.inputContainer;
    expect(panel.classList).toContain('fixed');
    transport.receive({ command: 'set_env', task_id: 't', spec: { input_panel_init_height: 444 } });
    expect(panel.style.maxHeight).toContain('444px');
    transport.receive({ command: 'set_env', task_id: 't', spec: { input_panel_fixed: false } });
    expect(panel.classList).not.toContain('fixed');
  });

  it('shows forms and pins of the other handlers', () => {
    transport.receive(output({ type: 'pin', input: { type: 'text', name: 'p', label: 'Pin' } }), {
      command: 'input_group',
      task_id: 'f',
      spec: { label: 'Form', inputs: [{ type: 'text', name: 'a' }] },
    });
    expect(root().querySelector('input')).not.toBeNull();
    expect(document.querySelector('#input-cards form')).not.toBeNull();
  });
});

it('has screen readers tell of messages in turn, errors first', () => {
  const said = vi.spyOn(client, 'announce');
  const message = (kind: string, content: string) => {
    const template = `<div class="alert alert-${kind}" role="alert">${content}</div>`;
    return output({ type: 'custom_widget', template, data: {} });
  };
  transport.receive(message('success', 'fine'), message('danger', 'bad'));
  return vi.waitFor(() => {
    expect(said.mock.calls.map(([text, urgent]) => [text(), urgent])).toEqual([
      ['fine', false],
      ['bad', true],
    ]);
    // By that role each would interrupt whatever is being said.
    expect(root().querySelector('[role=alert]')).toBeNull();
  });
});

it('says nothing of what speaks for itself', () => {
  const said = vi.spyOn(client, 'announce');
  transport.receive(output({ type: 'html', content: '<p role="alert">now</p>' }));
  expect(said.mock.calls[0]?.[0]()).toBe('');
});

it('tells screen readers of an output without its scripts and styles', () => {
  const said = vi.spyOn(client, 'announce');
  transport.receive(
    output({ type: 'html', content: '<p>seen</p><script>void 0</script><style>p {}</style>' }),
  );
  expect(said.mock.calls[0]?.[0]()).toBe('seen');
});
