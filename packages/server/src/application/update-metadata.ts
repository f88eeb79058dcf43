// TD3.3 (ITI-57): changes metadata of documents the record holds, in one submission set, all of it or nothing. The lawful changes are those of the
// DMP: who sees the document, and its status. Each act has its own right and its own trace (change-document.ts).

import { type Permit, permits as isPermitFor } from '@carnet/domain/access';
import {
  type AvailabilityStatus,
  type DocumentEntry,
  type DocumentMetadata,
  type LogicalId,
  type SubmissionSet,
  type SubmissionSetId,
  unlawfulChanges,
} from '@carnet/domain/document';
import { sameIns } from '@carnet/domain/identity';
import { type Result, invariant, ok, refuse } from '@carnet/domain/kernel';
import type { DocumentAct, DocumentKey, DossierKey, Ports } from '../ports/index.ts';
import { announceConsultation } from './announce-consultation.ts';
import type { Caller } from './caller.ts';
import { actForStatus, actsBetween, applyActs, staleVersion } from './change-document.ts';
import { receiveSet } from './receive-set.ts';
import { type Allowed, withAccessToEach } from './with-access.ts';

export type MetadataUpdate =
  /** The whole entry again: only its confidentiality may differ. `previousVersion` is the lock (VERSION_PERIMEE). */
  | { readonly kind: 'entry'; readonly logicalId: LogicalId; readonly previousVersion: number; readonly metadata: DocumentMetadata }
  /** UpdateAvailabilityStatus. `original` is the lock (TRANSITION_INTERDITE); any version's entryUUID names the document. */
  | { readonly kind: 'status'; readonly entryUuid: string; readonly original: AvailabilityStatus; readonly next: AvailabilityStatus };
export interface IncomingUpdate {
  readonly set: Omit<SubmissionSet, 'id' | 'submittedAt'>;
  readonly updates: readonly MetadataUpdate[];
}
export interface Updated {
  readonly submissionSetId: SubmissionSetId;
  /** In the order of the updates. */
  readonly entries: readonly DocumentEntry[];
}

/** One message changes what a person would. */
const updatesMaximum = 100;

/**
 * Refuses METADONNEES_INCOHERENTES with a finding CHANGEMENT_INTERDIT per field that may not change, ACTE_RESERVE (INVISIBLE_AU_DEPOT) for hiding
 * what is shown, and as each act does. A resent entry must be one the caller sees.
 */
export async function updateMetadata(ports: Ports, caller: Caller, dossier: DossierKey, incoming: IncomingUpdate): Promise<Result<Updated>> {
  const count = incoming.updates.length;
  if (count === 0 || count > updatesMaximum)
    return refuse('METADONNEES_INCOHERENTES', [{ field: 'association', rule: 'CARDINALITE', given: String(count), expected: `1 – ${updatesMaximum}` }]);
  const asks: { readonly action: UpdateAction; readonly dossier: DossierKey; readonly document: DocumentKey }[] = [];
  for (const update of incoming.updates) {
    const action = update.kind === 'entry' ? 'list-documents' : actForStatus(update.next);
    if (action === undefined) return refuse('TRANSITION_INTERDITE', [{ field: 'NewStatus', rule: 'STATUT', expected: 'Approved | Archived | Deleted' }]);
    asks.push({ action, dossier, document: update.kind === 'entry' ? { logicalId: update.logicalId } : { entryUuid: update.entryUuid } });
  }
  return withAccessToEach<UpdateAction, Updated>(ports, caller, asks, async (permits, allowed) => {
    const arriving: SubmissionSet = { ...incoming.set, id: ports.newId() as SubmissionSetId, submittedAt: allowed.at };
    const received = await receiveSet(allowed.tx, permits[0]!, arriving, JSON.stringify(incoming));
    if (!received.ok) return received;
    const set = received.value;
    const entries: DocumentEntry[] = [];
    for (const [index, update] of incoming.updates.entries()) {
      const done = await applyUpdate({ ports, caller, dossier, set }, update, permits[index]!, allowed);
      if (!done.ok) return done;
      entries.push(done.value);
    }
    return ok({ submissionSetId: set.id, entries });
  });
}

type UpdateAction = 'list-documents' | 'archive' | 'unarchive' | 'delete';

interface Updating {
  readonly ports: Ports;
  readonly caller: Caller;
  readonly dossier: DossierKey;
  readonly set: SubmissionSet;
}
type Rest = Omit<Allowed<DocumentAct>, 'permit'>;

async function applyUpdate(updating: Updating, update: MetadataUpdate, permit: Permit<UpdateAction>, allowed: Rest): Promise<Result<DocumentEntry>> {
  if (update.kind === 'entry') {
    invariant(isPermitFor(permit, 'list-documents'), 'an entry is resent by who sees it');
    return resend(updating, update, permit, allowed);
  }
  const act = actForStatus(update.next);
  invariant(act !== undefined && isPermitFor(permit, act), 'a status is changed by its own act');
  const { ports, caller, set } = updating;
  const { entry } = await allowed.tx.documents.read(permit);
  if (update.original !== entry.status)
    return refuse('TRANSITION_INTERDITE', [{ field: 'OriginalStatus', rule: 'STATUT', given: update.original, expected: entry.status }]);
  return applyActs(ports, caller, [permit], entry, allowed, set);
}

async function resend(
  { ports, caller, dossier, set }: Updating,
  { logicalId, previousVersion, metadata }: MetadataUpdate & { readonly kind: 'entry' },
  permit: Permit<'list-documents'>,
  allowed: Rest,
): Promise<Result<DocumentEntry>> {
  const { tx, also } = allowed;
  await announceConsultation(ports, caller, { ...allowed, permit });
  const entry = (await tx.registry.query(permit, { name: 'GetDocuments', ids: { by: 'logicalId', values: [logicalId] } }, 1))?.documents[0];
  if (entry === undefined) return refuse('DOCUMENT_INEXISTANT');
  if (previousVersion !== entry.version) return staleVersion(previousVersion, entry);
  const { ins, formerIns } = await tx.dossiers.identity(permit);
  const changes = [
    ...([ins, ...formerIns].some((one) => sameIns(one, metadata.patient)) ? [] : [{ field: 'patientId', rule: 'PATIENT_DIFFERENT' }]),
    ...unlawfulChanges(entry, metadata),
  ];
  if (changes.length > 0) return refuse('METADONNEES_INCOHERENTES', changes);
  const acts = actsBetween(entry.visibilite, metadata.visibilite, 'confidentialityCode');
  if (!acts.ok) return acts;
  const permits: Permit<DocumentAct>[] = [];
  for (const action of acts.value) {
    const one = await also({ action, dossier, document: { logicalId } });
    if (!one.ok) return one;
    permits.push(one.value);
  }
  return applyActs(ports, caller, permits, entry, allowed, set);
}
