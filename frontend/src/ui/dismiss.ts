/** Close buttons of alerts, in the attributes of Bootstrap 4 and 5. */

const dismissAlert = '[data-dismiss="alert"],[data-bs-dismiss="alert"]';

export function startDismissing(): () => void {
  const clicked = (event: MouseEvent) => {
    if (!(event.target instanceof Element)) return;
    event.target.closest(dismissAlert)?.closest('.alert')?.remove();
  };
  document.addEventListener('click', clicked);
  return () => document.removeEventListener('click', clicked);
}
