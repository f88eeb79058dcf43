// The intakes of the insurers' files: how far each was taken, and what was wrong with which line. No line is here.

import type { StructIdNat } from '@carnet/domain/identity';
import { type Instant, invariant } from '@carnet/domain/kernel';
import { type Intake, type IntakeCounts, type IntakeReject, type IntakeStore, noCounts } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';

interface IntakeRow extends IntakeCounts {
  readonly insurer: StructIdNat;
  readonly name: string;
  readonly begun_at: Instant;
  readonly touched_at: Instant;
  readonly finished: boolean;
  readonly through: number;
  readonly digest: Buffer | null;
}
const counted = Object.keys(noCounts) as (keyof IntakeCounts)[];
const columns = `i.insurer, i.name, i.begun_at, i.touched_at, i.finished, i.through, i.digest, ${counted.map((name) => `i.${name}`).join(', ')}`;

const fromRow = (row: IntakeRow): Intake => ({
  insurer: row.insurer,
  name: row.name,
  begunAt: row.begun_at,
  touchedAt: row.touched_at,
  finished: row.finished,
  through: row.through,
  ...(row.digest === null ? {} : { digest: row.digest.toString('hex') }),
  counts: Object.fromEntries(counted.map((name) => [name, row[name]])) as unknown as IntakeCounts,
});

/** Rejects kept line by line; beyond, the file is another than was meant, and its count says so. */
const rejectsKept = 10_000;

export function intakeStore({ db }: StoreContext): IntakeStore {
  const insurerOf = ({ actor }: { readonly actor: { readonly kind: string; readonly id?: string } }): string => {
    invariant(actor.kind === 'assurance-maladie' && actor.id !== undefined, 'only the insurer feeds');
    return actor.id;
  };
  return {
    async lock(permit, name) {
      const key = [insurerOf(permit as never), name];
      await db.query({
        name: 'intake-begin',
        text: 'INSERT INTO intake (insurer, name, begun_at, touched_at) VALUES ($1, $2, $3, $3) ON CONFLICT DO NOTHING',
        values: [...key, toTimestamp(permit.at)],
      });
      const { rows } = await db.query<IntakeRow>({
        name: 'intake-lock',
        text: `SELECT ${columns} FROM intake i WHERE i.insurer = $1 AND i.name = $2 FOR UPDATE`,
        values: key,
      });
      invariant(rows[0] !== undefined, 'an intake that was begun is there');
      return fromRow(rows[0]);
    },
    async advance(permit, name, { through, digest, finished, counts, rejects }) {
      const key = [insurerOf(permit as never), name];
      await db.query({
        name: 'intake-advance',
        text: `UPDATE intake SET through = $3, digest = $4, finished = $5, touched_at = $6, ${counted.map((one, index) => `${one} = ${one} + $${index + 7}`).join(', ')}
          WHERE insurer = $1 AND name = $2`,
        values: [...key, through, Buffer.from(digest, 'hex'), finished, toTimestamp(permit.at), ...counted.map((one) => counts[one])],
      });
      if (rejects.length > 0)
        await db.query({
          name: 'intake-reject',
          text: `INSERT INTO intake_reject (insurer, name, number, line, field, rule, expected)
            SELECT $1, $2, kept.count + given.place, given.line, given.field, given.rule, given.expected
            FROM (SELECT count(*) AS count FROM intake_reject WHERE insurer = $1 AND name = $2) kept,
              unnest($3::bigint[], $4::text[], $5::text[], $6::text[]) WITH ORDINALITY AS given (line, field, rule, expected, place)
            WHERE kept.count + given.place <= ${rejectsKept}`,
          values: [
            ...key,
            rejects.map(({ line }) => line),
            rejects.map(({ field }) => field),
            rejects.map(({ rule }) => rule),
            rejects.map(({ expected }) => expected ?? null),
          ],
        });
    },
    async find(_permit, insurer, name) {
      const { rows } = await db.query<IntakeRow>({
        name: 'intake-find',
        text: `SELECT ${columns} FROM intake i WHERE i.insurer = $1 AND i.name = $2`,
        values: [insurer, name],
      });
      return rows[0] && fromRow(rows[0]);
    },
    async rejects(_permit, { insurer, name }, after, limit) {
      const { rows } = await db.query<{ number: number; line: number; field: string; rule: string; expected: string | null }>({
        name: 'intake-rejects',
        text: 'SELECT number, line, field, rule, expected FROM intake_reject WHERE insurer = $1 AND name = $2 AND number > $3 ORDER BY number LIMIT $4',
        values: [insurer, name, after, limit],
      });
      return rows.map(({ expected, ...row }): IntakeReject & { readonly number: number } => ({ ...row, ...(expected === null ? {} : { expected }) }));
    },
    async list(_permit, limit) {
      const { rows } = await db.query<IntakeRow & { insurer_name: string | null }>({
        name: 'intake-list',
        text: `SELECT ${columns}, s.name AS insurer_name FROM intake i LEFT JOIN structure s ON s.id = i.insurer ORDER BY i.begun_at DESC, i.name LIMIT $1`,
        values: [limit],
      });
      return rows.map((row) => ({ ...fromRow(row), insurerName: row.insurer_name ?? row.insurer }));
    },
  };
}
