export { AG_GRID_LOCALE_FR as texts } from '@ag-grid-community/locale';
