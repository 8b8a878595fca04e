/** A client context that records what is sent, over the fixed elements of the page. */

import type { ClientContext, UploadProgress } from '../../src/context.js';
import type { TextArgument } from '../../src/i18n.js';
import type { ClientEvent, FilePart } from '../../src/protocol/events.js';

export interface Sent {
  readonly event: ClientEvent;
  readonly files: readonly FilePart[];
  readonly progress: UploadProgress | undefined;
}

export class FakeContext implements ClientContext {
  readonly sent: Sent[] = [];
  readonly page = {
    outputContainer: pageElement('output-container'),
    outputRoot: pageElement('markdown-body'),
    endSpace: pageElement('end-space'),
    inputContainer: pageElement('input-container'),
    inputCards: pageElement('input-cards'),
  };
  readonly settings = {
    outputAnimation: false,
    autoScrollBottom: false,
    inputPanelFixed: true,
    inputPanelMinHeight: 75,
    inputPanelInitHeight: 300,
    inputAutoFocus: true,
    httpPullInterval: 1000,
  };
  open = true;
  readonly language = 'en';

  constructor() {
    const { inputContainer, inputCards, ...others } = this.page;
    inputContainer.append(inputCards);
    document.body.replaceChildren(...Object.values(others), inputContainer);
  }

  get events(): readonly ClientEvent[] {
    return this.sent.map(({ event }) => event);
  }

  readonly cancelled: ClientEvent[] = [];
  cancellable = true;

  cancel(event: ClientEvent): boolean {
    this.cancelled.push(event);
    return this.cancellable;
  }

  send(event: ClientEvent, files: readonly FilePart[] = [], progress?: UploadProgress): void {
    this.sent.push({ event, files, progress });
  }

  text(id: string, ...args: readonly TextArgument[]): string {
    return [id, ...args].join(' ');
  }

  readonly announced: string[] = [];

  announce(text: () => string): void {
    this.announced.push(text());
  }

  tellOnce(): void {
    // Nobody looks.
  }

  renderOutput(): HTMLElement {
    throw new Error('forms embed no outputs');
  }
}

function pageElement(id: string): HTMLElement {
  const element = document.createElement('div');
  element.id = id;
  return element;
}
