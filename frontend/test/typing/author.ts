// What an author writes in TypeScript: what is wrong has to be refused, so the lines below say so.

import type { Widget } from '../../src/pywebio.js';

interface Stars {
  readonly most: number;
  readonly value: number;
}

const stars: Widget<Stars> = {
  mount(element, data, api) {
    for (let star = 1; star <= data.most; star++) {
      const button = document.createElement('button');
      button.onclick = () => api.send({ star });
      element.append(button);
    }
    void this.update?.(element, data, api);
  },
  update(element, { value }) {
    element.title = String(value);
  },
  unmount(element) {
    element.replaceChildren();
  },
};
WebIO.registerWidget('stars', stars);
WebIO.registerWidget('hello', { mount: (element) => element.append('Hello') });
// @ts-expect-error -- a widget has to be mounted
WebIO.registerWidget('nothing', { update() {} });
// @ts-expect-error -- there is no such method
WebIO.registerWidget('misspelt', { mount() {}, unmout() {} });
// @ts-expect-error -- a function does not travel
WebIO.registerWidget('sends', { mount: (_element, _data, api) => api.send(() => 1) });

WebIO.pushData({ any: ['json', 1, null] }, 'callback-id');
// @ts-expect-error -- without a callback
WebIO.pushData(1);
WebIO.openApp('other', true);
WebIO.theme = 'auto';
const shown: 'light' | 'dark' = WebIO.theme;
// @ts-expect-error -- no theme of a page but of an app
WebIO.theme = 'minty';
WebIO.message_tpl['submit'] = 'Go';
window.WebIO.startWebIOClient({
  app_name: 'index',
  protocol: 'ws',
  runtime_config: { debug: true },
});
// @ts-expect-error -- no such protocol
WebIO.startWebIOClient({ protocol: 'smtp' });

const session = WebIO._state.CurrentSession;
// @ts-expect-error -- there may be none
session.closed();
session?.on_session_close(() => console.log(session.webio_session_id, shown));
session?.send_message({ event: 'callback', task_id: 'id', data: null });
// @ts-expect-error -- no such event
session?.send_message({ event: 'click', task_id: 'id', data: null });
WebIO._state.AutoScrollBottom = true;
// @ts-expect-error -- only the server changes it
WebIO._state.ShowDuration = 1;

document.addEventListener('webio:open', () => undefined);
document.addEventListener('webio:close', ({ detail }) => {
  const reason: 'finished' | 'gone' | 'lost' | 'replaced' | 'closed' = detail.reason;
  console.log(reason);
  // @ts-expect-error -- not told
  console.log(detail.code);
});
