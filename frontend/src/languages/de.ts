/** German. */

import type { Texts } from '../i18n.js';

export const texts: Texts = {
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
  copy_code: 'Code kopieren',
  copied: 'Kopiert',
  enlarge_image: 'Bild vergrößern',
  enlarge_named: '%1 (vergrößern)',
  more_outputs: 'und %1 weitere Ausgaben',
};
