// English of why something was refused, as the journal tells it to the person the record is about.

import type { journalRules as french } from '../fr/patient-journal-rules.ts';
import type { Widen } from '../widen.ts';

export const journalRules: Widen<typeof french> = {
  IDENTIFIANTS_REFUSES: 'the password was not the right one',
  CODE_REFUSE: 'the code received by e-mail was not the right one',
  AGE_INSUFFISANT: 'the holder of the account is not old enough to open it yet',
  CLE_REFUSEE: 'the passkey was not recognised',
  CLE_SANS_VERIFICATION: 'the device had not checked who was using it',
  CLE_COMPTEUR: 'the passkey may have been copied',
  TROP_DE_TENTATIVES: 'too many tries; the next ones had to wait',
  ACTEUR_INTERDIT: 'this account has no right on your record',
  AUTHENTIFICATION_INSUFFISANTE: 'their identity was not proved strongly enough',
  STRUCTURE_INCOHERENTE: 'their structure was not recognised',
  FONCTION_INTERDITE: 'their profession does not allow this action',
  DOSSIER_INEXISTANT: 'the record does not exist',
  DOSSIER_FERME: 'the record is closed',
  IDENTITE_NON_QUALIFIEE: 'the identity of the record is still to be confirmed',
  PS_BLOQUE: 'you blocked this professional',
  OPPOSITION_BRIS_DE_GLACE: 'you refuse emergency access',
  OPPOSITION_CENTRE_15: 'you refuse access by the emergency call centre',
  AUTORISATION_ABSENTE: 'you have not given them your agreement',
  AUTORISATION_EXPIREE: 'your agreement had come to its end',
  CONSENTEMENT_TRAVAIL_ABSENT: 'you gave the occupational doctor no express agreement',
  HABILITATION_ABSENTE: 'their profession may not read this type of document',
  DOCUMENT_SUPPRIME: 'the document is deleted',
  DOCUMENT_MASQUE_PS: 'you hid this document',
  DOCUMENT_INVISIBLE_PATIENT: 'the document awaits an announcement',
  DOCUMENT_INVISIBLE_REPRESENTANTS: 'the document is hidden from legal representatives',
  CATEGORIE_NON_PARTAGEE: 'this category is not shared',
  DEPOSANT_NON_AUTEUR: 'they are not the author of the document',
  ACTE_RESERVE: 'this action is reserved to somebody else',
};
