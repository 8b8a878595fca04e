import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { setChunkSource } from '../../src/assets.js';
import { ensureGlobals, ensureHtmlGlobals } from '../../src/dom/globals.js';
import { elementFromHtml } from '../../src/dom/html.js';
import { runScripts, scriptPatience } from '../../src/dom/scripts.js';

beforeEach(() => {
  document.title = '';
  document.body.replaceChildren();
});

async function show(html: string): Promise<HTMLElement> {
  const element = elementFromHtml(html);
  document.body.append(element);
  await runScripts(element);
  return element;
}

describe('runScripts', () => {
  it('leaves alone what holds data', async () => {
    const element = await show('<div><script type="application/json">{"a": 1}</script></div>');
    expect(element.querySelector('script')?.text).toBe('{"a": 1}');
    expect(element.querySelector('[data-webio-pending]')).toBeNull();
  });

  it('replaces each script by one that runs, attributes kept', async () => {
    const element = await show(
      '<div><script id="s" data-x="1">document.title += "a"</script><script>document.title += "b"</script></div>',
    );
    expect(document.title).toBe('ab');
    const script = element.querySelector('script') as HTMLScriptElement;
    expect([script.id, script.dataset['x']]).toEqual(['s', '1']);
    expect(element.querySelector('[data-webio-pending]')).toBeNull();
  });

  it('goes on behind one whose address makes no sense', async () => {
    vi.useFakeTimers();
    const shown = show(
      '<div><script src="http://["></script><script>document.title = "later"</script></div>',
    );
    await vi.advanceTimersByTimeAsync(scriptPatience);
    await shown;
    vi.useRealTimers();
    expect(document.title).toBe('later');
  });

  it('has nothing to wait for without scripts', () => {
    expect(runScripts(elementFromHtml('<p>x</p>'))).toBeUndefined();
  });
});

describe('ensureGlobals', () => {
  const load = vi.fn(() => Promise.resolve({}));
  beforeEach(() => setChunkSource({ load }));
  afterEach(() => load.mockClear());

  it.each(['$("#x").hide()', '$.ajax({})', 'jQuery(x)', 'a;$ ( b )'])(
    'loads jQuery for %s',
    async (code) => {
      await ensureGlobals(code);
      expect(load).toHaveBeenCalledExactlyOnceWith('jquery');
    },
  );

  it.each(['require(["plotly"], f)', 'requirejs.config({})', 'define(["x"], f)'])(
    'loads RequireJS for %s',
    async (code) => {
      await ensureGlobals(code);
      expect(load).toHaveBeenCalledExactlyOnceWith('requirejs');
    },
  );

  it.each(['a$(x)', '`${a}`', '"costs $5"', 'required(x)', 'x.y'])(
    'loads nothing for %s',
    (code) => {
      expect(ensureGlobals(code)).toBeUndefined();
    },
  );

  it.each([
    '<button data-toggle="collapse">',
    '<button data-bs-toggle="dropdown">',
    '<a onclick="$(x).modal()">',
  ])('loads what %s does with Bootstrap, jQuery before it', async (html) => {
    load.mockResolvedValue({ startBootstrap: () => undefined });
    await ensureHtmlGlobals(html);
    expect(load.mock.calls.flat()).toEqual(['jquery', 'bootstrap']);
  });

  it('starts Bootstrap once for all that have waited for it', async () => {
    const startBootstrap = vi.fn(() => vi.stubGlobal('bootstrap', {}));
    load.mockResolvedValue({ startBootstrap });
    const html = '<button data-toggle="collapse">';
    await Promise.all([ensureHtmlGlobals(html), ensureHtmlGlobals(html)]);
    vi.unstubAllGlobals();
    expect(startBootstrap).toHaveBeenCalledOnce();
  });

  it.each(['<a href="javascript:$(x)">', '<p onclick="$(x)">'])(
    'loads what %s will need when it is used',
    async (html) => {
      await ensureHtmlGlobals(html);
      expect(load).toHaveBeenCalledExactlyOnceWith('jquery');
    },
  );

  it('does not take the text of a page for code', () => {
    expect(ensureHtmlGlobals('<p>require(x) $(y)</p>')).toBeUndefined();
  });
});
