// The codes of the national DMP's patient transactions, under the OIDs they are published with (docs/sources.md §1.3), and the namespaces of
// their messages. One place: readers and writers name nothing else.

import type { AutorisationStatus, ClosingMotive } from '@carnet/domain/dossier';
import { readerOf } from '../xml/tree.ts';

export const hl7v3Namespace = 'urn:hl7-org:v3';
/** Of the DMP's own WSDL: the two elements that hold one of two interactions. */
export const gdpNamespace = 'asip:ci-sis:gdp:2010';
export const xsiNamespace = 'http://www.w3.org/2001/XMLSchema-instance';
export const hl7 = readerOf(hl7v3Namespace);
export const gdp = readerOf(gdpNamespace);

/** HL7's own identifiers of interactions. */
export const interactionOid = '2.16.840.1.113883.1.6';
/** The DMP as a device: receiver of what is asked, sender of what is answered. */
export const dmpDevice = { root: '1.2.250.1.213.4.1.1.1', softwareName: 'DMP' } as const;

/** What is asked of a record (1.2.250.1.213.1.1.4.11), and how the code is displayed. */
export const reasonOid = '1.2.250.1.213.1.1.4.11';
export const reasons = {
  TEST_EXST: 'Test d’existence de dossier',
  CNSLT_DATA: 'Consultation des données de gestion de dossier',
  CREA_RD: 'Création de dossier',
  REAC: 'Réactivation de dossier',
  MODIF_DATA: 'Modification des données de gestion du dossier',
  FERM: 'Fermeture de dossier',
} as const;
export type Reason = keyof typeof reasons;

/** Attention lines: code system of the keyword, then of its value where it is a code. */
export const attention = {
  AUTORISATION: { keyword: '1.2.250.1.213.4.1.2.6.1', value: '1.2.250.1.213.4.1.2.6.2' },
  STATUT_MT: { keyword: '1.2.250.1.213.4.1.2.6.3' },
} as const;
/** As the DMP spells them. */
export const autorisationCodes: Readonly<Record<AutorisationStatus, string>> = {
  VALIDE: 'VALIDE',
  EXPIREE: 'EXPIRE',
  INTERDIT: 'INTERDIT',
  NON_EXISTE: 'NON_EXISTE',
};

/** What is said of a patient, true or false. */
export const observations = {
  COMPTE_INTERNET_OUVERT: '1.2.250.1.213.4.1.2.9',
  RATTACHEMENT_ENS: '1.2.250.1.213.4.1.2.3',
  CONSENTEMENT_OUVERTURE_DMP: '1.2.250.1.213.4.1.2.3',
  CONSENTEMENT_REACTIVATION_DMP: '1.2.250.1.213.4.1.2.3',
  OPPOSITION_BRIS_DE_GLACE: '1.2.250.1.213.4.1.2.3',
  OPPOSITION_ACCES_URGENCE: '1.2.250.1.213.4.1.2.3',
} as const;
export type Observation = keyof typeof observations;

export const closingOid = '1.2.250.1.213.4.1.2.4';
export const closingCodes: Readonly<Record<ClosingMotive, string>> = { 'demande-patient': 'FERMETURE_DEMANDE_PATIENT' };

/** HL7 PersonalRelationshipRoleType. */
export const relationOid = '2.16.840.1.113883.1.11.19579';
