// The rows of the law: what the cache of the law in force and the register of its changes both read.

import {
  type CellCounts,
  type HabilitationCell,
  type HabilitationMatrix,
  type PolicySetting,
  habilitationMatrix,
  isPolicyKey,
  parsePolicyValue,
} from '@carnet/domain/access';
import { type CivilDate, type Instant, invariant } from '@carnet/domain/kernel';
import type { Queryable } from './connection.ts';

export interface MatrixRow {
  id: string;
  from_day: CivilDate;
  withdrawn: boolean;
  source: string;
  decided_by: string | null;
  decided_at: Instant;
  sealed: Buffer;
}
export interface PolicyRow {
  id: string;
  key: string;
  value: unknown;
  from_day: CivilDate;
  decided_by: string;
  decided_at: Instant;
  sealed: Buffer;
}

/** In the order they were decided. */
export async function matrixRows(db: Queryable): Promise<readonly MatrixRow[]> {
  const { rows } = await db.query<MatrixRow>({
    name: 'law-matrices',
    text: 'SELECT id, from_day::text, withdrawn, source, decided_by, decided_at, sealed FROM habilitation_matrix ORDER BY sequence',
  });
  return rows;
}

export async function policyRows(db: Queryable): Promise<readonly PolicyRow[]> {
  const { rows } = await db.query<PolicyRow>({
    name: 'law-policies',
    text: 'SELECT id, key, value, from_day::text, decided_by, decided_at, sealed FROM policy_change ORDER BY sequence',
  });
  return rows;
}

/** A key or a value this program does not know: it would decide by another law than the one decided. No law is read, and so no access given. */
export function settingOf({ key, value, from_day: from }: PolicyRow): PolicySetting {
  invariant(isPolicyKey(key), `policy ${key} is known`);
  if (value === null) return { key, from };
  const read = parsePolicyValue(key, value);
  invariant(read.ok, `the value of policy ${key} from ${from} can be read`);
  return { key, from, value: read.value };
}

export async function cellCounts(db: Queryable): Promise<ReadonlyMap<string, CellCounts>> {
  const { rows } = await db.query<CellCounts & { matrix: string }>({
    name: 'law-cell-counts',
    text: `SELECT matrix, count(*) AS cells, count(*) FILTER (WHERE allowed) AS open, count(*) FILTER (WHERE origin = 'sourced') AS sourced
      FROM habilitation_cell GROUP BY matrix`,
  });
  return new Map(rows.map(({ matrix, cells, open, sourced }) => [matrix, { cells, open, sourced }]));
}

interface CellRow {
  profession: string;
  type_code: string;
  allowed: boolean;
  origin: HabilitationCell['origin'];
}

/** A cell that is missing is closed: a type the program learnt since is open to nobody until a matrix says so. */
export async function readMatrix(db: Queryable, { id, from_day: from, source }: Pick<MatrixRow, 'id' | 'from_day' | 'source'>): Promise<HabilitationMatrix> {
  const { rows } = await db.query<CellRow>({
    name: 'law-cells',
    text: 'SELECT profession, type_code, allowed, origin FROM habilitation_cell WHERE matrix = $1',
    values: [id],
  });
  const cells = new Map<string, Map<string, HabilitationCell>>();
  for (const { profession, type_code: type, allowed, origin } of rows) {
    const row = cells.get(profession) ?? new Map<string, HabilitationCell>();
    cells.set(profession, row.set(type, { allowed, origin }));
  }
  return habilitationMatrix({ from, source, cells });
}

export interface NewMatrixRow {
  readonly id: string;
  readonly from: CivilDate;
  readonly source: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string;
  readonly sealed: Buffer;
}

/** Without cells: withdraws what had been decided for that day. */
export async function insertMatrix(db: Queryable, row: NewMatrixRow, cells: HabilitationMatrix['cells'] | undefined): Promise<void> {
  await db.query({
    name: 'law-matrix-add',
    text: 'INSERT INTO habilitation_matrix (id, from_day, withdrawn, source, decided_by, decided_at, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    values: [row.id, row.from, cells === undefined, row.source, row.decidedBy, row.decidedAt, row.sealed],
  });
  const flat = [...(cells ?? [])].flatMap(([profession, types]) => [...types].map(([type, cell]) => ({ profession, type, ...cell })));
  await db.query({
    name: 'law-cells-add',
    text: `INSERT INTO habilitation_cell (matrix, profession, type_code, allowed, origin)
      SELECT $1, * FROM unnest($2::text[], $3::text[], $4::boolean[], $5::text[])`,
    values: [row.id, flat.map((one) => one.profession), flat.map((one) => one.type), flat.map((one) => one.allowed), flat.map((one) => one.origin)],
  });
}

/** Decisions of law are taken one after the other: what is read under this lock is what the decision is added to. */
export async function holdLaw(db: Queryable): Promise<void> {
  await db.query({ name: 'law-hold', text: 'SELECT pg_advisory_xact_lock($1)', values: [lockKey] });
}
/** Beside the migrator's 7230114001 and the partitions' 7230114002. */
const lockKey = 7_230_114_003;
