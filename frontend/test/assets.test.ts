// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';

import { loadChunk, loadedChunk, setChunkSource, siblingUrl } from '../src/assets.js';

describe('siblingUrl', () => {
  it('asks the application’s URL for another file', () => {
    expect(siblingUrl('https://h/app/?_pywebio_static=pywebio-1.js', 'markdown-2.js')).toBe(
      'https://h/app/?_pywebio_static=markdown-2.js',
    );
  });

  it('takes a file beside the entry otherwise', () => {
    expect(siblingUrl('https://h/static/pywebio-1.js?v=1', 'markdown-2.js')).toBe(
      'https://h/static/markdown-2.js',
    );
  });
});

describe('loadChunk', () => {
  it('fetches once, and again after a failure', async () => {
    const chunk = {};
    const load = vi.fn().mockRejectedValueOnce(new Error('offline')).mockResolvedValue(chunk);
    setChunkSource({ load });
    await expect(loadChunk('jquery')).rejects.toThrow('offline');
    expect(loadedChunk('jquery')).toBeUndefined();
    expect(await Promise.all([loadChunk('jquery'), loadChunk('jquery')])).toEqual([chunk, chunk]);
    expect(load).toHaveBeenCalledTimes(2);
    expect(loadedChunk('jquery')).toBe(chunk);
  });
});
