export { AG_GRID_LOCALE_ES as texts } from '@ag-grid-community/locale';
