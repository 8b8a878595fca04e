/** Light or dark. */

import { afterEach, expect, it, vi } from 'vitest';
import { chooseTheme, shownTheme, startTheme } from '../../src/ui/theme.js';

let stop = (): void => undefined;

afterEach(() => {
  stop();
  localStorage.clear();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  delete document.documentElement.dataset['bsTheme'];
});

/** What the system prefers; the function returned changes it. */
function system(dark: boolean): (dark: boolean) => void {
  const listeners = new Set<() => void>();
  const query = {
    matches: dark,
    addEventListener: (_: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
  };
  vi.stubGlobal('matchMedia', () => query);
  return (changed) => {
    query.matches = changed;
    for (const listener of listeners) listener();
  };
}

it.each([
  ['webio-theme-default', true, 'dark'],
  ['webio-theme-auto', false, 'light'],
  ['webio-theme-dark', false, 'dark'],
  ['webio-theme-minty', true, 'light'],
])('with %s and a system that prefers dark: %s, begins %s', (className, dark, expected) => {
  system(dark);
  document.body.className = className;
  stop = startTheme();
  expect(shownTheme()).toBe(expected);
});

it('follows the system until somebody chooses, and again with auto', () => {
  const change = system(false);
  document.body.className = 'webio-theme-default';
  stop = startTheme();
  change(true);
  expect(shownTheme()).toBe('dark');
  chooseTheme('light');
  change(false);
  change(true);
  expect(shownTheme()).toBe('light');
  chooseTheme('auto');
  expect(shownTheme()).toBe('dark');
  change(false);
  expect(shownTheme()).toBe('light');
});

it('is as it was chosen at the next visit of this address, and of no other', () => {
  system(false);
  document.body.className = 'webio-theme-dark';
  stop = startTheme();
  chooseTheme('light');
  stop();
  document.documentElement.dataset['bsTheme'] = 'dark';
  stop = startTheme();
  expect(shownTheme()).toBe('light');
  history.pushState(null, '', '?app=other');
  stop();
  stop = startTheme();
  expect(shownTheme()).toBe('dark');
  history.replaceState(null, '', '/');
});

it('can be chosen where the browser keeps nothing', () => {
  system(true);
  document.body.className = 'webio-theme-default';
  const refuse = () => {
    throw new DOMException('no storage', 'SecurityError');
  };
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse);
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
  vi.spyOn(console, 'info').mockReturnValue();
  stop = startTheme();
  expect(shownTheme()).toBe('dark');
  chooseTheme('light');
  expect(shownTheme()).toBe('light');
});

it('is nothing else', () => {
  expect(() => chooseTheme('minty' as never)).toThrow('"minty"');
});
