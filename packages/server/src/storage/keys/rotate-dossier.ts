// Changes the key of one record while it is in use: a new generation is added to its key, then whatever the former ones sealed is opened and
// sealed anew, batch by batch. Stopped at any moment it goes on from where it was, since every sealed thing says which generation sealed it.
// The server's role may do none of this: it runs as the database's owner.

import type { DossierId } from '@carnet/domain/dossier';
import { invariant } from '@carnet/domain/kernel';
import type pg from 'pg';
import type { FileBlobStore } from '../blob/file-blob-store.ts';
import { IntegrityFault } from '../integrity-fault.ts';
import { keysChanged } from '../postgres/key-store.ts';
import { inTransaction } from '../postgres/transactions.ts';
import type { Sealer, Vault } from '../vault.ts';
import { type SealedPlace, sealedPlaces } from './sealed-places.ts';

export interface DossierRotation {
  /** The one everything is now sealed with. */
  readonly generation: number;
  readonly rows: number;
  readonly blobs: number;
  /** What did not open, and was left as it is. */
  readonly faults: readonly IntegrityFault[];
}
export interface Rotating {
  readonly pool: pg.Pool;
  readonly vault: Vault;
  readonly blobs: FileBlobStore;
  /** Sealed things done, of how many there are in all. */
  readonly progress: (done: number, of: number) => void;
}

const batchSize = 200;
/** What is deposited meanwhile by a server that had read the former key is caught by the next pass. */
const passes = 5;

/** Ends the rotation that was begun, or begins one. Undefined: there is no such record, or its key is destroyed. */
export async function rotateDossier(context: Rotating, dossier: DossierId): Promise<DossierRotation | undefined> {
  let sealer = await sealerOf(context, dossier);
  if (sealer === undefined) return undefined;
  const addresses = await addressesOf(context.pool, dossier);
  const pending = async (): Promise<number> =>
    (await pendingRows(context.pool, dossier, sealer!.generation)) + (await context.blobs.notSealedBy(sealer!, addresses));
  if ((await pending()) === 0) {
    await addGeneration(context, dossier);
    sealer = await sealerOf(context, dossier);
    invariant(sealer !== undefined, 'a record whose key was just changed has one');
  }
  const of = await pending();
  let done = 0;
  const step = (count: number): void => context.progress((done += count), of);
  const faults = new Map<string, IntegrityFault>();
  let [rows, blobs] = [0, 0];
  for (let pass = 0; pass < passes; pass++) {
    let changed = 0;
    for (const place of sealedPlaces) changed += await resealRows(context, dossier, sealer, place, { step, faults });
    rows += changed;
    const moved = await resealBlobs(context, dossier, sealer, { step, faults });
    blobs += moved;
    if (changed + moved === 0) break;
  }
  return { generation: sealer.generation, rows, blobs, faults: [...faults.values()] };
}

async function sealerOf({ pool, vault }: Rotating, dossier: DossierId): Promise<Sealer | undefined> {
  const { rows } = await pool.query<{ wrapped_key: Buffer | null }>('SELECT wrapped_key FROM dossier WHERE dossier_id = $1', [dossier]);
  const wrapped = rows[0]?.wrapped_key ?? undefined;
  return wrapped && vault.sealer(dossier, wrapped);
}

function addGeneration({ pool, vault }: Rotating, dossier: DossierId): Promise<void> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ wrapped_key: Buffer }>('SELECT wrapped_key FROM dossier WHERE dossier_id = $1 FOR UPDATE', [dossier]);
    await client.query('UPDATE dossier SET wrapped_key = $2 WHERE dossier_id = $1', [dossier, await vault.nextGeneration(dossier, rows[0]!.wrapped_key)]);
    await client.query(`SELECT pg_notify('${keysChanged}', '')`);
  });
}

async function pendingRows(pool: pg.Pool, dossier: DossierId, generation: number): Promise<number> {
  const counts = sealedPlaces.map(({ table }) => `(SELECT count(*) FROM ${table} WHERE dossier_id = $1 AND get_byte(sealed, 0) <> $2)`);
  const { rows } = await pool.query<{ pending: number }>(`SELECT ${counts.join(' + ')} AS pending`, [dossier, generation]);
  return rows[0]!.pending;
}

async function addressesOf(pool: pg.Pool, dossier: DossierId): Promise<readonly string[]> {
  const { rows } = await pool.query<{ address: string }>(`SELECT DISTINCT encode(blob_address, 'hex') AS address FROM document_entry WHERE dossier_id = $1`, [
    dossier,
  ]);
  return rows.map(({ address }) => address);
}

interface Doing {
  readonly step: (count: number) => void;
  readonly faults: Map<string, IntegrityFault>;
}

/** What `act` yields; undefined, and the fault noted, where what it reads does not open. */
async function noting<T>({ faults }: Doing, act: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof IntegrityFault)) throw error;
    faults.set(error.reference, error);
    return undefined;
  }
}

async function resealRows({ pool }: Rotating, dossier: DossierId, sealer: Sealer, place: SealedPlace, doing: Doing): Promise<number> {
  let changed = 0;
  for (let after: Row | undefined; ;) {
    const { resealed, last } = await inTransaction(pool, (client) => resealBatch(client, dossier, sealer, place, after, doing));
    changed += resealed;
    if (resealed > 0) doing.step(resealed);
    if (last === undefined) return changed;
    after = last;
  }
}

type Row = Readonly<Record<string, string>>;

/** `last`: there may be more beyond it. */
async function resealBatch(
  client: pg.PoolClient,
  dossier: DossierId,
  sealer: Sealer,
  { table, key, also = [], binding }: SealedPlace,
  after: Row | undefined,
  doing: Doing,
): Promise<{ readonly resealed: number; readonly last: Row | undefined }> {
  const columns = key.map(([column]) => column);
  const read = [...columns, ...also].map((column) => `${column}::text AS ${column}, `).join('');
  const beyond = after === undefined ? '' : `AND (${columns.join(', ')}) > (${key.map(([, type], index) => `$${index + 3}::${type}`).join(', ')})`;
  const order = columns.length === 0 ? '' : `ORDER BY ${columns.map((column) => `${table}.${column}`).join(', ')}`;
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT ${read}sealed FROM ${table} WHERE dossier_id = $1 AND get_byte(sealed, 0) <> $2 ${beyond} ${order} LIMIT ${batchSize} FOR UPDATE`,
    [dossier, sealer.generation, ...(after === undefined ? [] : columns.map((column) => after[column]))],
  );
  let resealed = 0;
  const itself = key.map(([column, type], index) => `AND ${column} = $${index + 3}::${type}`).join(' ');
  for (const { sealed, ...row } of rows) {
    const place = binding(dossier, row as Row);
    const anew = await noting(doing, () => sealer.seal(place, sealer.open(place, sealed as Buffer)));
    if (anew === undefined) continue;
    await client.query(`UPDATE ${table} SET sealed = $2 WHERE dossier_id = $1 ${itself}`, [dossier, anew, ...columns.map((column) => (row as Row)[column])]);
    resealed += 1;
  }
  return { resealed, last: rows.length === batchSize && columns.length > 0 ? (rows.at(-1) as Row) : undefined };
}

/** A new file, then the rows that point to it; the former file is nobody's, and is swept a day later. */
async function resealBlobs({ pool, blobs }: Rotating, dossier: DossierId, sealer: Sealer, doing: Doing): Promise<number> {
  let changed = 0;
  for (const address of await addressesOf(pool, dossier)) {
    const anew = await noting(doing, () => blobs.reseal(dossier, sealer, address));
    if (anew === undefined) continue;
    await pool.query(`UPDATE document_entry SET blob_address = decode($3, 'hex') WHERE dossier_id = $1 AND blob_address = decode($2, 'hex')`, [
      dossier,
      address,
      anew,
    ]);
    changed += 1;
    doing.step(1);
  }
  return changed;
}
