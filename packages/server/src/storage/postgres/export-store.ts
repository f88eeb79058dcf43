// Copies of records that people take away: who asked, how far each is, where its pieces are. The name of who asked is sealed with the record's key.
// Acts of one record on its exports follow one another by its chain of traces; those of the job, by the attempt each row names.

import { type Permit, dossierOf, eachPart } from '@carnet/domain/access';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import { type Instant, invariant } from '@carnet/domain/kernel';
import type { BlobRef, ClaimedExport, ExportFailure, ExportState, ExportStore, RecordExport } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';
import { isUuid } from './statement.ts';

/** Wakes who makes them. */
export const exportsChannel = 'carnet_exports';
export const exportBinding = (dossier: DossierId, id: string): string => `record_export|${dossier}|${id}`;

interface Row {
  dossier_id: DossierId;
  id: string;
  personne: PersonneId;
  state: ExportState;
  failure: ExportFailure | null;
  asked_at: Instant;
  done: number;
  total: number | null;
  ready_at: Instant | null;
  until: Instant | null;
  bytes: number | null;
  attempts: number;
  sealed: Buffer;
}
const columns = 'dossier_id, id, personne, state, failure, asked_at, done, total, ready_at, until, bytes, attempts, sealed';

const toExport = (row: Row): RecordExport => ({
  id: row.id,
  dossier: row.dossier_id,
  state: row.state,
  askedAt: row.asked_at,
  done: row.done,
  ...(row.total === null ? {} : { total: row.total }),
  ...(row.failure === null ? {} : { failure: row.failure }),
  ...(row.ready_at === null ? {} : { readyAt: row.ready_at }),
  ...(row.until === null ? {} : { until: row.until }),
  ...(row.bytes === null ? {} : { bytes: row.bytes }),
});

/** Whose it is. */
function personneOf({ actor }: Permit<'export-record'>): PersonneId {
  invariant('personne' in actor, 'a copy is asked for by a person');
  return actor.personne;
}

export function exportStore(context: StoreContext): ExportStore {
  const { db, keys } = context;
  const ofAttempt = ({ dossier, id, attempt }: ClaimedExport): readonly string[] => [dossier, id, attempt];
  return {
    async of(personne) {
      const { rows } = await db.query<Row & { readonly own: DossierId | null }>({
        name: 'export-of',
        // Of two records that are one person's: told of the one they come in by.
        text: `SELECT ${columns}, (SELECT own.dossier_id FROM dossier stays JOIN dossier own ON own.dossier_id = ANY (stays.absorbed)
            WHERE stays.dossier_id = record_export.dossier_id AND own.titulaire = $1) AS own FROM record_export WHERE personne = $1`,
        values: [personne],
      });
      return rows.map((row) => ({ ...toExport(row), ...(row.own === null ? {} : { dossier: row.own }) }));
    },
    async ask(permit, { id, name }) {
      const dossier = dossierOf(permit);
      const personne = personneOf(permit);
      await db.query({
        name: 'export-ask-again',
        text: `DELETE FROM record_export WHERE dossier_id = $1 AND personne = $2 AND state <> 'asked'`,
        values: [dossier, personne],
      });
      const sealed = (await keys.sealer(dossier, db)).seal(exportBinding(dossier, id), JSON.stringify({ name }));
      const { rows } = await db.query<Row>({
        name: 'export-ask',
        // Nothing changes where one is being made: it is that one.
        text: `INSERT INTO record_export (dossier_id, id, personne, state, asked_at, next_attempt_at, sealed) VALUES ($1, $2, $3, 'asked', $4, $4, $5)
          ON CONFLICT (dossier_id, personne) DO UPDATE SET state = record_export.state RETURNING ${columns}`,
        values: [dossier, id, personne, toTimestamp(permit.at), sealed],
      });
      await db.query({ name: 'export-wake', text: `SELECT pg_notify('${exportsChannel}', '')`, values: [] });
      return toExport(rows[0]!);
    },
    async pieces(permit, id) {
      if (!isUuid(id)) return undefined;
      const { rows } = await db.query<{ address: string; sha256: string; size: number; bytes: number; ready_at: Instant }>({
        name: 'export-pieces',
        text: `SELECT encode(p.blob_address, 'hex') AS address, encode(p.sha256, 'hex') AS sha256, p.size, x.bytes, x.ready_at
          FROM record_export x JOIN record_export_piece p ON p.dossier_id = x.dossier_id AND p.export_id = x.id AND p.attempt = x.attempt
          WHERE x.dossier_id = $1 AND x.id = $2 AND x.personne = $3 AND x.state = 'ready' AND x.until > $4
            AND ($5 OR NOT EXISTS (SELECT FROM document_entry e JOIN document_entry former
                ON former.dossier_id = e.dossier_id AND former.logical_id = e.logical_id AND former.version < e.version
              WHERE e.dossier_id = ANY ($6) AND e.is_current AND e.invisible_representants AND e.changed_at >= x.asked_at AND NOT former.invisible_representants))
          ORDER BY p.number`,
        values: [dossierOf(permit), id, personneOf(permit), toTimestamp(permit.at), permit.actor.kind === 'titulaire', eachPart(permit).map(dossierOf)],
      });
      const first = rows[0];
      if (first === undefined) return undefined;
      return { bytes: first.bytes, readyAt: first.ready_at, pieces: rows.map(({ address, sha256, size }): BlobRef => ({ address, sha256, size })) };
    },
    async remove(permit, id) {
      if (!isUuid(id)) return false;
      const { rowCount } = await db.query({
        name: 'export-remove',
        text: 'DELETE FROM record_export WHERE dossier_id = $1 AND id = $2 AND personne = $3',
        values: [dossierOf(permit), id, personneOf(permit)],
      });
      return rowCount === 1;
    },
    async claim({ now, leaseUntil, attempt }) {
      const { rows } = await db.query<Row>({
        name: 'export-claim',
        text: `UPDATE record_export x SET attempt = $3, attempts = x.attempts + 1, next_attempt_at = $2, done = 0
          FROM (SELECT dossier_id, id FROM record_export WHERE state = 'asked' AND next_attempt_at <= $1
            ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED) AS due
          WHERE x.dossier_id = due.dossier_id AND x.id = due.id RETURNING x.*`,
        values: [toTimestamp(now), toTimestamp(leaseUntil), attempt],
      });
      const row = rows[0];
      if (row === undefined) return undefined;
      const { dossier_id: dossier, id, personne, attempts } = row;
      // What a former attempt left belongs to nobody: its files are swept.
      await db.query({
        name: 'export-former-pieces',
        text: 'DELETE FROM record_export_piece WHERE dossier_id = $1 AND export_id = $2 AND attempt <> $3',
        values: [dossier, id, attempt],
      });
      const { name } = JSON.parse((await keys.sealer(dossier, db)).open(exportBinding(dossier, id), row.sealed).toString('utf8')) as { name: string };
      return { id, dossier, personne, name, attempts, attempt };
    },
    async progress(claimed, { done, total, leaseUntil }) {
      const { rowCount } = await db.query({
        name: 'export-progress',
        text: `UPDATE record_export SET done = $4, total = $5, next_attempt_at = $6 WHERE dossier_id = $1 AND id = $2 AND attempt = $3 AND state = 'asked'`,
        values: [...ofAttempt(claimed), done, total, toTimestamp(leaseUntil)],
      });
      return rowCount === 1;
    },
    async keepPiece(claimed, { number, blob }, leaseUntil) {
      const { rowCount } = await db.query({
        name: 'export-keep-piece',
        text: `WITH ours AS (UPDATE record_export SET next_attempt_at = $8 WHERE dossier_id = $1 AND id = $2 AND attempt = $3 AND state = 'asked' RETURNING dossier_id)
          INSERT INTO record_export_piece (dossier_id, export_id, attempt, number, blob_address, sha256, size)
          SELECT $1, $2, $3, $4, decode($5, 'hex'), decode($6, 'hex'), $7 FROM ours`,
        values: [...ofAttempt(claimed), number, blob.address, blob.sha256, blob.size, toTimestamp(leaseUntil)],
      });
      return rowCount === 1;
    },
    async ready(claimed, { at, until, bytes }) {
      const { rowCount } = await db.query({
        name: 'export-ready',
        text: `UPDATE record_export SET state = 'ready', ready_at = $4, until = $5, bytes = $6
          WHERE dossier_id = $1 AND id = $2 AND attempt = $3 AND state = 'asked'`,
        values: [...ofAttempt(claimed), toTimestamp(at), toTimestamp(until), bytes],
      });
      return rowCount === 1;
    },
    async retry(claimed, at) {
      await db.query({
        name: 'export-retry',
        text: `UPDATE record_export SET next_attempt_at = $4 WHERE dossier_id = $1 AND id = $2 AND attempt = $3 AND state = 'asked'`,
        values: [...ofAttempt(claimed), toTimestamp(at)],
      });
    },
    async fail(claimed, failure) {
      await db.query({
        name: 'export-fail',
        text: `UPDATE record_export SET state = 'failed', failure = $4 WHERE dossier_id = $1 AND id = $2 AND attempt = $3 AND state = 'asked'`,
        values: [...ofAttempt(claimed), failure],
      });
      await db.query({
        name: 'export-failed-pieces',
        text: 'DELETE FROM record_export_piece WHERE dossier_id = $1 AND export_id = $2',
        values: [claimed.dossier, claimed.id],
      });
    },
    async expire(now, forgottenBefore) {
      const { rowCount } = await db.query({
        name: 'export-expire',
        text: `UPDATE record_export SET state = 'expired' WHERE state = 'ready' AND until <= $1`,
        values: [toTimestamp(now)],
      });
      await db.query({
        name: 'export-expired-pieces',
        text: `DELETE FROM record_export_piece p USING record_export x WHERE x.dossier_id = p.dossier_id AND x.id = p.export_id AND x.state = 'expired'`,
        values: [],
      });
      await db.query({
        name: 'export-forget',
        text: `DELETE FROM record_export WHERE state IN ('failed', 'expired') AND asked_at <= $1`,
        values: [toTimestamp(forgottenBefore)],
      });
      return rowCount ?? 0;
    },
  };
}
