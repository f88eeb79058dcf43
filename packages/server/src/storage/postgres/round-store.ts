// A care home's lists as they were worked through: numbers of lines and what became of them, for the house they are of. No resident is in here.

import type { PermitAcross } from '@carnet/domain/access';
import { invariant } from '@carnet/domain/kernel';
import type { ResidentsRound, RoundStore } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';
import { isUuid } from './statement.ts';

const bindingOf = (id: string): string => `residents_round|${id}`;

function houseOf({ actor }: PermitAcross<'open-residents'>): string {
  const structure = 'structure' in actor ? actor.structure : undefined;
  invariant(structure !== undefined, 'residents are opened for by a care home');
  return structure.id;
}

export function roundStore({ db, vault }: StoreContext): RoundStore {
  return {
    async begin(permit, { id, total, by }) {
      await db.query({
        name: 'round-begin',
        text: 'INSERT INTO residents_round (id, structure, at, total, sealed) VALUES ($1, $2, $3, $4, $5)',
        values: [id, houseOf(permit), toTimestamp(permit.at), total, vault.sealSystem(bindingOf(id), by)],
      });
    },
    async keep(permit, round, line, outcome) {
      if (!isUuid(round)) return false;
      const { rowCount } = await db.query({
        name: 'round-keep',
        text: `INSERT INTO residents_line AS l (round, line, outcome) SELECT id, $3, $4 FROM residents_round WHERE id = $1 AND structure = $2
          ON CONFLICT (round, line) DO UPDATE SET outcome = CASE WHEN l.outcome = 'opened' THEN l.outcome ELSE excluded.outcome END`,
        values: [round, houseOf(permit), line, outcome],
      });
      return rowCount === 1;
    },
    async list(permit, limit) {
      const { rows } = await db.query<Omit<ResidentsRound, 'by'> & { readonly sealed: Buffer }>({
        name: 'round-list',
        text: `SELECT r.id, r.at, r.total, r.sealed, (SELECT coalesce(json_agg(json_build_object('outcome', c.outcome, 'count', c.count) ORDER BY c.outcome), '[]')
            FROM (SELECT outcome, count(*) FROM residents_line WHERE round = r.id GROUP BY outcome) c) AS counts
          FROM residents_round r WHERE r.structure = $1 ORDER BY r.at DESC, r.id DESC LIMIT $2`,
        values: [houseOf(permit), limit],
      });
      return rows.map(({ sealed, ...round }) => ({ ...round, by: vault.openSystem(bindingOf(round.id), sealed).toString('utf8') }));
    },
  };
}
