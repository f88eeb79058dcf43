// The functional matrix: which role may ask which transaction, in which mode, as data laid out like its source (PDT-INF-526 v1.8 of
// 25/09/2024, docs/sources.md §3.3; indirect accesses: PDT-INF-606 v1.3 of 08/07/2025). What is not written here is refused.
// TD0.1 and TD0.9 are no acts on a record: they have no row. Departures from the source are marked and explained in ADR 11.

import type { Action, ActionAcross, Actor, DossierFacts, Mode } from './request.ts';
import { isMedecinDuTravail, isMedecinTraitant } from './roles.ts';

/** Columns of the matrix, then the actors whose rights hold in one row each. */
export type Role =
  | 'ps'
  | 'medecin'
  | 'medecin-du-travail'
  | 'medecin-traitant'
  | 'secretariat'
  | 'structure'
  | 'titulaire'
  | 'representant'
  | 'aidant'
  | 'ayant-droit'
  | 'assurance-maladie'
  | 'service-tiers'
  | 'pilotage'
  | 'exploitation'
  | 'controle'
  | 'guichet'
  | 'systeme';

export type Transaction = Action | ActionAcross;

/**
 * One mark per mode (N normal, R régulation, B bris de glace): `✔` yes, `–` no, `8` own documents only, `9` documents of the structure only
 * (notes 8, 5 and 9 of the source), `1` for the structure only. Modes without a mark are refused.
 */
type Marks = string;
export type Mark = '✔' | '–' | '8' | '9' | '1';

const modesOfColumn: Readonly<Record<'ps' | 'medecin' | 'medecin-du-travail' | 'medecin-traitant' | 'secretariat' | 'structure', readonly Mode[]>> = {
  'ps': ['normal', 'centre_15', 'bris_de_glace'],
  'medecin': ['normal', 'centre_15', 'bris_de_glace'],
  'medecin-du-travail': ['normal'],
  'medecin-traitant': ['normal', 'bris_de_glace'],
  'secretariat': ['normal'],
  'structure': ['normal', 'centre_15'],
};
const columns = Object.keys(modesOfColumn) as (keyof typeof modesOfColumn)[];

// Roles:                        PS     médecin  travail  MT    CPE  structure
// Modes:                        NRB    NRB      N        NB    N    NR
// prettier-ignore
const professional: Readonly<Partial<Record<Transaction, readonly [Marks, Marks, Marks, Marks, Marks, Marks]>>> = {
  'test-existence':           ['✔✔✔', '✔✔✔', '✔', '✔✔', '✔', '✔✔'],
  'declare-autorisation':     ['✔––', '✔––', '–', '✔–', '1', '––'],
  // The patient's own agreement, by a code shown to somebody (ADR 44): taken by a person, with their own card, and by no médecin du travail, whom a
  // patient agrees to by name (L.1111-17 IV CSP).
  'redeem-share':             ['✔––', '✔––', '–', '✔–', '–', '––'],
  'withdraw-autorisation':    ['✔––', '✔––', '–', '✔–', '–', '––'],
  'declare-medecin-traitant': ['–––', '✔––', '–', '✔–', '–', '––'],
  'end-medecin-traitant':     ['–––', '–––', '–', '✔–', '–', '––'],
  // TD1.1, TD1.2: direct, CPE, structure; TD1.3b, TD1.4: a person's own card. PDT-INF-526 has no row of them (ADR 21).
  'create-record':            ['✔––', '✔––', '–', '✔–', '✔', '✔–'],
  'reopen-record':            ['✔––', '✔––', '–', '✔–', '✔', '✔–'],
  // On Carnet's own screens, for somebody who is there and agrees (A008); for those who live in a care home (A009). ADR 25.
  'open-for':                 ['✔––', '✔––', '–', '✔–', '–', '––'],
  'open-residents':           ['✔––', '✔––', '–', '✔–', '✔', '––'],
  'revise-contact':           ['✔––', '✔––', '–', '✔–', '–', '––'],
  'close-record':             ['✔––', '✔––', '–', '✔–', '–', '––'],
  'list-patients':            ['✔✔✔', '✔✔✔', '✔', '✔✔', '✔', '✔–'],
  // What one's structure fed, and what was refused of it (ADR 60): whoever may feed for it, with their own card.
  'list-deposits':            ['✔––', '✔––', '✔', '✔–', '✔', '––'],
  'find-patient':             ['–✔–', '–✔–', '–', '––', '–', '–✔'],
  'read-identity':            ['✔✔✔', '✔✔✔', '✔', '✔✔', '✔', '✔✔'],
  'read-accesses':            ['✔––', '✔––', '–', '✔–', '–', '––'],
  'block-professionnel':      ['–––', '–––', '–', '✔–', '–', '––'],
  'read-journal':             ['✔––', '✔––', '✔', '✔–', '–', '––'],
  'deposit':                  ['✔✔✔', '✔✔✔', '✔', '✔✔', '9', '99'],
  'replace':                  ['✔✔✔', '✔✔✔', '✔', '✔✔', '9', '99'],
  'list-documents':           ['✔✔✔', '✔✔✔', '✔', '✔✔', '–', '––'],
  'find-reference':           ['✔✔✔', '✔✔✔', '✔', '✔✔', '9', '99'],
  // Médecin du travail: the source says no; the law says yes with express consent since 31/03/2022 (L.1111-17 IV CSP, rule 350).
  'read-document':            ['✔✔✔', '✔✔✔', '✔', '✔✔', '–', '––'],
  // An author says that a document is another patient's, and corrects it: whoever treats, by hand, with their own card (ADR 41).
  'report-misfiled':          ['8––', '8––', '8', '8–', '–', '––'],
  'correct-misfiled':         ['8––', '8––', '8', '8–', '–', '––'],
  'mask':                     ['✔––', '✔––', '✔', '✔–', '–', '––'],
  'unmask':                   ['8––', '8––', '8', '✔–', '–', '––'],
  'show-to-patient':          ['✔––', '✔––', '✔', '✔–', '–', '––'],
  'show-to-representants':    ['✔––', '✔––', '✔', '✔–', '–', '––'],
  'archive':                  ['8––', '8✔✔', '8', '✔✔', '–', '––'],
  'unarchive':                ['8––', '8✔✔', '8', '✔✔', '–', '––'],
  'delete':                   ['888', '888', '8', '88', '9', '99'],
  // Measures: read as documents are listed; entered as documents are fed, by persons; changed by who entered them (ADR 36).
  'read-measures':            ['✔✔✔', '✔✔✔', '✔', '✔✔', '–', '––'],
  'write-measures':           ['✔✔✔', '✔✔✔', '✔', '✔✔', '–', '––'],
  'change-measures':          ['888', '888', '8', '88', '–', '––'],
};

/** AIR (PDT-INF-606 v1.3): nobody feeds, nor manages a record, nor takes a code shown to somebody else's word; a médecin archives without note 8; personnel keeps these rows and no other. */
const closedToIndirect: readonly Transaction[] = [
  'deposit',
  'replace',
  'list-deposits',
  'write-measures',
  'change-measures',
  'report-misfiled',
  'correct-misfiled',
  'create-record',
  'open-for',
  'open-residents',
  'redeem-share',
  'reopen-record',
  'revise-contact',
  'close-record',
];
const indirectPersonnel: Readonly<Partial<Record<Transaction, Mark>>> = {
  'declare-autorisation': '1',
  'list-patients': '✔',
  'read-identity': '✔',
  'find-reference': '9',
  'delete': '9',
};

/** Those who come in one mode only, the normal one. */
const patientSide = [
  'withdraw-autorisation',
  'declare-medecin-traitant',
  'end-medecin-traitant',
  'deposit',
  'list-documents',
  'read-document',
  'mask',
  'unmask',
  'archive',
  'unarchive',
  'delete',
  'report-misfiled',
  'read-journal',
  'read-accesses',
  'manage-accesses',
  'block-professionnel',
  'read-profile',
  'write-profile',
  'read-measures',
  'write-measures',
  'change-measures',
  'read-notices',
  'manage-notices',
  'report-access',
  'read-reports',
  'read-identity',
  'revise-contact',
  'close-record',
  'reopen-record',
  'export-record',
] as const satisfies readonly Transaction[];

const single: Readonly<Record<Exclude<Role, keyof typeof modesOfColumn>, readonly Transaction[]>> = {
  'titulaire': [...patientSide, 'open-ayant-droit'],
  'representant': patientSide,
  'aidant': ['read-identity', 'list-documents', 'read-document', 'read-measures', 'deposit', 'renounce-delegation'],
  'ayant-droit': ['read-identity', 'list-documents', 'read-document', 'read-measures'],
  'assurance-maladie': ['deposit', 'replace', 'declare-medecin-traitant', 'end-medecin-traitant', 'keep-assures'],
  'service-tiers': ['list-documents', 'read-document', 'deposit', 'read-measures', 'write-measures', 'change-measures'],
  'pilotage': ['read-indicators'],
  'exploitation': ['read-indicators', 'administer', 'review-identities', 'examine-identity', 'keep-identity', 'keep-heirs', 'record-opposition'],
  'controle': ['review-accesses', 'examine-report'],
  'guichet': ['open-for'],
  'systeme': ['show-to-patient', 'show-card', 'create-record', 'find-assure', 'inform-assures', 'record-opposition', 'expire-history'],
};

const isColumn = (role: Role): role is keyof typeof modesOfColumn => (columns as readonly Role[]).includes(role);

export function roleOf(actor: Actor, dossier: DossierFacts | undefined, mode: Mode): Role {
  if (actor.kind !== 'professionnel') return actor.kind;
  // The source gives the médecin traitant no column of régulation: who regulates is a médecin, even of their own patient.
  if (isMedecinTraitant(actor, dossier) && mode !== 'centre_15') return 'medecin-traitant';
  if (isMedecinDuTravail(actor)) return 'medecin-du-travail';
  return actor.profession === '10' ? 'medecin' : 'ps';
}

/** What the matrix says of this role, transaction and mode; `–` for whatever it does not name. */
export function markOf(role: Role, transaction: Transaction, mode: Mode, indirect = false): Mark {
  if (!isColumn(role)) return mode === 'normal' && single[role].includes(transaction) ? '✔' : '–';
  if (indirect && closedToIndirect.includes(transaction)) return '–';
  if (indirect && role === 'secretariat') return mode === 'normal' ? (indirectPersonnel[transaction] ?? '–') : '–';
  if (indirect && role === 'medecin' && mode === 'normal' && (transaction === 'archive' || transaction === 'unarchive')) return '✔';
  const at = modesOfColumn[role].indexOf(mode);
  return at < 0 ? '–' : ((professional[transaction]?.[columns.indexOf(role)]?.[at] as Mark | undefined) ?? '–');
}

/** The mark for this actor. */
export const markFor = (actor: Actor, dossier: DossierFacts | undefined, transaction: Transaction, mode: Mode): Mark =>
  markOf(roleOf(actor, dossier, mode), transaction, mode, 'authentication' in actor && actor.authentication === 'INDIRECTE_RENFORCEE');
