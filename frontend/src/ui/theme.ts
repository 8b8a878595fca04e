/** Light or dark: what the page has chosen, else the page's theme, else the system. */

export type Theme = 'light' | 'dark' | 'auto';

const darkScheme = '(prefers-color-scheme: dark)';
const root = document.documentElement;
let stopFollowing = (): void => undefined;

/** What shows now. */
export function shownTheme(): 'light' | 'dark' {
  return root.dataset['bsTheme'] === 'dark' ? 'dark' : 'light';
}

/** `auto` follows the system from now on. */
export function chooseTheme(theme: Theme): void {
  if (!['light', 'dark', 'auto'].includes(theme)) {
    throw new TypeError(`a theme is 'light', 'dark' or 'auto', not ${JSON.stringify(theme)}`);
  }
  stopFollowing();
  if (theme === 'auto') followSystem();
  else show(theme);
}

/** Begins with what the page's theme says; returns how to stop. */
export function startTheme(): () => void {
  const { classList } = document.body;
  if (classList.contains('webio-theme-dark')) show('dark');
  // Other designs are light ones until somebody chooses.
  else if (/webio-theme-(?!default|auto)/.test(classList.value)) show('light');
  else followSystem();
  return () => {
    stopFollowing();
  };
}

function followSystem(): void {
  if (typeof matchMedia !== 'function') return;
  const query = matchMedia(darkScheme);
  const apply = () => show(query.matches ? 'dark' : 'light');
  apply();
  query.addEventListener('change', apply);
  stopFollowing = () => {
    query.removeEventListener('change', apply);
  };
}

/** The page's head has usually set it already, before the first paint. */
function show(theme: 'light' | 'dark'): void {
  if (shownTheme() !== theme) root.dataset['bsTheme'] = theme;
}
