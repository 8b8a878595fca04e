/** Widgets of an app's own: when their script's functions are called, and with what. */

import { beforeEach, expect, it, vi } from 'vitest';
import { defineCustomWidgets } from '../src/custom_widgets.js';
import type { Widget, WidgetApi } from '../src/pywebio.js';

const push = vi.fn();
// An element can be defined once.
const widgets = defineCustomWidgets(push, (id, ...args) => [id, ...args].join(' '));
let number = 0;
let name: string;

beforeEach(() => {
  push.mockReset();
  document.body.replaceChildren();
  name = `widget-${String((number += 1))}`;
});

/** Shows its data. */
const text: Widget = { mount: (place, data) => place.append(JSON.stringify(data)) };

interface Shown extends HTMLElement {
  update(data: unknown): void;
}

function show(data: unknown = null, callback?: string): Shown {
  const element = document.createElement('webio-widget') as Shown;
  element.setAttribute('kind', name);
  element.setAttribute('data', JSON.stringify(data));
  if (callback !== undefined) element.setAttribute('callback', callback);
  document.body.append(element);
  return element;
}

it('is mounted once, with its data, and speaks to its app', () => {
  const mount = vi.fn((element: HTMLElement, _data: unknown, api: WidgetApi) => {
    element.append('shown');
    api.send({ any: 'value' });
  });
  widgets.register(name, { mount });
  const element = show({ most: 5 }, 'callback-1');
  expect(mount.mock.calls.map(([, data]) => data)).toEqual([{ most: 5 }]);
  expect(element.textContent).toBe('shown');
  expect(push).toHaveBeenCalledWith({ any: 'value' }, 'callback-1');
});

it('says nothing to an app that does not listen', () => {
  widgets.register(name, { mount: (_element, _data, api) => api.send(1) });
  show();
  expect(push).not.toHaveBeenCalled();
});

it('waits for its script, and says so', () => {
  const element = show(1);
  expect(element.textContent).toBe(`unknown_part ${name}`);
  widgets.register(name, text);
  expect(element.textContent).toBe('1');
});

it('moves without being made anew, and goes when it has left', async () => {
  const widget = { mount: vi.fn(), unmount: vi.fn() };
  widgets.register(name, widget);
  const element = show();
  const box = document.createElement('div');
  document.body.append(box);
  box.append(element);
  await Promise.resolve();
  expect([widget.mount.mock.calls.length, widget.unmount.mock.calls.length]).toEqual([1, 0]);
  box.remove();
  await Promise.resolve();
  expect(widget.unmount).toHaveBeenCalledExactlyOnceWith(element);
  document.body.append(box);
  expect(widget.mount).toHaveBeenCalledTimes(2);
});

it('comes back with its newest data', async () => {
  widgets.register(name, text);
  const element = show('old');
  element.update('new');
  element.remove();
  await Promise.resolve();
  document.body.append(element);
  expect(element.textContent).toBe('"new"');
});

it('keeps data that comes before its script', () => {
  const element = show('old');
  element.update('new');
  widgets.register(name, text);
  expect(element.textContent).toBe('"new"');
});

it('cannot be registered twice, or without a way to mount it', () => {
  widgets.register(name, { mount: vi.fn() });
  expect(() => widgets.register(name, { mount: vi.fn() })).toThrow(`"${name}"`);
  expect(() => widgets.register(`${name}-other`, {} as never)).toThrow(TypeError);
});

it('does not keep others from being shown when it fails', () => {
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  const [broken, whole] = [show('broken'), show('whole')];
  widgets.register(name, {
    mount(place, data) {
      if (data === 'broken') throw new Error('broken');
      place.append('shown');
    },
  });
  expect(reported).toHaveBeenCalledTimes(1);
  expect([broken.textContent, whole.textContent]).toEqual(['not_shown', 'shown']);
  vi.unstubAllGlobals();
});
