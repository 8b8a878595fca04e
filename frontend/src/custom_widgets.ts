/**
 * Widgets that apps bring along. `put_custom` shows an element `<webio-widget kind data callback>`,
 * and the widget that a script of the app has registered under that kind fills it. Being a custom
 * element, it notices by itself, wherever it stands, when it comes into the page and leaves it.
 */

import type { MessageId } from './i18n.js';
import { noticeInPlace } from './outputs/notice.js';
import type { Json, Widget, WidgetApi } from './pywebio.js';

const tag = 'webio-widget';

export interface CustomWidgets {
  register(name: string, widget: Widget): void;
}

/** Called once per page; *push* sends what a widget says to the function behind a callback id. */
export function defineCustomWidgets(
  push: (data: Json, callbackId: string) => void,
  text: (id: MessageId, ...args: readonly string[]) => string,
): CustomWidgets {
  const widgets = new Map<string, Widget>();

  class WidgetElement extends HTMLElement {
    #mounted: Widget | undefined;
    #data: Json | undefined;
    readonly #api: WidgetApi = {
      send: (value) => {
        const callbackId = this.getAttribute('callback');
        if (callbackId !== null) push(value, callbackId);
      },
    };

    get kind(): string {
      return this.getAttribute('kind') ?? '';
    }

    connectedCallback(): void {
      this.mount();
    }

    disconnectedCallback(): void {
      // It may only move.
      queueMicrotask(() => {
        if (!this.isConnected) this.#unmount();
      });
    }

    mount(): void {
      if (this.#mounted !== undefined || !this.isConnected) return;
      const widget = widgets.get(this.kind);
      if (widget === undefined) {
        // Its script may still come.
        this.replaceChildren(noticeInPlace(text('unknown_part', this.kind)));
        return;
      }
      this.#contained(widget, () => {
        this.#data ??= JSON.parse(this.getAttribute('data') ?? 'null') as Json;
        this.replaceChildren();
        return widget.mount(this, this.#data, this.#api);
      });
    }

    /** What `custom_update` of Python calls. */
    update(data: Json): void {
      this.#data = data;
      const widget = this.#mounted;
      if (widget?.update !== undefined) {
        this.#contained(widget, () => widget.update?.(this, data, this.#api));
      } else {
        this.#unmount();
        this.mount();
      }
    }

    /** What fails in the app's script, now or later, leaves a notice, and new data another chance. */
    #contained(widget: Widget, call: () => unknown): void {
      const failed = (error: unknown) => {
        reportError(error);
        if (this.#mounted !== widget) return;
        this.#unmount();
        this.replaceChildren(noticeInPlace(text('not_shown')));
      };
      this.#mounted = widget;
      try {
        Promise.resolve(call()).catch(failed);
      } catch (error) {
        failed(error);
      }
    }

    #unmount(): void {
      const widget = this.#mounted;
      this.#mounted = undefined;
      try {
        widget?.unmount?.(this);
      } catch (error) {
        reportError(error);
      }
    }
  }

  customElements.define(tag, WidgetElement);
  return {
    register(name, widget) {
      if (widgets.has(name)) throw new Error(`there is a widget "${name}" already`);
      if (typeof widget.mount !== 'function')
        throw new TypeError(`widget "${name}" has no mount()`);
      widgets.set(name, widget);
      for (const element of document.querySelectorAll<WidgetElement>(tag)) {
        if (element.kind === name) element.mount();
      }
    },
  };
}
