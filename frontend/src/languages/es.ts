/** Spanish. */

import type { Texts } from '../i18n.js';

export const texts: Texts = {
  disconnected_with_server: 'Se ha perdido la conexión con el servidor. Vuelva a cargar la página.',
  connect_fail: 'No se puede conectar con el servidor.',
  error_in_input: 'Hay un error en los datos; corríjalo, por favor.',
  file_size_exceed: 'El archivo «%1» supera el límite de %2.',
  file_total_size_exceed: 'Los archivos superan juntos el límite de %1.',
  submit: 'Enviar',
  reset: 'Restablecer',
  cancel: 'Cancelar',
  duplicated_pin_name: 'Este control ya no se usa: hay uno más nuevo con el mismo nombre.',
  browse_file: 'Elegir archivo',
  duplicated_scope_name: 'Ya existe en la página un ámbito con este nombre.',
  file_uploading: 'Subiendo',
  close: 'Cerrar',
  reload: 'Volver a cargar',
  reconnecting: 'Restableciendo la conexión…',
  session_gone: 'Esta sesión ha terminado.',
  connection_lost: 'Se ha perdido la conexión con el servidor.',
  upload_refused: 'El servidor rechaza el archivo: es demasiado grande.',
  session_replaced: 'Esta sesión continúa en otra ventana.',
  remove_file: 'Quitar %1',
  remove_choice: 'Quitar %1',
  panel_handle: 'Altura del panel de entrada',
  editor_leave_hint: 'Pulse Esc y después Tab para salir del editor.',
  copy_code: 'Copiar código',
  copied: 'Copiado',
  enlarge_image: 'Ampliar imagen',
  enlarge_named: '%1 (ampliar)',
  more_outputs: 'y %1 resultados más',
};
