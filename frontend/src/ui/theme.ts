/** Light or dark: what was chosen for the page's address, else the page's theme, else the system. */

export type Theme = 'light' | 'dark' | 'auto';

/** The page's head reads it before the first paint (`protocol/html.py`). */
const memory = (): string => `pywebio-theme ${location.pathname}${location.search}`;

const darkScheme = '(prefers-color-scheme: dark)';
const root = document.documentElement;
let stopFollowing = (): void => undefined;

/** What shows now. */
export function shownTheme(): 'light' | 'dark' {
  return root.dataset['bsTheme'] === 'dark' ? 'dark' : 'light';
}

/** For the next visits too. `auto` follows the system from now on. */
export function chooseTheme(theme: Theme): void {
  if (!isTheme(theme)) {
    throw new TypeError(`a theme is 'light', 'dark' or 'auto', not ${JSON.stringify(theme)}`);
  }
  remember(theme);
  apply(theme);
}

/** Begins with what was chosen before, or with what the page's theme says; returns how to stop. */
export function startTheme(): () => void {
  apply(remembered() ?? themeOfPage());
  return () => {
    stopFollowing();
  };
}

function isTheme(theme: string | null): theme is Theme {
  return theme === 'light' || theme === 'dark' || theme === 'auto';
}

function themeOfPage(): Theme {
  const { classList } = document.body;
  if (classList.contains('webio-theme-dark')) return 'dark';
  // Other designs are light ones until somebody chooses.
  return /webio-theme-(?!default|auto)/.test(classList.value) ? 'light' : 'auto';
}

function remembered(): Theme | null {
  const theme = withStorage((storage) => storage.getItem(memory())) ?? null;
  return isTheme(theme) ? theme : null;
}

function remember(theme: Theme): void {
  withStorage((storage) => storage.setItem(memory(), theme));
}

/** Browsers may keep nothing for a page; the choice then lasts as long as the page. */
function withStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(localStorage);
  } catch (error) {
    console.info('PyWebIO: the browser remembers no theme', error);
    return undefined;
  }
}

function apply(theme: Theme): void {
  stopFollowing();
  if (theme === 'auto') followSystem();
  else show(theme);
}

function followSystem(): void {
  if (typeof matchMedia !== 'function') return;
  const query = matchMedia(darkScheme);
  const follow = () => show(query.matches ? 'dark' : 'light');
  follow();
  query.addEventListener('change', follow);
  stopFollowing = () => {
    query.removeEventListener('change', follow);
  };
}

/** The page's head has usually set it already, before the first paint. */
function show(theme: 'light' | 'dark'): void {
  if (shownTheme() !== theme) root.dataset['bsTheme'] = theme;
}
