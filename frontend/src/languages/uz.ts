/** Uzbek. */

import type { Texts } from '../i18n.js';

export const texts: Texts = {
  disconnected_with_server: 'Server bilan aloqa uzildi. Sahifani qayta yuklang.',
  connect_fail: 'Serverga ulanib bo‘lmadi.',
  error_in_input: 'Kiritilgan ma’lumotda xato bor, uni tuzating.',
  file_size_exceed: '“%1” fayli ruxsat etilgan %2 hajmdan katta.',
  file_total_size_exceed: 'Fayllarning umumiy hajmi ruxsat etilgan %1 hajmdan katta.',
  submit: 'Yuborish',
  reset: 'Tozalash',
  cancel: 'Bekor qilish',
  duplicated_pin_name: 'Bu maydon endi ishlatilmaydi: xuddi shu nomli yangisi bor.',
  browse_file: 'Fayl tanlash',
  duplicated_scope_name: 'Sahifada bunday nomli bo‘lim allaqachon bor.',
  file_uploading: 'Yuklanmoqda',
  close: 'Yopish',
  reload: 'Qayta yuklash',
  reconnecting: 'Qayta ulanmoqda…',
  session_gone: 'Bu seans tugagan.',
  connection_lost: 'Server bilan aloqa yo‘qoldi.',
  upload_refused: 'Server faylni qabul qilmadi: u juda katta.',
  session_replaced: 'Bu seans boshqa oynada davom etmoqda.',
  remove_file: '%1 ni olib tashlash',
  remove_choice: '%1 ni olib tashlash',
  panel_handle: 'Kiritish paneli balandligi',
  editor_leave_hint: 'Muharrirdan chiqish uchun Esc, so‘ng Tab tugmasini bosing.',
  copy_code: 'Kodni nusxalash',
  copied: 'Nusxalandi',
  enlarge_image: 'Rasmni kattalashtirish',
  enlarge_named: '%1 (kattalashtirish)',
  more_outputs: 'va yana %1 ta yangi natija',
};
