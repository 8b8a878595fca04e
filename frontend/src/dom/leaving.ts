/** Lets go of what holds on to the whole page when the part that it belongs to has left. */

/** Being a custom element, it notices by itself, wherever it stands. */
class Sentinel extends HTMLElement {
  left = (): void => undefined;

  disconnectedCallback(): void {
    // It may only move.
    queueMicrotask(() => {
      if (!this.isConnected) this.left();
    });
  }
}

customElements.define('webio-leaving', Sentinel);

/** Calls *release* with what *made* resolves to, once, when *element* has left the page. */
export function releaseWhenGone<Made>(
  element: HTMLElement,
  made: Promise<Made>,
  release: (made: Made) => void,
): void {
  const sentinel = new Sentinel();
  sentinel.hidden = true;
  sentinel.left = () => {
    sentinel.remove();
    // Whoever has asked for it sees to its failure.
    made.then(release, () => undefined);
  };
  element.append(sentinel);
}
