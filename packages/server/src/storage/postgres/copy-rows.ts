// Rows gathered by table and sent together by COPY: a tenth of what as many INSERTs cost. Values are written as the text PostgreSQL reads.
// A store's own INSERT of plain values may be given as it is, so that a row written in bulk is the one written alone.

import { invariant } from '@carnet/domain/kernel';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Statement } from './connection.ts';

interface Table {
  readonly columns: readonly string[];
  readonly lines: string[];
}
interface Target {
  readonly table: string;
  readonly columns: readonly string[];
}
/** `INSERT INTO table (columns) VALUES ($1, $2, …)`, whatever follows: nothing of these rows is there yet. */
const plainInsert = /^\s*INSERT INTO (\w+) \(([^)]+)\)\s+VALUES \(([^)]+)\)/;

export class CopyRows {
  readonly #tables = new Map<string, Table>();
  readonly #targets = new Map<string, Target>();

  add(table: string, row: Readonly<Record<string, unknown>>): void {
    this.#write(table, Object.keys(row), Object.values(row));
  }

  insert({ text, values = [] }: Statement): void {
    const target = this.#targets.get(text) ?? targetOf(text, values.length);
    this.#targets.set(text, target);
    this.#write(target.table, target.columns, values);
  }

  #write(table: string, columns: readonly string[], values: readonly unknown[]): void {
    const name = `${table} (${columns.join(', ')})`;
    const found = this.#tables.get(name) ?? { columns, lines: [] };
    this.#tables.set(name, found);
    found.lines.push(`${values.map(copied).join('\t')}\n`);
  }

  /** Every statement sent to `client` before was answered: COPY has the connection to itself, and the driver refuses it on one that pipelines. */
  async send(client: pg.PoolClient & { pipeline?: boolean }): Promise<void> {
    client.pipeline = false;
    try {
      for (const [name, { lines }] of this.#tables) await pipeline(Readable.from(chunksOf(lines)), client.query(copyFrom(`COPY ${name} FROM STDIN`)));
    } finally {
      client.pipeline = true;
    }
    this.#tables.clear();
  }
}

function targetOf(text: string, count: number): Target {
  const [, table, columns, values] = plainInsert.exec(text) ?? [];
  invariant(table !== undefined && columns !== undefined, 'an INSERT of one row');
  const numbered = Array.from({ length: count }, (_, index) => `$${index + 1}`).join(', ');
  invariant(values === numbered, 'an INSERT of its values in their order, and of nothing else');
  return { table, columns: columns.split(', ') };
}

const linesAtOnce = 1_000;
function* chunksOf(lines: readonly string[]): Generator<string> {
  for (let start = 0; start < lines.length; start += linesAtOnce) yield lines.slice(start, start + linesAtOnce).join('');
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const copied = (value: unknown): string =>
  value === null || value === undefined ? String.raw`\N` : literal(value).replaceAll(/[\\\n\r\t]/g, (character) => escapes[character]!);

function literal(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  invariant(Array.isArray(value), 'a text, a number, a truth, bytes, or several of one kind');
  return `{${value.map((one: unknown) => `"${literal(one).replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;
}
