/** The handlers of all command families. */

import type { Handlers } from '../context.js';
import { EntryAnimation } from '../dom/animation.js';
import { BottomScroller } from '../dom/scroll.js';
import { formHandlers } from '../forms/index.js';
import { pinHandlers } from '../pins/index.js';
import type { ModalHost } from '../ui/modal.js';
import type { ToastHost } from '../ui/toasts.js';
import { downloadHandlers } from './download.js';
import { envHandlers } from './env.js';
import { outputHandlers } from './output.js';
import { outputControlHandlers } from './output_control.js';
import { popupHandlers } from './popup.js';
import { scriptHandlers } from './script.js';
import { toastHandlers } from './toast.js';

export function allHandlers(ui: {
  readonly modals: ModalHost;
  readonly toasts: ToastHost;
}): Handlers {
  const animation = new EntryAnimation();
  return {
    ...outputHandlers({
      animation,
      bottom: new BottomScroller(),
      isClosed: (selector) => ui.modals.hasClosed(selector),
    }),
    ...outputControlHandlers(animation),
    ...popupHandlers(ui.modals),
    ...toastHandlers(ui.toasts),
    ...scriptHandlers,
    ...downloadHandlers,
    ...envHandlers,
    // A popup may wait for the answer before it closes.
    ...formHandlers((panel) => ui.modals.takeIn(panel)),
    ...pinHandlers,
    // The client ends the session when this command has been counted.
    close_session: () => undefined,
    // The transport has taken the id already.
    set_session_id: () => undefined,
  };
}
