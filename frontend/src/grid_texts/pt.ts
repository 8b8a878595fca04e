export { AG_GRID_LOCALE_BR as texts } from '@ag-grid-community/locale';
