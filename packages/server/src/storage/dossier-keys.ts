// The sealers of the dossiers in use. A transaction that has just read a dossier's row lends its wrapped key; otherwise the row is read.
// Bounded: the least recently used are forgotten. A key that changed in the row replaces the one in memory; all are forgotten when another
// process says that a key was rotated or destroyed.

import type { DossierId } from '@carnet/domain/dossier';
import { invariant } from '@carnet/domain/kernel';
import type { Queryable } from './postgres/connection.ts';
import type { Sealer, Vault } from './vault.ts';

/** Unwrapping takes microseconds with a file, a round trip with a KMS: this many spare it to the records in use without keeping every key of the country in memory. */
const kept = 2_000;

export interface DossierKeys {
  /** `sealer`: where it is at hand already. */
  lend(dossier: DossierId, wrappedKey: Buffer, sealer?: Sealer): void;
  sealer(dossier: DossierId, db: Queryable): Promise<Sealer>;
  forget(): void;
}

interface Known {
  readonly wrappedKey: Buffer;
  sealer?: Promise<Sealer>;
}

export function dossierKeys(vault: Vault): DossierKeys {
  // The order of a Map is that of insertion: re-inserting at each use makes its first the least recently used.
  const known = new Map<DossierId, Known>();
  const keep = (dossier: DossierId, entry: Known): Known => {
    known.delete(dossier);
    known.set(dossier, entry);
    if (known.size > kept) known.delete(known.keys().next().value!);
    return entry;
  };
  const lend = (dossier: DossierId, wrappedKey: Buffer, sealer?: Sealer): Known => {
    const found = known.get(dossier);
    const anew = sealer === undefined ? { wrappedKey } : { wrappedKey, sealer: Promise.resolve(sealer) };
    return keep(dossier, found?.wrappedKey.equals(wrappedKey) === true ? found : anew);
  };
  const opened = (dossier: DossierId, entry: Known): Promise<Sealer> => {
    const opening = (entry.sealer ??= vault.sealer(dossier, entry.wrappedKey));
    // A failure is not remembered: the next need asks the master key again.
    opening.catch(() => delete entry.sealer);
    return opening;
  };
  return {
    lend,
    async sealer(dossier, db) {
      const found = known.get(dossier);
      if (found !== undefined) return opened(dossier, keep(dossier, found));
      const { rows } = await db.query<{ wrapped_key: Buffer | null }>({
        name: 'dossier-key',
        text: `SELECT coalesce((SELECT wrapped_key FROM dossier WHERE dossier_id = $1), (SELECT wrapped_key FROM assure WHERE dossier_id = $1)) AS wrapped_key`,
        values: [dossier],
      });
      const wrappedKey = rows[0]?.wrapped_key ?? undefined;
      invariant(wrappedKey !== undefined, 'a dossier being served, or that waits to be opened, exists and has its key');
      return opened(dossier, lend(dossier, wrappedKey));
    },
    forget: () => known.clear(),
  };
}
