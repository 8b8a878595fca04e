/** Portuguese. */

import type { Texts } from '../i18n.js';

export const texts: Texts = {
  disconnected_with_server: 'A ligação ao servidor foi interrompida. Recarregue a página.',
  connect_fail: 'Não é possível ligar ao servidor.',
  error_in_input: 'Há um erro nos dados; corrija-o, por favor.',
  file_size_exceed: 'O arquivo “%1” excede o limite de %2.',
  file_total_size_exceed: 'Os arquivos excedem juntos o limite de %1.',
  submit: 'Enviar',
  reset: 'Redefinir',
  cancel: 'Cancelar',
  duplicated_pin_name: 'Este campo já não é usado: existe um mais recente com o mesmo nome.',
  browse_file: 'Escolher arquivo',
  duplicated_scope_name: 'Já existe na página uma área com este nome.',
  file_uploading: 'Enviando',
  close: 'Fechar',
  reload: 'Recarregar',
  reconnecting: 'Restabelecendo a ligação…',
  session_gone: 'Esta sessão terminou.',
  connection_lost: 'A ligação ao servidor foi perdida.',
  upload_refused: 'O servidor recusou o arquivo: é grande demais.',
  session_replaced: 'Esta sessão continua em outra janela.',
  remove_file: 'Remover %1',
  remove_choice: 'Remover %1',
  panel_handle: 'Altura do painel de entrada',
  editor_leave_hint: 'Pressione Esc e depois Tab para sair do editor.',
  copy_code: 'Copiar código',
  copied: 'Copiado',
  enlarge_image: 'Ampliar imagem',
  enlarge_named: '%1 (ampliar)',
  more_outputs: 'e mais %1 resultados',
};
