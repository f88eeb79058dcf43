// npm run remove-journal: takes away the lines older than a day, at the end of their retention (policy journalYears). Only the beginning of each
// chain goes, and only what a seal covers; the seals stay, and a seal of its own says what was removed, so that the rest is still proven. Done as
// the owner of the database: the server may not. All or nothing: a journal that would not be proven afterwards is left as it was.

import { type Seal, headLine, noSeal, parseSeal, sealText } from '@carnet/domain/audit';
import type { ProofFinding } from '@carnet/contract/wording';
import { type CivilDate, type Instant, civilDateInParis, startOfDayInParis, toIso } from '@carnet/domain/kernel';
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import pg from 'pg';
import { policyInForce } from '../explain/trace-facts.ts';
import { verifyIn } from './verify.ts';

export type Removed =
  | { readonly outcome: 'removed'; readonly lines: number }
  /** Lines of that day must still be kept: `earliest` is the latest day that may be given. */
  | { readonly outcome: 'too-recent'; readonly earliest: CivilDate; readonly years: number }
  | { readonly outcome: 'unproven'; readonly findings: readonly ProofFinding[] };

export interface Removal {
  readonly before: CivilDate;
  readonly now: Instant;
  /** PEM of the private key of the seals. */
  readonly key: string;
  /** PEM of every public key that was in use. */
  readonly publicKeys: readonly string[];
}

/** Of the server's sealing (seal-store.ts): one at a time. */
const lockKey = 7_230_114_003;

export async function removeLines(databaseUrl: string, removal: Removal): Promise<Removed> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    // Before the transaction: its picture of the database must not be older than the lock.
    await db.query('SELECT pg_advisory_lock($1)', [lockKey]);
    await db.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    const done = await removeIn(db, removal);
    await db.query(done.outcome === 'removed' ? 'COMMIT' : 'ROLLBACK');
    if (done.outcome === 'removed') await dropEmptyMonths(db, removal.before);
    return done;
  } finally {
    await db.end();
  }
}

async function removeIn(db: pg.ClientBase, { before, now, key, publicKeys }: Removal): Promise<Removed> {
  const { journalYears: years } = await policyInForce(db, now);
  const earliest = yearsBefore(civilDateInParis(now), years);
  if (before > earliest) return { outcome: 'too-recent', earliest, years };
  const sources = { publicKeys, copies: undefined };
  const proven = async (): Promise<readonly ProofFinding[]> => (await verifyIn(db, sources, () => undefined)).findings;
  const already = await proven();
  if (already.length > 0) return { outcome: 'unproven', findings: already };
  // The beginning of each chain: a line behind one that is kept, by a clock that went back, is kept too.
  const number = Number((await db.query<{ n: string }>('SELECT coalesce(max(number), 0) + 1 AS n FROM trace_seal')).rows[0]!.n);
  const { rows } = await db.query<{ dossier_id: string; sequence: string; hash: string; lines: string }>(
    `WITH gone AS (DELETE FROM trace t WHERE t.at < $1 AND NOT EXISTS (
       SELECT FROM (SELECT dossier_id, min(sequence) AS first FROM trace WHERE at >= $1 GROUP BY dossier_id) k WHERE k.dossier_id = t.dossier_id AND k.first < t.sequence)
       RETURNING t.dossier_id, t.sequence, t.hash),
     ends AS (INSERT INTO trace_removal (dossier_id, seal, sequence, hash)
       SELECT DISTINCT ON (dossier_id) dossier_id, $2::bigint, sequence, hash FROM gone ORDER BY dossier_id, sequence DESC RETURNING dossier_id, sequence, hash)
     SELECT dossier_id, sequence, encode(hash, 'hex') AS hash, (SELECT count(*) FROM gone) AS lines FROM ends ORDER BY dossier_id`,
    [toIso(startOfDayInParis(before)), number],
  );
  if (rows.length === 0) return { outcome: 'removed', lines: 0 };
  const root = createHash('sha256');
  for (const { dossier_id, sequence, hash } of rows) root.update(headLine(dossier_id, Number(sequence), hash));
  await seal(db, { before, now, key }, { chains: rows.length, root: root.digest('hex') });
  const findings = await proven();
  return findings.length > 0 ? { outcome: 'unproven', findings } : { outcome: 'removed', lines: Number(rows[0]!.lines) };
}

/** A seal that says what is gone, and covers where each chain goes on from. */
async function seal(db: pg.ClientBase, { before, now, key }: Pick<Removal, 'before' | 'now' | 'key'>, covered: Pick<Seal, 'chains' | 'root'>): Promise<void> {
  const { rows } = await db.query<{ text: string }>('SELECT text FROM trace_seal ORDER BY number DESC LIMIT 1');
  const last = rows[0] === undefined ? undefined : parseSeal(rows[0].text);
  const privateKey = createPrivateKey(key);
  const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');
  const stated: Seal = {
    number: (last?.number ?? 0) + 1,
    through: last?.through ?? before,
    sealedAt: now,
    previous: rows[0] === undefined ? noSeal : sha256(rows[0].text),
    ...covered,
    removedBefore: before,
    key: sha256(createPublicKey(privateKey).export({ type: 'spki', format: 'der' })),
  };
  const text = sealText(stated);
  await db.query('INSERT INTO trace_seal (number, text, signature) VALUES ($1, $2, $3)', [
    stated.number,
    text,
    sign(null, Buffer.from(text, 'utf8'), privateKey),
  ]);
}

/** Months that hold nothing any more. */
async function dropEmptyMonths(db: pg.ClientBase, before: CivilDate): Promise<void> {
  const { rows } = await db.query<{ name: string }>(`SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'trace'::regclass ORDER BY 1`);
  for (const { name } of rows) {
    const month = /^trace_(\d{4})_(\d{2})$/.exec(name);
    if (month === null || `${month[1]}-${month[2]}-31` >= before) continue;
    const { rowCount } = await db.query(`SELECT FROM ${name} LIMIT 1`);
    if (rowCount === 0) await db.query(`DROP TABLE ${name}`);
  }
}

/** The same day, so many years before; 28 February for the 29th. */
function yearsBefore(day: CivilDate, years: number): CivilDate {
  const [year, month, date] = day.split('-') as [string, string, string];
  const target = String(Number(year) - years).padStart(4, '0');
  const leap = month === '02' && date === '29' && new Date(`${target}-02-29T00:00:00Z`).getUTCMonth() !== 1;
  return `${target}-${month}-${leap ? '28' : date}` as CivilDate;
}
