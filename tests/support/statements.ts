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
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly Plan[];
}
const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** Every node of the plan, once run. `generic`: the plan kept for a prepared statement once it no longer looks at the values. */
export async function planOf(owner: pg.Client, { text, values = [] }: pg.QueryConfig, kind: 'generic' | 'custom'): Promise<readonly Plan[]> {
  await owner.query(`SET plan_cache_mode = force_${kind}_plan`);
  await owner.query(`PREPARE hot AS ${text}`);
  const literals = (values as unknown[]).map((value) =>
    value === null ? 'NULL' : Array.isArray(value) ? `${pg.escapeLiteral(`{${value.join()}}`)}` : pg.escapeLiteral(String(value)),
  );
  const { rows } = await owner.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE hot(${literals.join(', ')})`);
  await owner.query('DEALLOCATE hot');
  return nodesOf(rows[0]!['QUERY PLAN'][0].Plan);
}
