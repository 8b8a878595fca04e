/** Chinese, simplified. */

import type { Texts } from '../i18n.js';

export const texts: Texts = {
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
  copy_code: '复制代码',
  copied: '已复制',
  enlarge_image: '查看大图',
  enlarge_named: '%1（查看大图）',
  more_outputs: '还有 %1 条新输出',
};
