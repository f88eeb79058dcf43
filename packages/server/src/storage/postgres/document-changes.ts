// What is new since a cursor (features N3). The cursor says how far the record's journal had come, which line stood there, and what its caller
// could see then: each document is held against both sights, the version of then and the version of now. So a right that changed shows as the
// documents it gave or took, never by itself; and no clock is read. It is sealed: it names what is masked to its caller.

import type { Permit } from '@carnet/domain/access';
import { dossierOf } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import type { Instant } from '@carnet/domain/kernel';
import { timingSafeEqual } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { ChangesQuery, DocumentChange, DocumentChanges } from '../../ports/index.ts';
import { isThere, unlessAltered } from '../integrity-fault.ts';
import type { StoreContext } from './context.ts';
import { withoutUnseen } from './document-history.ts';
import { type DocumentRow, fromRow } from './document-row.ts';
import { toTimestamp } from './instants.ts';
import { Parameters } from './statement.ts';
import { type Sight, forPeople, seenWith, sightOf } from './visible-documents.ts';

type Reading = Permit<'list-documents'>;

/** A line of the journal, and what was seen when it was the last. */
interface Mark {
  readonly sequence: number;
  readonly at: Instant;
  /** Hexadecimal, of that line. */
  readonly hash: string;
  readonly sight: Sight;
}

export async function documentChanges(context: StoreContext, permit: Reading, { cursor, visitBefore, maximum }: ChangesQuery): Promise<DocumentChanges> {
  const visit = visitBefore === undefined ? undefined : await lastVisit(context, permit, visitBefore);
  const since = cursor === undefined ? visit : openMark(context, permit, cursor);
  if (cursor !== undefined && (since === undefined || !(await stands(context, permit, since)))) return { kind: 'unknown-cursor' };
  const now = await currentMark(context, permit);
  const next = sealMark(context, permit, now);
  if (maximum === 0 || (visitBefore !== undefined && visit === undefined)) return { kind: 'changes', changes: [], cursor: next };
  const rows = await changedRows(context, permit, now.sight, since, maximum + 1);
  if (rows.length > maximum) return { kind: 'too-many' };
  return { kind: 'changes', changes: await changesIn(context, permit, rows), cursor: next };
}

interface ChangedRow extends DocumentRow {
  readonly was_seen: boolean;
  readonly is_seen: boolean;
}

async function changedRows({ db }: StoreContext, permit: Reading, sight: Sight, since: Mark | undefined, limit: number): Promise<readonly ChangedRow[]> {
  const parameters = new Parameters();
  const dossier = `${parameters.add(dossierOf(permit))}::uuid`;
  const seen = seenWith(sight, 'e', parameters);
  if (since === undefined) {
    const text = `SELECT e.*, false AS was_seen, true AS is_seen FROM document_entry e
      WHERE e.dossier_id = ${dossier} AND e.is_current AND ${forPeople} AND e.status <> 'Deleted' AND ${seen}
      ORDER BY e.journal_sequence, e.logical_id LIMIT ${parameters.add(limit)}::int`;
    return (await db.query<ChangedRow>({ name: 'documents-changes-first', text, values: parameters.values })).rows;
  }
  const place = `${parameters.add(since.sequence)}::bigint`;
  const before = seenWith(since.sight, 'v', parameters);
  const versionThen = (document: string): string =>
    `SELECT v.* FROM document_entry v WHERE v.dossier_id = ${dossier} AND v.logical_id = ${document} AND v.journal_sequence < ${place} ORDER BY v.version DESC LIMIT 1`;
  // A document names what it replaces to who sees both: it changes with the other.
  const replacedNow = `EXISTS (SELECT FROM document_entry r WHERE r.dossier_id = ${dossier} AND r.logical_id = e.replaces AND r.is_current AND ${seenWith(sight, 'r', parameters)})`;
  const replacedThen = `EXISTS (SELECT FROM (${versionThen('e.replaces')}) v WHERE ${before})`;
  // Where the caller sees what they saw, only what was made since can have changed for them, and what names it.
  const sameSight = JSON.stringify(since.sight) === JSON.stringify(sight);
  const madeSince = `t.dossier_id = ${dossier} AND t.is_current AND t.journal_sequence >= ${place}`;
  // One by one, so that they are walked along their indexes whatever the planner expects of a cursor it does not know.
  const candidates = `(SELECT t.logical_id AS id FROM document_entry t WHERE ${madeSince}
        UNION SELECT n.source FROM document_entry t, LATERAL (
          SELECT a.source FROM association a WHERE a.dossier_id = ${dossier} AND a.target = t.logical_id AND a.kind = 'RPLC' LIMIT 1000) n WHERE ${madeSince}) k,
      LATERAL (SELECT d.* FROM document_entry d WHERE d.dossier_id = ${dossier} AND d.logical_id = k.id AND d.is_current LIMIT 1) e`;
  const text = `SELECT * FROM (
      SELECT e.*, coalesce(v.logical_id IS NOT NULL AND ${before}, false) AS was_seen, (${seen}) AS is_seen,
        CASE WHEN e.replaces IS NULL THEN false ELSE ${replacedNow} <> ${replacedThen} END AS names_otherwise
      FROM ${sameSight ? candidates : 'document_entry e'} LEFT JOIN LATERAL (${versionThen('e.logical_id')}) v ON true
      WHERE e.dossier_id = ${dossier} AND e.is_current AND ${forPeople}) c
    WHERE (c.is_seen AND (c.journal_sequence >= ${place} OR NOT c.was_seen OR c.names_otherwise) AND (c.was_seen OR c.status <> 'Deleted')) OR (c.was_seen AND NOT c.is_seen)
    ORDER BY c.journal_sequence, c.logical_id LIMIT ${parameters.add(limit)}::int`;
  return (await db.query<ChangedRow>({ name: sameSight ? 'documents-changes' : 'documents-changes-sight', text, values: parameters.values })).rows;
}

async function changesIn({ db, keys }: StoreContext, permit: Reading, rows: readonly ChangedRow[]): Promise<readonly DocumentChange[]> {
  if (rows.length === 0) return [];
  const sealer = await keys.sealer(dossierOf(permit), db);
  const opened = rows.flatMap((row) => {
    const stored = row.is_seen ? unlessAltered(() => fromRow(sealer, row)) : undefined;
    return stored === undefined ? [] : [{ row, stored }];
  });
  const told = await withoutUnseen(
    db,
    [permit],
    opened.map(({ stored }) => stored.entry),
  );
  const entries = new Map(told.map((entry) => [entry.logicalId, entry]));
  const blobs = new Map(opened.map(({ row, stored }) => [row.logical_id, stored.blob]));
  return rows
    .map((row): DocumentChange | undefined => {
      if (!row.is_seen) return { kind: 'gone', document: row.logical_id };
      const [entry, blob] = [entries.get(row.logical_id), blobs.get(row.logical_id)];
      return entry && blob && { kind: row.was_seen ? 'changed' : 'new', stored: { entry, blob, isNew: false } };
    })
    .filter(isThere);
}

/** This request's own line is the last: what it answers was committed before, and what comes after will be beyond it. */
async function currentMark({ db }: StoreContext, permit: Reading): Promise<Mark> {
  const { rows } = await db.query<{ sequence: number; hash: Buffer }>({
    name: 'changes-mark',
    text: 'SELECT sequence, hash FROM trace_head WHERE dossier_id = $1',
    values: [dossierOf(permit)],
  });
  return { sequence: rows[0]!.sequence, hash: rows[0]!.hash.toString('hex'), at: permit.at, sight: sightOf(permit) };
}

/**
 * What they saw then is not known: what they see today is taken for it, so that a document counts by what was made of it since. Looked for in the
 * reader's own lines of this record (`trace_actor`), set apart by OFFSET: asked all at once, PostgreSQL may walk the record's whole journal, or what
 * the reader consulted everywhere (`trace_consulting`).
 */
async function lastVisit({ db }: StoreContext, permit: Reading, before: Instant): Promise<Mark | undefined> {
  const { rows } = await db.query<{ at: Instant; sequence: number; hash: Buffer }>({
    name: 'changes-last-visit',
    text: `SELECT at, sequence, hash
      FROM (SELECT at, sequence, hash, action, outcome FROM trace WHERE dossier_id = $1 AND actor_id = $2 AND at < $3 ORDER BY at DESC OFFSET 0) own
      WHERE action = 'list-documents' AND outcome = 'granted' ORDER BY at DESC, sequence DESC LIMIT 1`,
    values: [dossierOf(permit), actorId(permit.actor), toTimestamp(before)],
  });
  return rows[0] && { ...rows[0], hash: rows[0].hash.toString('hex'), sight: sightOf(permit) };
}

/** Whether that line still stands in the record's journal: a restore may have taken it back, and what came after with it. */
async function stands({ db }: StoreContext, permit: Reading, { sequence, at, hash }: Mark): Promise<boolean> {
  const { rows } = await db.query({
    name: 'changes-stands',
    text: 'SELECT FROM trace WHERE dossier_id = $1 AND at = $2 AND sequence = $3 AND hash = $4',
    values: [dossierOf(permit), toTimestamp(at), sequence, Buffer.from(hash, 'hex')],
  });
  return rows.length === 1;
}

const bindingOf = (permit: Reading): string => `changes|${dossierOf(permit)}|${permit.actor.kind}|${actorId(permit.actor)}`;
const macBytes = 32;

function sealMark({ vault }: StoreContext, permit: Reading, mark: Mark): string {
  const binding = bindingOf(permit);
  const sealed = vault.sealSystem(binding, deflateRawSync(JSON.stringify(mark)));
  return Buffer.concat([macOf(vault, binding, sealed), sealed]).toString('base64url');
}
/** Checked before it is opened: a cursor somebody made up is no alteration of ours, and raises no alarm. */
function openMark({ vault }: StoreContext, permit: Reading, cursor: string): Mark | undefined {
  const binding = bindingOf(permit);
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes.length <= macBytes) return undefined;
  const sealed = bytes.subarray(macBytes);
  if (!timingSafeEqual(bytes.subarray(0, macBytes), macOf(vault, binding, sealed))) return undefined;
  return JSON.parse(inflateRawSync(vault.openSystem(binding, sealed)).toString('utf8')) as Mark;
}
const macOf = (vault: StoreContext['vault'], binding: string, sealed: Buffer): Buffer =>
  vault.blindIndex('changes-cursor', `${binding}|${sealed.toString('base64')}`);
