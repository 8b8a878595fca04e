/** Interface texts. `%1`, `%2` stand for arguments; the ids are part of `WebIO.message_tpl`. */

const english = {
  disconnected_with_server: 'Disconnected from the server. Please reload the page.',
  connect_fail: 'Cannot connect to the server.',
  error_in_input: 'There is an error in the input, please correct it.',
  file_size_exceed: 'File "%1" is larger than the limit of %2.',
  file_total_size_exceed: 'The files together are larger than the limit of %1.',
  submit: 'Submit',
  reset: 'Reset',
  cancel: 'Cancel',
  duplicated_pin_name: 'This widget is no longer in use: a newer one has the same name.',
  browse_file: 'Browse file',
  duplicated_scope_name: 'A scope with this name already exists on the page.',
  file_uploading: 'Uploading',
  // Ids of this client
  close: 'Close',
  reload: 'Reload',
  reconnecting: 'Reconnecting…',
  session_gone: 'This session has ended.',
  connection_lost: 'The connection to the server is lost.',
  upload_refused: 'The server refuses the upload: it is too large.',
  session_replaced: 'This session goes on in another window.',
  remove_file: 'Remove %1',
  remove_choice: 'Remove %1',
  panel_handle: 'Height of the input panel',
  editor_leave_hint: 'Press Esc, then Tab to leave the editor.',
};

export type MessageId = keyof typeof english;
type Texts = Readonly<Partial<Record<MessageId, string>>>;

const translations: Readonly<Record<string, Texts>> = {
  en: english,
  zh: {
    disconnected_with_server: '与服务器的连接已断开，请刷新页面',
    connect_fail: '无法连接服务器',
    error_in_input: '输入有误，请修改后再提交',
    file_size_exceed: '文件“%1”超过大小限制 %2',
    file_total_size_exceed: '文件总大小超过限制 %1',
    submit: '提交',
    reset: '重置',
    cancel: '取消',
    duplicated_pin_name: '该控件已失效：页面上有同名的新控件',
    browse_file: '浏览文件',
    duplicated_scope_name: '页面上已有同名的 scope',
    file_uploading: '正在上传',
    close: '关闭',
    reload: '刷新',
    reconnecting: '正在重新连接…',
    session_gone: '会话已结束',
    connection_lost: '与服务器的连接已丢失',
    upload_refused: '上传内容过大，服务器拒绝接收',
    session_replaced: '会话已在另一个窗口中继续',
    remove_file: '移除 %1',
    remove_choice: '移除 %1',
    panel_handle: '输入面板高度',
    editor_leave_hint: '按 Esc，再按 Tab 离开编辑器',
  },
  de: {
    disconnected_with_server: 'Die Verbindung zum Server ist getrennt. Bitte die Seite neu laden.',
    connect_fail: 'Der Server ist nicht erreichbar.',
    error_in_input: 'Die Eingabe enthält einen Fehler. Bitte korrigieren.',
    file_size_exceed: 'Die Datei „%1“ ist größer als erlaubt (%2).',
    file_total_size_exceed: 'Die Dateien sind zusammen größer als erlaubt (%1).',
    submit: 'Absenden',
    reset: 'Zurücksetzen',
    cancel: 'Abbrechen',
    duplicated_pin_name: 'Dieses Feld gilt nicht mehr: Ein neueres hat denselben Namen.',
    browse_file: 'Datei auswählen',
    duplicated_scope_name: 'Auf der Seite gibt es schon einen Bereich mit diesem Namen.',
    file_uploading: 'Wird hochgeladen',
    close: 'Schließen',
    reload: 'Neu laden',
    reconnecting: 'Verbindung wird wiederhergestellt …',
    session_gone: 'Diese Sitzung ist beendet.',
    connection_lost: 'Die Verbindung zum Server ist verloren.',
    upload_refused: 'Der Server lehnt die Datei ab: Sie ist zu groß.',
    session_replaced: 'Diese Sitzung läuft in einem anderen Fenster weiter.',
    remove_file: '%1 entfernen',
    remove_choice: '%1 entfernen',
    panel_handle: 'Höhe des Eingabebereichs',
    editor_leave_hint: 'Mit Esc, dann Tab verlassen Sie den Editor.',
  },
  ru: {
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
  },
  fa: {
    disconnected_with_server: 'ارتباط با سرور قطع شد. لطفاً صفحه را دوباره بارگذاری کنید.',
    connect_fail: 'اتصال به سرور ممکن نیست.',
    error_in_input: 'خطایی در ورودی هست، لطفاً آن را اصلاح کنید.',
    file_size_exceed: 'حجم فایل «%1» بیشتر از حد مجاز %2 است.',
    file_total_size_exceed: 'مجموع حجم فایل‌ها بیشتر از حد مجاز %1 است.',
    submit: 'ارسال',
    reset: 'بازنشانی',
    cancel: 'لغو',
    duplicated_pin_name: 'این ورودی دیگر معتبر نیست: ورودی تازه‌ای با همین نام وجود دارد.',
    browse_file: 'انتخاب فایل',
    duplicated_scope_name: 'بخشی با همین نام در صفحه وجود دارد.',
    file_uploading: 'در حال بارگذاری',
    close: 'بستن',
    reload: 'بارگذاری دوباره',
    reconnecting: 'در حال اتصال دوباره…',
    session_gone: 'این نشست پایان یافته است.',
    connection_lost: 'ارتباط با سرور از دست رفت.',
    upload_refused: 'سرور فایل را نپذیرفت: حجم آن زیاد است.',
    session_replaced: 'این نشست در پنجرهٔ دیگری ادامه دارد.',
    remove_file: 'حذف %1',
    remove_choice: 'حذف %1',
    panel_handle: 'ارتفاع پنل ورودی',
    editor_leave_hint: 'برای خروج از ویرایشگر Esc و سپس Tab را بزنید.',
  },
};

export class Messages {
  /** `WebIO.message_tpl`: texts of the application, which win. */
  readonly custom: Record<string, string> = {};
  readonly #texts: Texts;

  /** *languages*: as the browser lists them, best first. */
  constructor(languages: readonly string[]) {
    const known = languages
      .map((language) => language.toLowerCase().split('-')[0] ?? '')
      .find((language) => language in translations);
    this.#texts = translations[known ?? 'en'] ?? english;
  }

  text(id: string, ...args: readonly string[]): string {
    const template = this.custom[id] ?? this.#texts[id as MessageId] ?? fallback(id);
    return template.replace(/%(\d)/g, (whole, digit) => args[Number(digit) - 1] ?? whole);
  }
}

function fallback(id: string): string {
  return (english as Readonly<Record<string, string>>)[id] ?? id;
}
