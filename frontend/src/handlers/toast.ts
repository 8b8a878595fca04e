import type { Handlers } from '../context.js';
import type { ToastHost } from '../ui/toasts.js';

export function toastHandlers(toasts: ToastHost): Handlers {
  return {
    toast: ({ spec }, context) => {
      const { callback_id: callbackId } = spec;
      toasts.show({
        content: spec.content,
        duration: spec.duration,
        position: spec.position,
        color: spec.color,
        closeLabel: context.text('close'),
        ...(typeof callbackId === 'string' && {
          onClick: () => context.send({ event: 'callback', task_id: callbackId, data: null }),
        }),
      });
    },
  };
}
