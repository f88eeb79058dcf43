// Messages of the outbox that were given up, for whoever runs the installation: by which channel, of which kind, since when, and the code of
// what refused them. Never whose they were.

import type { DeadLetter, DeadLetterStore } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';
import { isUuid } from './statement.ts';

interface LetterRow extends Omit<DeadLetter, 'why'> {
  readonly why: string | null;
  readonly total: number;
}

export const deadLetterStore = ({ db }: StoreContext): DeadLetterStore => ({
  async list(_permit, limit) {
    const { rows } = await db.query<LetterRow>({
      name: 'dead-letters',
      text: `SELECT batch, min(channel) AS channel, array_agg(DISTINCT kind) AS kinds, count(*) AS count, min(created_at) AS "writtenAt",
          max(attempts) AS attempts, max(failure) AS why, count(*) OVER () AS total
        FROM outbox WHERE state = 'failed' GROUP BY batch ORDER BY min(created_at) DESC, batch LIMIT $1`,
      values: [limit],
    });
    return { letters: rows.map(({ total: _, why, ...letter }) => ({ ...letter, ...(why === null ? {} : { why }) })), total: rows[0]?.total ?? 0 };
  },
  async sendAgain(permit, batch) {
    if (batch !== undefined && !isUuid(batch)) return 0;
    const { rows } = await db.query<{ letters: number }>({
      name: 'dead-letters-send-again',
      text: `WITH again AS (
          UPDATE outbox SET state = 'pending', attempts = 0, next_attempt_at = $1 WHERE state = 'failed' AND ($2::uuid IS NULL OR batch = $2) RETURNING batch)
        SELECT count(DISTINCT batch) AS letters, pg_notify('carnet_outbox', '') FROM again`,
      values: [toTimestamp(permit.at), batch ?? null],
    });
    return rows[0]!.letters;
  },
});
