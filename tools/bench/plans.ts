// What plans the server's statements really run by, told by PostgreSQL itself (auto_explain) while some work is done: the shape of each, without its
// estimates, to be held beside the shape the same statement had among fewer rows.

import { open, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** By the text of the statement: every shape it ran by. */
export type Plans = ReadonlyMap<string, ReadonlySet<string>>;
export interface PlanWatch {
  during(work: () => Promise<unknown>): Promise<Plans>;
  close(): Promise<void>;
}
interface Node {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Plans'?: readonly Node[];
}

const shapeOf = ({ 'Node Type': kind, 'Index Name': index, 'Relation Name': relation, Plans: below = [] }: Node): string =>
  [kind, index ?? relation].filter((one) => one !== undefined).join(' ') + (below.length === 0 ? '' : ` (${below.map(shapeOf).join(', ')})`);

/** Sessions load it as they open: those there were are closed once, and opened anew by whoever needs them. `log`: PostgreSQL's own. */
export async function planWatch(adminUrl: string, log: string): Promise<PlanWatch> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  const set = async (settings: Readonly<Record<string, string>>): Promise<void> => {
    for (const [name, value] of Object.entries(settings)) await admin.query(`ALTER SYSTEM SET ${name} = '${value}'`);
    await admin.query('SELECT pg_reload_conf()');
    await pause(500);
  };
  await admin.query(`LOAD 'auto_explain'`);
  const form = { 'auto_explain.log_format': 'json', 'auto_explain.log_parameter_max_length': '0' };
  await set({ 'session_preload_libraries': 'auto_explain', 'auto_explain.log_min_duration': '-1', ...form });
  await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`);
  await pause(2_000);
  return {
    async during(work) {
      const { size: from } = await stat(log);
      await set({ 'auto_explain.log_min_duration': '0' });
      await work();
      await set({ 'auto_explain.log_min_duration': '-1' });
      return plansIn(await textFrom(log, from));
    },
    close: () => admin.end(),
  };
}

async function textFrom(file: string, from: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const { buffer } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
    return buffer.toString('utf8');
  } finally {
    await handle.close();
  }
}

/** Of a piece of the log. */
export function plansIn(text: string): Plans {
  const plans = new Map<string, Set<string>>();
  for (const [, told] of text.matchAll(/ plan:\n((?:\t.*\n)+)/g)) {
    const { 'Query Text': query, Plan: plan } = JSON.parse(told!) as { readonly 'Query Text': string; readonly Plan: Node };
    const name = query.replaceAll(/\s+/g, ' ').trim();
    plans.set(name, (plans.get(name) ?? new Set()).add(shapeOf(plan)));
  }
  return plans;
}

/** Statements that ran at both sizes and not by the same plans, each with those of the first and of the last. */
export function changedPlans(first: Plans, last: Plans): readonly string[] {
  const told = (shapes: ReadonlySet<string>): string => [...shapes].toSorted().join(' | ');
  return [...last].flatMap(([query, shapes]) => {
    const before = first.get(query);
    return before === undefined || told(before) === told(shapes) ? [] : [`${query}\n  was ${told(before)}\n  is  ${told(shapes)}`];
  });
}
