// npm run export-journal: lines of the journal as FHIR AuditEvents, one a line (NDJSON), for a record, a day, or both. Needs no key: who acted
// is a number, names and titles stay sealed. For whoever investigates, and for a collector of security events.

import { type AuditLine, writeAuditEvent } from '@carnet/codecs/fhir';
import { parseCivilDate, startOfDayInParis, toIso } from '@carnet/domain/kernel';
import pg from 'pg';
import { type Row, chainedOf, selectRows } from './rows.ts';

export interface Wanted {
  readonly dossier?: string | undefined;
  /** YYYY-MM-DD, in Paris. */
  readonly day?: string | undefined;
}

const linesAtOnce = 2_000;
const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const dayAndAHalf = 36 * 3_600_000;

/** `write` is given each line, and awaited. How many there were. */
export async function exportLines(databaseUrl: string, { dossier, day }: Wanted, write: (line: string) => Promise<void>): Promise<number> {
  const conditions: string[] = [];
  if (dossier !== undefined) {
    if (!idShape.test(dossier)) throw new Error(`--dossier ${dossier}: ?`);
    conditions.push(`dossier_id = '${dossier}'`);
  }
  if (day !== undefined) {
    const read = parseCivilDate(day, 'day');
    if (!read.ok) throw new Error(`--day ${day}: AAAA-MM-JJ`);
    const start = startOfDayInParis(read.value);
    const next = new Date(start + dayAndAHalf).toISOString().slice(0, 10) as typeof read.value;
    conditions.push(`at >= '${toIso(start)}' AND at < '${toIso(startOfDayInParis(next))}'`);
  }
  if (conditions.length === 0) throw new Error('--dossier, --day');
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    await db.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await db.query(`DECLARE lines NO SCROLL CURSOR FOR ${selectRows} WHERE ${conditions.join(' AND ')} ORDER BY dossier_id, sequence`);
    let count = 0;
    for (;;) {
      const { rows } = await db.query<Row>(`FETCH ${linesAtOnce} FROM lines`);
      for (const row of rows) await write(`${JSON.stringify(writeAuditEvent(chainedOf(row) as AuditLine))}\n`);
      count += rows.length;
      if (rows.length < linesAtOnce) return count;
    }
  } finally {
    await db.end();
  }
}
