// What an XDS transaction answers instead of what was asked: one table from Carnet's refusals to the error codes of IHE (ITI TF-3 §4.2.4.1), and
// one from the rules of findings, each of which is an error of its own. A refusal that says who may not do it at all is no matter of a
// document: it is left to the door, as a SOAP fault.

import { type RegistryError, type XdsErrorCode } from '@carnet/codecs/xds';
import { findingSentence, refusalDetail, refusalWording } from '@carnet/contract/wording';
import type { Finding, Refusal, RefusalCode } from '@carnet/domain/kernel';

export type XdsTransaction = 'ITI-18' | 'ITI-41' | 'ITI-43' | 'ITI-57';
type Row = XdsErrorCode | 'fault' | Readonly<Partial<Record<XdsTransaction, XdsErrorCode>> & { readonly else: XdsErrorCode | 'fault' }>;

/** `fault`: answered by the door. */
export const xdsErrorOfRefusal: Readonly<Record<RefusalCode, Row>> = {
  ACTEUR_INTERDIT: 'fault',
  AUTHENTIFICATION_INSUFFISANTE: 'fault',
  STRUCTURE_INCOHERENTE: 'fault',
  FONCTION_INTERDITE: 'fault',
  // No record, a closed one, and one that somebody may not know of, alike.
  DOSSIER_INEXISTANT: 'XDSUnknownPatientId',
  DOSSIER_FERME: 'XDSUnknownPatientId',
  IDENTITE_NON_QUALIFIEE: 'fault',
  PS_BLOQUE: 'fault',
  OPPOSITION_BRIS_DE_GLACE: 'fault',
  OPPOSITION_CENTRE_15: 'fault',
  AUTORISATION_ABSENTE: 'fault',
  AUTORISATION_EXPIREE: 'fault',
  CONSENTEMENT_TRAVAIL_ABSENT: 'fault',
  HABILITATION_ABSENTE: { 'ITI-43': 'XDSDocumentUniqueIdError', 'else': 'fault' },
  DOCUMENT_SUPPRIME: { 'ITI-43': 'XDSDocumentUniqueIdError', 'ITI-57': 'XDSMetadataUpdateError', 'else': 'UnresolvedReferenceException' },
  DOCUMENT_MASQUE_PS: { 'ITI-43': 'XDSDocumentUniqueIdError', 'ITI-57': 'XDSMetadataUpdateError', 'else': 'UnresolvedReferenceException' },
  DOCUMENT_INVISIBLE_PATIENT: { 'ITI-43': 'XDSDocumentUniqueIdError', 'ITI-57': 'XDSMetadataUpdateError', 'else': 'UnresolvedReferenceException' },
  DOCUMENT_INVISIBLE_REPRESENTANTS: { 'ITI-43': 'XDSDocumentUniqueIdError', 'ITI-57': 'XDSMetadataUpdateError', 'else': 'UnresolvedReferenceException' },
  CATEGORIE_NON_PARTAGEE: { 'ITI-43': 'XDSDocumentUniqueIdError', 'else': 'fault' },
  DEPOSANT_NON_AUTEUR: 'fault',
  ACTE_RESERVE: 'fault',
  NON_AUTHENTIFIE: 'fault',
  CERTIFICAT_ABSENT: 'fault',
  CERTIFICAT_REFUSE: 'fault',
  CERTIFICAT_EXPIRE: 'fault',
  CERTIFICAT_REVOQUE: 'fault',
  CARTE_INCONNUE: 'fault',
  JETON_ABSENT: 'fault',
  JETON_REFUSE: 'fault',
  PORTEE_INSUFFISANTE: 'fault',
  VIHF_ABSENT: 'fault',
  VIHF_INVALIDE: 'fault',
  VIHF_SIGNATURE_REFUSEE: 'fault',
  VIHF_PERIME: 'fault',
  VIHF_REJOUE: 'fault',
  IDENTITE_NON_ETABLIE: 'fault',
  REQUETE_MALFORMEE: 'fault',
  PARAMETRE_INVALIDE: 'XDSRegistryError',
  INS_INVALIDE: 'XDSUnknownPatientId',
  PATIENT_INCONNU: 'XDSUnknownPatientId',
  DOCUMENT_INEXISTANT: { 'ITI-43': 'XDSDocumentUniqueIdError', 'ITI-57': 'XDSMetadataUpdateError', 'else': 'UnresolvedReferenceException' },
  CONTENU_TROP_GRAND: 'XDSRepositoryOutOfResources',
  CONTENU_REFUSE: 'InvalidDocumentContent',
  METADONNEES_INCOHERENTES: { 'ITI-57': 'XDSMetadataUpdateError', 'else': 'XDSRegistryMetadataError' },
  LOT_SIGNATURE_REFUSEE: 'XDSRepositoryMetadataError',
  IDENTIFIANT_DEJA_UTILISE: 'XDSDuplicateUniqueIdInRegistry',
  VERSION_PERIMEE: 'XDSMetadataVersionError',
  TRANSITION_INTERDITE: { 'ITI-57': 'XDSMetadataUpdateError', 'else': 'XDSRegistryDeprecatedDocumentError' },
  INVITATION_INVALIDE: 'XDSRegistryError',
  CARTE_URGENCE_INVALIDE: 'XDSRegistryError',
  CODE_PARTAGE_INVALIDE: 'XDSRegistryError',
  AIDANT_IMPOSSIBLE: 'XDSRegistryError',
  LIMITE_ATTEINTE: 'XDSRegistryError',
  MESURE_REFUSEE: 'XDSRegistryError',
  NON_PRIS_EN_CHARGE: { 'ITI-57': 'XDSMetadataUpdateOperationError', 'else': 'XDSRegistryError' },
  CONTENU_ALTERE: 'XDSRepositoryError',
  TROP_DE_DEMANDES: 'XDSRegistryBusy',
  ECRITURE_SUSPENDUE: { 'ITI-41': 'XDSRepositoryOutOfResources', 'else': 'XDSRegistryOutOfResources' },
  RECHERCHES_ARRETEES: 'fault',
  SERVICE_INDISPONIBLE: 'XDSRegistryNotAvailable',
};

/** What a finding is an error of, whatever it was found in: rule, then field. Others take the code of their refusal. */
const codeOfRule: readonly (readonly [rule: RegExp, field: RegExp, Row])[] = [
  [/^INS_(?:CLE|FORME|OID|C_ANCIEN)$/, /patientId$|PatientId$/, 'XDSUnknownPatientId'],
  [/^PATIENT_INCONNU$/, /./, 'XDSUnknownPatientId'],
  [/^PATIENT_DIFFERENT$/, /./, 'XDSPatientIdDoesNotMatch'],
  [/^CONTENU_ABSENT$|^XOP_PARTIE_ABSENTE$/, /./, 'XDSMissingDocument'],
  [/^CONTENU_SANS_METADONNEES$/, /./, 'XDSMissingDocumentMetadata'],
  [/^UNIQUE_ID_REPETE$/, /./, 'XDSRepositoryDuplicateUniqueIdInMessage'],
  [/^UNIQUE_ID_PRIS$|^LOT_DEJA_RECU$/, /./, 'XDSDuplicateUniqueIdInRegistry'],
  [/^CONTENU_DIFFERENT$/, /./, 'XDSNonIdenticalHash'],
  [/^HASH_|^TAILLE_FAUSSE$/, /./, 'XDSRepositoryMetadataError'],
  [/^(?:XML_|CDA_|BASE64_|TYPE_MIME_FAUX$|CONTENU_NON_CDA$|CONTENU_VIDE$|MEDIA_TYPE$)/, /./, 'InvalidDocumentContent'],
  [/^CONTENU_TROP_GRAND$/, /./, 'XDSRepositoryOutOfResources'],
  [/^REQUETE_INCONNUE$/, /./, 'XDSUnknownStoredQuery'],
  [/^PARAMETRE_ABSENT$/, /./, 'XDSStoredQueryMissingParam'],
  [/^PARAMETRES?_(?:REPETE|EXCLUSIFS)$/, /./, 'XDSStoredQueryParamNumber'],
  [/^TROP_DE_RESULTATS$/, /./, 'XDSTooManyResults'],
  [/^ENTREPOT_INCONNU$/, /./, 'XDSUnknownRepositoryId'],
  [/^VERSION_PERIMEE$/, /./, 'XDSMetadataVersionError'],
  [/^NON_PRIS_EN_CHARGE$/, /./, { 'ITI-57': 'XDSMetadataUpdateOperationError', 'else': 'XDSRegistryError' }],
];

const inTransaction = (row: Row, transaction: XdsTransaction): XdsErrorCode | 'fault' => (typeof row === 'string' ? row : (row[transaction] ?? row.else));

/** Whether it is a SOAP fault; a message that is none of this transaction is one too. */
export const isFault = ({ code }: Refusal, transaction: XdsTransaction): boolean => inTransaction(xdsErrorOfRefusal[code], transaction) === 'fault';

export interface ErrorContext {
  readonly transaction: XdsTransaction;
  /** Where codes are explained; the code is its fragment. */
  readonly page: string;
}

const spoken = (given: string | undefined, expected: string | undefined): string =>
  `${given === undefined ? '' : ` Reçu / Received: ${given}.`}${expected === undefined ? '' : ` Attendu / Expected: ${expected}.`}`;

function errorOfFinding({ field, rule, given, expected }: Finding, otherwise: XdsErrorCode, { transaction, page }: ErrorContext): RegistryError {
  const row = codeOfRule.find(([rules, fields]) => rules.test(rule) && fields.test(field))?.[2];
  const code = row === undefined ? otherwise : inTransaction(row, transaction);
  return {
    code: code === 'fault' ? otherwise : code,
    severity: 'Error',
    context: `${rule}: ${findingSentence(rule, 'fr')} / ${findingSentence(rule, 'en')}${spoken(given, expected)} ${page}#${rule}`,
    location: field,
  };
}

/** One error for each finding, or one for the refusal where it names none. */
export function errorsOf({ code, findings }: Refusal, context: ErrorContext): readonly RegistryError[] {
  const own = inTransaction(xdsErrorOfRefusal[code], context.transaction);
  const otherwise: XdsErrorCode = own === 'fault' ? 'XDSRegistryError' : own;
  if (findings.length > 0) return findings.map((finding) => errorOfFinding(finding, otherwise, context));
  const { title } = refusalWording[code];
  const sentence = (language: 'fr' | 'en'): string => `${title[language]}. ${refusalDetail(code, language)}`;
  return [{ code: otherwise, severity: 'Error', context: `${code}: ${sentence('fr')} / ${sentence('en')} ${context.page}#${code}` }];
}

/** What was taken and is not kept (ITI TF-3 §4.2.3.1.6): no reason to refuse, and told. */
export const notKeptWarnings = (places: readonly string[], { page }: ErrorContext): readonly RegistryError[] =>
  places.map((location) => ({
    code: 'XDSExtraMetadataNotSaved',
    severity: 'Warning',
    context: `NON_CONSERVE: ${findingSentence('NON_CONSERVE', 'fr')} / ${findingSentence('NON_CONSERVE', 'en')} ${page}#NON_CONSERVE`,
    location,
  }));
