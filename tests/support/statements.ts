// What the stores send to the database while something is done, and the plans PostgreSQL has for it.

import pg from 'pg';

/** Statements about these tables that were sent while `act` ran, with their values. */
export async function statementsSent(tables: readonly string[], act: () => Promise<unknown>): Promise<readonly pg.QueryConfig[]> {
  const sent: pg.QueryConfig[] = [];
  const spied = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]): unknown {
    const [statement] = args as [pg.QueryConfig | string];
    if (typeof statement !== 'string' && tables.some((table) => statement.text.includes(table))) sent.push(statement);
    return Reflect.apply(spied as (...all: unknown[]) => unknown, this, args);
  } as typeof spied;
  try {
    await act();
  } finally {
    pg.Client.prototype.query = spied;
  }
  return sent;
}

export interface Plan {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}
const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

const literalOf = (value: unknown): string => {
  if (value === null || value === undefined) return 'NULL';
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
  if (Array.isArray(value))
    return pg.escapeLiteral(`{${value.map((one) => (Buffer.isBuffer(one) ? `"\\\\x${one.toString('hex')}"` : one === null ? 'NULL' : one)).join()}}`);
  return pg.escapeLiteral(value instanceof Date ? value.toISOString() : typeof value === 'object' ? JSON.stringify(value) : String(value));
};

async function explain(owner: pg.Client, { text, values = [] }: pg.QueryConfig, kind: 'generic' | 'custom', how: string): Promise<readonly Plan[]> {
  await owner.query(`SET plan_cache_mode = force_${kind}_plan`);
  await owner.query(`PREPARE hot AS ${text}`);
  const execute = values.length === 0 ? 'EXECUTE hot' : `EXECUTE hot(${(values as unknown[]).map(literalOf).join(', ')})`;
  const { rows } = await owner.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`EXPLAIN (${how}FORMAT JSON) ${execute}`);
  await owner.query('DEALLOCATE hot');
  return nodesOf(rows[0]!['QUERY PLAN'][0].Plan);
}

/** Every node of the plan, once run. `generic`: the plan kept for a prepared statement once it no longer looks at the values. */
export const planOf = (owner: pg.Client, statement: pg.QueryConfig, kind: 'generic' | 'custom'): Promise<readonly Plan[]> =>
  explain(owner, statement, kind, 'ANALYZE, ');

export type Planned = Omit<Plan, 'Actual Rows' | 'Actual Loops' | 'Rows Removed by Filter'>;
/** Every node of the plan, not run: for what writes. No row is counted. */
export const plannedFor = (owner: pg.Client, statement: pg.QueryConfig, kind: 'generic' | 'custom'): Promise<readonly Planned[]> =>
  explain(owner, statement, kind, '');
