/** Scripts of old write into the document while it loads; afterwards that would replace the page. */

/** What they write stands behind the script that runs, or else at the end of *fallback*. */
export function containWriting(fallback: HTMLElement): void {
  const write = (...parts: readonly unknown[]) => {
    const { currentScript } = document;
    const html = parts.map(String).join('');
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- while the page loads it is what is meant
    if (document.readyState === 'loading') Document.prototype.write.call(document, html);
    else if (currentScript === null) fallback.insertAdjacentHTML('beforeend', html);
    else currentScript.insertAdjacentHTML('afterend', html);
  };
  const writeln = (...parts: readonly unknown[]) => write(...parts, '\n');
  Object.assign(document, { write, writeln });
}
