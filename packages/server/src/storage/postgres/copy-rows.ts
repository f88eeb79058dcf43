// Rows gathered by table and sent together by COPY: a tenth of what as many INSERTs cost. Values are written as the text PostgreSQL reads, into bytes
// at once: kept as strings until they are sent, they were most of what the collector had to move. A store's own INSERT of plain values may be given as
// it is, so that a row written in bulk is the one written alone.

import { invariant } from '@carnet/domain/kernel';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Statement } from './connection.ts';

interface Target {
  readonly table: string;
  readonly columns: readonly string[];
}
interface Rows {
  readonly columns: readonly string[];
  readonly part: string;
  readonly text: Text;
}
/** `INSERT INTO table (columns) VALUES ($1, $2, …)`, whatever follows: nothing of these rows is there yet. */
const plainInsert = /^\s*INSERT INTO (\w+) \(([^)]+)\)\s+VALUES \(([^)]+)\)/;

export class CopyRows {
  /** By table: each list of columns that rows came with, each part. */
  readonly #tables = new Map<string, Rows[]>();
  readonly #targets = new Map<string, Target>();

  /** `part`: rows that go to one partition follow one another, which COPY fills best without leaving it. */
  add(table: string, row: Readonly<Record<string, unknown>>, part = ''): void {
    this.#rows(table, Object.keys(row), part).text.add(lineOf(Object.values(row)));
  }

  insert({ text, values = [] }: Statement): void {
    const { table, columns } = this.#targets.get(text) ?? targetOf(text, values.length);
    this.#targets.set(text, { table, columns });
    this.#rows(table, columns, '').text.add(lineOf(values));
  }

  #rows(table: string, columns: readonly string[], part: string): Rows {
    const own = this.#tables.get(table) ?? [];
    const found = own.find((one) => one.part === part && isSame(one.columns, columns));
    if (found !== undefined) return found;
    const made: Rows = { columns, part, text: new Text() };
    own.push(made);
    this.#tables.set(table, own);
    return made;
  }

  /** Every statement sent to `client` before was answered: COPY has the connection to itself, and the driver refuses it on one that pipelines. */
  async send(client: pg.PoolClient & { pipeline?: boolean }): Promise<void> {
    client.pipeline = false;
    try {
      for (const [table, own] of this.#tables)
        for (const [columns, rows] of Map.groupBy(own, (one) => one.columns.join(', '))) {
          const chunks = rows.toSorted((one, other) => (one.part < other.part ? -1 : 1)).flatMap(({ text }) => text.chunks());
          await pipeline(Readable.from(chunks), client.query(copyFrom(`COPY ${table} (${columns}) FROM STDIN`)));
        }
    } finally {
      client.pipeline = true;
    }
    this.#tables.clear();
  }
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((column, index) => column === other[index]);

function targetOf(text: string, count: number): Target {
  const [, table, columns, values] = plainInsert.exec(text) ?? [];
  invariant(table !== undefined && columns !== undefined, 'an INSERT of one row');
  const numbered = Array.from({ length: count }, (_, index) => `$${index + 1}`).join(', ');
  invariant(values === numbered, 'an INSERT of its values in their order, and of nothing else');
  return { table, columns: columns.split(', ') };
}

const chunkBytes = 64 * 1_024;
/** UTF-8 writes a unit of a string in three bytes at most. */
const bytesOfUnit = 3;

class Text {
  #full: Buffer[] = [];
  #buffer = Buffer.alloc(0);
  #used = 0;

  add(text: string): void {
    const most = text.length * bytesOfUnit;
    if (this.#used + most > this.#buffer.length) {
      this.#full = this.chunks();
      this.#buffer = Buffer.allocUnsafeSlow(Math.max(chunkBytes, most));
      this.#used = 0;
    }
    this.#used += this.#buffer.write(text, this.#used, 'utf8');
  }

  chunks(): Buffer[] {
    return this.#used === 0 ? this.#full : [...this.#full, this.#buffer.subarray(0, this.#used)];
  }
}

const lineOf = (values: readonly unknown[]): string => `${values.map(copied).join('\t')}\n`;

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escaped = (text: string): string => (/[\\\n\r\t]/.test(text) ? text.replaceAll(/[\\\n\r\t]/g, (character) => escapes[character]!) : text);
/** Most values by far are plain or bytes, of which none has anything to escape but what says they are bytes. */
function copied(value: unknown): string {
  if (value === null || value === undefined) return String.raw`\N`;
  return Buffer.isBuffer(value) ? String.raw`\\x` + value.toString('hex') : escaped(literal(value));
}

function literal(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  invariant(Array.isArray(value), 'a text, a number, a truth, bytes, or several of one kind');
  return `{${value.map((one: unknown) => `"${literal(one).replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;
}
