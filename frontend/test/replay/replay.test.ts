/**
 * What the published server sends, shown by this client: every recorded conversation leaves the page
 * that was looked at when its outline was kept in `__snapshots__` (renew with `npx vitest run -u`).
 */

import { describe, expect, it, vi } from 'vitest';

import { root, transport, useFreshPage } from '../driver.js';
import { outlineOf } from './outline.js';
import { transcripts } from './transcripts.js';

useFreshPage();

// The first to need Markdown waits until it has loaded: long, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** The pages of a conversation one after the other; a form is outlined at each step it stands. */
async function replay(pages: typeof transcripts extends ReadonlyMap<string, infer P> ? P : never) {
  const outlines: string[] = [];
  for (const { steps } of pages) {
    root().replaceChildren();
    for (const commands of steps) {
      const executed = transport.executed + commands.length;
      transport.receive(...commands);
      await vi.waitFor(() => expect(transport.executed).toBe(executed), { timeout: 50_000 });
      outlines.push(...outlineOfOverlays());
    }
    outlines.push(outlineOf(root()));
  }
  const changes = outlines.filter((outline, n) => outline !== '' && outline !== outlines[n - 1]);
  return `\n${changes.join('\n---\n')}\n`;
}

function outlineOfOverlays(): string[] {
  const overlays = [...document.querySelectorAll('#input-cards .card, .modal, .toastify')];
  return overlays.map((overlay) => outlineOf(overlay));
}

describe('recorded conversations', () => {
  it.each([...transcripts])('%s', async (_name, pages) => {
    const complaint = vi.spyOn(console, 'error');
    URL.createObjectURL = () => 'blob:x';
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
    const shown = await replay(pages);
    const complaints = complaint.mock.calls.map((words) => `! ${words.slice(0, 2).join(' ')}\n`);
    expect(shown + complaints.join('')).toMatchSnapshot();
  });
});
