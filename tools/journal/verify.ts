// Verifies the whole journal of a database, online or restored: its seals, then every chain line by line. Needs no key but the public one of
// the seals, opens nothing sealed, writes nothing; memory does not grow with the journal.

import type { Seal } from '@carnet/domain/audit';
import type { ProofFinding } from '@carnet/contract/wording';
import pg from 'pg';
import { ChainWalk, type Line, type SealedEnd } from './chain-walk.ts';
import { type Row, chainedOf, hex, millisecondsOf, selectRows } from './rows.ts';
import { type SealSources, checkSeals } from './seals.ts';

export interface Verified {
  /** Empty: everything holds. The first fault of each chain, seals first. */
  readonly findings: readonly ProofFinding[];
  readonly chains: number;
  readonly lines: number;
  readonly seals: number;
  /** The last seal that holds. */
  readonly last?: Seal;
  /** Lines older than this day were removed at the end of their retention. */
  readonly removedBefore?: string;
}
export interface Progress {
  readonly chains: number;
  readonly of: number;
  readonly lines: number;
}

const chainsAtOnce = 200;
const linesAtOnce = 2_000;
/** Findings are for a person to read: beyond these the journal is worth nothing anyway. */
const mostFindings = 100;

/** Reads in one transaction that can write nothing, on one picture of the database: a running server goes on writing. */
export async function verifyJournal(databaseUrl: string, sources: SealSources, onProgress: (progress: Progress) => void): Promise<Verified> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    await db.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await verifyIn(db, sources, onProgress);
  } finally {
    await db.end();
  }
}

/** In a transaction under way, on one picture of the database (REPEATABLE READ). */
export async function verifyIn(db: pg.ClientBase, sources: SealSources, onProgress: (progress: Progress) => void): Promise<Verified> {
  const { findings: ofSeals, held } = await checkSeals(db, sources);
  const findings = [...ofSeals];
  const removals = held.flatMap(({ removedBefore }) => (removedBefore === undefined ? [] : [removedBefore])).toSorted();
  const removedBefore = removals.at(-1);
  const all = 'SELECT dossier_id FROM trace_head UNION SELECT dossier_id FROM trace_seal_head UNION SELECT dossier_id FROM trace';
  const of = Number((await db.query<{ n: string }>(`SELECT count(*) AS n FROM (${all}) c`)).rows[0]!.n);
  await db.query(`DECLARE chains NO SCROLL CURSOR FOR SELECT dossier_id AS id FROM (${all}) c ORDER BY 1`);
  let chains = 0;
  let lines = 0;
  for (;;) {
    const ids = (await db.query<{ id: string }>(`FETCH ${chainsAtOnce} FROM chains`)).rows.map(({ id }) => id);
    if (ids.length === 0 || findings.length >= mostFindings) break;
    const walked = await walk(db, ids);
    findings.push(...walked.findings);
    chains += ids.length;
    lines += walked.lines;
    onProgress({ chains, of, lines });
  }
  await db.query('CLOSE chains');
  const last = held.at(-1);
  return { findings, chains, lines, seals: held.length, ...(last === undefined ? {} : { last }), ...(removedBefore === undefined ? {} : { removedBefore }) };
}

async function walk(db: pg.ClientBase, ids: readonly string[]): Promise<{ readonly findings: readonly ProofFinding[]; readonly lines: number }> {
  const ends = await db.query<{ id: string; sequence: string; hash: string }>(
    `SELECT dossier_id AS id, sequence, ${hex('hash')} FROM trace_head WHERE dossier_id = ANY ($1::uuid[])`,
    [ids],
  );
  const sealed = await db.query<{ id: string; sequence: string; hash: string; seal: string }>(
    `SELECT dossier_id AS id, sequence, ${hex('hash')}, seal FROM trace_seal_head WHERE dossier_id = ANY ($1::uuid[]) ORDER BY dossier_id, sequence`,
    [ids],
  );
  const removed = await db.query<{ id: string; sequence: string; hash: string }>(
    `SELECT DISTINCT ON (dossier_id) dossier_id AS id, sequence, ${hex('hash')} FROM trace_removal WHERE dossier_id = ANY ($1::uuid[]) ORDER BY dossier_id, trace_removal.sequence DESC`,
    [ids],
  );
  const removedOf = new Map(removed.rows.map(({ id, sequence, hash }) => [id, { sequence: Number(sequence), hash }]));
  const endOf = new Map(ends.rows.map(({ id, sequence, hash }) => [id, { sequence: Number(sequence), hash }]));
  const sealedOf = Map.groupBy(sealed.rows, ({ id }) => id);
  const walks = new Map(
    ids.map((id) => {
      const ofChain = (sealedOf.get(id) ?? []).map(({ sequence, hash, seal }): SealedEnd => ({ sequence: Number(sequence), hash, seal: Number(seal) }));
      return [id, new ChainWalk(id, endOf.get(id), ofChain, removedOf.get(id))];
    }),
  );
  // Ids come from a column of type uuid: they are written as they are.
  await db.query(
    `DECLARE lines NO SCROLL CURSOR FOR ${selectRows} WHERE dossier_id IN (${ids.map((id) => `'${id}'`).join(', ')}) ORDER BY dossier_id, sequence`,
  );
  let lines = 0;
  for (;;) {
    const { rows } = await db.query<Row>(`FETCH ${linesAtOnce} FROM lines`);
    for (const row of rows) walks.get(row.dossier_id)!.add(lineOf(row));
    lines += rows.length;
    if (rows.length < linesAtOnce) break;
  }
  await db.query('CLOSE lines');
  return { findings: [...walks.values()].flatMap((one) => one.finish() ?? []), lines };
}

function lineOf(row: Row): Line {
  const at = millisecondsOf(row);
  // What no server writes is not covered by the link either.
  const unwritten = !Number.isInteger(at) || (row.authentication === null && row.request_id !== null);
  return {
    id: row.id,
    sequence: Number(row.sequence),
    chained: unwritten ? undefined : chainedOf(row),
    sealedDigest: row.digest,
    previous: row.previous_hash,
    hash: row.hash,
    at: new Date(at).toISOString(),
  };
}
