// Documents: their entries, versioned. A row is never changed but for `is_current`: every change of metadata is a new row, sealed for itself.
// Bytes are written before the row that points to them (blob/), so a row never points to nothing.

import type { Permit } from '@carnet/domain/access';
import { dossierOf } from '@carnet/domain/access';
import type { DocumentEntry, EntryUuid, LogicalId, SubmissionSet } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import { type Instant, invariant } from '@carnet/domain/kernel';
import { randomUUID } from 'node:crypto';
import type { DepositOutcome, DocumentAct, DocumentStore, MetadataChange, NewDocument, StoredDocument } from '../../ports/index.ts';
import type { Sealer } from '../vault.ts';
import type { StoreContext } from './context.ts';
import { documentChanges } from './document-changes.ts';
import { countBySpace, listDocuments, typesSeen } from './document-list.ts';
import { documentHistory, withoutUnseen } from './document-history.ts';
import { keepReceipt } from './document-receipts.ts';
import { type DocumentRow, type EntryRow, entryColumns, fromRow, insertRows, toRow } from './document-row.ts';
import { toTimestamp } from './instants.ts';
import { markContents } from './same-content.ts';
import { type SubmissionSetRow, openSet, sealedSet } from './submission-set.ts';

type OneDocument = Permit<'read-document' | 'correct-misfiled' | 'replace' | 'find-reference' | DocumentAct>;

export function documentStore(context: StoreContext): DocumentStore {
  const { db, keys } = context;
  return {
    deposit: (permit, set, document) => deposit(context, permit, set, document),
    keepReceipt: (permit, receipt) => keepReceipt(db, permit, receipt),
    history: (permit) => documentHistory(context, permit, documentOf(permit) as LogicalId),
    list: (permit, query, within) => listDocuments(context, permit, query, within),
    changes: (permit, query) => documentChanges(context, permit, query),
    countBySpace: (permit, within) => countBySpace(context, permit, within),
    typesSeen: (permit) => typesSeen(context, permit),
    read: (permit) => read(context, permit),
    submissionSet: (permit) => readSubmissionSet(context, permit),
    change: (permit, change) => newVersion(context, permit, change),
    async deprecate(permit, entryUuid, at) {
      const { rows } = await db.query<DocumentRow>({ name: 'document-lock', text: `${current} FOR UPDATE`, values: [dossierOf(permit), documentOf(permit)] });
      const row = rows[0];
      if (row?.status !== 'Approved') return false;
      const sealer = await keys.sealer(dossierOf(permit), db);
      await supersede(context, sealer, row, { entryUuid, at, status: 'Deprecated' });
      return true;
    },
    async markSeen(permit, person) {
      await markSeen(context, dossierOf(permit), person, documentOf(permit), permit.at);
    },
  };
}

const current = 'SELECT * FROM document_entry WHERE dossier_id = $1 AND logical_id = $2 AND is_current';

function documentOf(permit: OneDocument): string {
  const logicalId = permit.document?.logicalId;
  invariant(logicalId !== undefined, 'a permit for one document names it');
  return logicalId;
}

async function deposit(
  context: StoreContext,
  permit: Permit<'deposit'>,
  set: SubmissionSet,
  { entry, blob, recognisedBy = blob.sha256, door }: NewDocument,
): Promise<DepositOutcome> {
  const { db, keys, vault } = context;
  const dossier = dossierOf(permit);
  invariant(permit.document !== undefined, 'a deposit is decided on the facts of its document');
  // Two deposits of one uniqueId at once: the second waits here for the first to be committed or given up.
  const taken = await db.query({
    name: 'document-take-unique-id',
    text: 'INSERT INTO unique_id_directory (unique_id, dossier_id, logical_id) VALUES ($1, $2, $3) ON CONFLICT (unique_id) DO NOTHING',
    values: [entry.uniqueId, dossier, entry.logicalId],
  });
  if (taken.rowCount === 0) return repeated(context, permit, entry, blob.sha256);
  const sealer = await keys.sealer(dossier, db);
  const [, , shared] = await Promise.all([
    db.query(sealedSet(dossier, sealer, set)),
    db.query({
      name: 'document-insert',
      text: `WITH links AS (
        INSERT INTO association (dossier_id, id, kind, source, target, membership)
        SELECT $2::uuid, $3::uuid, 'HasMember', $4::uuid, $5::uuid, 'Original'
        UNION ALL
        SELECT $2::uuid, $6::uuid, 'RPLC', $5::uuid, $7::uuid, NULL WHERE $7::uuid IS NOT NULL
      ) ${insertRows}`,
      values: [
        JSON.stringify([toRow(dossier, sealer, entry, blob, permit.document)]),
        dossier,
        randomUUID(),
        set.id,
        entry.logicalId,
        randomUUID(),
        entry.replaces ?? null,
      ],
    }),
    markContents(db, vault, dossier, [{ logicalId: entry.logicalId, sha256: recognisedBy }], door),
  ]);
  // What one deposits oneself is not new.
  if ('personne' in permit.actor) await markSeen(context, dossier, permit.actor.personne, entry.logicalId, permit.at);
  return { kind: 'stored', ...(shared && (await isAlike(db, dossier, entry)) ? { alike: true } : {}) };
}

/** The record has this content already, open to the same people under the same type: whoever is told of documents was told of this one. */
async function isAlike(db: StoreContext['db'], dossier: DossierId, { logicalId, type, visibilite }: DocumentEntry): Promise<boolean> {
  const { rows } = await db.query({
    name: 'document-alike',
    text: `SELECT FROM document_content c JOIN document_content o ON o.dossier_id = c.dossier_id AND o.mark = c.mark AND o.logical_id <> c.logical_id
        JOIN document_entry e ON e.dossier_id = o.dossier_id AND e.logical_id = o.logical_id AND e.is_current
      WHERE c.dossier_id = $1 AND c.logical_id = $2 AND c.shared AND e.status = 'Approved' AND e.type_code = $3
        AND (e.masque_ps, e.invisible_patient, e.invisible_representants) = ($4, $5, $6) LIMIT 1`,
    values: [dossier, logicalId, type.code, visibilite.masquePs, visibilite.invisiblePatient, visibilite.invisibleRepresentants],
  });
  return rows.length > 0;
}

/** The uniqueId is known: the same bytes of the same authors, still alive, are the same deposit again; anything else is a clash. */
async function repeated(
  { db, keys }: StoreContext,
  permit: Permit<'deposit'>,
  { uniqueId, depositor }: DocumentEntry,
  sha256: string,
): Promise<DepositOutcome> {
  const dossier = dossierOf(permit);
  const { rows } = await db.query<DocumentRow>({
    name: 'document-by-unique-id',
    text: 'SELECT * FROM document_entry WHERE dossier_id = $1 AND unique_id = $2 AND is_current',
    values: [dossier, uniqueId],
  });
  const row = rows[0];
  if (row === undefined || row.status === 'Deleted' || row.depositor !== depositor || !sameMembers(row.author_ids, permit.document?.authorIds))
    return { kind: 'unique-id-taken' };
  const { entry, blob } = fromRow(await keys.sealer(dossier, db), row);
  return blob.sha256 === sha256 ? { kind: 'already-stored', entry } : { kind: 'unique-id-taken' };
}

const sameMembers = (left: readonly string[], right: readonly string[] | undefined): boolean => new Set(left).symmetricDifference(new Set(right)).size === 0;

async function readSubmissionSet({ db, keys }: StoreContext, permit: Permit<'read-document'>): Promise<SubmissionSet> {
  const dossier = dossierOf(permit);
  const { rows } = await db.query<SubmissionSetRow>({
    name: 'submission-set-read',
    text: `SELECT s.* FROM submission_set s WHERE s.dossier_id = $1
      AND s.id = (SELECT e.submission_set_id FROM document_entry e WHERE e.dossier_id = $1 AND e.logical_id = $2 AND e.is_current)`,
    values: [dossier, documentOf(permit)],
  });
  const row = rows[0];
  invariant(row !== undefined, 'a document came in a submission set');
  return openSet(dossier, await keys.sealer(dossier, db), row);
}

async function read({ db, keys }: StoreContext, permit: OneDocument): Promise<StoredDocument> {
  const dossier = dossierOf(permit);
  const personne = 'personne' in permit.actor ? permit.actor.personne : null;
  const { rows } = await db.query<EntryRow & { is_new: boolean }>({
    name: 'document-read',
    text: `SELECT ${entryColumns}, ($3::uuid IS NOT NULL AND NOT EXISTS (SELECT FROM document_seen s WHERE s.dossier_id = $1 AND s.personne = $3 AND s.logical_id = $2)) AS is_new
      FROM document_entry e WHERE e.dossier_id = $1 AND e.logical_id = $2 AND e.is_current`,
    values: [dossier, documentOf(permit), personne],
  });
  const row = rows[0];
  invariant(row !== undefined, 'the document of a permit exists');
  const { entry, blob } = fromRow(await keys.sealer(dossier, db), row);
  const [told] = await withoutUnseen(db, [permit], [entry]);
  return { entry: told!, blob, isNew: row.is_new };
}

async function newVersion(context: StoreContext, permit: OneDocument, change: MetadataChange): Promise<boolean> {
  const { db, keys } = context;
  const dossier = dossierOf(permit);
  const { rows } = await db.query<DocumentRow>({
    name: 'document-lock-version',
    text: `${current} AND version = $3 FOR UPDATE`,
    values: [dossier, documentOf(permit), change.expectedVersion],
  });
  const row = rows[0];
  if (row === undefined) return false;
  await putVersion(context, await keys.sealer(dossier, db), row, change);
  return true;
}

/** The row is locked: its successor takes its place, in the set it comes with. */
export async function putVersion(context: StoreContext, sealer: Sealer, row: DocumentRow, change: Succession & Pick<MetadataChange, 'set'>): Promise<void> {
  await supersede(context, sealer, row, change);
  await context.db.query(sealedSet(row.dossier_id, sealer, change.set));
  await context.db.query({
    name: 'document-link-version',
    text: `INSERT INTO association (dossier_id, id, kind, source, target, membership, previous_version) VALUES ($1, $2, 'HasMember', $3, $4, 'Original', $5)`,
    values: [row.dossier_id, randomUUID(), change.set.id, row.logical_id, row.version],
  });
}

type Succession = Pick<MetadataChange, 'entryUuid' | 'at'> & Partial<Pick<MetadataChange, 'visibilite' | 'status'>>;

/** The row is locked: its successor takes its place. */
async function supersede({ db }: StoreContext, sealer: Sealer, row: DocumentRow, { entryUuid, at, visibilite, status }: Succession): Promise<void> {
  const { entry, blob } = fromRow(sealer, row);
  const next: DocumentEntry = {
    ...entry,
    entryUuid: entryUuid as EntryUuid,
    version: entry.version + 1,
    changedAt: at,
    visibilite: visibilite ?? entry.visibilite,
    status: status ?? entry.status,
  };
  await db.query({
    name: 'document-retire',
    text: 'UPDATE document_entry SET is_current = false WHERE dossier_id = $1 AND entry_uuid = $2',
    values: [row.dossier_id, row.entry_uuid],
  });
  await db.query({
    name: 'document-insert-version',
    text: insertRows,
    values: [JSON.stringify([toRow(row.dossier_id, sealer, next, blob, { authorIds: row.author_ids, authorStructures: row.author_structures })])],
  });
}

async function markSeen({ db }: StoreContext, dossier: DossierId, personne: string, logicalId: string, at: Instant): Promise<void> {
  await db.query({
    name: 'document-mark-seen',
    text: 'INSERT INTO document_seen (dossier_id, personne, logical_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    values: [dossier, personne, logicalId, toTimestamp(at)],
  });
}
