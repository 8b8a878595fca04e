/** The page's icon shows whether the session is alive. */

function icon(color: string): string {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">` +
    `<rect width="32" height="32" rx="7" fill="${color}"/>` +
    `<path d="M8 11l6 5-6 5M16 22h8" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

export function showFavicon(state: 'open' | 'closed'): void {
  const href = icon(state === 'open' ? '#2458d3' : '#868e96');
  for (const id of ['favicon32', 'favicon16']) {
    const link = document.getElementById(id);
    if (!(link instanceof HTMLLinkElement)) continue;
    link.type = 'image/svg+xml';
    link.href = href;
  }
}
