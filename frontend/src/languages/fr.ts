/** French. */

import type { Texts } from '../i18n.js';

export const texts: Texts = {
  disconnected_with_server: 'La connexion au serveur est coupée. Veuillez recharger la page.',
  connect_fail: 'Impossible de se connecter au serveur.',
  error_in_input: 'La saisie contient une erreur, veuillez la corriger.',
  file_size_exceed: 'Le fichier « %1 » dépasse la limite de %2.',
  file_total_size_exceed: 'Les fichiers dépassent ensemble la limite de %1.',
  submit: 'Envoyer',
  reset: 'Réinitialiser',
  cancel: 'Annuler',
  duplicated_pin_name: 'Ce champ n’est plus utilisé : un plus récent porte le même nom.',
  browse_file: 'Choisir un fichier',
  duplicated_scope_name: 'Une zone de ce nom existe déjà sur la page.',
  file_uploading: 'Envoi en cours',
  close: 'Fermer',
  reload: 'Recharger',
  reconnecting: 'Reconnexion…',
  session_gone: 'Cette session est terminée.',
  connection_lost: 'La connexion au serveur est perdue.',
  upload_refused: 'Le serveur refuse le fichier : il est trop volumineux.',
  session_replaced: 'Cette session continue dans une autre fenêtre.',
  remove_file: 'Retirer %1',
  remove_choice: 'Retirer %1',
  panel_handle: 'Hauteur du panneau de saisie',
  editor_leave_hint: 'Appuyez sur Échap puis Tab pour quitter l’éditeur.',
  copy_code: 'Copier le code',
  copied: 'Copié',
  enlarge_image: 'Agrandir l’image',
  enlarge_named: '%1 (agrandir)',
  more_outputs: 'et %1 autres résultats',
};
