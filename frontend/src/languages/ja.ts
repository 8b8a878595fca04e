/** Japanese. */

import type { Texts } from '../i18n.js';

export const texts: Texts = {
  disconnected_with_server: 'サーバーとの接続が切れました。ページを再読み込みしてください。',
  connect_fail: 'サーバーに接続できません。',
  error_in_input: '入力に誤りがあります。修正してください。',
  file_size_exceed: 'ファイル「%1」は上限の %2 を超えています。',
  file_total_size_exceed: 'ファイルの合計が上限の %1 を超えています。',
  submit: '送信',
  reset: 'リセット',
  cancel: 'キャンセル',
  duplicated_pin_name: 'この入力欄は使われていません：同じ名前の新しいものがあります。',
  browse_file: 'ファイルを選択',
  duplicated_scope_name: '同じ名前のスコープがすでにページにあります。',
  file_uploading: 'アップロード中',
  close: '閉じる',
  reload: '再読み込み',
  reconnecting: '再接続しています…',
  session_gone: 'このセッションは終了しました。',
  connection_lost: 'サーバーとの接続が失われました。',
  upload_refused: 'ファイルが大きすぎるため、サーバーに拒否されました。',
  session_replaced: 'このセッションは別のウィンドウで続いています。',
  remove_file: '%1 を削除',
  remove_choice: '%1 を削除',
  panel_handle: '入力パネルの高さ',
  editor_leave_hint: 'Esc、続けて Tab を押すとエディターを離れます。',
  copy_code: 'コードをコピー',
  copied: 'コピーしました',
  enlarge_image: '画像を拡大',
  enlarge_named: '%1（拡大）',
  more_outputs: 'ほか %1 件の新しい出力',
};
