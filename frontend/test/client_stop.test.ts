/** What is left of a session in its page when another follows. */

import { expect, it } from 'vitest';

import { client, lines, text, transport, useFreshPage } from './driver.js';

useFreshPage();

it('leaves a page that another session can use', () => {
  const popup = { title: 'T', content: [], dom_id: 'body', closable: false };
  transport.receive(
    { command: 'popup', task_id: 't', spec: popup },
    {
      command: 'input_group',
      task_id: 'f',
      spec: { label: 'Form', inputs: [{ type: 'text', name: 'a' }] },
    },
    {
      command: 'toast',
      task_id: 't',
      spec: { content: 'x', duration: 9000, position: 'left', color: 'red' },
    },
    text('result'),
  );
  transport.close('lost');
  client.stop();
  expect(
    document.querySelector('.modal, .toastify, .webio-notice, form, .input-panel-handle'),
  ).toBeNull();
  expect(document.querySelector('[inert]')).toBeNull();
  expect(lines()).toEqual(['result']);
});
