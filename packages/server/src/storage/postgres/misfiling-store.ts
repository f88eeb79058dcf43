// Documents put aside because they are said to be another patient's: their rows get a version that is deleted, and one that is what they were if
// they come back. What was typed about it, and where the corrected document is, is sealed with the record's key.

import { type Permit, type Action, dossierOf } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import type { AvailabilityStatus, LogicalId } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import { type Instant, invariant } from '@carnet/domain/kernel';
import type { Misfiling, MisfilingState, MisfilingStore, NewVersion, WaitingMisfiling } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { type DocumentRow, fromRow } from './document-row.ts';
import { putVersion } from './document-store.ts';
import { toTimestamp } from './instants.ts';

interface Row {
  readonly dossier_id: DossierId;
  readonly id: string;
  readonly documents: readonly LogicalId[];
  readonly by_author: boolean;
  readonly state: MisfilingState;
  readonly reported_at: Instant;
  readonly deposited_at: Instant;
  readonly proposed_at: Instant | null;
  readonly proposed_by: string | null;
  readonly settled_at: Instant | null;
  readonly sealed: Buffer;
}
interface Sealed extends Pick<Misfiling, 'reported' | 'authors' | 'proposal' | 'corrected'> {
  /** What each document was before it was put aside, in the order of `documents`. */
  readonly was: readonly AvailabilityStatus[];
}
export const misfilingBinding = (dossier: DossierId, id: string): string => `misfiling|${dossier}|${id}`;

/**
 * What goes with a document: what it replaces and what replaces it, what was added to them or made of them, and the same content deposited again.
 * A signature of a whole set stays: the set may hold what is the patient's.
 */
const withAllOfIt = `WITH RECURSIVE chain AS (
    SELECT $2::uuid AS id
    UNION
    SELECT n.id FROM chain c, LATERAL (
      SELECT a.target AS id FROM association a WHERE a.dossier_id = $1 AND a.source = c.id AND a.kind = 'RPLC'
      UNION ALL SELECT a.source FROM association a WHERE a.dossier_id = $1 AND a.target = c.id AND a.kind IN ('RPLC', 'APND', 'XFRM')
      UNION ALL SELECT o.logical_id FROM document_content k JOIN document_content o ON o.dossier_id = k.dossier_id AND o.mark = k.mark
        WHERE k.dossier_id = $1 AND k.logical_id = c.id) n)
  SELECT e.* FROM document_entry e WHERE e.dossier_id = $1 AND e.is_current AND e.status <> 'Deleted' AND e.depositor IN ('professionnel', 'structure')
    AND e.logical_id IN (SELECT id FROM chain) ORDER BY e.logical_id <> $2, e.logical_id FOR UPDATE OF e`;

export function misfilingStore(context: StoreContext): MisfilingStore {
  const { db, keys } = context;
  const sealerOf = (dossier: DossierId) => keys.sealer(dossier, db);
  const opened = async ({ dossier_id: dossier, id, sealed }: Row): Promise<Sealed> =>
    JSON.parse((await sealerOf(dossier)).open(misfilingBinding(dossier, id), sealed).toString('utf8')) as Sealed;
  const seal = async (dossier: DossierId, id: string, clear: Sealed): Promise<Buffer> =>
    (await sealerOf(dossier)).seal(misfilingBinding(dossier, id), JSON.stringify(clear));
  const toMisfiling = async (row: Row): Promise<Misfiling> => {
    const { was: _, ...said } = await opened(row);
    return {
      ...said,
      id: row.id,
      dossier: row.dossier_id,
      state: row.state,
      documents: row.documents,
      depositedAt: row.deposited_at,
      reportedAt: row.reported_at,
      byAuthor: row.by_author,
      ...(row.proposed_at === null ? {} : { proposedAt: row.proposed_at }),
      ...(row.proposed_by === null ? {} : { proposedBy: row.proposed_by }),
      ...(row.settled_at === null ? {} : { settledAt: row.settled_at }),
    };
  };
  const rowOf = async (dossier: DossierId, id: string): Promise<Row> => {
    const { rows } = await db.query<Row>({
      name: 'misfiling-row',
      text: 'SELECT * FROM misfiling WHERE dossier_id = $1 AND id = $2 FOR UPDATE',
      values: [dossier, id],
    });
    invariant(rows[0] !== undefined, 'a misfiling that was found is there');
    return rows[0];
  };
  /** Each of these documents as `next` says, where it says otherwise than what is; what each was. */
  const putEach = async (
    permit: Permit<Action>,
    rows: readonly DocumentRow[],
    next: (row: DocumentRow) => AvailabilityStatus,
    newVersion: NewVersion,
  ): Promise<void> => {
    const sealer = await sealerOf(dossierOf(permit));
    for (const row of rows) {
      if (next(row) === row.status) continue;
      await putVersion(context, sealer, row, { ...newVersion(fromRow(sealer, row).entry.patient), at: permit.at, status: next(row) });
    }
  };
  const documentsOf = async ({ dossier, documents }: Misfiling): Promise<readonly DocumentRow[]> =>
    (
      await db.query<DocumentRow>({
        name: 'misfiling-documents',
        text: 'SELECT * FROM document_entry WHERE dossier_id = $1 AND is_current AND logical_id = ANY ($2::uuid[]) ORDER BY logical_id FOR UPDATE',
        values: [dossier, documents],
      })
    ).rows;
  const step = async ({ dossier, id }: Misfiling, to: Pick<Row, 'state' | 'sealed' | 'proposed_at' | 'proposed_by'>, by?: Permit<Action>): Promise<void> => {
    await db.query({
      name: 'misfiling-step',
      text: `UPDATE misfiling SET state = $3, sealed = $4, proposed_at = $5, proposed_by = $6, settled_at = $7, settled_by = $8 WHERE dossier_id = $1 AND id = $2`,
      values: [
        dossier,
        id,
        to.state,
        to.sealed,
        to.proposed_at === null ? null : toTimestamp(to.proposed_at),
        to.proposed_by,
        by === undefined ? null : toTimestamp(by.at),
        by === undefined ? null : actorId(by.actor),
      ],
    });
  };
  return {
    async putAside(permit, { id, expectedVersion, byAuthor, said, newVersion }) {
      const dossier = dossierOf(permit);
      const { rows } = await db.query<DocumentRow>({ name: 'misfiling-all', text: withAllOfIt, values: [dossier, permit.document?.logicalId] });
      const [named] = rows;
      if (named === undefined || named.logical_id !== permit.document?.logicalId || named.version !== expectedVersion) return false;
      const sealer = await sealerOf(dossier);
      const { authors } = fromRow(sealer, named).entry;
      const clear: Sealed = {
        reported: said,
        authors: authors.map((author) => (author.kind === 'systeme' ? author.name : `${author.givenName} ${author.familyName}`)),
        was: rows.map(({ status }) => status),
      };
      const deposited = toTimestamp(rows.map((row) => row.deposited_at).reduce((first, one) => (one < first ? one : first)));
      await db.query({
        name: 'misfiling-open',
        text: `INSERT INTO misfiling (dossier_id, id, documents, author_ids, by_author, state, reported_at, deposited_at, sealed)
          VALUES ($1, $2, $3, $4, $5, 'open', $6, $7, $8)`,
        values: [
          dossier,
          id,
          rows.map((row) => row.logical_id),
          [...new Set(rows.flatMap((row) => row.author_ids))],
          byAuthor,
          toTimestamp(permit.at),
          deposited,
          await seal(dossier, id, clear),
        ],
      });
      await putEach(permit, rows, () => 'Deleted', newVersion);
      await forgetCopies(context, dossier, deposited);
      return true;
    },
    async find(permit) {
      const { rows } = await db.query<Row>({
        name: 'misfiling-find',
        text: 'SELECT * FROM misfiling WHERE dossier_id = $1 AND $2 = ANY (documents) ORDER BY reported_at DESC, id DESC LIMIT 1 FOR UPDATE',
        values: [dossierOf(permit), permit.document?.logicalId],
      });
      return rows[0] && toMisfiling(rows[0]);
    },
    async propose(permit, misfiling, { outcome, said, corrected }) {
      const clear = await opened(await rowOf(misfiling.dossier, misfiling.id));
      const { corrected: _, ...before } = clear;
      const sealed = await seal(misfiling.dossier, misfiling.id, { ...before, proposal: said, ...(corrected === undefined ? {} : { corrected }) });
      const state = outcome === 'withdraw' ? 'withdrawal-proposed' : 'return-proposed';
      await step(misfiling, { state, sealed, proposed_at: permit.at, proposed_by: actorId(permit.actor) });
    },
    async settle(permit, misfiling, newVersion) {
      const row = await rowOf(misfiling.dossier, misfiling.id);
      const withdrawn = misfiling.state === 'withdrawal-proposed';
      await step(misfiling, { ...row, state: withdrawn ? 'withdrawn' : 'returned' }, permit);
      if (withdrawn) return;
      const { was } = await opened(row);
      const before = new Map(row.documents.map((document, index) => [document, was[index]!]));
      await putEach(permit, await documentsOf(misfiling), (one) => before.get(one.logical_id)!, newVersion);
    },
    async reopen(permit, misfiling, newVersion) {
      const row = await rowOf(misfiling.dossier, misfiling.id);
      const { proposal: _, corrected: __, ...clear } = await opened(row);
      const rows = await documentsOf(misfiling);
      // What was done to them since they came back is what they come back to.
      const now = new Map(rows.map((one) => [one.logical_id, one.status]));
      const was = misfiling.state === 'returned' ? row.documents.map((document) => now.get(document)!) : clear.was;
      const sealed = await seal(misfiling.dossier, misfiling.id, { ...clear, was });
      await step(misfiling, { state: 'open', sealed, proposed_at: null, proposed_by: null });
      await putEach(permit, rows, () => 'Deleted', newVersion);
      await forgetCopies(context, misfiling.dossier, toTimestamp(misfiling.depositedAt));
    },
    async list(permit) {
      const { rows } = await db.query<Row>({
        name: 'misfiling-list',
        text: 'SELECT * FROM misfiling WHERE dossier_id = $1 ORDER BY reported_at DESC, id DESC',
        values: [dossierOf(permit)],
      });
      const found: Misfiling[] = [];
      for (const row of rows) found.push(await toMisfiling(row));
      return found;
    },
    async waiting(_permit, limit) {
      const { rows } = await db.query<WaitingMisfiling>({
        name: 'misfiling-waiting',
        text: `SELECT ${waitingColumns} FROM misfiling WHERE ${waits} ORDER BY reported_at, id LIMIT $1`,
        values: [limit],
      });
      return rows;
    },
    async ofAuthor(permit, limit) {
      const { rows } = await db.query<WaitingMisfiling>({
        name: 'misfiling-of-author',
        text: `SELECT ${waitingColumns} FROM misfiling WHERE ${waits} AND author_ids @> ARRAY[$1]::text[] ORDER BY reported_at, id LIMIT $2`,
        values: [actorId(permit.actor), limit],
      });
      return rows;
    },
    async tellAuthors({ dossier, id }, at) {
      await db.query({
        name: 'misfiling-tell-authors',
        text: `INSERT INTO outbox (dossier_id, id, notice_id, professionnel, kind, channel, timing, state, next_attempt_at, created_at)
          SELECT $1, gen_random_uuid(), gen_random_uuid(), p.id, 'document-ecarte', 'email', 'now', 'pending', $3, $3 FROM misfiling m
            JOIN professionnel p ON p.id = ANY (m.author_ids) AND p.email IS NOT NULL WHERE m.dossier_id = $1 AND m.id = $2`,
        values: [dossier, id, toTimestamp(at)],
      });
    },
    async tellReaders(permit, { documents, depositedAt }) {
      await db.query({
        name: 'misfiling-tell-readers',
        text: `INSERT INTO outbox (dossier_id, id, notice_id, professionnel, kind, channel, timing, state, next_attempt_at, created_at)
          SELECT $1, gen_random_uuid(), gen_random_uuid(), p.id, 'document-retire', 'email', 'now', 'pending', $2, $2 FROM professionnel p
          WHERE p.email IS NOT NULL AND p.id IN (SELECT t.actor_id FROM trace t WHERE t.dossier_id = $1 AND t.at >= $3 AND t.logical_id = ANY ($4::uuid[])
            AND t.actor_kind = 'professionnel' AND t.action = 'read-document' AND t.outcome = 'granted')`,
        values: [dossierOf(permit), toTimestamp(permit.at), toTimestamp(depositedAt), documents],
      });
    },
    async takeLate(reportedUntil, at, limit) {
      const { rows } = await db.query<{ id: string; dossier: DossierId }>({
        name: 'misfiling-late',
        text: `WITH late AS (SELECT dossier_id, id FROM misfiling WHERE ${waits} AND told_late_at IS NULL AND reported_at <= $1
            ORDER BY reported_at LIMIT $3 FOR UPDATE SKIP LOCKED)
          UPDATE misfiling m SET told_late_at = $2 FROM late WHERE m.dossier_id = late.dossier_id AND m.id = late.id RETURNING m.dossier_id AS dossier, m.id`,
        values: [toTimestamp(reportedUntil), toTimestamp(at), limit],
      });
      return rows;
    },
  };
}

const waits = `state NOT IN ('withdrawn', 'returned')`;
const waitingColumns = 'dossier_id AS dossier, documents[1] AS document, state, reported_at AS "reportedAt"';

/** A copy to take away, or a card, that was made meanwhile may say of the patient what is another's. Bytes are swept. */
async function forgetCopies({ db }: StoreContext, dossier: DossierId, since: unknown): Promise<void> {
  await db.query({
    name: 'misfiling-copies',
    text: `DELETE FROM record_export WHERE dossier_id = $1 AND (state = 'asked' OR ready_at >= $2)`,
    values: [dossier, since],
  });
  await db.query({
    name: 'misfiling-cards',
    text: `WITH gone AS (DELETE FROM emergency_card WHERE dossier_id = $1 AND made_at >= $2 RETURNING dossier_id, personne)
      DELETE FROM emergency_card_directory t USING gone WHERE t.dossier_id = gone.dossier_id AND t.personne = gone.personne`,
    values: [dossier, since],
  });
}
