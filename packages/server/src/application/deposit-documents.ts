// TD2.1 (ITI-41, ITI-65, ITI-105): takes a submission set, all of it or nothing. Each document is held against what it says of itself
// and against the DMP's lists, and every disagreement is named. The same set sent again with the same bytes gets the same answer, and each of its documents a receipt.
// Another submission under the uniqueId of one that came is refused. Bytes are durable before the rows that point to them, and both before the answer.

import type { Actor, DocumentFacts, Permit } from '@carnet/domain/access';
import type { Policy } from '@carnet/domain/access';
import type { ClinicalContent } from '@carnet/domain/clinical';
import {
  type Author,
  type ContentHeader,
  type DepositorKind,
  type DocumentEntry,
  type DocumentMetadata,
  type EntryUuid,
  type FolderId,
  type LogicalId,
  type SubmissionSet,
  type SubmissionSetId,
  confidentialityCodes,
  disagreements,
  oidOfUuid,
  parseVisibilite,
} from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import { type LocalIdentifier, type PsIdNat, type StructIdNat, isInsC, parseLocalCx, sameIns } from '@carnet/domain/identity';
import { type Finding, type Instant, type Result, ok, refuse } from '@carnet/domain/kernel';
import { criticalInterpretations, isPastCare } from '@carnet/domain/notice';
import { classOfType, lotSignatureClass, lotSignatureType } from '@carnet/domain/terminology';
import type { DocumentKey, DossierKey, Ports, Stores } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { secretForMinorsOnly } from './connexion-secrete.ts';
import { type Filing, fileSubmission, filingFaults } from './file-submission.ts';
import { receiveSet } from './receive-set.ts';
import { type Allowed, type Ask, withAccessToEach } from './with-access.ts';

/** One document as a door received it. */
export interface IncomingDocument {
  readonly metadata: DocumentMetadata;
  readonly bytes: Uint8Array;
  /** What the content says of itself; undefined where its format says nothing (PDF, image). */
  readonly contentHeader?: ContentHeader;
  /** Hex SHA-256 of the one file an unstructured CDA carries: people see one document, however the file is wrapped. */
  readonly carries?: string;
  readonly replaces?: DocumentKey;
}
/** A submission set as a door received it; Carnet gives it its id and its time, and a uniqueId where it came without. Without documents it files those the record holds (SubmitAssociation). */
export interface IncomingSet extends Filing {
  readonly set: Omit<SubmissionSet, 'id' | 'submittedAt' | 'uniqueId'> & Partial<Pick<SubmissionSet, 'uniqueId'>>;
  readonly documents: readonly IncomingDocument[];
  /** What the door found of the set's signature: refused only to whoever may deposit at all. */
  readonly signature?: Result<true>;
}
export interface Deposited {
  readonly dossier: DossierId;
  readonly submissionSetId: SubmissionSetId;
  /** In the order they came. */
  readonly entries: readonly DocumentEntry[];
  readonly folders: readonly FolderId[];
  /** Every document was there already, byte for byte. */
  readonly repeated: boolean;
  /** Of one line with documents that were there: the same content came before (N1). */
  readonly alike: boolean;
}

export async function depositDocuments(ports: Ports, caller: Caller, dossier: DossierKey, incoming: IncomingSet): Promise<Result<Deposited>> {
  const now = ports.clock.now();
  const { policy } = await ports.law.at(now);
  const findings = [
    ...incoming.documents.flatMap((document, index) =>
      faultsOf(ports, document, incoming, { now, policy }, incoming.documents.length > 1 ? `document[${index}].` : ''),
    ),
    ...filingFaults(incoming),
  ];
  // It leads to the record, and is the INS of nobody: a document is fed under a number that INSi gives (L.1111-8-1 CSP).
  if (isInsC(incoming.set.patient)) findings.push({ field: 'patientId', rule: 'INS_C_ANCIEN' });
  if (findings.length > 0) return refuse('METADONNEES_INCOHERENTES', findings);
  const { uniqueId = oidOfUuid(ports.newId()) } = incoming.set;
  const arriving: SubmissionSet = { ...incoming.set, uniqueId, id: ports.newId() as SubmissionSetId, submittedAt: now };
  const entries = incoming.documents.map((document) => newEntry(ports, caller, arriving, document));
  // Read before anything is held in the database.
  const contents = incoming.documents.map(({ bytes, metadata }) => ports.readContent(bytes, metadata.mimeType));
  const asks: readonly Ask<'deposit'>[] =
    entries.length === 0
      ? [{ action: 'deposit', dossier }]
      : entries.map((entry) => ({ action: 'deposit', dossier, document: { facts: factsOf(entry) }, ...namedInTrace(entry) }));
  const result = await withAccessToEach<'deposit', Deposited>(ports, caller, asks, async (permits, allowed) => {
    if (incoming.signature?.ok === false) return incoming.signature;
    if (caller.secret === true && permits.some(({ secret }) => !secret)) return secretForMinorsOnly;
    const hidesOwn = caller.actor.kind === 'titulaire' && entries.some(({ visibilite }) => visibilite.invisibleRepresentants);
    if (hidesOwn && !(await allowed.tx.facts.isMinor(permits[0]!.dossier.id, allowed.at))) return secretForMinorsOnly;
    const received = incoming.set.uniqueId === undefined ? ok(arriving) : await receiveSet(allowed.tx, permits[0]!, arriving, saidBy(incoming));
    if (!received.ok) return received;
    const set = received.value;
    const kept: DocumentEntry[] = [];
    let alike = false;
    for (const [index, document] of incoming.documents.entries()) {
      const entry = { ...entries[index]!, submissionSetId: set.id };
      const one = await keep(ports, caller, dossier, { set, document, content: contents[index], entry, permit: permits[index]! }, allowed);
      if (!one.ok) return one;
      kept.push(one.value.entry);
      alike ||= one.value.alike;
    }
    const brought = kept.filter((entry, index) => entry.entryUuid === entries[index]!.entryUuid);
    const filed = await fileSubmission(ports, { dossier, incoming, set, entries: kept, brought }, { permit: permits[0]!, ...allowed });
    if (!filed.ok) return filed;
    return ok({
      dossier: permits[0]!.dossier.id,
      submissionSetId: kept[0]?.submissionSetId ?? set.id,
      entries: kept,
      folders: filed.value,
      repeated: entries.length > 0 && brought.length === 0,
      alike,
    });
  });
  return !result.ok && result.refusal.code === 'DOSSIER_INEXISTANT' ? refuse('PATIENT_INCONNU', [{ field: 'patientId', rule: 'PATIENT_INCONNU' }]) : result;
}

/** All that a submission says, and what its documents are by their hashes: whether it is the same is told by it. */
const saidBy = ({ set, documents, folders, links }: IncomingSet): string =>
  JSON.stringify([set, documents.map(({ metadata, replaces }) => [metadata, replaces]), folders, links]);

interface Keeping {
  readonly set: SubmissionSet;
  readonly document: IncomingDocument;
  /** What it says in codes; undefined: nothing. */
  readonly content: ClinicalContent | undefined;
  readonly entry: DocumentEntry;
  readonly permit: Permit<'deposit'>;
}

async function keep(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  { set, document, content, entry, permit }: Keeping,
  { tx, at, also, policy }: Omit<Allowed<'deposit'>, 'permit'>,
): Promise<Result<{ readonly entry: DocumentEntry; readonly alike: boolean }>> {
  const replacement = document.replaces === undefined ? undefined : await also({ action: 'replace', dossier, document: document.replaces });
  if (replacement !== undefined && !replacement.ok) return replacement.refusal.code === 'DOCUMENT_INEXISTANT' ? replacedUnknown : replacement;
  const old = replacement === undefined ? undefined : (await tx.documents.read(replacement.value)).entry;
  // Hidden, it would take from the representatives a document they see: that it was replaced would be told by its absence.
  if (permit.secret && old !== undefined && !old.visibilite.invisibleRepresentants)
    return refuse('TRANSITION_INTERDITE', [{ field: 'relatesTo', rule: 'REMPLACE_VISIBLE' }]);
  const entryToKeep: DocumentEntry = {
    ...entry,
    visibilite: visibiliteAtDeposit(entry, permit, old),
    ...(old === undefined ? {} : { replaces: old.logicalId }),
  };
  const there = replacement === undefined ? ok(permit) : await besideReplaced(permit, replacement.value, entry, also);
  if (!there.ok) return there;
  const into = there.value;
  const blob = await ports.blobs.write(into, document.bytes);
  const recognised = document.carries === undefined ? {} : { recognisedBy: document.carries };
  const outcome = await tx.documents.deposit(into, set, { entry: entryToKeep, blob, ...recognised, door: caller.context.door });
  if (outcome.kind === 'unique-id-taken') return refuse('IDENTIFIANT_DEJA_UTILISE', [{ field: 'uniqueId', rule: 'UNIQUE_ID_PRIS', given: entry.uniqueId }]);
  if (outcome.kind === 'already-stored') {
    await tx.documents.keepReceipt(into, { id: ports.newId(), document: outcome.entry.logicalId, door: caller.context.door });
    return ok({ entry: outcome.entry, alike: false });
  }
  if (replacement !== undefined && old !== undefined && !(await tx.documents.deprecate(replacement.value, ports.newId(), at)))
    return refuse('TRANSITION_INTERDITE', [{ field: 'relatesTo', rule: 'STATUT', given: old.status, expected: 'Approved' }]);
  // Who was told of the same content is not told again.
  const patientIsTold = entryToKeep.depositor !== 'patient' && !entryToKeep.visibilite.invisiblePatient && outcome.alike !== true;
  // None waits for another: they go out together.
  await Promise.all([
    content === undefined ? undefined : tx.clinical.keep(into, entry.logicalId, content),
    tx.identities.learn(into, learnable(entryToKeep, document, into)),
    tellFollowers(tx, into, entry),
    patientIsTold
      ? tx.notices.raise({
          id: ports.newId(),
          dossier: into.dossier.id,
          kind: 'document-nouveau',
          at,
          document: entry.logicalId,
          actorName: caller.context.actorName,
          secret: permit.secret,
          past: isPastCare(entryToKeep.serviceStop ?? entryToKeep.serviceStart, at, policy.pastCareAfterDays),
          toActOn: content !== undefined && isToActOn(content),
        })
      : undefined,
  ]);
  return ok({ entry: entryToKeep, alike: outcome.alike === true });
}

/** Who follows the record that stands for this one follows both. */
async function tellFollowers({ subscriptions }: Stores, { dossier: { id, mergedInto }, at }: Permit<'deposit'>, entry: DocumentEntry): Promise<void> {
  if (entry.type.code === lotSignatureType) return;
  for (const dossier of mergedInto === undefined ? [id] : [id, mergedInto.survivor])
    await subscriptions.raise({ dossier, topic: 'document-new', document: entry.logicalId, at });
}

/** Of records that are one person's, a document lies in the record its replaced one lies in, whichever was named. */
async function besideReplaced(
  permit: Permit<'deposit'>,
  { dossier: { id } }: Permit<'replace'>,
  entry: DocumentEntry,
  also: Allowed<'deposit'>['also'],
): Promise<Result<Permit<'deposit'>>> {
  return id === permit.dossier.id ? ok(permit) : also({ action: 'deposit', dossier: { id }, document: { facts: factsOf(entry) }, ...namedInTrace(entry) });
}

/** A result its laboratory marked as critical. */
const isToActOn = ({ facts }: ClinicalContent): boolean =>
  facts.some((fact) => fact.kind === 'observation' && fact.interpretation.some(({ code }) => criticalInterpretations.has(code)));

/**
 * By what numbers the source of a document knows its patient. Nothing of a document that is kept from somebody: that a hospital knows them would
 * tell it.
 */
function learnable(entry: DocumentEntry, { contentHeader }: IncomingDocument, { secret }: Permit<'deposit'>): readonly LocalIdentifier[] {
  if (secret || entry.visibilite.invisiblePatient || entry.visibilite.invisibleRepresentants) return [];
  const declared = entry.sourcePatientId === undefined ? undefined : parseLocalCx(entry.sourcePatientId);
  return [...(declared === undefined ? [] : [declared]), ...(contentHeader?.localIdentifiers ?? [])];
}

const replacedUnknown = refuse('DOCUMENT_INEXISTANT', [{ field: 'relatesTo', rule: 'DOCUMENT_INEXISTANT' }]);

/** A replacement keeps its predecessor's flags; the patient may have asked that new documents arrive masked. */
function visibiliteAtDeposit(
  { type, visibilite, depositor }: DocumentEntry,
  { dossier }: Permit<'deposit'>,
  old: DocumentEntry | undefined,
): DocumentEntry['visibilite'] {
  if (type.code === lotSignatureType) return visibilite;
  const carried = old?.visibilite;
  const invisiblePatient = visibilite.invisiblePatient || carried?.invisiblePatient === true;
  const masked = visibilite.masquePs || carried?.masquePs === true || (dossier.choices.masksByDefault && depositor !== 'patient');
  // MASQUE_PS with INVISIBLE_PATIENT would hide it from everybody: waiting for the announcement comes first.
  return {
    invisiblePatient,
    masquePs: masked && !invisiblePatient,
    invisibleRepresentants: visibilite.invisibleRepresentants || carried?.invisibleRepresentants === true,
  };
}

interface Moment {
  readonly now: Instant;
  readonly policy: Policy;
}

function faultsOf(
  ports: Ports,
  { metadata, bytes, contentHeader }: IncomingDocument,
  { set }: IncomingSet,
  { now, policy }: Moment,
  prefix: string,
): readonly Finding[] {
  const findings: Finding[] = [];
  const isSignature = metadata.type.code === lotSignatureType;
  const derived = isSignature ? lotSignatureClass : classOfType(metadata.type.code);
  if (derived === undefined) findings.push({ field: 'typeCode', rule: 'TYPE_HORS_LISTE', given: metadata.type.code, expected: 'JDV_J66_TypeCode_DMP' });
  else if (derived !== metadata.classCode) findings.push({ field: 'classCode', rule: 'CLASSE_DIFFERENTE', given: metadata.classCode, expected: derived });
  if (!sameIns(set.patient, metadata.patient))
    findings.push({ field: 'patientId', rule: 'PATIENT_DIFFERENT', given: metadata.patient.matricule, expected: set.patient.matricule });
  if (metadata.size !== bytes.length) findings.push({ field: 'size', rule: 'TAILLE_FAUSSE', given: String(metadata.size), expected: String(bytes.length) });
  const sha1 = ports.sha1(bytes);
  if (metadata.sha1 !== sha1) findings.push({ field: 'hash', rule: 'HASH_FAUX', given: metadata.sha1, expected: sha1 });
  if (bytes.length === 0) findings.push({ field: 'content', rule: 'CONTENU_VIDE' });
  if (bytes.length > policy.documentMaximumBytes)
    findings.push({ field: 'content', rule: 'CONTENU_TROP_GRAND', given: String(bytes.length), expected: `≤ ${policy.documentMaximumBytes}` });
  if (metadata.authors.length === 0) findings.push({ field: 'author', rule: 'CHAMP_ABSENT' });
  if (metadata.serviceStop !== undefined && metadata.serviceStop < metadata.serviceStart) findings.push({ field: 'serviceStopTime', rule: 'DATES_INVERSEES' });
  if (metadata.creationTime > now + dayAhead)
    findings.push({ field: 'creationTime', rule: 'DATE_FUTURE', given: new Date(metadata.creationTime).toISOString() });
  const visibilite = parseVisibilite(confidentialityCodes(metadata.visibilite), isSignature || policy.cumulInvisiblePatientMasquePs);
  if (!visibilite.ok) findings.push(...visibilite.findings);
  if (contentHeader !== undefined) findings.push(...disagreements(metadata, contentHeader));
  return prefix === '' ? findings : findings.map((finding) => ({ ...finding, field: prefix + finding.field }));
}

/** Clocks of other houses run ahead: a document may be dated up to a day from now. */
const dayAhead = 86_400_000;

/** Ids are given before the decision, so that the trace of a refusal can name the document too. */
function newEntry(ports: Ports, { actor, secret }: Caller, set: SubmissionSet, { metadata }: IncomingDocument): DocumentEntry {
  return {
    ...metadata,
    entryUuid: ports.newId() as EntryUuid,
    logicalId: ports.newId() as LogicalId,
    version: 1,
    status: 'Approved',
    depositor: depositorKind(actor),
    depositedAt: set.submittedAt,
    changedAt: set.submittedAt,
    submissionSetId: set.id,
    visibilite: {
      ...metadata.visibilite,
      // The signature of a set is for those who verify it: hidden from all but its author and the médecin traitant, whatever was declared.
      ...(metadata.type.code === lotSignatureType ? { masquePs: true, invisiblePatient: true } : {}),
      // R.1111-50 CSP: what is deposited in secret is always hidden from the representatives.
      ...(secret === true ? { invisibleRepresentants: true } : {}),
    },
  };
}

/** The patient reads the journal, refusals included: the title of what waits for an announcement has no place there. */
const namedInTrace = ({ title, visibilite }: DocumentEntry): { readonly documentTitle?: string } =>
  visibilite.invisiblePatient ? {} : { documentTitle: title };

function depositorKind(actor: Actor): DepositorKind {
  if (actor.kind === 'professionnel' || actor.kind === 'structure' || actor.kind === 'assurance-maladie') return actor.kind;
  // A secretary feeds in the name of the structure; whoever else may feed does it in the patient's own space.
  return actor.kind === 'secretariat' ? 'structure' : 'patient';
}

/** The facts of a document the rules read, from its metadata. */
function factsOf(entry: DocumentEntry): DocumentFacts {
  const everyAuthor: readonly Author[] = [...entry.authors, ...(entry.legalAuthenticator === undefined ? [] : [entry.legalAuthenticator])];
  return {
    logicalId: entry.logicalId,
    entryUuid: entry.entryUuid,
    typeCode: entry.type.code,
    status: entry.status,
    visibilite: entry.visibilite,
    depositor: entry.depositor,
    depositedAt: entry.depositedAt,
    authorIds: everyAuthor.flatMap((author): PsIdNat[] => (author.kind === 'professionnel' ? [author.id] : [])),
    authorStructures: everyAuthor.flatMap(({ institution }): StructIdNat[] => (institution?.id === undefined ? [] : [institution.id])),
  };
}
