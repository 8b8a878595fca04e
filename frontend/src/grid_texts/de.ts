export { AG_GRID_LOCALE_DE as texts } from '@ag-grid-community/locale';
