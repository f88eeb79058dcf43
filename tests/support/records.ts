// Small records to store: a dossier, its documents, and permits obtained as everybody obtains them, from `decide`.

import {
  type AccessRequest,
  type Action,
  type ActingProfessionnel,
  type Actor,
  type DocumentFacts,
  type DossierFacts,
  type Permit,
  decide,
  policyAt,
} from '@carnet/domain/access';
import type { DocumentEntry, DocumentMetadata, EntryUuid, LogicalId, SubmissionSet, SubmissionSetId, UniqueId } from '@carnet/domain/document';
import { visibleToAll } from '@carnet/domain/document';
import { type DossierId, type PersonneId, defaultChoices } from '@carnet/domain/dossier';
import { type Ins, type Matricule, type ProfessionCode, type PsIdNat, type StructIdNat, matriculeKey } from '@carnet/domain/identity';
import { type CivilDate, type Instant, instantOf } from '@carnet/domain/kernel';
import { classOfType } from '@carnet/domain/terminology';
import { contentReader } from '@carnet/server/clinical-reader';
import type { MetadataChange, Stores } from '@carnet/server/ports';
import type { NewDossier, Storage } from '@carnet/server/storage/index';
import { shippedMatrix } from '../../tools/explain/shipped-matrix.ts';
import { createHash, randomUUID } from 'node:crypto';

/** A document that cannot be read in codes fails the test. */
export const readContent = contentReader(({ name, through }) => {
  throw new Error(`${name}\n${through.join('\n')}`);
});

export const noon: Instant = instantOf(Date.UTC(2026, 10, 20, 12));

let matricules = 0;
/** A valid INS under a test OID, new at each call. */
export function newIns(): Ins {
  // The commune counts on with the order: a whole run draws more than the 999 births of one.
  const number = `1850578${String(6000 + ++matricules).padStart(6, '0')}`;
  return { matricule: `${number}${matriculeKey(number)}` as Matricule, oid: '1.2.250.1.213.1.4.10' };
}

export function newDossier(over: Partial<NewDossier> = {}): NewDossier {
  return {
    id: randomUUID() as DossierId,
    titulaire: randomUUID() as PersonneId,
    ins: newIns(),
    formerIns: [],
    traits: { birthName: 'MARCHAND', birthFirstNames: 'CLAIRE', birthDate: '1985-05-12' as CivilDate, sexe: 'F', birthPlaceCog: '78006' },
    openedAt: instantOf(noon - 86_400_000),
    choices: defaultChoices,
    ...over,
  };
}

export const doctor = (digits: string, over: Partial<ActingProfessionnel> = {}): ActingProfessionnel => ({
  kind: 'professionnel',
  id: `8${digits}` as PsIdNat,
  profession: '10' as ProfessionCode,
  authentication: 'DIRECTE',
  active: true,
  structures: [],
  ...over,
});
export const titulaireOf = (dossier: NewDossier): Actor => ({ kind: 'titulaire', personne: dossier.titulaire, factors: 2 });

/** The permit of this act, facts loaded as the gate loads them. Throws when the rules refuse it. */
export async function permitFor<A extends Action>(
  tx: Stores,
  action: A,
  actor: Actor,
  dossier: DossierId,
  document?: { readonly logicalId: LogicalId } | { readonly facts: DocumentFacts },
  at: Instant = noon,
): Promise<Permit<A>> {
  const facts = await tx.facts.dossier({ id: dossier }, actor);
  const one = document === undefined ? undefined : 'facts' in document ? document.facts : await tx.facts.document(dossier, document);
  return permitFrom(action, actor, facts, one, at);
}

function permitFrom<A extends Action>(
  action: A,
  actor: Actor,
  dossier: DossierFacts | undefined,
  document?: DocumentFacts,
  at: Instant = noon,
  mode: AccessRequest['mode'] = 'normal',
): Permit<A> {
  const decision = decide<A>({
    action,
    actor,
    mode,
    at,
    dossier,
    ...(document === undefined ? {} : { document }),
    policy: policyAt(at, []),
    matrix: shippedMatrix,
  });
  if (!decision.granted) throw new Error(`refused: ${decision.rule}`);
  return decision.permit;
}

export interface EntryOptions extends Partial<Omit<DocumentMetadata, 'type'>> {
  readonly typeCode?: string;
  readonly author?: PsIdNat;
  readonly over?: Partial<DocumentEntry>;
}

export function newEntry(
  patient: Ins,
  bytes: Uint8Array,
  { typeCode = '11488-4', author = '8001' as PsIdNat, over = {}, ...metadata }: EntryOptions = {},
): DocumentEntry {
  return {
    uniqueId: `1.2.250.1.999.1^${randomUUID()}` as UniqueId,
    patient,
    type: { code: typeCode, system: '2.16.840.1.113883.6.1' },
    classCode: classOfType(typeCode) ?? '10',
    format: { code: 'urn:ihe:iti:xds-sd:text:2008', system: '1.3.6.1.4.1.19376.1.2.3' },
    mimeType: 'text/xml',
    language: 'fr-FR',
    title: 'Compte rendu de consultation',
    creationTime: noon,
    serviceStart: noon,
    authors: [{ kind: 'professionnel', id: author, familyName: 'DURAND', givenName: 'Paul' }],
    eventCodes: [],
    referenceIds: [],
    visibilite: visibleToAll,
    sha1: createHash('sha1').update(bytes).digest('hex'),
    size: bytes.length,
    entryUuid: randomUUID() as EntryUuid,
    logicalId: randomUUID() as LogicalId,
    version: 1,
    status: 'Approved',
    depositor: 'professionnel',
    depositedAt: noon,
    changedAt: noon,
    submissionSetId: randomUUID() as SubmissionSetId,
    ...metadata,
    ...over,
  };
}

export const newSet = (entry: Pick<DocumentEntry, 'submissionSetId' | 'patient' | 'authors'>): SubmissionSet => ({
  id: entry.submissionSetId,
  uniqueId: `1.2.250.1.999.2.${Math.floor(Math.random() * 1e12)}` as UniqueId,
  sourceId: '1.2.250.1.999',
  contentType: { code: '04', system: '1.2.250.1.213.2.2' },
  submittedAt: noon,
  author: entry.authors[0]!,
  patient: entry.patient,
});

export const factsOf = (entry: DocumentEntry): DocumentFacts => ({
  logicalId: entry.logicalId,
  entryUuid: entry.entryUuid,
  typeCode: entry.type.code,
  status: entry.status,
  visibilite: entry.visibilite,
  depositor: entry.depositor,
  depositedAt: entry.depositedAt,
  authorIds: entry.authors.flatMap((author): PsIdNat[] => (author.kind === 'professionnel' ? [author.id] : [])),
  authorStructures: entry.authors.flatMap(({ institution }): StructIdNat[] => (institution?.id === undefined ? [] : [institution.id])),
});

/** A new version of this entry, as the use case makes it. */
export const changeOf = (entry: DocumentEntry, what: Partial<Pick<MetadataChange, 'visibilite' | 'status' | 'at' | 'expectedVersion'>>): MetadataChange => ({
  entryUuid: randomUUID(),
  expectedVersion: 1,
  at: noon,
  visibilite: entry.visibilite,
  status: entry.status,
  set: newSet({ ...entry, submissionSetId: randomUUID() as SubmissionSetId }),
  ...what,
});

/** Deposits as the use case does, by this author. */
export async function depositAs(
  storage: Storage,
  actor: Actor,
  dossier: NewDossier,
  entry: DocumentEntry,
  bytes: Uint8Array,
): Promise<Awaited<ReturnType<Stores['documents']['deposit']>>> {
  return storage.transactions.run(async (tx) => {
    const permit = await permitFor(tx, 'deposit', actor, dossier.id, { facts: factsOf(entry) });
    const blob = await storage.blobs.write(permit, bytes);
    return tx.documents.deposit(permit, newSet(entry), { entry, blob });
  });
}
