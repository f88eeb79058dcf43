// One table from refusal codes to HTTP statuses, for every door that speaks HTTP, and the words that go with them.

import type { Problem } from '@carnet/contract';
import { type LabelLanguage, findingSentence, refusalDetail, refusalWording } from '@carnet/contract/wording';
import type { Refusal, RefusalCode } from '@carnet/domain/kernel';
import type { IncomingHttpHeaders } from 'node:http';

export const httpStatusOf: Readonly<Record<RefusalCode, number>> = {
  ACTEUR_INTERDIT: 403,
  AUTHENTIFICATION_INSUFFISANTE: 403,
  STRUCTURE_INCOHERENTE: 403,
  FONCTION_INTERDITE: 403,
  DOSSIER_INEXISTANT: 404,
  DOSSIER_FERME: 404,
  IDENTITE_NON_QUALIFIEE: 409,
  PS_BLOQUE: 403,
  OPPOSITION_BRIS_DE_GLACE: 403,
  OPPOSITION_CENTRE_15: 403,
  AUTORISATION_ABSENTE: 403,
  AUTORISATION_EXPIREE: 403,
  CONSENTEMENT_TRAVAIL_ABSENT: 403,
  HABILITATION_ABSENTE: 403,
  DOCUMENT_SUPPRIME: 404,
  DOCUMENT_MASQUE_PS: 404,
  DOCUMENT_INVISIBLE_PATIENT: 404,
  DOCUMENT_INVISIBLE_REPRESENTANTS: 404,
  CATEGORIE_NON_PARTAGEE: 403,
  DEPOSANT_NON_AUTEUR: 403,
  ACTE_RESERVE: 403,
  NON_AUTHENTIFIE: 401,
  CERTIFICAT_ABSENT: 401,
  CERTIFICAT_REFUSE: 401,
  CERTIFICAT_EXPIRE: 401,
  CERTIFICAT_REVOQUE: 401,
  CARTE_INCONNUE: 403,
  JETON_ABSENT: 401,
  JETON_REFUSE: 401,
  PORTEE_INSUFFISANTE: 403,
  VIHF_ABSENT: 401,
  VIHF_INVALIDE: 401,
  VIHF_SIGNATURE_REFUSEE: 401,
  VIHF_PERIME: 401,
  VIHF_REJOUE: 401,
  IDENTITE_NON_ETABLIE: 403,
  REQUETE_MALFORMEE: 400,
  PARAMETRE_INVALIDE: 400,
  INS_INVALIDE: 422,
  PATIENT_INCONNU: 422,
  DOCUMENT_INEXISTANT: 404,
  CONTENU_TROP_GRAND: 413,
  CONTENU_REFUSE: 422,
  METADONNEES_INCOHERENTES: 422,
  LOT_SIGNATURE_REFUSEE: 422,
  IDENTIFIANT_DEJA_UTILISE: 409,
  VERSION_PERIMEE: 412,
  TRANSITION_INTERDITE: 409,
  INVITATION_INVALIDE: 404,
  CARTE_URGENCE_INVALIDE: 404,
  CODE_PARTAGE_INVALIDE: 404,
  AIDANT_IMPOSSIBLE: 409,
  LIMITE_ATTEINTE: 409,
  MESURE_REFUSEE: 422,
  NON_PRIS_EN_CHARGE: 405,
  CONTENU_ALTERE: 503,
  TROP_DE_DEMANDES: 429,
  ECRITURE_SUSPENDUE: 503,
  RECHERCHES_ARRETEES: 429,
  SERVICE_INDISPONIBLE: 503,
};

/** The first language asked for among those spoken; French otherwise. */
export function languageOf(headers: IncomingHttpHeaders): LabelLanguage {
  const asked = (headers['accept-language'] ?? '')
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find((language) => language === 'fr' || language === 'en');
  return asked === 'en' ? 'en' : 'fr';
}

/** RFC 9457 problem of the JSON doors. */
export const problemOf = ({ code, findings }: Refusal, language: LabelLanguage, status: number = httpStatusOf[code]): Problem => ({
  type: `/docs/erreurs#${code}`,
  status,
  code,
  title: refusalWording[code].title[language],
  detail: refusalDetail(code, language),
  ...(findings.length === 0 ? {} : { findings: findings.map((finding) => ({ ...finding, text: findingSentence(finding.rule, language) })) }),
});
