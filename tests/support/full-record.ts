// Fills a record with many documents, one a minute going back in time, of every type in turn.

import type { PsIdNat } from '@carnet/domain/identity';
import { instantOf } from '@carnet/domain/kernel';
import { documentTypes } from '@carnet/domain/terminology';
import type { NewDossier, Storage } from '@carnet/server/storage/index';
import { factsOf, newEntry, newSet, noon } from './records.ts';

const batch = 2_000;

export async function fillRecord(storage: Storage, dossier: NewDossier, author: PsIdNat, count: number): Promise<void> {
  const types = Object.keys(documentTypes);
  for (let start = 0; start < count; start += batch) {
    const entries = Array.from({ length: Math.min(batch, count - start) }, (_, offset) => {
      const at = instantOf(noon - (start + offset) * 60_000);
      return newEntry(dossier.ins, Buffer.from('x'), {
        author,
        typeCode: types[(start + offset) % types.length]!,
        serviceStart: at,
        over: { depositedAt: at },
      });
    });
    await storage.registry.importDocuments(
      dossier.id,
      newSet(entries[0]!),
      entries.map((entry, index) => ({
        entry,
        facts: factsOf(entry),
        blob: { address: '0'.repeat(64), sha256: String(start + index).padStart(64, '0'), size: 1 },
      })),
    );
  }
}
