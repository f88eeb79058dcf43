// Lines of reimbursement put into the blocks they belong to: whole steps at a time, each block opened and sealed once whatever the number of
// its lines. One step at a time in the whole installation: two that met on one block would each lose the other's lines.

import type { DossierId } from '@carnet/domain/dossier';
import type { Instant } from '@carnet/domain/kernel';
import { type HistoryPeriod, type KeptLine, type LineRecord, outcomeOf } from '@carnet/domain/reimbursement';
import type { FeedOutcome } from '../../ports/index.ts';
import type { Sealer } from '../vault.ts';
import type { Queryable } from './connection.ts';
import { monthOf, oldestOf, openBlock, sealBlock } from './history-block.ts';
import { toTimestamp } from './instants.ts';

/** Advisory lock of whoever changes blocks: the feed, and what removes old lines. */
const lockKey = 7_402_027;
export const lockBlocks = (db: Queryable): Promise<unknown> => db.query({ name: 'history-lock', text: `SELECT pg_advisory_xact_lock(${lockKey})`, values: [] });

/** Somebody a line is about. */
export interface FedPerson {
  readonly dossier: DossierId;
  readonly sealer: Sealer;
  /** They opposed the opening of a record: nothing is kept of their lines, and the insurer is answered as of anybody. */
  readonly opposed: boolean;
}
interface Block {
  readonly dossier: DossierId;
  readonly month: string;
  readonly sealer: Sealer;
  /** By id and date. */
  readonly lines: Map<string, KeptLine>;
  changed: boolean;
}
const keyOf = ({ id, date }: KeptLine): string => `${date} ${id}`;

/** `persons`: one for each record, in its place; undefined where the insurer never told of that person. */
export async function mergeLines(
  db: Queryable,
  records: readonly LineRecord[],
  persons: readonly (FedPerson | undefined)[],
  { period, at, insurer }: { readonly period: HistoryPeriod; readonly at: Instant; readonly insurer: string },
): Promise<readonly FeedOutcome[]> {
  await lockBlocks(db);
  const blocks = new Map<string, Block>();
  for (const [index, { line }] of records.entries()) {
    const person = persons[index];
    if (person === undefined || person.opposed || line.date < period.from) continue;
    const month = monthOf(line.date);
    const key = `${person.dossier} ${month}`;
    if (!blocks.has(key)) blocks.set(key, { ...person, month, lines: new Map(), changed: false });
  }
  await load(db, blocks);
  const outcomes = records.map(({ line }, index): FeedOutcome => {
    const person = persons[index];
    if (person === undefined) return 'ASSURE_INCONNU';
    if (line.date < period.from) return 'outside';
    if (person.opposed) return outcomeOf(undefined, line);
    const block = blocks.get(`${person.dossier} ${monthOf(line.date)}`)!;
    const outcome = outcomeOf(block.lines.get(keyOf(line)), line);
    if (outcome !== 'unchanged' && outcome !== 'VERSION_REPETEE') {
      block.lines.set(keyOf(line), line);
      block.changed = true;
    }
    return outcome;
  });
  await save(
    db,
    [...blocks.values()].filter(({ changed }) => changed),
    { at, insurer },
  );
  return outcomes;
}

async function load(db: Queryable, blocks: ReadonlyMap<string, Block>): Promise<void> {
  const asked = [...blocks.values()];
  const { rows } = await db.query<{ dossier_id: DossierId; month: string; sealed: Buffer }>({
    name: 'history-blocks',
    text: `SELECT m.dossier_id, m.month::text, m.sealed FROM unnest($1::uuid[], $2::date[]) AS asked (dossier_id, month)
      JOIN reimbursement_month m ON m.dossier_id = asked.dossier_id AND m.month = asked.month`,
    values: [asked.map(({ dossier }) => dossier), asked.map(({ month }) => month)],
  });
  for (const { dossier_id: dossier, month, sealed } of rows) {
    const { sealer, lines } = blocks.get(`${dossier} ${month}`)!;
    for (const line of openBlock(sealer, dossier, month, sealed)) lines.set(keyOf(line), line);
  }
}

async function save(db: Queryable, blocks: readonly Block[], { at, insurer }: { readonly at: Instant; readonly insurer: string }): Promise<void> {
  if (blocks.length === 0) return;
  await db.query({
    name: 'history-save',
    text: `INSERT INTO reimbursement_month (dossier_id, month, oldest, sealed)
      SELECT * FROM unnest($1::uuid[], $2::date[], $3::date[], $4::bytea[])
      ON CONFLICT (dossier_id, month) DO UPDATE SET oldest = excluded.oldest, sealed = excluded.sealed`,
    values: [
      blocks.map(({ dossier }) => dossier),
      blocks.map(({ month }) => month),
      blocks.map(({ lines }) => oldestOf([...lines.values()])),
      blocks.map(({ dossier, month, sealer, lines }) => sealBlock(sealer, dossier, month, [...lines.values()])),
    ],
  });
  await markDue(db, [...new Set(blocks.map(({ dossier }) => dossier))], at, insurer);
}

/** At once for open records; the others have no document, and are due theirs when they open. */
async function markDue(db: Queryable, dossiers: readonly DossierId[], at: Instant, insurer: string): Promise<void> {
  await db.query({
    name: 'history-due',
    text: `INSERT INTO reimbursement_document (dossier_id, due_since, insurer)
      SELECT fed, CASE WHEN d.life = 'ouvert' THEN $2::timestamptz END, $3 FROM unnest($1::uuid[]) AS fed LEFT JOIN dossier d ON d.dossier_id = fed
      ON CONFLICT (dossier_id) DO UPDATE SET due_since = coalesce(excluded.due_since, reimbursement_document.due_since), insurer = excluded.insurer`,
    values: [dossiers, toTimestamp(at), insurer],
  });
}

/** The record opens, or opens again: its history is there, and its document is due. */
export const historyOpens = (db: Queryable, dossier: DossierId, at: Instant): Promise<unknown> =>
  db.query({ name: 'history-opens', text: 'UPDATE reimbursement_document SET due_since = $2 WHERE dossier_id = $1', values: [dossier, toTimestamp(at)] });
