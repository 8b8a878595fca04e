/** Long texts, which the browser lays out where they are seen. */

/** Characters. */
const long = 100_000;
/** Whole lines, and so many characters at least. */
const parts = /[^]{1,8000}[^\n]*\n?/g;

export function isLong(text: string): boolean {
  return text.length >= long;
}

/** Lines are wrapped after *lineLength* characters, roughly. */
export function textInParts(text: string, lineLength: number): HTMLElement[] {
  return (text.match(parts) ?? []).map((part) => partOf(part, lineLength));
}

function partOf(text: string, lineLength: number): HTMLElement {
  const part = document.createElement('span');
  let lines = 0;
  for (const line of text.split('\n')) lines += Math.max(1, Math.ceil(line.length / lineLength));
  part.className = 'webio-text-part';
  part.style.containIntrinsicBlockSize = `auto ${lines}lh`;
  part.textContent = text;
  return part;
}
