/** Persian. */

import type { Texts } from '../i18n.js';

export const texts: Texts = {
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
  copy_code: 'رونوشت کد',
  copied: 'رونوشت شد',
  enlarge_image: 'بزرگ‌نمایی تصویر',
  enlarge_named: '%1 (بزرگ‌نمایی)',
  more_outputs: 'و %1 خروجی تازهٔ دیگر',
};
