/** Offers files to the user as downloads. */

export function saveBase64(name: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  saveAs(new Blob([bytes], { type: 'application/octet-stream' }), name);
}

/** Also a global of the page, as the library FileSaver defines it. */
export function saveAs(content: Blob | string, name = ''): void {
  const url = typeof content === 'string' ? content : URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name || (content instanceof File ? content.name : '');
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has to have opened it before it goes.
  if (content !== url) setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
