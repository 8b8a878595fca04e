/** Every output type, built without a page. */

import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { ClientContext } from '../../src/context.js';
import { outputBuilders, renderOutput } from '../../src/outputs/renderer.js';
import type { Json, OutputSpec } from '../../src/protocol/commands.js';

const context = { text: (id: string) => id } as unknown as ClientContext;

function render(type: string, members: Record<string, Json>): Promise<HTMLElement> {
  return Promise.resolve(renderOutput({ type, ...members }, context, outputBuilders));
}

const nested = (content: string) => ({ type: 'text', content, inline: true });

beforeEach(() => document.body.replaceChildren());

describe('markup of the server', () => {
  const context = { text: (id: string) => `${id}!` } as unknown as ClientContext;
  const shown = (spec: OutputSpec) => Promise.resolve(renderOutput(spec, context, outputBuilders));

  it('is translated where it holds English words', async () => {
    const alert = await shown({
      type: 'custom_widget',
      template:
        '<div class="alert alert-info alert-dismissible"><button class="close" aria-label="Close"></button></div>',
      data: {},
    });
    expect(alert.firstElementChild?.getAttribute('aria-label')).toBe('close!');
    const content =
      '<div><div class="spinner-grow" role="status"><span class="sr-only">Loading...</span></div></div>';
    expect((await shown({ type: 'html', content })).textContent).toBe('loading!');
  });

  it('has the look of a box that folds; other HTML has not', async () => {
    const template = '<details><summary>t</summary><details></details></details>';
    const box = await shown({ type: 'custom_widget', template, data: {} });
    expect(box.className).toBe('webio-collapse');
    expect(box.querySelector('details')?.className).toBe('');
    expect((await shown({ type: 'html', content: template })).className).toBe('');
  });

  it('includes boxes in Markdown', async () => {
    const content = '<details><summary>t</summary>x</details>';
    expect((await render('markdown', { content })).className).toBe('webio-collapse');
  });
});

describe('text', () => {
  it('is a paragraph, or inline, and never HTML', async () => {
    expect((await render('text', { content: '<b>', inline: false })).outerHTML).toBe(
      '<p class="webio-text">&lt;b&gt;</p>',
    );
    expect((await render('text', { content: 'x', inline: true })).tagName).toBe('SPAN');
  });
});

describe('markdown', () => {
  it('breaks lines, knows tables, and marks code with its language', async () => {
    const content = 'a\nb\n\n|x|\n|-|\n|1|\n\n```python\nprint(1)\n```';
    const element = await render('markdown', { content, sanitize: true });
    expect(element.querySelector('p > br')).not.toBeNull();
    expect(element.querySelector('table td')?.textContent).toBe('1');
    const code = element.querySelector('pre > code.language-python');
    await vi.waitFor(() => expect(code?.querySelector('.hljs-built_in')).not.toBeNull());
    expect(code?.textContent).toBe('print(1)\n');
  });

  it('is one element itself when it is a single block', async () => {
    expect((await render('markdown', { content: '# x', sanitize: true })).tagName).toBe('H1');
  });

  it('has a button on every block of code', async () => {
    const element = await render('markdown', { content: '```\nx\n```', sanitize: true });
    expect([...element.children].map(({ tagName }) => tagName)).toEqual(['PRE', 'BUTTON']);
    expect(element.querySelector('button')?.title).toBe('copy_code');
  });

  it('has none where a click on the whole means something', async () => {
    const content = '```\nx\n```';
    const element = await render('markdown', { content, sanitize: true, click_callback_id: 'c' });
    expect(element.tagName).toBe('PRE');
  });

  it('obeys the options of the application', async () => {
    const element = await render('markdown', {
      content: 'a\nb',
      sanitize: true,
      options: { breaks: false },
    });
    expect(element.querySelector('br')).toBeNull();
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    '[x](javascript:alert(1))',
    '<svg><g onload=alert(1)></g></svg>',
    '<iframe src="javascript:alert(1)"></iframe>',
  ])('is sanitised: %s', async (content) => {
    const { outerHTML } = await render('markdown', { content, sanitize: true });
    expect(outerHTML).not.toMatch(/alert\(1\)(?!<\/p>|&)/);
    expect(outerHTML).not.toContain('<script');
  });
});

describe('html', () => {
  it('stands for itself with one root and is wrapped with more', async () => {
    expect((await render('html', { content: ' <b>x</b> ' })).tagName).toBe('B');
    expect((await render('html', { content: '<b>x</b> y' })).outerHTML).toBe(
      '<div><b>x</b> y</div>',
    );
    expect((await render('html', { content: 'x' })).outerHTML).toBe('<div>x</div>');
  });

  it('is sanitised only when asked', async () => {
    const content = '<div><p onclick="x()">t</p></div>';
    expect((await render('html', { content, sanitize: false })).innerHTML).toContain('onclick');
    expect((await render('html', { content, sanitize: true })).innerHTML).toBe('<p>t</p>');
  });
});

describe('table', () => {
  it('takes row 0 as the header and renders nested outputs', async () => {
    const table = await render('table', {
      data: [
        ['a', 'b'],
        ['1', nested('in')],
      ],
      span: {},
    });
    expect([...table.querySelectorAll('thead th')].map((cell) => cell.textContent)).toEqual([
      'a',
      'b',
    ]);
    expect(table.querySelector('tbody td:nth-child(2) > span')?.textContent).toBe('in');
  });

  it('keeps a header together that spans rows', async () => {
    const table = await render('table', {
      data: [
        ['Name', 'Address'],
        ['City', 'Country'],
        ['Wang', 'Beijing', 'China'],
      ],
      span: { '0,0': { row: 2, col: 1 }, '0,1': { row: 1, col: 2 } },
    });
    expect(table.querySelectorAll('thead tr')).toHaveLength(2);
    const [name, address] = table.querySelectorAll('th');
    expect([name?.rowSpan, address?.colSpan]).toEqual([2, 2]);
  });

  it('keeps white space that counts', async () => {
    const table = await render('table', { data: [['a'], ['x\ny']], span: {} });
    expect(table.querySelector('td > .webio-text')?.textContent).toBe('x\ny');
  });
});

describe('custom_widget', () => {
  it('renders items, text and outputs, in their places', async () => {
    const template = '<div>{{#contents}}<p>{{& pywebio_output_parse}}</p>{{/contents}}</div>';
    const element = await render('custom_widget', {
      template,
      data: { contents: ['<b>', nested('out')] },
    });
    expect([...element.children].map((child) => child.textContent)).toEqual(['<b>', 'out']);
    expect(element.querySelector('[data-webio-slot]')).toBeNull();
  });

  it('waits for nested Markdown', async () => {
    const markdown = { type: 'markdown', content: '*x*', sanitize: true };
    const template = '<div>{{#contents}}{{& pywebio_output_parse}}{{/contents}}</div>';
    const element = await render('custom_widget', { template, data: { contents: [markdown] } });
    expect(element.querySelector('em')?.textContent).toBe('x');
  });

  it('makes names unique per widget, and counts', async () => {
    const template =
      '<div>{{#items}}<i id="{{#uniqueid}}n{{/uniqueid}}">{{index}}{{title}}</i>{{/items}}</div>';
    const data = { items: [{ title: 'a' }, { title: 'b' }] };
    const [first, second] = [
      await render('custom_widget', { template, data }),
      await render('custom_widget', { template, data }),
    ];
    expect(first.textContent).toBe('0a1b');
    const ids = [first, second].map((element) => element.querySelector('i')?.id);
    expect(ids[0]).not.toBe(ids[1]);
  });

  it('may be nothing but its item', async () => {
    const template = '{{#contents}}{{& pywebio_output_parse}}{{/contents}}';
    const element = await render('custom_widget', { template, data: { contents: [nested('x')] } });
    expect(element.textContent).toBe('x');
  });
});

describe('containers', () => {
  it('scope: shows its contents, or a notice when the name is taken', async () => {
    const members = { dom_id: 'pywebio-scope-s', contents: [nested('x')] };
    const scope = await render('scope', members);
    expect([scope.id, scope.textContent]).toEqual(['pywebio-scope-s', 'x']);
    document.body.append(scope);
    expect((await render('scope', members)).textContent).toBe('duplicated_scope_name');
  });

  it('scrollable: has limits and can be reached by keyboard', async () => {
    const box = await render('scrollable', {
      contents: ['x'],
      max_height: 100,
      min_height: null,
      border: true,
    });
    expect([box.style.maxHeight, box.style.minHeight, box.tabIndex]).toEqual(['100px', '', 0]);
    expect(box.classList.contains('scrollable-border')).toBe(true);
  });

  it('tabs: show one panel, chosen by click or arrow key', async () => {
    const tabs = await render('tabs', {
      tabs: [
        { title: 'A', content: 'a' },
        { title: 'B', content: [nested('b'), 'c'] },
      ],
    });
    document.body.append(tabs);
    const visible = () => tabs.querySelector('.webio-tabs-content:not([hidden])')?.textContent;
    expect(visible()).toBe('a');
    tabs.querySelectorAll('button')[1]?.click();
    expect(visible()).toBe('bc');
    tabs
      .querySelectorAll('button')[1]
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    expect(visible()).toBe('a');
    expect(document.activeElement?.textContent).toBe('A');
  });
});

describe('headings', () => {
  it('can be linked to, but never take an id of the page', async () => {
    document.body.innerHTML = '<div id="input-cards"></div>';
    const content = '# First steps!\n\n## Input cards\n\n## Über uns';
    const element = await render('markdown', { content, sanitize: true });
    const ids = [...element.querySelectorAll('h1,h2')].map((heading) => heading.id);
    expect(ids).toEqual(['first-steps', '', 'über-uns']);
  });
});
