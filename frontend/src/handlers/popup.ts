import type { ClientContext, Handlers } from '../context.js';
import { runScripts } from '../dom/scripts.js';
import { inlineText } from '../outputs/build.js';
import type { PopupCommand } from '../protocol/commands.js';
import type { ModalHost } from '../ui/modal.js';

export function popupHandlers(modals: ModalHost): Handlers {
  const open = (
    { spec }: PopupCommand,
    content: readonly HTMLElement[],
    context: ClientContext,
  ): Promise<void> | undefined => {
    const closable = spec.closable !== false;
    const modal = modals.open(
      {
        title: spec.title,
        bodyId: spec.dom_id,
        size: spec.size ?? 'normal',
        closable,
        implicitClose: closable && spec.implicit_close !== false,
        closeLabel: context.text('close'),
      },
      content,
    );
    return runScripts(modal);
  };

  return {
    popup: (command, context) => {
      const content = command.spec.content.map((item) =>
        typeof item === 'string' ? inlineText(item) : context.renderOutput(item),
      );
      if (content.every((item) => item instanceof HTMLElement)) {
        return open(command, content, context);
      }
      return Promise.all(content.map((item) => Promise.resolve(item))).then((ready) =>
        open(command, ready, context),
      );
    },
    close_popup: () => modals.close(),
  };
}
