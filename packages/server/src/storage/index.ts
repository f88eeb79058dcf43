// Opens the storage: a database brought to its schema, the stores over it, the encrypted bytes, the keys.
// `pool` is for the stores of this package (accounts, sessions, delivery): timestamptz come as Instant, bigint as number.

import type pg from 'pg';
import type { LawInForce, Transactions } from '../ports.ts';
import { type FileBlobStore, fileBlobStore } from './blob/file-blob-store.ts';
import { dossierKeys } from './dossier-keys.ts';
import { openPool } from './postgres/connection.ts';
import { ensureFirstMatrix, openLaw } from './postgres/law-store.ts';
import { migrate } from './postgres/migrate.ts';
import { type Registry, registry } from './postgres/registry-store.ts';
import { tracePartitions } from './postgres/trace-partitions.ts';
import { transactions } from './postgres/transactions.ts';
import { type Vault, createVault } from './vault.ts';

export { startEmbedded } from './postgres/embedded.ts';
export type { ImportedDocument, NewDossier, Registry } from './postgres/registry-store.ts';
export type { Vault } from './vault.ts';

export interface StorageOptions {
  /** Role that owns the database (migrates, then gives way to `carnet_server`), or `carnet_server` itself on a database already migrated. */
  readonly databaseUrl: string;
  readonly blobDir: string;
  /** 32 bytes. */
  readonly masterKey: Uint8Array;
}
export interface Storage {
  readonly transactions: Transactions;
  readonly blobs: FileBlobStore;
  readonly law: LawInForce;
  /** Puts the matrices shipped with the program into a database that has none: done at opening, and to be done again once it was emptied. */
  readonly ensureFirstMatrix: () => Promise<void>;
  readonly vault: Vault;
  readonly registry: Registry;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** Leaves room, within the 60 connections of the embedded server, for two servers and somebody's psql. */
const poolSize = 20;

export async function openStorage({ databaseUrl, blobDir, masterKey }: StorageOptions): Promise<Storage> {
  await migrate(databaseUrl);
  const pool = openPool(databaseUrl, poolSize);
  // Small needs that arise while a transaction holds a connection: asked of the same pool they could wait for one another for ever.
  const aside = openPool(databaseUrl, 2);
  const vault = createVault(masterKey);
  const keys = dossierKeys(vault);
  await ensureFirstMatrix(pool, vault);
  const lawPool = openPool(databaseUrl, 2);
  const law = await openLaw(lawPool);
  const blobs = fileBlobStore({
    directory: blobDir,
    sealerOf: (dossier) => keys.sealer(dossier, aside),
    pointedTo: async (addresses) => {
      const { rows } = await aside.query<{ address: string }>({
        text: `SELECT DISTINCT encode(blob_address, 'hex') AS address FROM document_entry WHERE blob_address = ANY (SELECT decode(given, 'hex') FROM unnest($1::text[]) AS given)`,
        values: [addresses],
      });
      return new Set(rows.map((row) => row.address));
    },
  });
  return {
    transactions: transactions(pool, { keys, vault, partitions: tracePartitions(aside), law }),
    blobs,
    law,
    ensureFirstMatrix: () => ensureFirstMatrix(pool, vault),
    vault,
    registry: registry(pool, vault, keys),
    pool,
    close: async () => {
      await law.close();
      await Promise.all([pool.end(), aside.end(), lawPool.end()]);
    },
  };
}
