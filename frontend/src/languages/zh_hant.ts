/** Chinese, traditional. */

import type { Texts } from '../i18n.js';

export const texts: Texts = {
  disconnected_with_server: '與伺服器的連線已中斷，請重新整理頁面',
  connect_fail: '無法連線到伺服器',
  error_in_input: '輸入有誤，請修改後再送出',
  file_size_exceed: '檔案「%1」超過大小限制 %2',
  file_total_size_exceed: '檔案總大小超過限制 %1',
  submit: '送出',
  reset: '重設',
  cancel: '取消',
  duplicated_pin_name: '此控制項已失效：頁面上有同名的新控制項',
  browse_file: '瀏覽檔案',
  duplicated_scope_name: '頁面上已有同名的 scope',
  file_uploading: '正在上傳',
  close: '關閉',
  reload: '重新整理',
  reconnecting: '正在重新連線…',
  session_gone: '工作階段已結束',
  connection_lost: '與伺服器的連線已中斷',
  upload_refused: '上傳內容過大，伺服器拒絕接收',
  session_replaced: '工作階段已在另一個視窗中繼續',
  remove_file: '移除 %1',
  remove_choice: '移除 %1',
  panel_handle: '輸入面板高度',
  editor_leave_hint: '按 Esc，再按 Tab 離開編輯器',
  copy_code: '複製程式碼',
  copied: '已複製',
  enlarge_image: '放大圖片',
  enlarge_named: '%1（放大）',
  more_outputs: '還有 %1 則新輸出',
};
