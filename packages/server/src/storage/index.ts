// Opens the storage: a database brought to its schema, the stores over it, the encrypted bytes, the keys.
// `pool` is for the stores of this package (accounts, sessions, delivery): timestamptz come as Instant, bigint as number.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DossierId } from '@carnet/domain/dossier';
import type pg from 'pg';
import type { LawInForce, Transactions } from '../ports/index.ts';
import { type FileBlobStore, fileBlobStore } from './blob/file-blob-store.ts';
import { exportReserveBytes } from './blob/disk.ts';
import { dossierKeys } from './dossier-keys.ts';
import type { Alarm } from './integrity-fault.ts';
import type { MasterKey } from './master-key/master-key.ts';
import { type Statement, openPool } from './postgres/connection.ts';
import { type FilledRecord, fillRecords } from './postgres/fill-records.ts';
import { listen } from './postgres/listen.ts';
import { ensureFirstMatrix, openLaw } from './postgres/law-store.ts';
import { migrate } from './postgres/migrate.ts';
import { keysChanged } from './postgres/key-store.ts';
import { type Registry, registry } from './postgres/registry-store.ts';
import { sealFormerAuthors } from './postgres/seal-former-authors.ts';
import { listFormerTraits } from './postgres/list-former-traits.ts';
import { markFormerContents } from './postgres/mark-former-contents.ts';
import { tracePartitions } from './postgres/trace-partitions.ts';
import { transactions } from './postgres/transactions.ts';
import { openSystemKeys } from './system-keys.ts';
import { type Vault, createVault } from './vault.ts';

export { absentFolderCode, refuseWhenNearlyFull, tryDisk } from './blob/disk.ts';
export { type EmbeddedPostgres, startEmbedded } from './postgres/embedded.ts';
export type { FilledDocument, FilledNotice, FilledRecord } from './postgres/fill-records.ts';
export type { NewDossier } from './postgres/new-dossier.ts';
export type { ImportedDocument, Registry } from './postgres/registry-store.ts';
export { type Alarm, IntegrityFault } from './integrity-fault.ts';
export * from './master-key/index.ts';
export type { Vault } from './vault.ts';

export interface StorageOptions {
  /** Role that owns the database (migrates, then gives way to `carnet_server`), or `carnet_server` itself on a database already migrated. */
  readonly databaseUrl: string;
  readonly blobDir: string;
  /** Other disks that a deposit needs room on: the embedded database's. */
  readonly alsoFills?: readonly string[];
  readonly masterKey: MasterKey;
  /** Told of every stored thing that does not open, or is not what it should be. */
  readonly alarm: Alarm;
  /** An operator's command: may do what the server's own role may not. */
  readonly asOwner?: boolean;
}
export interface Storage {
  readonly transactions: Transactions;
  readonly blobs: FileBlobStore;
  /** Of copies to take away: beside the documents, out of their backup. */
  readonly exportBytes: FileBlobStore;
  /** Of files on their way, the same. */
  readonly uploadBytes: FileBlobStore;
  readonly law: LawInForce;
  /** Puts the matrices shipped with the program into a database that has none: done at opening, and to be done again once it was emptied. */
  readonly ensureFirstMatrix: () => Promise<void>;
  readonly vault: Vault;
  readonly registry: Registry;
  /** Whole records at once, in one transaction; of a sandbox. */
  readonly fillRecords: (records: readonly FilledRecord[]) => Promise<void>;
  readonly pool: pg.Pool;
  /** Of records written before documents were recognised by their content. */
  readonly markFormerContents: () => Promise<void>;
  /** Rejects when the database does not answer within these milliseconds, however busy the pool is. */
  readonly ask: (withinMs: number) => Promise<void>;
  close(): Promise<void>;
}

/** Leaves room, within the 110 connections of the embedded server, for four servers and somebody's psql. */
const poolSize = 20;

export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { databaseUrl, blobDir } = options;
  await mkdir(blobDir, { recursive: true, mode: 0o700 });
  await migrate(databaseUrl);
  const pools: Pools = {
    pool: openPool(databaseUrl, poolSize, options.asOwner),
    // Small needs that arise while a transaction holds a connection: asked of the same pool they could wait for one another for ever.
    aside: openPool(databaseUrl, 2, options.asOwner),
    // One connection listens for the law, one for keys that changed, one reads.
    listeners: openPool(databaseUrl, 3, options.asOwner),
  };
  try {
    return await openOn(pools, options);
  } catch (error) {
    await endAll(pools);
    throw error;
  }
}

interface Pools {
  readonly pool: pg.Pool;
  readonly aside: pg.Pool;
  readonly listeners: pg.Pool;
}
const endAll = (pools: Pools): Promise<unknown> => Promise.all(Object.values(pools).map((pool: pg.Pool) => pool.end()));

async function openOn(pools: Pools, { blobDir, alsoFills = [], masterKey, alarm }: StorageOptions): Promise<Storage> {
  const { pool, aside, listeners } = pools;
  const vault = createVault(masterKey, await openSystemKeys(aside, masterKey), alarm);
  const keys = dossierKeys(vault);
  await sealFormerAuthors(pool, keys);
  await listFormerTraits(pool, vault, keys);
  await ensureFirstMatrix(pool, vault);
  const law = await openLaw(listeners);
  const stopListening = await listen(listeners, keysChanged, () => keys.forget());
  const pointedToIn =
    (table: 'document_entry' | 'record_export_piece' | 'record_upload_part') =>
    async (addresses: readonly string[]): Promise<ReadonlySet<string>> => {
      const { rows } = await aside.query<{ address: string }>({
        text: `SELECT DISTINCT encode(blob_address, 'hex') AS address FROM ${table} WHERE blob_address = ANY (SELECT decode(given, 'hex') FROM unnest($1::text[]) AS given)`,
        values: [addresses],
      });
      return new Set(rows.map((row) => row.address));
    };
  const files = { sealerOf: (dossier: DossierId) => keys.sealer(dossier, aside), forgetKeys: () => keys.forget(), alarm };
  const blobs = fileBlobStore({ ...files, directory: blobDir, alsoFills, pointedTo: pointedToIn('document_entry') });
  const exportDir = join(blobDir, 'exports');
  await mkdir(exportDir, { recursive: true, mode: 0o700 });
  const exportBytes = fileBlobStore({
    ...files,
    directory: exportDir,
    alsoFills,
    reserveBytes: exportReserveBytes,
    pointedTo: pointedToIn('record_export_piece'),
  });
  const uploadDir = join(blobDir, 'uploads');
  await mkdir(uploadDir, { recursive: true, mode: 0o700 });
  const uploadBytes = fileBlobStore({ ...files, directory: uploadDir, alsoFills, pointedTo: pointedToIn('record_upload_part') });
  const partitions = tracePartitions(aside);
  return {
    transactions: transactions(pool, { keys, vault, partitions, law }, alarm),
    blobs,
    exportBytes,
    uploadBytes,
    law,
    ensureFirstMatrix: () => ensureFirstMatrix(pool, vault),
    vault,
    registry: registry(pool, vault, keys),
    fillRecords: (records) => fillRecords({ pool, vault, blobs, partitions }, records),
    pool,
    markFormerContents: () => markFormerContents(pool, vault, keys),
    ask: async (withinMs) => void (await aside.query({ text: 'SELECT 1', query_timeout: withinMs } as Statement)),
    close: async () => {
      await law.close();
      await stopListening();
      await endAll(pools);
    },
  };
}
