// What each route is open to. `routeTable` has one row for each route the server declares, and says what its use case asks for; `lawOf…` says,
// for each thing asked, what each actor who stands on the wrong side reads. Both are written by hand from the law (docs/rules.md), never
// computed from it: a route that asks for the wrong right, or loads the wrong fact, disagrees with them.

import { definitionTypes, isArchivedUrl } from '@carnet/codecs/fhir';
import { uniqueIdToUrn } from '@carnet/domain/document';
import type { RefusalCode } from '@carnet/domain/kernel';
import { synthesisParts } from '@carnet/domain/terminology';
import { readFileSync } from 'node:fs';
import { type Declared, declareFile } from '../../tools/deposit/declare.ts';
import { depositorOf } from '../../tools/deposit/sandbox-files.ts';
import { provideBundle, simplifiedPublish } from '../../tools/deposit/write-fhir.ts';
import { shippedMatrixFile } from '../../tools/explain/shipped-matrix.ts';
import { tinyPdf } from '../fixtures/cda/compose.ts';
import { noon } from '../support/records.ts';
import type { CardActor, PatientActor, RefusalWorld, TargetRecord } from '../support/refusal-world.ts';

/** Marks of the matrices below. `✔`: has the right, other tests show it. */
const codes = {
  AI: 'ACTEUR_INTERDIT',
  AU: 'AUTHENTIFICATION_INSUFFISANTE',
  ST: 'STRUCTURE_INCOHERENTE',
  FI: 'FONCTION_INTERDITE',
  // No record, for who has no right to know of one.
  NO: 'DOSSIER_INEXISTANT',
  // Kept in the trace only.
  FE: 'DOSSIER_FERME',
  BL: 'PS_BLOQUE',
  OP: 'OPPOSITION_BRIS_DE_GLACE',
  OC: 'OPPOSITION_CENTRE_15',
  AA: 'AUTORISATION_ABSENTE',
  AE: 'AUTORISATION_EXPIREE',
  TR: 'CONSENTEMENT_TRAVAIL_ABSENT',
  CA: 'CATEGORIE_NON_PARTAGEE',
  // No such document, for who has no right to know of it.
  DO: 'DOCUMENT_INEXISTANT',
  DE: 'DEPOSANT_NON_AUTEUR',
  // The act is another's: told to who may read the document.
  AR: 'ACTE_RESERVE',
} as const satisfies Record<string, RefusalCode>;
type Mark = keyof typeof codes;

/** `shown>kept`: what the trace keeps, where the caller reads something else. */
export type Cell = '✔' | Mark | `${Mark}>${Mark}`;

export interface Refused {
  readonly shown: RefusalCode;
  readonly kept: RefusalCode;
}
export function refusedIn(cell: Cell): Refused | undefined {
  if (cell === '✔') return undefined;
  const [shown, kept = shown] = cell.split('>') as [Mark, Mark?];
  return { shown: codes[shown], kept: codes[kept] };
}

type Line = string;
/** One line of a matrix for each thing asked, one column for each actor. */
function matrix<Actor extends string, Asked extends string>(
  actors: readonly Actor[],
  lines: Readonly<Record<Asked, Line>>,
): (asked: Asked, actor: Actor) => Cell {
  const read = new Map(Object.entries<Line>(lines).map(([asked, line]) => [asked, line.trim().split(/\s+/)]));
  for (const [asked, cells] of read) if (cells.length !== actors.length) throw new Error(`${asked}: ${cells.length} cells for ${actors.length} actors`);
  return (asked, actor) => read.get(asked)![actors.indexOf(actor)] as Cell;
}

// The patient's door.
export const patientsWithout = [
  'one-factor',
  'other-patient',
  'former-parent',
  'curateur',
  'aidant',
  'former-aidant',
  'heir',
  'refused-heir',
] as const satisfies readonly PatientActor[];
// Never tied: not told that there is a record. Whoever was tied, or is, is told why they do not enter.
export const neverTied: readonly PatientActor[] = ['other-patient'];

// prettier-ignore
export const lawOfPatientDoor = matrix(patientsWithout, {
  //                          one-factor other former-parent curateur aidant former-aidant heir refused-heir
  'read-identity':            'AU        NO>AI AI            AI       ✔      CA            ✔    AI',
  'list-documents':           'AU        NO>AI AI            AI       ✔      CA            ✔    AI',
  'read-document':            'AU        NO>AI AI            AI       ✔      DO>CA         ✔    AI',
  'deposit':                  'AU        NO>AI AI            AI       CA     CA            FI   AI',
  'mask':                     'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'unmask':                   'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'delete':                   'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'archive':                  'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'unarchive':                'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'report-misfiled':          'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'read-journal':             'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'read-accesses':            'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'manage-accesses':          'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'close-record':             'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'reopen-record':            'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'withdraw-autorisation':    'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'declare-medecin-traitant': 'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'end-medecin-traitant':     'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'read-profile':             'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'write-profile':            'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'read-measures':            'AU        NO>AI AI            AI       ✔      CA            ✔    AI',
  'write-measures':           'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'change-measures':          'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'read-notices':             'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'manage-notices':           'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'report-access':            'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'read-reports':             'AU        NO>AI AI            AI       FI     FI            FI   AI',
  'renounce-delegation':      'AU        FI>AI AI            AI       ✔      CA            FI   AI',
  'export-record':            'AU        NO>AI AI            AI       FI     FI            FI   AI',
});

// Doors one enters with a card.
export const cardsWithout = [
  'stranger',
  'expired',
  'blocked',
  'travail',
  'nurse',
  'inactive-structure',
  'other-structure',
  'struck-off',
  'secretariat',
  'pilotage',
  'exploitation',
  'guichet',
  'blocked-in-emergency',
  'opposed',
  'opposed-to-centre-15',
] as const satisfies readonly CardActor[];

// prettier-ignore
export const lawOfCards = matrix(cardsWithout, {
  // The document asked for is another's, open to all.
  //                          strang expir block travail nurse inact other struck secret pilot exploit guich bl-em oppos op-15
  'test-existence':           '✔     ✔     ✔     ✔       ✔     ST    ST    ST     ✔      AI    AI      AI    ✔     ✔     ✔',
  'read-identity':            '✔     ✔     ✔     ✔       ✔     ST    ST    ST     ✔      AI    AI      AI    ✔     ✔     ✔',
  'declare-autorisation':     '✔     ✔     BL    FI      ✔     ST    ST    ST     ✔      AI    AI      AI    FI    FI    FI',
  'withdraw-autorisation':    '✔     ✔     ✔     FI      ✔     ST    ST    ST     FI     AI    AI      AI    FI    FI    FI',
  'declare-medecin-traitant': '✔     ✔     BL    FI      FI    ST    ST    ST     FI     AI    AI      AI    FI    FI    FI',
  'end-medecin-traitant':     'FI    FI    FI    FI      FI    ST    ST    ST     FI     AI    AI      AI    FI    FI    FI',
  'block-professionnel':      'FI    FI    FI    FI      FI    ST    ST    ST     FI     AI    AI      AI    FI    FI    FI',
  'list-documents':           'AA    AE    BL    TR      ✔     ST    ST    ST     AU     AI    AI      AI    BL    OP    OC',
  'enter-emergency':          '✔     ✔     BL    FI      ✔     ST    ST    ST     AU     AI    AI      AI    BL    OP    OP',
  'read-document':            'AA    AE    BL    TR      ✔     ST    ST    ST     AU     AI    AI      AI    BL    OP    OC',
  'mask':                     'AA    AE    BL    TR      ✔     ST    ST    ST     AU     AI    AI      AI    FI    FI    FI',
  'unmask':                   'AA    AE    BL    TR      AR    ST    ST    ST     AU     AI    AI      AI    FI    FI    FI',
  'show-to-patient':          'AA    AE    BL    TR      ✔     ST    ST    ST     AU     AI    AI      AI    FI    FI    FI',
  'show-to-representants':    'AA    AE    BL    TR      ✔     ST    ST    ST     AU     AI    AI      AI    FI    FI    FI',
  'archive':                  'DO>AR DO>AR DO>AR DO>AR   AR    ST    ST    ST     FI     AI    AI      AI    DO>AR DO    DO',
  'unarchive':                'DO>AR DO>AR DO>AR DO>AR   AR    ST    ST    ST     FI     AI    AI      AI    DO>AR DO    DO',
  'delete':                   'DO>AR DO>AR DO>AR DO>AR   AR    ST    ST    ST     DO>AR  AI    AI      AI    DO>AR DO    DO',
  'report-misfiled':          'DO>AR DO>AR DO>AR DO>AR   AR    ST    ST    ST     FI     AI    AI      AI    FI    FI    FI',
  // It was not put aside: there is nothing such to correct.
  'correct-misfiled':         'DO>AR DO>AR DO>AR DO>AR   AR    ST    ST    ST     FI     AI    AI      AI    FI    FI    FI',
  'read-journal':             '✔     ✔     ✔     ✔       ✔     ST    ST    ST     FI     AI    AI      AI    FI    FI    FI',
  'read-accesses':            'AA    AE    BL    FI      ✔     ST    ST    ST     AU     AI    AI      AI    FI    FI    FI',
  'deposit':                  'DE    DE    DE    DE      DE    ST    ST    ST     DE     AI    AI      AI    DE    DE    DE',
  'read-measures':            'AA    AE    BL    TR      ✔     ST    ST    ST     AU     AI    AI      AI    BL    OP    OC',
  'write-measures':           '✔     ✔     ✔     ✔       ✔     ST    ST    ST     FI     AI    AI      AI    ✔     ✔     ✔',
  // The measure asked for is the patient’s.
  'change-measures':          'DO>AR DO>AR DO>AR DO>AR   AR    ST    ST    ST     FI     AI    AI      AI    DO>AR DO    DO',
});

/** Certificates of no person: they feed; they never consult, and a service of the health insurance reads nothing at all. */
export const certificatesWithout = ['structure', 'closed-structure', 'assurance-maladie'] as const satisfies readonly CardActor[];
// prettier-ignore
export const lawOfCertificates = matrix(certificatesWithout, {
  //                structure closed-structure assurance-maladie
  'test-existence': '✔        ST               AI',
  'list-documents': 'AU       AU               AI',
  'read-document':  'AU       AU               AI',
  'mask':           'AU       AU               AI',
  'archive':        'FI       ST               AI',
  'delete':         'DO>AR    ST               AI',
  'deposit':        'DE       ST               DE',
  'read-measures':  'AU       AU               AI',
  'write-measures': 'FI       ST               AI',
  'change-measures': 'FI       ST               AI',
  // A structure’s certificate stands for nobody whom a patient could agree to.
  'declare-autorisation':     'FI       ST               AI',
  // The insurer’s feed says who treats; this door has it say so of nobody (tests of the feed).
  'declare-medecin-traitant': 'FI       ST               ✔',
  'withdraw-autorisation':    'FI       ST               AI',
  'read-accesses':            'AU       AU               AI',
  'read-journal':             'FI       ST               AI',
});

type AskedOfPatients = Parameters<typeof lawOfPatientDoor>[0];
type AskedOfCards = Parameters<typeof lawOfCards>[0];
type AskedOfCertificates = Parameters<typeof lawOfCertificates>[0];

interface Sendable {
  /** Sent after the path, without its question mark. */
  readonly query?: (world: RefusalWorld, record: TargetRecord) => string;
  readonly body?: (world: RefusalWorld, record: TargetRecord) => unknown;
  /** A body that is no JSON. */
  readonly text?: (world: RefusalWorld, record: TargetRecord) => string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the trace, where it is not what is asked: either of these, by who asks. */
  readonly traced?: readonly string[];
}
/** About one record, for who is signed in. */
interface OfRecord<Asked extends string> extends Sendable {
  readonly asks: Asked;
}
export type Row =
  /** Whoever comes: what nobody in particular is answered. */
  | ({ readonly open: number; readonly path?: string; readonly why: string } & Sendable)
  /** Whoever is signed in at this door, about themselves and no record, but those whose role it is not. */
  | ({ readonly own: string; readonly refuses?: Readonly<Partial<Record<CardActor, RefusalCode>>> } & Sendable)
  | { readonly patient: OfRecord<AskedOfPatients> }
  | { readonly pro: OfRecord<AskedOfCards> }
  /** Several interactions of one address. */
  | { readonly fhir: readonly (OfRecord<AskedOfCards & AskedOfCertificates> & { readonly name?: string })[] }
  | ({
      readonly steering:
        | 'administer'
        | 'record-opposition'
        | 'read-indicators'
        | 'review-accesses'
        | 'examine-report'
        | 'review-identities'
        | 'examine-identity'
        | 'keep-identity'
        | 'keep-heirs';
    } & Sendable)
  /** The insurer's feed: closed to everybody but its service. */
  | ({ readonly feed: 'keep-assures' } & Sendable)
  /** Closed to everybody but a service opened from a record. */
  | ({ readonly launched: true } & Sendable)
  /** Opens a session with the card on the socket. */
  | { readonly card: 'professionnel' | 'pilotage' | 'page' };

const withoutPatients = {
  'pilotage': 'FONCTION_INTERDITE',
  'exploitation': 'FONCTION_INTERDITE',
  'guichet': 'FONCTION_INTERDITE',
  'inactive-structure': 'STRUCTURE_INCOHERENTE',
  'other-structure': 'STRUCTURE_INCOHERENTE',
  'struck-off': 'STRUCTURE_INCOHERENTE',
} as const;
const json = (value: unknown) => () => value;
const version = json({ version: 1 });
const noneInSynthesis = { lines: [], none: true };
const aSynthesis = Object.fromEntries(synthesisParts.map((part) => [part, noneInSynthesis]));
const someProfessional = ({ idOf }: RefusalWorld) => ({ id: idOf('nurse') });
const space = { from: { kind: 'profession', id: '60' }, what: { kind: 'space', id: 'analyses' } };
const reason = 'Relu avec le service juridique';
/** Told of nothing but in the app. */
const untold = { email: 'off', push: false };
const misfiled = json({ version: 1, words: 'Ce n’est pas cet examen' });
const share = { name: 'Une Amie', email: 'amie@exemple.test' };

/** Professionals may ask to read accesses too: who is neither asks, here, for what is left to the patient. */
const leftToPatients = { traced: ['read-accesses', 'manage-accesses'] } as const;

const patient = (asks: AskedOfPatients, sent: Sendable = {}): Row => ({ patient: { asks, ...sent } });
const pro = (asks: AskedOfCards, sent: Sendable = {}): Row => ({ pro: { asks, ...sent } });

const document = '/dossiers/:dossierId/documents/:documentId';
const readingDocument = (door: '/api/patient' | '/api/pro', row: Row): Readonly<Record<string, Row>> => ({
  [`GET ${door}${document}`]: row,
  [`GET ${door}${document}/reading`]: row,
  [`GET ${door}${document}/media/:index`]: row,
  [`GET ${door}${document}/original`]: row,
  [`GET ${door}${document}/pdf`]: row,
});

const patientRecord: Readonly<Record<string, Row>> = {
  'GET ': patient('read-identity'),
  'GET /spaces': patient('list-documents'),
  'GET /documents': patient('list-documents'),
  // The record is opened before the form is read.
  'POST /documents': patient('read-identity'),
  'GET /journal': patient('read-journal'),
  'GET /journal/export': patient('read-journal'),
  'GET /accesses': patient('read-accesses'),
  'POST /close': patient('close-record', { body: json({}) }),
  'POST /reopen': patient('reopen-record'),
  'POST /accesses/authorise': patient('manage-accesses', { body: (world) => ({ kind: 'professionnel', ...someProfessional(world) }) }),
  'POST /accesses/withdraw': patient('withdraw-autorisation', { body: (world) => ({ kind: 'professionnel', ...someProfessional(world) }) }),
  'POST /accesses/block': patient('manage-accesses', { body: someProfessional }),
  'POST /accesses/unblock': patient('manage-accesses', { body: someProfessional }),
  'PUT /medecin-traitant': patient('declare-medecin-traitant', { body: (world) => ({ id: world.idOf('stranger') }) }),
  'DELETE /medecin-traitant': patient('end-medecin-traitant', { query: (world) => `id=${encodeURIComponent(world.idOf('medecin-traitant'))}` }),
  'POST /administrateurs': patient('manage-accesses', { body: someProfessional }),
  'DELETE /administrateurs': patient('manage-accesses', { query: (world) => `id=${encodeURIComponent(world.idOf('nurse'))}` }),
  'GET /masquages': patient('read-accesses', leftToPatients),
  'POST /masquages': patient('manage-accesses', { body: json(space) }),
  'POST /masquages/end': patient('manage-accesses', { body: json(space) }),
  'GET /preview': patient('read-accesses', { query: () => 'as=profession:60', ...leftToPatients }),
  'GET /choices': patient('read-accesses'),
  'PUT /choices': patient('manage-accesses', { body: json({ masksByDefault: true }) }),
  'GET /reports': patient('read-reports'),
  'POST /reports': patient('report-access', { body: (world) => ({ actor: world.idOf('nurse'), block: false }) }),
  'GET /notices': patient('read-notices'),
  'POST /notices/read': patient('manage-notices', { body: json({}) }),
  'GET /notices/preferences': patient('read-notices'),
  'PUT /notices/preferences': patient('manage-notices', {
    body: json({ choices: { 'dossier-cree': untold, 'document-nouveau': untold, 'premier-acces': untold }, quiet: null }),
  }),
  'GET /card': patient('read-profile'),
  'GET /card/offer': patient('read-profile'),
  'POST /card': patient('write-profile', { body: json({ keys: [], days: 30 }) }),
  'DELETE /card': patient('write-profile'),
  'GET /share': patient('read-accesses'),
  'POST /share': patient('manage-accesses', { body: json({ span: 'day' }) }),
  'DELETE /share': patient('manage-accesses'),
  'GET /profile': patient('read-profile'),
  'PUT /profile': patient('write-profile', { body: json({ bloodGroup: 'O+' }) }),
  'GET /arrangement': patient('list-documents'),
  'POST /arrangement': patient('list-documents', { body: ({ documents }) => ({ act: 'pin', document: documents.plain.logicalId }) }),
  'GET /reminders': patient('read-profile'),
  'PUT /reminders/:code': patient('write-profile', { body: json({ answer: 'later' }) }),
  'GET /measures': patient('read-measures'),
  'POST /measures': patient('write-measures', { body: json({ kind: 'weight', value: 71.5 }) }),
  'PUT /measures/settings': patient('manage-accesses', { body: json({ hidden: ['pain'] }), ...leftToPatients }),
  'PUT /measures/:measureId': patient('change-measures', { body: json({ version: 1, value: 71.5, at: '2026-01-10T08:00:00Z' }) }),
  'DELETE /measures/:measureId': patient('change-measures', { query: () => 'version=1' }),
  'GET /aidants': patient('read-accesses', leftToPatients),
  'POST /aidants': patient('manage-accesses', { body: json({ kind: 'temporary', ...share, days: 3 }) }),
  'PUT /aidants/:aidantId': patient('manage-accesses', { body: json({ categories: ['analyses'] }), ...leftToPatients }),
  'DELETE /aidants/:aidantId': patient('manage-accesses', leftToPatients),
  'POST /documents/alike': patient('list-documents', { body: json({ sha256: '0'.repeat(64) }) }),
  'POST /uploads': patient('deposit', { body: json({ size: 100_000, hiddenFromRepresentants: false }) }),
  'PATCH /uploads/:uploadId': patient('deposit', {
    text: () => 'une partie',
    headers: { 'content-type': 'application/partial-upload', 'upload-offset': '0' },
  }),
  'DELETE /uploads/:uploadId': patient('deposit'),
  'POST /uploads/:uploadId/deposit': patient('deposit', {
    body: json({ title: 'Papier', typeCode: 'DOCPAT02', serviceDate: '2025-06-12', masked: false, sha256: '0'.repeat(64) }),
  }),
  'POST /exports': patient('export-record'),
  'GET /exports/:exportId': patient('export-record'),
  'DELETE /exports/:exportId': patient('export-record'),
  'GET /services': patient('read-accesses', leftToPatients),
  'DELETE /services/:serviceId': patient('manage-accesses'),
  'DELETE /delegation': patient('renounce-delegation'),
  'POST /documents/:documentId/mask': patient('mask', { body: version }),
  'POST /documents/:documentId/unmask': patient('unmask', { body: version }),
  'POST /documents/:documentId/misfiled': patient('report-misfiled', { body: misfiled }),
  'DELETE /documents/:documentId': patient('delete', { query: () => 'version=1' }),
};

const proRecord: Readonly<Record<string, Row>> = {
  'GET ': pro('list-documents'),
  'GET /status': pro('test-existence'),
  'GET /measures': pro('read-measures'),
  'GET /glance': pro('list-documents'),
  'GET /vsm': pro('list-documents', { traced: ['list-documents', 'read-document'] }),
  'POST /vsm': pro('list-documents', { body: json({ parts: aSynthesis }), traced: ['list-documents', 'deposit', 'replace', 'read-document'] }),
  'GET /spaces': pro('list-documents'),
  'GET /documents': pro('list-documents'),
  // Feeding needs no agreement: the identity it will bear is read, then the form.
  'GET /deposit': pro('read-identity'),
  'POST /documents': pro('read-identity'),
  // Whoever may feed; a name that is none is told after.
  'GET /templates/:template': pro('read-identity'),
  'GET /templates/:template/draft': pro('list-documents'),
  'POST /templates/:template': pro('read-identity'),
  'GET /criteria': pro('list-documents'),
  'GET /journal': pro('read-journal'),
  'GET /accesses': pro('read-accesses'),
  'POST /launches': pro('list-documents', { body: json({ service: 'exemple-de-service' }) }),
  'POST /accesses/block': pro('block-professionnel', { body: (world) => ({ ...someProfessional(world), askedByPatient: true }) }),
  'POST /autorisations': pro('declare-autorisation', { body: json({ consentCollected: true }) }),
  'DELETE /autorisations': pro('withdraw-autorisation'),
  'POST /medecin-traitant': pro('declare-medecin-traitant', { body: json({ consentCollected: true }) }),
  'DELETE /medecin-traitant': pro('end-medecin-traitant'),
  'POST /secret': pro('test-existence', { body: json({}) }),
  'POST /emergency': pro('enter-emergency', { body: json({ mode: 'bris_de_glace', reason: 'Personne inconsciente' }), traced: ['list-documents'] }),
  // Leaving what was not entered is leaving: said of any record, and of none.
  'DELETE /secret': { own: 'leaves what the session keeps' },
  'DELETE /emergency': { own: 'leaves what the session keeps' },
  'POST /documents/:documentId/mask': pro('mask', { body: version }),
  'POST /documents/:documentId/unmask': pro('unmask', { body: version }),
  'POST /documents/:documentId/show-to-patient': pro('show-to-patient', { body: json({ version: 1, announced: true }) }),
  'POST /documents/:documentId/show-to-representants': pro('show-to-representants', { body: version }),
  'POST /documents/:documentId/archive': pro('archive', { body: version }),
  'POST /documents/:documentId/unarchive': pro('unarchive', { body: version }),
  'POST /documents/:documentId/misfiled': pro('report-misfiled', { body: misfiled }),
  'GET /documents/:documentId/misfiled': pro('correct-misfiled'),
  'GET /documents/:documentId/misfiled/media/:index': pro('correct-misfiled'),
  'GET /documents/:documentId/misfiled/original': pro('correct-misfiled'),
  'POST /documents/:documentId/misfiled/answer': pro('correct-misfiled', { body: json({ outcome: 'withdraw', words: reason }) }),
  'DELETE /documents/:documentId': pro('delete', { query: () => 'version=1' }),
};

const under = (prefix: string, rows: Readonly<Record<string, Row>>): Readonly<Record<string, Row>> =>
  Object.fromEntries(Object.entries(rows).map(([key, row]) => [key.replace(' ', ` ${prefix}`), row]));

const byIns =
  (parameter: string) =>
  (_world: RefusalWorld, { ins }: TargetRecord): string =>
    `${parameter}=${encodeURIComponent(`urn:oid:${ins.oid}|${ins.matricule}`)}`;

/** The same in the form of a POST _search. */
const formOf = (parameter: string): Sendable => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  text: byIns(parameter),
});

/** Written by the médecin traitant, and sent by somebody else. */
function declaredFor({ server: { personas } }: RefusalWorld, { ins }: TargetRecord): Declared {
  const patient = { ...personas.patients[0]!, ins: ins.matricule, oid: ins.oid };
  const declared = declareFile(
    { file: 'x.pdf', bytes: tinyPdf('Bonjour'), mimeType: 'application/pdf', typeCode: '11488-4', title: 'Consultation' },
    patient,
    depositorOf(personas, 'dr-moreau')!,
    false,
  );
  if (!declared.ok) throw new Error(JSON.stringify(declared.findings));
  const { metadata } = declared.value;
  return { ...declared.value, metadata: { ...metadata, creationTime: noon, serviceStart: noon } };
}
const fhirJson = { 'content-type': 'application/fhir+json' };
const depositing = (write: (declared: Declared) => unknown): Row => ({
  fhir: [{ asks: 'deposit', headers: fhirJson, body: (world, record) => write(declaredFor(world, record)) }],
});

const patching = (operation: object): Sendable => ({ headers: { 'content-type': 'application/json-patch+json' }, body: json([operation]) });
const visibility = 'https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument';
const masking = patching({ op: 'add', path: '/securityLabel/-', value: { coding: [{ system: visibility, code: 'MASQUE_PS' }] } });
const archiving = patching({ op: 'add', path: '/extension/-', value: { url: isArchivedUrl, valueBoolean: true } });
const deleting = patching({ op: 'replace', path: '/status', value: 'entered-in-error' });
const onCondition = (world: RefusalWorld, record: TargetRecord): string =>
  `${byIns('patient.identifier')(world, record)}&identifier=${encodeURIComponent(uniqueIdToUrn(world.documents.plain.uniqueId))}`;

const registers: Row = { open: 401, why: 'public registers, for whoever shows a card' };
const agreement =
  (kind: string) =>
  (_world: RefusalWorld, { ins }: TargetRecord): object => ({
    resourceType: 'Consent',
    status: 'active',
    category: [{ coding: [{ system: 'urn:carnet:consentement', code: kind }] }],
    patient: { identifier: { system: `urn:oid:${ins.oid}`, value: ins.matricule } },
    provision: { type: 'permit' },
  });
const subscription = (_world: RefusalWorld, { ins }: TargetRecord): object => ({
  resourceType: 'Subscription',
  status: 'requested',
  criteria: 'urn:carnet:sujet:document-nouveau',
  _criteria: {
    extension: [
      {
        url: 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-filter-criteria',
        valueString: `DocumentReference?patient.identifier=urn:oid:${ins.oid}|${ins.matricule}`,
      },
    ],
  },
  channel: { type: 'rest-hook', endpoint: 'https://localhost:1/x' },
});
/** A weight, of whoever’s record it is. */
const observation = (_world: RefusalWorld, { ins }: TargetRecord): object => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject: { identifier: { system: `urn:oid:${ins.oid}`, value: ins.matricule } },
  effectiveDateTime: '2026-01-10T08:00:00+01:00',
  valueQuantity: { value: 71.5, system: 'http://unitsofmeasure.org', code: 'kg' },
});
const ofMeasures = (world: RefusalWorld, record: TargetRecord): object => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [{ resource: observation(world, record), request: { method: 'POST', url: 'Observation' } }],
});
/** Facts drawn from documents: sought as documents are listed, read as their document is. */
const clinicalRows: Readonly<Record<string, Row>> = {
  ...Object.fromEntries(
    ['Observation', 'DiagnosticReport', 'Immunization', 'AllergyIntolerance', 'MedicationStatement', 'Condition', 'Procedure'].flatMap((type) => [
      [`GET /fhir/${type}`, { fhir: [{ asks: 'list-documents', query: byIns('patient.identifier') }] }] as const,
      [`POST /fhir/${type}/_search`, { fhir: [{ asks: 'list-documents', ...formOf('patient.identifier') }] }] as const,
      [`GET /fhir/${type}/:factId`, { fhir: [{ asks: 'read-document' }] }] as const,
    ]),
  ),
  'GET /fhir/Patient/:dossierId/$summary': { fhir: [{ asks: 'list-documents' }] },
};

/** A masking reads the document first; deleting and putting away do not. */
const fhirRows: Readonly<Record<string, Row>> = {
  'GET /fhir/metadata': { open: 200, why: 'what the door can do' },
  ...Object.fromEntries(
    definitionTypes.flatMap((type) => [
      [`GET /fhir/${type}`, { open: 200, why: 'what Carnet’s own words mean' }],
      [`GET /fhir/${type}/:id`, { open: 404, why: 'what Carnet’s own words mean' }],
    ]),
  ),
  'GET /fhir/.well-known/smart-configuration': { open: 200, why: 'where a service asks for a token' },
  'OPTIONS /fhir/*': { open: 204, why: 'what a page of a service asks of its browser' },
  'GET /fhir/Patient': { fhir: [{ asks: 'test-existence', query: byIns('identifier') }] },
  'GET /fhir/Patient/:id': { fhir: [{ asks: 'test-existence' }] },
  'POST /fhir': {
    fhir: [
      { name: 'documents', asks: 'deposit', headers: fhirJson, body: (world, record) => provideBundle(declaredFor(world, record)) },
      { name: 'measures', asks: 'write-measures', headers: fhirJson, body: ofMeasures },
    ],
  },
  'POST /fhir/Observation': { fhir: [{ asks: 'write-measures', headers: fhirJson, body: observation }] },
  'PUT /fhir/Observation/:measureId': { fhir: [{ asks: 'change-measures', headers: fhirJson, body: observation }] },
  'DELETE /fhir/Observation/:measureId': { fhir: [{ asks: 'change-measures' }] },
  'GET /fhir/Device/:id': { fhir: [{ asks: 'read-measures' }] },
  'POST /fhir/DocumentReference': depositing(simplifiedPublish),
  'POST /fhir/Patient/_search': { fhir: [{ asks: 'test-existence', ...formOf('identifier') }] },
  'GET /fhir/DocumentReference': { fhir: [{ asks: 'list-documents', query: byIns('patient.identifier') }] },
  'POST /fhir/DocumentReference/_search': { fhir: [{ asks: 'list-documents', ...formOf('patient.identifier') }] },
  'GET /fhir/DocumentReference/$changes': { fhir: [{ asks: 'list-documents', query: byIns('patient.identifier') }] },
  'POST /fhir/DocumentReference/$changes': { fhir: [{ asks: 'list-documents', ...formOf('patient.identifier') }] },
  'GET /fhir/DocumentReference/:id': { fhir: [{ asks: 'read-document' }] },
  'GET /fhir/Consent': { fhir: [{ asks: 'read-accesses', query: byIns('patient.identifier') }] },
  'POST /fhir/Consent/_search': { fhir: [{ asks: 'read-accesses', ...formOf('patient.identifier') }] },
  'POST /fhir/Consent': {
    fhir: [
      { name: 'autorisation', asks: 'declare-autorisation', headers: fhirJson, body: agreement('autorisation') },
      { name: 'médecin traitant', asks: 'declare-medecin-traitant', headers: fhirJson, body: agreement('medecin-traitant') },
    ],
  },
  'PATCH /fhir/Consent/:id': {
    fhir: [{ asks: 'withdraw-autorisation', ...patching({ op: 'replace', path: '/status', value: 'inactive' }) }],
  },
  'POST /fhir/Subscription': { fhir: [{ asks: 'list-documents', headers: fhirJson, body: subscription }] },
  'GET /fhir/Subscription': { fhir: [{ asks: 'list-documents', query: byIns('patient.identifier') }] },
  'POST /fhir/Subscription/_search': { fhir: [{ asks: 'list-documents', ...formOf('patient.identifier') }] },
  'GET /fhir/Subscription/:id': { fhir: [{ asks: 'list-documents' }] },
  'DELETE /fhir/Subscription/:id': { fhir: [{ asks: 'list-documents' }] },
  'GET /fhir/Subscription/:id/$status': { fhir: [{ asks: 'list-documents' }] },
  'GET /fhir/Subscription/:id/$events': { fhir: [{ asks: 'list-documents' }] },
  'GET /fhir/Subscription/:id/$failed-events': { fhir: [{ asks: 'list-documents' }] },
  'POST /fhir/Subscription/:id/$replay': { fhir: [{ asks: 'list-documents' }] },
  'GET /fhir/AuditEvent': { fhir: [{ asks: 'read-journal', query: (world, record) => `${byIns('patient.identifier')(world, record)}&date=ge2020` }] },
  'POST /fhir/AuditEvent/_search': {
    fhir: [{ asks: 'read-journal', ...formOf('patient.identifier'), text: (world, record) => `${byIns('patient.identifier')(world, record)}&date=ge2020` }],
  },
  ...Object.fromEntries(
    ['Practitioner', 'PractitionerRole', 'Organization'].flatMap((type) => [
      [`GET /fhir/${type}`, registers],
      [`POST /fhir/${type}/_search`, registers],
      [`GET /fhir/${type}/:id`, registers],
    ]),
  ),
  'GET /fhir/List': { fhir: [{ asks: 'list-documents', query: byIns('patient.identifier') }] },
  'POST /fhir/List/_search': { fhir: [{ asks: 'list-documents', ...formOf('patient.identifier') }] },
  'GET /fhir/List/:id': { fhir: [{ asks: 'list-documents' }] },
  'GET /fhir/Binary/:id': { fhir: [{ asks: 'read-document' }] },
  ...clinicalRows,
  'PATCH /fhir/DocumentReference': {
    fhir: [
      { name: 'mask', asks: 'list-documents', query: onCondition, ...masking },
      { name: 'archive', asks: 'archive', query: onCondition, ...archiving },
      { name: 'delete', asks: 'delete', query: onCondition, ...deleting },
    ],
  },
  'PATCH /fhir/DocumentReference/:id': {
    fhir: [
      { name: 'mask', asks: 'read-document', ...masking },
      { name: 'archive', asks: 'archive', ...archiving },
      { name: 'delete', asks: 'delete', ...deleting },
    ],
  },
};

/** Of services that professionals open from a record. */
const launchedRows: Readonly<Record<string, Row>> = {
  'GET /fhir/pro/metadata': { open: 200, why: 'what the door can do' },
  'GET /fhir/pro/.well-known/smart-configuration': { open: 200, why: 'where a service asks for a token' },
  'OPTIONS /fhir/pro/*': { open: 204, why: 'what a page of a service asks of its browser' },
  ...Object.fromEntries(
    Object.entries(fhirRows).flatMap(([key, row]) => {
      const asked = 'fhir' in row ? row.fhir[0] : undefined;
      const read = /^(?:GET \/fhir\/(?:Patient|Binary|Device)\/:id|GET \/fhir\/DocumentReference(?:\/:id)?|POST \/fhir\/DocumentReference\/_search)$/.test(key);
      const said = read || (key in clinicalRows && !key.endsWith('$summary'));
      const { asks: _asks, ...sent } = asked ?? {};
      return asked !== undefined && said ? [[key.replace(' /fhir/', ' /fhir/pro/'), { launched: true, ...sent } as Row] as const] : [];
    }),
  ),
};

const ndjson = { 'content-type': 'application/x-ndjson' } as const;
const feedRows: Readonly<Record<string, Row>> = {
  'PUT /feed/envois/:nom': { feed: 'keep-assures', headers: ndjson, body: json({ type: 'fin', lignes: 0 }) },
  'GET /feed/envois/:nom': { feed: 'keep-assures' },
  'GET /feed/envois/:nom/rejets': { feed: 'keep-assures' },
};

const service = {
  client_name: 'Mes analyses',
  carnet_publisher: 'Exemple Santé',
  carnet_purposes: [{ code: 'ANALYSES', label: { fr: 'Suivre', en: 'Follow' }, reads: ['analyses'], writes: [] }],
  redirect_uris: ['https://analyses.exemple.test/retour'],
  token_endpoint_auth_method: 'none',
};
const administer = (sent: Sendable = {}): Row => ({ steering: 'administer', ...sent });
const csv = (): string => readFileSync(shippedMatrixFile, 'utf8');
const steeringRows: Readonly<Record<string, Row>> = {
  'POST /api/pilotage/card-session': { card: 'pilotage' },
  'POST /api/pilotage/sandbox-card': { open: 400, why: 'the sandbox’s drawer of cards', body: json({ key: 'nobody' }) },
  'GET /api/pilotage/session': { own: 'who is signed in' },
  'DELETE /api/pilotage/session': { own: 'signs out' },
  'GET /api/pilotage/matrices': administer(),
  'GET /api/pilotage/matrices/in-force': administer(),
  'GET /api/pilotage/matrices/in-force.csv': administer(),
  'POST /api/pilotage/matrices/preview': administer({ body: () => ({ csv: csv() }) }),
  'POST /api/pilotage/matrices': administer({ body: () => ({ csv: csv(), from: '2099-01-01', reason }) }),
  'POST /api/pilotage/matrices/withdraw': administer({ body: json({ from: '2099-01-01', reason }) }),
  'GET /api/pilotage/policies': administer(),
  'POST /api/pilotage/policies': administer({ body: json({ key: 'historyMonths', value: 12, from: '2099-01-01', reason }) }),
  'POST /api/pilotage/policies/withdraw': administer({ body: json({ key: 'historyMonths', from: '2099-01-01', reason }) }),
  'GET /api/pilotage/intakes': administer(),
  'GET /api/pilotage/intakes/one': administer({ query: () => 'insurer=318003502400041&name=envoi' }),
  'GET /api/pilotage/intakes/rejects.csv': administer({ query: () => 'insurer=318003502400041&name=envoi' }),
  'GET /api/pilotage/services': administer(),
  'POST /api/pilotage/services': administer({ body: json({ id: 'mes-analyses', metadata: service, reason }) }),
  'POST /api/pilotage/services/:serviceId/state': administer({ body: json({ state: 'SUSPENDUE', reason }) }),
  'GET /api/pilotage/dead-letters': administer(),
  'POST /api/pilotage/dead-letters/send-again': administer({ body: json({}) }),
  'GET /api/pilotage/openings': administer(),
  'POST /api/pilotage/openings/letters': administer(),
  'GET /api/pilotage/openings/letters.csv': administer({ query: () => 'run=2026-11-20T12:00:00Z' }),
  'POST /api/pilotage/openings/oppositions': {
    steering: 'record-opposition',
    body: (_world, { ins }) => ({ matricule: ins.matricule, familyName: 'X', firstName: 'Y', birthDate: '1980-01-01', means: 'courrier', proof: reason }),
  },
  'GET /api/pilotage/indicators': { steering: 'read-indicators' },
  'GET /api/pilotage/pillars': administer(),
  'GET /api/pilotage/identities': { steering: 'review-identities' },
  'POST /api/pilotage/identities/search': { steering: 'examine-identity', body: (world) => ({ ins: world.records.open.ins.matricule }) },
  'GET /api/pilotage/identities/:dossierId': { steering: 'examine-identity' },
  'POST /api/pilotage/identities/:dossierId/insi': { steering: 'examine-identity', body: json({}) },
  'POST /api/pilotage/identities/:dossierId/status': { steering: 'keep-identity', body: json({ said: 'doubt' }) },
  'POST /api/pilotage/identities/:dossierId/apart': { steering: 'keep-identity', body: (world) => ({ other: world.records.closed.id }) },
  'POST /api/pilotage/identities/:dossierId/fusions': {
    steering: 'keep-identity',
    body: (world) => ({ absorbed: world.records.closed.id, reason: 'deux ouvertures' }),
  },
  'POST /api/pilotage/identities/:dossierId/fusions/:fusionId/confirm': { steering: 'keep-identity', body: json({}) },
  'POST /api/pilotage/identities/:dossierId/fusions/:fusionId/end': { steering: 'keep-identity', body: json({}) },
  'POST /api/pilotage/identities/:dossierId/misfiled/:documentId/propose': { steering: 'keep-identity', body: json({ outcome: 'withdraw', words: reason }) },
  'POST /api/pilotage/identities/:dossierId/misfiled/:documentId/confirm': { steering: 'keep-identity', body: json({ outcome: 'withdraw' }) },
  'POST /api/pilotage/identities/:dossierId/misfiled/:documentId/reopen': { steering: 'keep-identity', body: json({}) },
  'POST /api/pilotage/identities/:dossierId/heirs': {
    steering: 'keep-heirs',
    body: (world) => ({
      matricule: world.records.closed.ins.matricule,
      birthDate: '1980-01-01',
      name: 'Une Héritière',
      link: 'fille',
      proof: reason,
      diedOn: '2026-01-01',
      reason: 'memoire_du_defunt',
      refusedByDeceased: false,
      lastDay: '2026-12-01',
    }),
  },
  'POST /api/pilotage/identities/:dossierId/heirs/:heirId/end': { steering: 'keep-heirs', body: json({ name: 'Une Héritière' }) },
  'GET /api/pilotage/reports': { steering: 'review-accesses' },
  'GET /api/pilotage/reports/:dossierId/:reportId': { steering: 'examine-report' },
  'POST /api/pilotage/reports/:dossierId/:reportId/steps': { steering: 'examine-report', body: json({ step: 'examined' }) },
  'GET /api/pilotage/days': { steering: 'review-accesses' },
  'GET /api/pilotage/days.csv': { steering: 'review-accesses', query: () => 'month=2026-11' },
  'GET /api/pilotage/days/one': { steering: 'review-accesses', query: () => 'kind=structure&id=1750000018&day=2026-11-20' },
  'POST /api/pilotage/days/conclude': {
    steering: 'review-accesses',
    body: json({ kind: 'structure', id: '1750000018', day: '2026-11-20', conclusion: 'legitimate', text: reason }),
  },
  'GET /api/pilotage/stops': { steering: 'review-accesses' },
  'POST /api/pilotage/stops/lift': { steering: 'review-accesses', body: json({ kind: 'card', id: '899700000001', reason }) },
};

const code = json({ code: 'un-code-inconnu' });
const patientRows: Readonly<Record<string, Row>> = {
  'POST /api/patient/logout': { open: 204, why: 'forgets a session, known or not' },
  'GET /api/patient/session': { own: 'who is signed in' },
  'DELETE /api/patient/session': { own: 'signs out' },
  'GET /api/patient/sessions': { own: 'one’s own sessions' },
  'POST /api/patient/sessions/close-others': { own: 'one’s own sessions', body: json({ password: 'Un-Autre-Mot-9' }) },
  'GET /api/patient/passkeys': { own: 'one’s own passkeys' },
  'POST /api/patient/passkeys/options': { own: 'a passkey of one’s own', body: json({ password: 'Un-Autre-Mot-9' }) },
  'POST /api/patient/passkeys': { own: 'a passkey of one’s own', body: json({ name: 'x' }) },
  'PUT /api/patient/passkeys/:passkeyId': { own: 'one’s own passkeys', body: json({ name: 'x' }) },
  'POST /api/patient/passkeys/:passkeyId/remove': { own: 'one’s own passkeys', body: json({ password: 'Un-Autre-Mot-9' }) },
  'POST /api/patient/password': { own: 'one’s own password', body: json({ current: 'Un-Autre-Mot-9', password: 'x' }) },
  'GET /api/patient/records': { own: 'one’s own ties' },
  'GET /api/patient/exports': { own: 'one’s own copies to take away' },
  'GET /api/patient/directory': { own: 'public registers', query: () => 'q=moreau' },
  'GET /api/patient/push': { own: 'one’s own devices' },
  'POST /api/patient/push': {
    own: 'one’s own devices',
    body: json({ endpoint: 'https://push.exemple.net/x', keys: { p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) } }),
  },
  'DELETE /api/patient/push/:mark': { own: 'one’s own devices' },
  'POST /api/patient/push/trial': { own: 'one’s own devices', body: json({}) },
  'POST /api/patient/shares/state': { own: 'the bearer of a code', body: json({ secret: 'AAAAAAAAAAAAAAAAAAAAAA' }) },
  'POST /api/patient/invitations/look': { own: 'the bearer of a code', body: code },
  'POST /api/patient/invitations/accept': { own: 'the bearer of a code', body: code },
  'POST /api/patient/invitations/refuse': { own: 'the bearer of a code', body: code },
  // Through their own record, which is not there: whoever has none is told what they may not do. One factor is not enough.
  'GET /api/patient/ayants-droit': { own: 'those covered through one’s own insurance', traced: ['open-ayant-droit'] },
  'POST /api/patient/ayants-droit/:dossierId': {
    own: 'those covered through one’s own insurance',
    body: json({ authority: true }),
    traced: ['open-ayant-droit'],
  },
  ...readingDocument('/api/patient', patient('read-document')),
  ...under('/api/patient/dossiers/:dossierId', patientRecord),
};

const notHealthProfessionals = {
  secretariat: 'FONCTION_INTERDITE',
  pilotage: 'FONCTION_INTERDITE',
  exploitation: 'FONCTION_INTERDITE',
  guichet: 'FONCTION_INTERDITE',
} as const;
/** Whom the insurer does not know: nothing is done. */
const presentedTo = (_world: RefusalWorld, { ins }: TargetRecord): object => ({ ins: ins.matricule, oid: ins.oid, birthDate: '1985-05-12' });
const notInPlace = {
  'inactive-structure': 'STRUCTURE_INCOHERENTE',
  'other-structure': 'STRUCTURE_INCOHERENTE',
  'struck-off': 'STRUCTURE_INCOHERENTE',
} as const;
const closedToStaff = { secretariat: 'FONCTION_INTERDITE', pilotage: 'FONCTION_INTERDITE', exploitation: 'FONCTION_INTERDITE' } as const;
const notAtTheCounter = { ...closedToStaff, ...notInPlace, travail: 'FONCTION_INTERDITE' } as const;
/** Nobody of this world works where people live. */
const notOfACareHome = {
  ...closedToStaff,
  guichet: 'FONCTION_INTERDITE',
  ...notInPlace,
  stranger: 'FONCTION_INTERDITE',
  expired: 'FONCTION_INTERDITE',
  blocked: 'FONCTION_INTERDITE',
  travail: 'FONCTION_INTERDITE',
  nurse: 'FONCTION_INTERDITE',
} as const;
/** A code that is none: whoever may not redeem any is told so before it is known what it opens. */
const shownToThem = {
  body: json({ code: '234 CFH JKL' }),
  refuses: {
    secretariat: 'FONCTION_INTERDITE',
    pilotage: 'ACTEUR_INTERDIT',
    exploitation: 'ACTEUR_INTERDIT',
    guichet: 'ACTEUR_INTERDIT',
    ...notInPlace,
    travail: 'FONCTION_INTERDITE',
    stranger: 'CODE_PARTAGE_INVALIDE',
    blocked: 'CODE_PARTAGE_INVALIDE',
  },
} as const;
const proRows: Readonly<Record<string, Row>> = {
  'POST /api/pro/shares/read': { own: 'what a patient shows to whoever is there', ...shownToThem },
  'POST /api/pro/shares/redeem': { own: 'what a patient shows to whoever is there', ...shownToThem },
  'GET /api/pro/means': { open: 200, why: 'how one may sign in here' },
  'POST /api/pro/logout': { own: 'signs out' },
  'POST /api/pro/card-session': { card: 'professionnel' },
  'POST /api/pro/sandbox-card': { open: 400, why: 'the sandbox’s drawer of cards', body: json({ key: 'nobody' }) },
  'GET /api/pro/session': { own: 'who is signed in' },
  'DELETE /api/pro/session': { own: 'signs out' },
  'POST /api/pro/session/structure': {
    own: 'acts for a structure of one’s own',
    body: ({ structureIdOf }) => ({ id: structureIdOf('cabinet-moreau') }),
    refuses: { stranger: 'STRUCTURE_INCOHERENTE', secretariat: 'STRUCTURE_INCOHERENTE', pilotage: 'STRUCTURE_INCOHERENTE', guichet: 'STRUCTURE_INCOHERENTE' },
  },
  'GET /api/pro/services': { own: 'the services one’s structure opens from a record' },
  'GET /api/pro/authorize': { open: 400, why: 'needs a registered service of care, and the session a launch was drawn in' },
  'GET /api/pro/matrix': { own: 'the law for one’s own profession', refuses: notHealthProfessionals },
  'GET /api/pro/misfiled': {
    own: 'what was put aside of one’s own',
    traced: ['list-patients'],
    refuses: withoutPatients,
  },
  'GET /api/pro/deposits': { own: 'what one’s structure fed', traced: ['list-deposits'], refuses: withoutPatients },
  'GET /api/pro/deposits/csv': { own: 'what one’s structure fed', traced: ['list-deposits'], refuses: withoutPatients },
  'GET /api/pro/patients': {
    own: 'the records that open to oneself',
    traced: ['list-patients'],
    refuses: withoutPatients,
  },
  'POST /api/pro/openings/find': { own: 'opens for who is there', body: presentedTo, refuses: notAtTheCounter, traced: ['open-for'] },
  'POST /api/pro/openings': {
    own: 'opens for who is there',
    body: (world, record) => ({ ...presentedTo(world, record), agreement: { by: 'personne' }, said: true }),
    refuses: notAtTheCounter,
    traced: ['open-for'],
  },
  'POST /api/pro/openings/access': {
    own: 'opens for who is there',
    body: (world, record) => ({ ...presentedTo(world, record), email: 'personne@exemple.test' }),
    refuses: notAtTheCounter,
    traced: ['open-for'],
  },
  'POST /api/pro/residents/check': { own: 'reads a list, and looks nobody up', body: json({ list: 'INS;naissance;accord\n' }) },
  'GET /api/pro/residents/rounds': { own: 'the lists of one’s own house', refuses: notOfACareHome, traced: ['open-residents'] },
  'POST /api/pro/residents/rounds': { own: 'the lists of one’s own house', body: json({ total: 3 }), refuses: notOfACareHome, traced: ['open-residents'] },
  'POST /api/pro/residents/rounds/:roundId/lines': {
    own: 'the lists of one’s own house',
    body: (world, record) => ({ residents: [{ line: 2, ...presentedTo(world, record), agreement: 'not-asked' }] }),
    refuses: notOfACareHome,
    traced: ['open-residents'],
  },
  'POST /api/pro/direct-access': { own: 'what a program of care opened this browser for', body: json({}) },
  'POST /api/pro/dossiers/search': pro('test-existence', { body: (_world, { ins }) => ({ ins: ins.matricule, oid: ins.oid }) }),
  ...readingDocument('/api/pro', pro('read-document')),
  ...under('/api/pro/dossiers/:dossierId', proRecord),
};

const asked = { open: 404, why: 'the question of a service answers to the browser that signed in' };
const signIn = { open: 404, why: 'a sign-in answers to the browser that began it' };
const openRows: Readonly<Record<string, Row>> = {
  'GET /health/live': { open: 200, why: 'whether the process lives' },
  'GET /health/ready': { open: 200, why: 'whether it can serve' },
  'GET /metrics': { open: 200, why: 'counts by route, from the loopback' },
  'GET /.well-known/security.txt': { open: 200, why: 'whom to tell of a weakness' },
  'GET /api/openapi.json': { open: 200, why: 'what every call takes and gives' },
  'GET /docs': { open: 200, why: 'where the doors are' },
  'GET /docs/style.css': { open: 200, why: 'where the doors are' },
  'GET /docs/erreurs': { open: 200, why: 'what refusals mean' },
  'GET /sandbox': { open: 200, why: 'the sandbox’s people' },
  'GET /sandbox/try': { open: 200, why: 'the sandbox’s page that tries calls' },
  'GET /sandbox/try/page.mjs': { open: 200, why: 'its script' },
  'GET /sandbox/try/call': { open: 400, why: 'a call it proposes', query: () => 'call=aucun' },
  'POST /sandbox/try': { open: 400, why: 'makes a call with a card of the sandbox, from its own page', body: json({}) },
  'GET /sandbox/service': { open: 200, why: 'the page of the sandbox’s service of care' },
  'GET /sandbox/service/launch': { open: 200, why: 'the same page, where it is opened' },
  'GET /sandbox/service/page.mjs': { open: 200, why: 'its script' },
  'GET /sandbox/stories': { open: 200, why: 'the stories of the sandbox' },
  'GET /sandbox/stories/page.mjs': { open: 200, why: 'their script' },
  'GET /sandbox/stories/:story': { open: 404, why: 'one of them' },
  'POST /sandbox/stories/:story/:how': { open: 403, why: 'plays one, from its own page', headers: { origin: 'https://ailleurs.example' } },
  'GET /sandbox/psc/auth/realms/esante-wallet/*': {
    open: 404,
    path: '/sandbox/psc/auth/realms/esante-wallet/nothing',
    why: 'the simulator of Pro Santé Connect decides of its own addresses',
  },
  'POST /sandbox/psc/auth/realms/esante-wallet/*': {
    open: 404,
    path: '/sandbox/psc/auth/realms/esante-wallet/nothing',
    why: 'the simulator of Pro Santé Connect decides of its own addresses',
  },
  'GET /sandbox/psc/telephone/:uid': { open: 303, why: 'the simulated telephone of a sign-in that began in this browser' },
  'POST /sandbox/psc/telephone/:uid': { open: 303, why: 'what it answers' },
  'GET /sandbox/psc/compte': { open: 200, why: 'who is signed in at the simulator in this browser' },
  'POST /sandbox/psc/compte': { open: 303, why: 'signs out of the simulator' },
  'GET /sandbox/portail': { open: 200, why: 'the simulated portal of an establishment' },
  'POST /sandbox/portail': { open: 403, why: 'opens the app from it, from its own page', headers: { origin: 'https://ailleurs.example' } },
  'GET /sandbox/people': { open: 200, why: 'the sandbox’s people' },
  'GET /sandbox/cards': { open: 200, why: 'the sandbox’s drawer of cards' },
  'GET /sandbox/inbox': { open: 200, why: 'the sandbox’s mail', query: () => 'to=personne@exemple.test' },
  'GET /sandbox/mail': { open: 200, why: 'the sandbox’s mail', query: () => 'to=personne@exemple.test' },
  'GET /sandbox/clock': { open: 200, why: 'the sandbox’s clock' },
  'POST /sandbox/clock': { open: 400, why: 'the sandbox’s clock', body: json({ now: 'demain' }) },
  'POST /sandbox/insi': { open: 415, why: 'the sandbox’s téléservice INSi, which speaks SOAP', body: json({}) },
  'POST /sandbox/reset': { open: 403, why: 'the sandbox’s reset, from its own pages', headers: { origin: 'https://ailleurs.example' } },
  'GET /auth/login': { open: 303, why: 'begins a sign-in' },
  'GET /connexion': { open: 303, why: 'what people type: leads to where a sign-in begins' },
  'GET /auth/callback': { open: 400, why: 'ends the sign-in it began' },
  'GET /auth/carte': { card: 'page' },
  'GET /auth/psc/login': { open: 303, why: 'begins a sign-in by Pro Santé Connect' },
  'GET /auth/psc/callback': { open: 303, why: 'ends the sign-in it began; any other is led to the sign-in page, which says so' },
  'POST /auth/psc/backchannel-logout': { open: 400, why: 'the provider says, by its signature, that a session of its own has ended' },
  'GET /AccesDirect/:page': { open: 303, why: 'where a program of care opens the browser: leads to the sign-in' },
  'GET /AccesDirect/:page/:ins': { open: 303, why: 'the same, for a patient: the number waits sealed for whoever signs in' },
  'POST /AccesDirect/lancement': { open: 400, why: 'an establishment’s software, by its certificate and a signed assertion', body: json({}) },
  'GET /AccesDirect/entree/:jeton': { open: 303, why: 'what it opens, once: leads to the sign-in, which says so' },
  'GET /api/sign-in/:uid': signIn,
  'POST /api/sign-in/:uid/identifier': signIn,
  'POST /api/sign-in/:uid/password': signIn,
  'POST /api/sign-in/:uid/resend': signIn,
  'POST /api/sign-in/:uid/code': signIn,
  'POST /api/sign-in/:uid/passkey/options': signIn,
  'POST /api/sign-in/:uid/passkey': signIn,
  'GET /api/pairing/:uid': asked,
  'POST /api/pairing/:uid': asked,
  'POST /api/pairing/:uid/refuse': asked,
  'POST /api/opening/start': {
    open: 202,
    why: 'the same for everybody',
    body: json({ matricule: '186053155500156', familyName: 'PERSONNE', firstName: 'ALIX', birthDate: '1986-05-12' }),
  },
  'POST /api/opening/verify': { open: 400, why: 'needs the code that was mailed', body: json({ code: '000000' }) },
  'POST /api/opening/complete': { open: 400, why: 'needs the code that was mailed, from our own page', body: json({ code: '000000' }) },
  'POST /api/patient/emergency-card/open': { open: 404, why: 'needs the token of a card', body: json({ token: 'AAAAAAAAAAAAAAAAAAAAAA' }) },
  'POST /api/patient/emergency-card/code': { open: 404, why: 'needs the token of a card', body: json({ token: 'AAAAAAAAAAAAAAAAAAAAAA', code: '4071' }) },
  'POST /api/opposition/find': { open: 422, why: 'needs the code of the information', body: json({ code: '0000000000000000' }) },
  'POST /api/opposition/record': { open: 422, why: 'needs the code of the information', body: json({ code: '0000000000000000' }) },
  'POST /api/recovery/start': { open: 202, why: 'the same for every login', body: json({ login: 'personne' }) },
  'POST /api/recovery/complete': {
    open: 422,
    why: 'needs the code that was mailed',
    body: json({ login: 'personne', code: '000000', password: 'Une-Phrase-Longue-42' }),
  },
  ...Object.fromEntries(
    ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY'].map((method) => [
      `${method} /oidc/*`,
      { open: 404, path: '/oidc/nothing', why: 'the OpenID provider decides of its own addresses' },
    ]),
  ),
};

const soapRows: Readonly<Record<string, Row>> = Object.fromEntries(
  ['patients', 'patientsSpecific', 'patientsPDQ', 'habilitations', 'registry', 'repository'].flatMap((service) => [
    [`GET /si-dmp-server/v2/services/${service}`, { open: 200, why: 'what the service does', query: () => 'wsdl' }],
    [`POST /si-dmp-server/v2/services/${service}`, { open: 400, why: 'a fault to who shows no card' }],
  ]),
);

/** `METHOD path`, as fastify declares it. HEAD is its GET's. */
export const routeTable: Readonly<Record<string, Row>> = {
  ...soapRows,
  ...openRows,
  ...patientRows,
  ...proRows,
  ...steeringRows,
  ...fhirRows,
  ...launchedRows,
  ...feedRows,
};

/** What services ask with a token, on the listener of browsers; with a card, on the other. */
const facts = 'Observation|DiagnosticReport|Immunization|AllergyIntolerance|MedicationStatement|Condition|Procedure';
export const openToServices = new RegExp(
  `^(?:GET /fhir/(?:metadata|\\.well-known/smart-configuration|(?:${definitionTypes.join('|')})(?:/:id)?|(?:Patient|Binary|DocumentReference|Device)/:id)|POST /fhir(?:/DocumentReference|/Observation)?|(?:PUT|DELETE) /fhir/Observation/:measureId|POST /fhir/Subscription(?:/_search|/:id/\\$replay)?|GET /fhir/Subscription(?:/:id(?:/\\$(?:status|events|failed-events))?)?|DELETE /fhir/Subscription/:id|GET /fhir/(?:DocumentReference|${facts})(?:/:factId)?|POST /fhir/(?:DocumentReference|${facts})/_search)$`,
);
const ofServicesOnly = /^\S+ \/fhir\/(?:\*|pro\/.*)$/;

/** The others are on both listeners. */
export const onlyOn: Readonly<Record<'clear' | 'cards', Pick<RegExp, 'test'>>> = {
  clear: { test: (key) => /^\S+ \/(?:metrics|sandbox(?!\/cards$)(?:\/.*)?)$/.test(key) || ofServicesOnly.test(key) },
  cards: { test: (key) => /^\S+ \/(?:fhir|feed|si-dmp-server)(?:\/.*)?$/.test(key) && !openToServices.test(key) && !ofServicesOnly.test(key) },
};
