import { asText } from '../dom/text.js';
import type { JsonObject } from '../protocol/commands.js';
import { asList, type Build, type OutputBuilder } from './build.js';

interface Tab {
  readonly button: HTMLButtonElement;
  readonly panel: HTMLElement;
}

/** Tabs after the WAI-ARIA pattern: arrow keys move, the chosen tab alone is in the tab order. */
export const buildTabs: OutputBuilder = (spec, build) => {
  const root = document.createElement('div');
  root.className = 'webio-tabs';
  const list = document.createElement('div');
  list.className = 'nav nav-tabs';
  list.setAttribute('role', 'tablist');
  root.append(list);
  const idPrefix = `webio-tab-${Math.random().toString(36).slice(2)}`;
  const tabs = asList(spec['tabs']).map((item, index) => {
    const tab = buildTab(item as JsonObject, `${idPrefix}-${index}`, build);
    list.append(tab.button);
    root.append(tab.panel);
    return tab;
  });
  tabs.forEach((tab, index) => tab.button.addEventListener('click', () => choose(tabs, index)));
  list.addEventListener('keydown', (event) => moveByKey(tabs, event));
  choose(tabs, 0);
  return root;
};

function buildTab(item: JsonObject, id: string, build: Build): Tab {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'nav-link';
  button.id = id;
  button.setAttribute('role', 'tab');
  button.setAttribute('aria-controls', `${id}-panel`);
  button.textContent = asText(item['title']);
  const panel = document.createElement('div');
  panel.className = 'webio-tabs-content';
  panel.id = `${id}-panel`;
  panel.setAttribute('role', 'tabpanel');
  panel.setAttribute('aria-labelledby', id);
  panel.tabIndex = 0;
  const content = item['content'];
  for (const part of Array.isArray(content) ? asList(content) : [content]) {
    panel.append(build.child(part));
  }
  return { button, panel };
}

function choose(tabs: readonly Tab[], chosen: number): void {
  tabs.forEach(({ button, panel }, index) => {
    const active = index === chosen;
    button.classList.toggle('active', active);
    button.setAttribute('aria-selected', String(active));
    button.tabIndex = active ? 0 : -1;
    panel.hidden = !active;
  });
  // Charts measure themselves when they become visible.
  if (tabs[chosen]?.panel.isConnected === true) dispatchEvent(new Event('resize'));
}

function moveByKey(tabs: readonly Tab[], event: KeyboardEvent): void {
  const current = tabs.findIndex(({ button }) => button === event.target);
  if (current < 0) return;
  const before = (current - 1 + tabs.length) % tabs.length;
  const after = (current + 1) % tabs.length;
  const leftward = document.documentElement.dir === 'rtl';
  const targets: Partial<Record<string, number>> = {
    ArrowLeft: leftward ? after : before,
    ArrowRight: leftward ? before : after,
    Home: 0,
    End: tabs.length - 1,
  };
  const next = targets[event.key];
  if (next === undefined) return;
  event.preventDefault();
  choose(tabs, next);
  tabs[next]?.button.focus();
}
