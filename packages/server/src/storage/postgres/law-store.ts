// The law in force, kept in memory: asked at every access, read from the database when it changed. It is told by the database (NOTIFY) in the
// moment of a change, asks again by itself once what it knows is two seconds old, and forgets what it knows when the connection breaks:
// two processes agree within those seconds. What cannot be read is not guessed: the promise rejects, and there is no access.

import {
  type HabilitationMatrix,
  type Policy,
  type PolicySetting,
  habilitationMatrix,
  inForceOn,
  parseHabilitationFile,
  policyOn,
} from '@carnet/domain/access';
import { type CivilDate, civilDateInParis, invariant } from '@carnet/domain/kernel';
import fs from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { LawInForce } from '../../ports/index.ts';
import type { Vault } from '../vault.ts';
import { sealDecision } from './law-register.ts';
import { type MatrixRow, holdLaw, insertMatrix, matrixRows, policyRows, readMatrix, settingOf } from './law-rows.ts';
import { listen } from './listen.ts';
import { inTransaction } from './transactions.ts';

const channel = 'carnet_law';
const freshForMs = 2_000;
const shippedDirectory = path.join(import.meta.dirname, '../../../data/habilitation');

export interface LawStore extends LawInForce {
  close(): Promise<void>;
}

interface Known {
  readonly readAt: number;
  readonly matrices: readonly (MatrixRow & { readonly from: CivilDate })[];
  readonly settings: readonly PolicySetting[];
  /** What was assembled of it, by day. */
  readonly days: Map<CivilDate, { readonly policy: Policy; readonly matrix: HabilitationMatrix }>;
}

/** `pool` has two connections of its own: one listens, and asking for the law never waits for a transaction that waits for the law. */
export async function openLaw(pool: pg.Pool): Promise<LawStore> {
  let known: Known | undefined;
  let reading: Promise<Known> | undefined;
  let changes = 0;
  /** A matrix never changes once written. All who need it at one moment wait for one reading; a failure is not remembered. */
  const matrices = new Map<string, Promise<HabilitationMatrix>>();

  const read = async (): Promise<Known> => {
    for (;;) {
      const before = changes;
      const readAt = performance.now();
      const rows = await matrixRows(pool);
      const settings = (await policyRows(pool)).map(settingOf);
      // Told of a change meanwhile: what was read may be older than it.
      if (before === changes) return (known = { readAt, matrices: rows.map((row) => ({ ...row, from: row.from_day })), settings, days: new Map() });
    }
  };
  const current = async (): Promise<Known> => {
    if (known !== undefined && performance.now() - known.readAt < freshForMs) return known;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const matrixOn = async (day: CivilDate, { matrices: rows }: Known): Promise<HabilitationMatrix> => {
    const row = inForceOn(rows, day);
    // Before the first matrix nobody is habilité to anything: patients read their records, professionals read no document.
    if (row === undefined) return habilitationMatrix({ from: day, source: '', cells: new Map() });
    const kept = matrices.get(row.id) ?? readMatrix(pool, row);
    matrices.set(row.id, kept);
    kept.catch(() => matrices.delete(row.id));
    return kept;
  };
  const forget = (): void => {
    changes += 1;
    known = undefined;
  };
  const stopListening = await listen(pool, channel, forget);
  return {
    async at(at) {
      const day = civilDateInParis(at);
      const now = await current();
      const assembled = now.days.get(day) ?? { policy: policyOn(day, now.settings), matrix: await matrixOn(day, now) };
      now.days.set(day, assembled);
      return assembled;
    },
    close: stopListening,
  };
}

/** Puts the matrices shipped with the program into a database that has none. */
export async function ensureFirstMatrix(pool: pg.Pool, vault: Vault): Promise<void> {
  const { rows } = await pool.query<{ any: boolean }>('SELECT EXISTS (SELECT FROM habilitation_matrix) AS any');
  if (rows[0]?.any === true) return;
  const shipped = await Promise.all(
    (await fs.readdir(shippedDirectory)).toSorted().map(async (name) => {
      const matrix = parseHabilitationFile(await fs.readFile(path.join(shippedDirectory, name), 'utf8'));
      invariant(matrix.ok, `${name} can be read`);
      return matrix.value;
    }),
  );
  await inTransaction(pool, async (client) => {
    await holdLaw(client);
    if ((await matrixRows(client)).length > 0) return;
    for (const { from, source, cells } of shipped) {
      const id = randomUUID();
      const sealed = sealDecision(vault, id, { name: '', reason: '' });
      await insertMatrix(client, { id, from, source, decidedBy: null, decidedAt: new Date().toISOString(), sealed }, cells);
    }
  });
}
