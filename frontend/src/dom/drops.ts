/** Files dropped beside a field: the browser would open them in place of the page. */

const kinds = ['dragover', 'drop'] as const;

/** Stops at the end. Parts of the page that take files themselves are not disturbed. */
export function startRefusingDrops(): () => void {
  for (const kind of kinds) window.addEventListener(kind, refuse);
  return () => {
    for (const kind of kinds) window.removeEventListener(kind, refuse);
  };
}

function refuse(event: DragEvent): void {
  const transfer = event.dataTransfer;
  if (event.defaultPrevented || transfer?.types.includes('Files') !== true) return;
  event.preventDefault();
  transfer.dropEffect = 'none';
}
