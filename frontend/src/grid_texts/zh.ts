import { AG_GRID_LOCALE_CN as library } from '@ag-grid-community/locale';

export const texts: Readonly<Record<string, string>> = {
  ...library,
  // 1 – 50 / 100, in the order of the words here.
  to: '–',
  of: '/',
  noRowsToShow: '暂无数据',
  pageSizeSelectorLabel: '每页行数：',
};
