// The figures of a bench as a table for people and as JSON for machines.

import type { FeedFigure } from './feed.ts';
import type { LawFigure } from './law.ts';
import type { Measured } from './load.ts';
import type { CpuShare } from './processes.ts';

export interface Line {
  readonly operation: string;
  readonly concurrency: number;
  readonly measured: Measured;
  readonly cpu: CpuShare | undefined;
  /** Resident in the server once it was measured. */
  readonly serverMb: number | undefined;
}
export interface Report {
  readonly at: string;
  readonly machine: string;
  readonly dossiers: number;
  readonly documents: number;
  readonly documentBytes: number;
  readonly rowsOfOneDeposit: Readonly<Record<string, number>>;
  readonly law: readonly LawFigure[];
  readonly feed: readonly FeedFigure[];
  readonly lines: readonly Line[];
  readonly serverMemory: { readonly nowMb: number; readonly peakMb: number } | undefined;
}

/** The same measures among so many records. */
export interface Sized {
  readonly records: number;
  readonly databaseMb: number;
  readonly lines: readonly Line[];
}
export interface Large {
  readonly sized: readonly Sized[];
  /** Whose plans were looked at. */
  readonly statements: number;
  /** Those that do not run among the most by the plans they ran by among the fewest. */
  readonly changed: readonly string[];
}

const milliseconds = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0));
const processors = (value: number): string => value.toFixed(2);
const headings = [
  'operation',
  'at once',
  'per second',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'errors',
  'CPU server',
  'CPU PostgreSQL',
  'CPU generator',
  'server CPU ms each',
  'PostgreSQL CPU ms each',
  'server MB',
] as const;

function cells({ operation, concurrency, measured, cpu, serverMb }: Line): readonly string[] {
  const failed = Object.values(measured.errors).reduce((sum, count) => sum + count, 0);
  const shares = cpu === undefined ? ['?', '?', '?'] : [cpu.server, cpu.postgres, cpu.generator].map(processors);
  const each = cpu === undefined ? ['?', '?'] : [cpu.server, cpu.postgres].map((share) => milliseconds((share / measured.perSecond) * 1_000));
  const rate = measured.perSecond.toFixed(measured.perSecond < 100 ? 1 : 0);
  return [
    operation,
    String(concurrency),
    rate,
    milliseconds(measured.p50),
    milliseconds(measured.p95),
    milliseconds(measured.p99),
    String(failed),
    ...shares,
    ...each,
    String(serverMb ?? '?'),
  ];
}

const feedLine = ({ what, lines, persons, seconds, cpu, memory }: FeedFigure): string =>
  `the insurer’s feed, ${what}: ${lines} lines of ${persons} persons in ${seconds.toFixed(1)} s, ${Math.round(lines / seconds)} per second (a million in ${Math.round((seconds / lines) * 1_000_000)} s)` +
  (cpu === undefined ? '' : `, processors ${processors(cpu.server)} + ${processors(cpu.postgres)} PostgreSQL`) +
  (memory === undefined ? '' : `, server ${memory.nowMb} MB`);

/** A table of text: the first column to the left, the others to the right. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const [head, ...body] = rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  '),
  );
  return [head!, '-'.repeat(head!.length), ...body];
}

/** The p95 and PostgreSQL's own time of each operation among as many records as were asked for, and how many times the first the last is. */
export function renderLarge({ sized, statements, changed }: Large): string {
  const figures: readonly (readonly [string, (line: Line) => number])[] = [
    ['p95 ms', ({ measured }) => measured.p95],
    ['PostgreSQL CPU ms', ({ measured, cpu }) => (cpu === undefined ? Number.NaN : (cpu.postgres / measured.perSecond) * 1_000)],
  ];
  const tables = figures.map(([name, figure]) => {
    const rows = sized[0]!.lines.map((line) => {
      const all = sized.map(({ lines }) =>
        figure(lines.find(({ operation, concurrency }) => operation === line.operation && concurrency === line.concurrency)!),
      );
      return [line.operation, String(line.concurrency), ...all.map(milliseconds), (all.at(-1)! / all[0]!).toFixed(2)];
    });
    return table([[`${name} among`, 'at once', ...sized.map(({ records }) => `${records} records`), 'last / first'], ...rows]).join('\n');
  });
  return [
    ...tables,
    `database: ${sized.map(({ records, databaseMb }) => `${databaseMb} MB of ${records} records`).join(', ')}`,
    `plans of ${statements} statements: ${changed.length === 0 ? 'the same' : `${changed.length} changed`} from the first size to the last`,
    ...changed,
  ].join('\n\n');
}

export function renderReport({ at, machine, dossiers, documents, documentBytes, rowsOfOneDeposit, law, feed, lines, serverMemory }: Report): string {
  const rows = [headings as readonly string[], ...lines.map(cells)];
  const errors = lines.flatMap(({ operation, concurrency, measured }) =>
    Object.entries(measured.errors).map(([what, count]) => `  ${operation} at ${concurrency}: ${count} × ${what}`),
  );
  return [
    `${at}, ${machine}`,
    `${dossiers} records, ${documents} documents of ${documentBytes} bytes before the first measure`,
    `one deposit writes ${Object.entries(rowsOfOneDeposit)
      .map(([table, count]) => `${count} ${table}`)
      .join(', ')}, and its bytes`,
    '',
    ...table(rows),
    '',
    ...feed.map(feedLine),
    '',
    ...law.map(({ what, cpuMs, goalMs }) => `${what}: ${milliseconds(cpuMs)} ms of one processor, for a goal of ${goalMs}`),
    '',
    serverMemory === undefined ? 'server memory: unknown' : `server memory: ${serverMemory.nowMb} MB now, ${serverMemory.peakMb} MB at most`,
    'CPU: processors busy on average (1.00 is one), then what one request costs; the second says most on a machine that does other things. The floor writes the rows and bytes of one deposit straight to the same PostgreSQL, one transaction each.',
    ...(errors.length === 0 ? [] : ['', 'errors:', ...errors]),
  ].join('\n');
}
