/** Russian. */

import type { Texts } from '../i18n.js';

export const texts: Texts = {
  disconnected_with_server: 'Соединение с сервером разорвано. Обновите страницу.',
  connect_fail: 'Не удаётся подключиться к серверу.',
  error_in_input: 'Ошибка в данных, исправьте её.',
  file_size_exceed: 'Файл «%1» больше допустимого размера %2.',
  file_total_size_exceed: 'Общий размер файлов больше допустимого: %1.',
  submit: 'Отправить',
  reset: 'Сбросить',
  cancel: 'Отмена',
  duplicated_pin_name: 'Это поле больше не действует: появилось новое с тем же именем.',
  browse_file: 'Выбрать файл',
  duplicated_scope_name: 'На странице уже есть область с таким именем.',
  file_uploading: 'Загрузка',
  close: 'Закрыть',
  reload: 'Обновить',
  reconnecting: 'Восстанавливаем соединение…',
  session_gone: 'Сеанс завершён.',
  connection_lost: 'Соединение с сервером потеряно.',
  upload_refused: 'Сервер отклонил загрузку: слишком большой объём.',
  session_replaced: 'Сеанс продолжается в другом окне.',
  remove_file: 'Убрать %1',
  remove_choice: 'Убрать %1',
  panel_handle: 'Высота панели ввода',
  editor_leave_hint: 'Чтобы выйти из редактора, нажмите Esc, затем Tab.',
  copy_code: 'Скопировать код',
  copied: 'Скопировано',
  enlarge_image: 'Увеличить изображение',
  enlarge_named: '%1 (увеличить)',
  more_outputs: 'и ещё новых сообщений: %1',
};
