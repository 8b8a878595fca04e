import { AG_GRID_LOCALE_IR as library } from '@ag-grid-community/locale';

export const texts: Readonly<Record<string, string>> = {
  ...library,
  // As one says it of a range.
  to: 'تا',
};
