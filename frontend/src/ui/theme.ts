/** Light or dark: the page's theme class decides, else the system. */

const darkScheme = '(prefers-color-scheme: dark)';

/** Keeps `data-bs-theme` up to date; returns how to stop. */
export function followColorScheme(): () => void {
  const root = document.documentElement;
  const { classList } = document.body;
  if (classList.contains('webio-theme-dark')) {
    root.dataset['bsTheme'] = 'dark';
    return () => undefined;
  }
  const named = [...classList].some((name) => /^webio-theme-(?!default$)/.test(name));
  if (named || typeof matchMedia !== 'function') return () => undefined;
  const query = matchMedia(darkScheme);
  const apply = () => {
    // The page's head has usually set it already, before the first paint.
    const scheme = query.matches ? 'dark' : 'light';
    if ((root.dataset['bsTheme'] ?? 'light') !== scheme) root.dataset['bsTheme'] = scheme;
  };
  apply();
  query.addEventListener('change', apply);
  return () => query.removeEventListener('change', apply);
}
