// Whole records written at once, as the doors would have left them one act after another: the same rows, sealed with a key of their own, their
// journal chained line by line. For a sandbox's population: each batch is one transaction, by COPY; what was committed is found and passed over.

import type { ClinicalContent } from '@carnet/domain/clinical';
import type { Trace, TraceContext } from '@carnet/domain/audit';
import type { DocumentEntry, SubmissionSet } from '@carnet/domain/document';
import type { DossierId, PersonneId, Regime } from '@carnet/domain/dossier';
import type { PsIdNat } from '@carnet/domain/identity';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { BlobRef, NewRepresentation, NoticeKind } from '../../ports/index.ts';
import type { FileBlobStore } from '../blob/file-blob-store.ts';
import type { Sealer, Vault } from '../vault.ts';
import { assureBinding } from './assure-store.ts';
import { keptContent } from './clinical-store.ts';
import { CopyRows } from './copy-rows.ts';
import { type Authorship, toRow } from './document-row.ts';
import { insHash } from './ins-hash.ts';
import { toTimestamp } from './instants.ts';
import { type NewDossier, dossierRows } from './new-dossier.ts';
import { noticeBinding } from './notice-lines.ts';
import { markOf } from './same-content.ts';
import { sealedSet } from './submission-set.ts';
import { representationRows } from './tie-store.ts';
import type { TracePartitions } from './trace-partitions.ts';
import { type ChainHead, type ChainRow, linked, unattachedChain } from './trace-store.ts';
import { traitHashes } from './trait-hash.ts';
import { inTransaction } from './transactions.ts';

export interface FilledDocument extends Authorship {
  readonly bytes: Uint8Array;
  readonly content: ClinicalContent | undefined;
  readonly door: TraceContext['door'];
  /** Each version of its entry, the first its deposit, with the set it came in and the line of the journal that brought it (from 0, of this record's). */
  readonly versions: readonly { readonly entry: DocumentEntry; readonly set: SubmissionSet; readonly line: number }[];
}
export interface FilledNotice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly at: Instant;
  readonly document?: string;
  readonly actorName: string;
  /** Whom a message about it was for. No mailbox of theirs was known: it was given up. */
  readonly people: readonly PersonneId[];
}
/** One record, from what the insurer knew of the person to the last line of its journal. Acts in their order. */
export interface FilledRecord {
  readonly dossier: NewDossier;
  readonly assure: { readonly regime: Regime; readonly since: Instant; readonly attachedTo: readonly DossierId[] };
  readonly treatedSince?: Instant;
  readonly representations: readonly NewRepresentation[];
  readonly documents: readonly FilledDocument[];
  readonly notices: readonly FilledNotice[];
  readonly consultations: ReadonlyMap<PsIdNat, { readonly first: Instant; readonly last: Instant }>;
  readonly traces: readonly Trace[];
  /** Lines of no record that led to it: its opening, in the chain of who opened it. */
  readonly unattached: readonly Trace[];
}

export interface Filling {
  readonly pool: pg.Pool;
  readonly vault: Vault;
  readonly blobs: FileBlobStore;
  readonly partitions: TracePartitions;
}
/** A message for nobody was tried once, and leased so long (jobs/deliver-notices.ts). */
const leaseMs = 2 * 60_000;

export async function fillRecords({ pool, vault, blobs, partitions }: Filling, records: readonly FilledRecord[]): Promise<void> {
  const rows = new CopyRows();
  const unattached: Trace[] = [];
  // Asked together: the master key is read once for all.
  const keys = await Promise.all(records.map(({ dossier }) => vault.newDossier(dossier.id)));
  for (const [place, record] of records.entries()) {
    for (const { at } of record.traces) await partitions.ensure(at);
    for (const { at } of record.unattached) await partitions.ensure(at);
    const { id } = record.dossier;
    const { wrappedKey, sealer } = keys[place]!;
    const kept = await blobs.keepSealedWith(
      id,
      sealer,
      record.documents.map(({ bytes }) => bytes),
    );
    addOpening(rows, vault, sealer, record, wrappedKey);
    for (const [index, document] of record.documents.entries()) addDocument(rows, vault, sealer, id, document, kept[index]!);
    for (const notice of record.notices) addNotice(rows, sealer, id, notice);
    for (const [professionnel, { first, last }] of record.consultations)
      rows.add('first_consultation', { dossier_id: id, professionnel, at: toTimestamp(first), last_at: toTimestamp(last), told_openly: true });
    const chain = linked(id, record.traces, sealer.seal);
    addLines(rows, chain.rows);
    rows.add('trace_head', headRow(id, chain.head));
    unattached.push(...record.unattached);
  }
  // On disk before any row points to them.
  await blobs.flush();
  await inTransaction(pool, async (client) => {
    await addUnattached(client, rows, vault, unattached);
    await rows.send(client);
  });
}

/** By month, as the journal's table is divided. */
function addLines(rows: CopyRows, lines: readonly ChainRow[]): void {
  for (const line of lines) rows.add('trace', line, line.at.slice(0, 7));
}
const headRow = (chain: string, { sequence, previousHash, hash }: ChainHead) => ({ dossier_id: chain, sequence, previous_hash: previousHash, hash });

function addOpening(rows: CopyRows, vault: Vault, sealer: Sealer, { dossier, assure, treatedSince, representations }: FilledRecord, wrappedKey: Buffer): void {
  const { id, ins, traits, contact, medecinTraitant, ...rest } = dossier;
  const known = toTimestamp(assure.since);
  const sealed = sealer.seal(assureBinding(id), JSON.stringify({ ins, traits, contact: contact ?? { telecoms: [] } }));
  // Its key is the record's since it opened.
  rows.add('assure', { dossier_id: id, wrapped_key: null, regime: assure.regime, known_at: known, changed_at: known, sealed });
  rows.add('assure_directory', { ins_hash: insHash(vault, ins), dossier_id: id });
  for (const to of assure.attachedTo) rows.add('rattachement', { dossier_id: id, assure: to, since: known });
  const { claims, rest: others } = dossierRows(vault, sealer, { id, ins, traits, ...(contact === undefined ? {} : { contact }), ...rest }, wrappedKey);
  for (const row of [...claims, ...others]) rows.insert(row);
  const hashes = new Map(traitHashes(vault, traits).map((hash) => [hash.toString('hex'), hash]));
  for (const hash of hashes.values()) rows.add('trait_directory', { trait_hash: hash, dossier_id: id });
  if (medecinTraitant !== undefined && treatedSince !== undefined)
    rows.add('medecin_traitant', { dossier_id: id, since: toTimestamp(treatedSince), professionnel: medecinTraitant });
  for (const tie of representations) for (const row of representationRows(sealer, id, tie)) rows.insert(row);
}

function addDocument(rows: CopyRows, vault: Vault, sealer: Sealer, dossier: DossierId, document: FilledDocument, blob: BlobRef): void {
  const { versions, content, door } = document;
  const { logicalId, uniqueId } = versions[0]!.entry;
  rows.add('unique_id_directory', { unique_id: uniqueId, dossier_id: dossier, logical_id: logicalId });
  rows.add('document_content', { dossier_id: dossier, logical_id: logicalId, mark: markOf(vault, dossier, blob.sha256), door, shared: false });
  if (content !== undefined) rows.insert(keptContent(vault, sealer, dossier, logicalId, content));
  for (const [index, { entry, set, line }] of versions.entries()) {
    rows.insert(sealedSet(dossier, sealer, set));
    rows.add('document_entry', { ...toRow(dossier, sealer, entry, blob, document), is_current: index === versions.length - 1, journal_sequence: line + 1 });
    const link = { dossier_id: dossier, id: randomUUID(), kind: 'HasMember', source: set.id, target: logicalId, membership: 'Original' };
    rows.add('association', { ...link, previous_version: index === 0 ? null : index });
  }
}

function addNotice(rows: CopyRows, sealer: Sealer, dossier: DossierId, { id, kind, at, document, actorName, people }: FilledNotice): void {
  const sealed = sealer.seal(noticeBinding(dossier, id), JSON.stringify({ actorName }));
  rows.add('notice', { dossier_id: dossier, id, kind, at: toTimestamp(at), logical_id: document ?? null, sealed, secret: false });
  const message = { dossier_id: dossier, notice_id: id, kind, channel: 'email', timing: 'now', state: 'dropped', attempts: 1 };
  const times = { next_attempt_at: toTimestamp(instantOf(at + leaseMs)), created_at: toTimestamp(at) };
  for (const personne of people) rows.add('outbox', { ...message, id: randomUUID(), batch: randomUUID(), personne, ...times });
}

/** After what the doors have written there meanwhile: their end is held until this transaction is over. */
async function addUnattached(client: pg.PoolClient, rows: CopyRows, vault: Vault, traces: readonly Trace[]): Promise<void> {
  const chains = [...Map.groupBy(traces, ({ actorId }) => unattachedChain(actorId))].toSorted(([one], [other]) => (one < other ? -1 : 1));
  await client.query({
    text: `INSERT INTO trace_head (dossier_id, sequence, previous_hash, hash) SELECT chain, 0, decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex')
      FROM unnest($1::uuid[]) AS chain ON CONFLICT DO NOTHING`,
    values: [chains.map(([chain]) => chain)],
  });
  for (const [chain, own] of chains) {
    const { rows: heads } = await client.query<ChainHead>({
      text: 'SELECT sequence, previous_hash AS "previousHash", hash FROM trace_head WHERE dossier_id = $1 FOR UPDATE',
      values: [chain],
    });
    const { rows: lines, head } = linked(chain, own, vault.sealSystem, heads[0]!);
    addLines(rows, lines);
    await client.query({
      text: 'UPDATE trace_head SET sequence = $2, previous_hash = $3, hash = $4 WHERE dossier_id = $1',
      values: [chain, head.sequence, head.previousHash, head.hash],
    });
  }
}
