// The seals of the journal beside it: added, never changed (the server's role may not). What a seal covers is gathered in one statement and
// kept row by row, so that whoever verifies can compute its root again; memory does not grow with the number of chains.

import { headLine, parseSeal } from '@carnet/domain/audit';
import { invariant } from '@carnet/domain/kernel';
import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { SealStore, SignedSeal } from '../../ports/index.ts';
import { inTransaction } from './transactions.ts';

/** Any constant serves, as long as no other program of this database takes it. */
const lockKey = 7_230_114_003;
const page = 10_000;

interface SealRow {
  text: string;
  signature: Buffer;
}

export const postgresSeals = (pool: pg.Pool): SealStore => ({
  last: () => lastSeal(pool),
  from: async (number) =>
    (await pool.query<SealRow>({ text: 'SELECT text, signature FROM trace_seal WHERE number >= $1 ORDER BY number', values: [number] })).rows.map(toSeal),
  add: (make) =>
    inTransaction(pool, async (db) => {
      // A whole country's chains take longer than any screen would wait for.
      await db.query('SET LOCAL statement_timeout = 0');
      await db.query({ text: 'SELECT pg_advisory_xact_lock($1)', values: [lockKey] });
      const last = await lastSeal(db);
      const complete = make(last);
      if (complete === undefined) return;
      const number = (last?.seal.number ?? 0) + 1;
      await db.query({ text: gatherStatement, values: [number] });
      const { seal, text, signature } = complete(await coveredBy(db, number));
      invariant(seal.number === number, 'seals are numbered without a gap');
      await db.query({ text: 'INSERT INTO trace_seal (number, text, signature) VALUES ($1, $2, $3)', values: [number, text, signature] });
    }),
});

const gatherStatement = `
  INSERT INTO trace_seal_head (dossier_id, sequence, hash, seal)
  SELECT h.dossier_id, h.sequence, h.hash, $1::bigint FROM trace_head h
  WHERE NOT EXISTS (SELECT FROM trace_seal_head s WHERE s.dossier_id = h.dossier_id AND s.sequence = h.sequence)`;

async function coveredBy(db: pg.ClientBase, number: number): Promise<{ readonly chains: number; readonly root: string }> {
  const root = createHash('sha256');
  let chains = 0;
  for (let after = '00000000-0000-0000-0000-000000000000', from = '>='; ; from = '>') {
    const { rows } = await db.query<{ dossier_id: string; sequence: number; hash: Buffer }>({
      text: `SELECT dossier_id, sequence, hash FROM trace_seal_head WHERE seal = $1 AND dossier_id ${from} $2::uuid ORDER BY dossier_id LIMIT ${page}`,
      values: [number, after],
    });
    for (const { dossier_id, sequence, hash } of rows) root.update(headLine(dossier_id, sequence, hash.toString('hex')));
    chains += rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < page) return { chains, root: root.digest('hex') };
    after = last.dossier_id;
  }
}

async function lastSeal(db: pg.Pool | pg.ClientBase): Promise<SignedSeal | undefined> {
  const { rows } = await db.query<SealRow>({ text: 'SELECT text, signature FROM trace_seal ORDER BY number DESC LIMIT 1' });
  return rows[0] === undefined ? undefined : toSeal(rows[0]);
}

function toSeal({ text, signature }: SealRow): SignedSeal {
  const seal = parseSeal(text);
  invariant(seal !== undefined, 'a seal of this database cannot be read: npm run verify-journal');
  return { seal, text, signature };
}
