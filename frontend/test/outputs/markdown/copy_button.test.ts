/** The button that copies a block of code. */

import { afterEach, expect, it, vi } from 'vitest';
import { withCopyButtons } from '../../../src/outputs/markdown/copy_button.js';
import { settled } from '../../fakes/settled.js';
import { FakeContext } from '../../forms/fake_context.js';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function code(): { readonly button: HTMLElement; readonly announced: readonly string[] } {
  const context = new FakeContext();
  const block = document.createElement('pre');
  block.textContent = 'x = 1\n';
  document.body.append(withCopyButtons(block, context));
  const button = document.querySelector<HTMLElement>('.webio-copy');
  if (button === null) throw new Error('there is no button');
  return { button, announced: context.announced };
}

function clipboard(writeText: (text: string) => Promise<void>): void {
  vi.stubGlobal('navigator', { clipboard: { writeText } });
}

it('copies the code without its last line end, and says so for a while', async () => {
  vi.useFakeTimers();
  const written = vi.fn(() => Promise.resolve());
  clipboard(written);
  const { button, announced } = code();
  button.click();
  await settled();
  expect(written).toHaveBeenCalledWith('x = 1');
  expect(announced).toEqual(['copied']);
  expect(button.classList).toContain('webio-copied');
  vi.advanceTimersByTime(2000);
  expect(button.classList).not.toContain('webio-copied');
});

it.each([
  ['is refused', () => clipboard(() => Promise.reject(new DOMException('no', 'NotAllowedError')))],
  ['is missing', () => vi.stubGlobal('navigator', {})],
])('copies in the old way where the clipboard %s', async (_, prepare) => {
  prepare();
  let copied = '';
  const execCommand = (command: string): boolean => {
    if (command === 'copy') copied = document.querySelector('textarea')?.value ?? '';
    return true;
  };
  Object.assign(document, { execCommand });
  const { button, announced } = code();
  button.focus();
  button.click();
  await settled();
  expect(copied).toBe('x = 1');
  expect(announced).toEqual(['copied']);
  expect(document.querySelector('textarea')).toBeNull();
  expect(document.activeElement).toBe(button);
});
