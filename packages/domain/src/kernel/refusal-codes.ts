// The closed list of what Carnet may answer instead of doing what was asked. A code is stable for ever:
// doors translate it, wording explains it, integrators branch on it.

/** Refusals that come from the table of access rules (`access/rules.ts`), in its order. */
export const accessRefusalCodes = [
  'ACTEUR_INTERDIT',
  'AUTHENTIFICATION_INSUFFISANTE',
  'STRUCTURE_INCOHERENTE',
  'FONCTION_INTERDITE',
  'DOSSIER_INEXISTANT',
  'DOSSIER_FERME',
  'IDENTITE_NON_QUALIFIEE',
  'PS_BLOQUE',
  'OPPOSITION_BRIS_DE_GLACE',
  'OPPOSITION_CENTRE_15',
  'AUTORISATION_ABSENTE',
  'AUTORISATION_EXPIREE',
  'CONSENTEMENT_TRAVAIL_ABSENT',
  'HABILITATION_ABSENTE',
  'DOCUMENT_SUPPRIME',
  'DOCUMENT_MASQUE_PS',
  'DOCUMENT_INVISIBLE_PATIENT',
  'DOCUMENT_INVISIBLE_REPRESENTANTS',
  'CATEGORIE_NON_PARTAGEE',
  'DEPOSANT_NON_AUTEUR',
  'ACTE_RESERVE',
] as const;
export type AccessRefusalCode = (typeof accessRefusalCodes)[number];

/** Refusals of form: who is asking could not be established, or what was sent cannot be taken as it is. */
export const inputRefusalCodes = [
  'NON_AUTHENTIFIE',
  'CERTIFICAT_ABSENT',
  'CERTIFICAT_REFUSE',
  'CERTIFICAT_EXPIRE',
  'CERTIFICAT_REVOQUE',
  'CARTE_INCONNUE',
  'JETON_ABSENT',
  'JETON_REFUSE',
  'PORTEE_INSUFFISANTE',
  'VIHF_ABSENT',
  'VIHF_INVALIDE',
  'VIHF_SIGNATURE_REFUSEE',
  'VIHF_PERIME',
  'VIHF_REJOUE',
  'IDENTITE_NON_ETABLIE',
  'REQUETE_MALFORMEE',
  'PARAMETRE_INVALIDE',
  'INS_INVALIDE',
  'PATIENT_INCONNU',
  'DOCUMENT_INEXISTANT',
  'CONTENU_TROP_GRAND',
  'CONTENU_REFUSE',
  'METADONNEES_INCOHERENTES',
  'LOT_SIGNATURE_REFUSEE',
  'IDENTIFIANT_DEJA_UTILISE',
  'VERSION_PERIMEE',
  'TRANSITION_INTERDITE',
  'INVITATION_INVALIDE',
  'CARTE_URGENCE_INVALIDE',
  'CODE_PARTAGE_INVALIDE',
  'AIDANT_IMPOSSIBLE',
  'LIMITE_ATTEINTE',
  'MESURE_REFUSEE',
  'NON_PRIS_EN_CHARGE',
  'CONTENU_ALTERE',
  'TROP_DE_DEMANDES',
  'ECRITURE_SUSPENDUE',
  'RECHERCHES_ARRETEES',
  'SERVICE_INDISPONIBLE',
] as const;
export type InputRefusalCode = (typeof inputRefusalCodes)[number];

export type RefusalCode = AccessRefusalCode | InputRefusalCode;
