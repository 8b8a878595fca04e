/** A button on every block of code that copies it. Code runs from left to right in every language. */

import type { ClientContext } from '../../context.js';

/** How long it says that it has copied, in milliseconds. */
const thanks = 2000;

/** Returns *root*, or what stands in its place because it was such a block. */
export function withCopyButtons(root: HTMLElement, context: ClientContext): HTMLElement {
  for (const block of root.querySelectorAll('pre')) wrap(block, context);
  return root instanceof HTMLPreElement ? wrap(root, context) : root;
}

function wrap(block: HTMLPreElement, context: ClientContext): HTMLElement {
  const wrapper = document.createElement('div');
  wrapper.className = 'webio-code';
  wrapper.dir = 'ltr';
  block.replaceWith(wrapper);
  wrapper.append(block, copyButton(block, context));
  return wrapper;
}

function copyButton(block: HTMLElement, context: ClientContext): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'webio-copy';
  button.title = context.text('copy_code');
  button.addEventListener('click', () => {
    void copy(block.textContent.replace(/\n$/, '')).then(() => {
      button.classList.add('webio-copied');
      context.announce(() => context.text('copied'));
      setTimeout(() => button.classList.remove('webio-copied'), thanks);
    });
  });
  return button;
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyOfOld(text);
  }
}

/** Without TLS browsers have no clipboard for pages, and in a frame they may refuse it. */
function copyOfOld(text: string): void {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing has come in its place
  document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
}
