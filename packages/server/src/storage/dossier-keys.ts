// The sealers of the dossiers in use. A transaction that has just read a dossier's row lends its wrapped key; otherwise the row is read.
// Bounded: the least recently used are forgotten. A key that changed in the row replaces the one in memory.

import type { DossierId } from '@carnet/domain/dossier';
import { invariant } from '@carnet/domain/kernel';
import type { Queryable } from './postgres/connection.ts';
import type { Sealer, Vault } from './vault.ts';

/** Unwrapping takes microseconds: this many spare it to the records in use without keeping every key of the country in memory. */
const kept = 2_000;

export interface DossierKeys {
  lend(dossier: DossierId, wrappedKey: Buffer): void;
  sealer(dossier: DossierId, db: Queryable): Promise<Sealer>;
}

interface Known {
  readonly wrappedKey: Buffer;
  readonly sealer: Sealer;
}

export function dossierKeys(vault: Vault): DossierKeys {
  // The order of a Map is that of insertion: re-inserting at each use makes its first the least recently used.
  const known = new Map<DossierId, Known>();
  const keep = (dossier: DossierId, entry: Known): Sealer => {
    known.delete(dossier);
    known.set(dossier, entry);
    if (known.size > kept) known.delete(known.keys().next().value!);
    return entry.sealer;
  };
  const lend = (dossier: DossierId, wrappedKey: Buffer): Sealer => {
    const found = known.get(dossier);
    return keep(dossier, found?.wrappedKey.equals(wrappedKey) === true ? found : { wrappedKey, sealer: vault.sealer(dossier, wrappedKey) });
  };
  return {
    lend,
    async sealer(dossier, db) {
      const found = known.get(dossier);
      if (found !== undefined) return keep(dossier, found);
      const { rows } = await db.query<{ wrapped_key: Buffer }>({
        name: 'dossier-key',
        text: 'SELECT wrapped_key FROM dossier WHERE dossier_id = $1',
        values: [dossier],
      });
      invariant(rows[0] !== undefined, 'a dossier being served exists');
      return lend(dossier, rows[0].wrapped_key);
    },
  };
}
