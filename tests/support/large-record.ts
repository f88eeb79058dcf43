// Fills the record of a person of the running sandbox, straight into its database: depositing ten thousand documents by the door would
// take minutes. The rows are those the door would have written; there are no bytes behind them, so they can be listed but not read.

import type { PsIdNat } from '@carnet/domain/identity';
import { invariant } from '@carnet/domain/kernel';
import { fileMasterKey, openStorage, startEmbedded } from '@carnet/server/storage/index';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillRecord } from './full-record.ts';
import type { Patient, Professional } from './journey.ts';
import { newDossier, titulaireOf } from './records.ts';

/** Adopts the database of the running server, which its own file says where to find; stopping it stays that server's business. */
async function databaseUrlOf(dataDir: string): Promise<string> {
  const dir = join(dataDir, 'postgres');
  const [, , , port] = readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n');
  return (await startEmbedded({ dir, port: Number(port) })).url;
}

export async function fillPatientRecord(dataDir: string, { ins, oid }: Patient, author: Professional, count: number): Promise<void> {
  const storage = await openStorage({
    databaseUrl: await databaseUrlOf(dataDir),
    blobDir: join(dataDir, 'blobs'),
    masterKey: fileMasterKey(join(dataDir, 'master.key')),
    alarm: () => undefined,
  });
  try {
    const dossier = newDossier({ ins: { matricule: ins, oid } as ReturnType<typeof newDossier>['ins'] });
    const facts = await storage.transactions.run((tx) => tx.facts.dossier({ ins: dossier.ins }, titulaireOf(dossier)));
    invariant(facts !== undefined, 'the sandbox has no such patient');
    await fillRecord(storage, { ...dossier, id: facts.id }, author.idNat as PsIdNat, count);
  } finally {
    await storage.close();
  }
}
