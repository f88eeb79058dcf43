// The links that make two records one person's, and who made and ended them. A link is two columns of the two records: nothing of either is
// moved, copied or opened, so that joining and parting take the same time whatever they hold.

import { actorId } from '@carnet/domain/audit';
import { dossierOf } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import type { Instant } from '@carnet/domain/kernel';
import type { Fusion, FusionState, FusionStore, NewFusion } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';
import { isUuid } from './statement.ts';

interface Row {
  dossier_id: DossierId;
  id: string;
  absorbed_id: DossierId;
  state: FusionState;
  proposed_at: Instant;
  proposed_by: string;
  confirmed_at: Instant | null;
  ended_at: Instant | null;
  sealed: Buffer;
}
type Sealed = Pick<NewFusion, 'reason' | 'name'>;
/** Under the key of the record that stays. */
export const fusionBinding = (dossier: DossierId, id: string): string => `fusion|${dossier}|${id}`;

export function fusionStore({ db, keys }: StoreContext): FusionStore {
  const toFusion = async (row: Row): Promise<Fusion> => {
    const { dossier_id: survivor, id } = row;
    const clear = (await keys.sealer(survivor, db)).open(fusionBinding(survivor, id), row.sealed).toString('utf8');
    return {
      ...(JSON.parse(clear) as Sealed),
      id,
      survivor,
      absorbed: row.absorbed_id,
      state: row.state,
      proposedAt: row.proposed_at,
      proposedBy: row.proposed_by,
      ...(row.confirmed_at === null ? {} : { confirmedAt: row.confirmed_at }),
      ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    };
  };
  return {
    async propose(survivor, absorbed, { id, reason, name }) {
      const [stays, goes] = [dossierOf(survivor), dossierOf(absorbed)];
      const sealed = (await keys.sealer(stays, db)).seal(fusionBinding(stays, id), JSON.stringify({ reason, name } satisfies Sealed));
      const { rowCount } = await db.query({
        name: 'fusion-propose',
        text: `INSERT INTO fusion (dossier_id, id, absorbed_id, state, proposed_at, proposed_by, sealed)
          SELECT $1, $2, $3, 'proposed', $4, $5, $6
          WHERE NOT EXISTS (SELECT FROM dossier d WHERE (d.dossier_id = $1 AND d.merged_into IS NOT NULL)
              OR (d.dossier_id = $3 AND (d.merged_into IS NOT NULL OR d.absorbed IS NOT NULL)))
            AND NOT EXISTS (SELECT FROM fusion f WHERE f.state = 'proposed' AND (f.absorbed_id IN ($1, $3) OR f.dossier_id = $3))`,
        values: [stays, id, goes, toTimestamp(survivor.at), actorId(survivor.actor), sealed],
      });
      return rowCount === 1;
    },
    async areApart(one, other) {
      const { rows } = await db.query({
        name: 'fusion-apart',
        text: 'SELECT FROM identity_pair WHERE dossier_id = $1 AND other_id = $2',
        values: [dossierOf(one), dossierOf(other)].toSorted(),
      });
      return rows.length > 0;
    },
    async list(permit) {
      const { rows } = await db.query<Row>({
        name: 'fusion-list',
        text: 'SELECT * FROM fusion WHERE dossier_id = $1 OR absorbed_id = $1 ORDER BY proposed_at DESC, id DESC',
        values: [dossierOf(permit)],
      });
      const fusions: Fusion[] = [];
      for (const row of rows) fusions.push(await toFusion(row));
      return fusions;
    },
    async find(survivor, id) {
      if (!isUuid(id)) return undefined;
      const { rows } = await db.query<Row>({
        name: 'fusion-find',
        text: 'SELECT * FROM fusion WHERE dossier_id = $1 AND id = $2 FOR UPDATE',
        values: [dossierOf(survivor), id],
      });
      return rows[0] && toFusion(rows[0]);
    },
    async merge(survivor, absorbed, { id }) {
      const [stays, goes, at] = [dossierOf(survivor), dossierOf(absorbed), toTimestamp(survivor.at)];
      const linked = await db.query({
        name: 'fusion-link',
        text: `WITH goes AS (
            UPDATE dossier SET merged_into = $1, merged_at = $3 WHERE dossier_id = $2 AND merged_into IS NULL AND absorbed IS NULL RETURNING dossier_id
          ) UPDATE dossier SET absorbed = array_append(absorbed, goes.dossier_id) FROM goes WHERE dossier.dossier_id = $1 AND dossier.merged_into IS NULL`,
        values: [stays, goes, at],
      });
      if (linked.rowCount !== 1) return false;
      await db.query({
        name: 'fusion-confirm',
        text: `UPDATE fusion SET state = 'merged', confirmed_at = $3, confirmed_by = $4 WHERE dossier_id = $1 AND id = $2`,
        values: [stays, id, at, actorId(survivor.actor)],
      });
      return true;
    },
    async end(survivor, absorbed, { id, state }) {
      const [stays, goes] = [dossierOf(survivor), dossierOf(absorbed)];
      if (state === 'merged') {
        // A copy, or a card, that was made meanwhile may hold what is another's from now on. Its bytes are swept.
        await db.query({
          name: 'fusion-copies',
          text: `DELETE FROM record_export x USING dossier d
            WHERE x.dossier_id IN ($1, $2) AND d.dossier_id = $2 AND d.merged_into = $1 AND (x.state = 'asked' OR x.ready_at >= d.merged_at)`,
          values: [stays, goes],
        });
        await db.query({
          name: 'fusion-cards',
          text: `WITH gone AS (DELETE FROM emergency_card c USING dossier d
              WHERE c.dossier_id IN ($1, $2) AND d.dossier_id = $2 AND d.merged_into = $1 AND c.made_at >= d.merged_at RETURNING c.dossier_id, c.personne)
            DELETE FROM emergency_card_directory t USING gone WHERE t.dossier_id = gone.dossier_id AND t.personne = gone.personne`,
          values: [stays, goes],
        });
        await db.query({
          name: 'fusion-unlink',
          text: `WITH goes AS (UPDATE dossier SET merged_into = NULL, merged_at = NULL WHERE dossier_id = $2 AND merged_into = $1)
            UPDATE dossier SET absorbed = nullif(array_remove(absorbed, $2), '{}') WHERE dossier_id = $1`,
          values: [stays, goes],
        });
      }
      await db.query({
        name: 'fusion-end',
        text: 'UPDATE fusion SET state = $3, ended_at = $4, ended_by = $5 WHERE dossier_id = $1 AND id = $2',
        values: [stays, id, state === 'merged' ? 'undone' : 'declined', toTimestamp(survivor.at), actorId(survivor.actor)],
      });
    },
    async proposed(_permit, limit) {
      const { rows } = await db.query<Row>({
        name: 'fusion-proposed',
        text: `SELECT id, dossier_id, absorbed_id, proposed_at FROM fusion WHERE state = 'proposed' ORDER BY proposed_at, id LIMIT $1`,
        values: [limit],
      });
      return rows.map((row) => ({ id: row.id, survivor: row.dossier_id, absorbed: row.absorbed_id, proposedAt: row.proposed_at }));
    },
  };
}
