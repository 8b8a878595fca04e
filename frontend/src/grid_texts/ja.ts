import { AG_GRID_LOCALE_JP as library } from '@ag-grid-community/locale';

export const texts: Readonly<Record<string, string>> = {
  ...library,
  // 1 – 50 / 100, in the order of the words here.
  to: '–',
  of: '/',
  noRowsToShow: '表示する行はありません',
};
