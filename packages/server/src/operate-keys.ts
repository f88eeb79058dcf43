// Composition for `npm run keys`: the storage of a running Carnet opened as its owner, beside the server and without it.

import { fileURLToPath } from 'node:url';
import type { DossierId } from '@carnet/domain/dossier';
import type { PsIdNat } from '@carnet/domain/identity';
import type { Result } from '@carnet/domain/kernel';
import { certificateOf, destroyDossier } from './application/destroy-dossier.ts';
import { machineClock } from './clock.ts';
import type { Config } from './config.ts';
import { callerOfCardHolder } from './interfaces/pipeline/card-holder.ts';
import { portsOn } from './ports-on.ts';
import type { SignedCertificate } from './ports/index.ts';
import { readSealKey } from './seal-key.ts';
import { type Alarm, openMasterKey, openStorage } from './storage/index.ts';
import { type KeyRoom, keyRoom } from './storage/keys/key-room.ts';

export interface OperatorsKeys extends KeyRoom {
  /** `by`: an operator of the directory (personnel, exploitation). */
  destroyDossier(dossier: DossierId, by: PsIdNat, reason: string): Promise<Result<SignedCertificate>>;
  certificateOf(dossier: DossierId, by: PsIdNat): Promise<Result<SignedCertificate>>;
  /** Of the key that signs certificates: PEM. */
  readonly publicKey: string;
  close(): Promise<void>;
}

/** `databaseUrl`: as the role that owns the database. */
export async function openOperatorsKeys(config: Config, databaseUrl: string, alarm: Alarm): Promise<OperatorsKeys> {
  const opened = openMasterKey({ url: config.masterKeyUrl, formerUrls: config.formerMasterKeyUrls, tls: config.kmsTls, mayMake: false });
  const storage = await openStorage({ databaseUrl, blobDir: fileURLToPath(config.blobUrl), masterKey: opened.master, alarm, asOwner: true });
  // Keys are changed here; nothing is deposited.
  const ports = portsOn(storage, machineClock, () => undefined);
  const signer = readSealKey(config.sealKeyFile, false);
  const callerOf = (by: PsIdNat) =>
    storage.transactions.run(({ directory }) => callerOfCardHolder(directory, { id: by, structure: undefined }, { door: 'job' }, 'normal'));
  return {
    ...keyRoom(storage, opened),
    async destroyDossier(dossier, by, reason) {
      const caller = await callerOf(by);
      return caller.ok ? destroyDossier(ports, signer, caller.value, { dossier, reason }) : caller;
    },
    async certificateOf(dossier, by) {
      const caller = await callerOf(by);
      return caller.ok ? certificateOf(ports, caller.value, dossier) : caller;
    },
    publicKey: signer.publicKey,
    close: () => storage.close(),
  };
}
