/** How outputs come into sight. */

import { describe, expect, it, vi } from 'vitest';

import { control, text, transport, useFreshPage } from '../driver.js';

useFreshPage();

describe('new outputs fade in', () => {
  it('but what takes the place of something shows at once', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const scope = '#pywebio-scope-A';
    const fading = () => document.querySelector(`${scope} > .webio-entering`) !== null;
    transport.receive(
      { command: 'set_env', task_id: 't', spec: { output_animation: true } },
      control({ set_scope: 'pywebio-scope-A', container: '#pywebio-scope-ROOT' }),
      text('new', { scope }),
    );
    expect(fading()).toBe(true);
    for (const emptied of [
      { set_scope: 'pywebio-scope-A', if_exist: 'blank' },
      { set_scope: 'pywebio-scope-A', if_exist: 'remove', container: '#pywebio-scope-ROOT' },
      { clear: scope },
    ]) {
      transport.receive(control(emptied), text('newer', { scope }));
      expect(fading()).toBe(false);
    }
    vi.advanceTimersByTime(1000);
    transport.receive(text('later', { scope }));
    expect(fading()).toBe(true);
    vi.useRealTimers();
  });
});
