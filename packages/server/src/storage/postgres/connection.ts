// Connections of the server: every one runs as `carnet_server` from its first statement, in UTC, with time limits; one that cannot take
// that role is not used. Values come as the domain wants them: timestamptz as Instant, bigint as number (refused beyond 2^53).

import type { Duplex } from 'node:stream';
import pg from 'pg';
import { fromTimestamp } from './instants.ts';
import { connectionTimeoutMs, serverRole } from './migrate.ts';

/** `query_timeout`: how long, in ms, to wait for this answer rather than the usual limit. */
export type Statement = pg.QueryConfig & { readonly query_timeout?: number };

/** Anything statements can be sent to: one client inside a transaction, or the pool. */
export interface Queryable {
  query<Row extends pg.QueryResultRow>(statement: Statement): Promise<pg.QueryResult<Row>>;
}

/** What is sent to this client until the present turn ends goes out in one packet: packets cost a deposit more than most of its statements do. */
export function gather(client: pg.ClientBase): void {
  const stream = streamOf(client);
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** Sends this after all that is asked of the client until the present turn ends, in the same packet. */
export function endTurnWith(client: pg.ClientBase, text: string): Promise<pg.QueryResult> {
  const stream = streamOf(client);
  stream.cork();
  return new Promise((resolve, reject) => {
    process.nextTick(() => {
      client.query(text).then(resolve, reject);
      stream.uncork();
    });
  });
}

const streamOf = (client: pg.ClientBase): Duplex => (client as unknown as { readonly connection: { readonly stream: Duplex } }).connection.stream;

const timestamptz = 1184;
const int8 = 20;
const readInt8 = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint beyond what a number holds');
  return value;
};
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === timestamptz ? fromTimestamp : oid === int8 ? readInt8 : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/**
 * Beyond what any screen waits for; a stuck statement or a forgotten transaction must not hold a record's lock for ever. The database keeps the
 * first three; the last two are ours, for when it answers nothing at all: a request then ends within some twenty seconds, never hangs.
 */
const lockTimeoutMs = 8_000;
const statementTimeoutMs = 12_000;
const idleInTransactionTimeoutMs = 30_000;
const answerTimeoutMs = 15_000;

/** `asOwner`: for what the server's own role may not do, which an operator's command does. */
export function openPool(databaseUrl: string, size: number, asOwner = false): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: size,
    types,
    // Statements of one transaction go out without waiting for each other's answer where a store sends several at once.
    pipeline: true,
    application_name: 'carnet',
    lock_timeout: lockTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    query_timeout: answerTimeoutMs,
    connectionTimeoutMillis: connectionTimeoutMs,
    // A host that vanished without a word is noticed.
    keepAlive: true,
    // Awaited by the pool, which drops the connection when it rejects.
    onConnect: async (client) => {
      // A connection cut while a transaction waits on something else rejects its next query; unheard, the cut would end the process.
      client.on('error', () => undefined);
      await client.query(`${asOwner ? '' : `SET ROLE ${serverRole}; `}SET TIME ZONE 'UTC'`);
    },
  });
  // An idle connection cut by the database is replaced at the next need; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}
