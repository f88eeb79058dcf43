// What an operator may do to keys, on a storage opened as the database's owner.

import type { DossierId } from '@carnet/domain/dossier';
import type { Storage } from '../index.ts';
import type { OpenedMasterKey } from '../master-key/index.ts';
import { type DossierRotation, rotateDossier } from './rotate-dossier.ts';
import { type KeyStatus, type MasterRotation, keyStatus, pendingOf, rotateMaster } from './rotate-master.ts';

export type Progress = (done: number, of: number) => void;

export interface KeyRoom {
  status(): Promise<KeyStatus>;
  /** Ends the rotation that was begun. Where none was: with a file, adds a generation first; a KMS changes its key by its own means. */
  rotateMaster(progress: Progress): Promise<MasterRotation>;
  /** Takes the former generations out of the file: what they wrapped in a backup is lost for ever. Undefined: something still needs them. */
  retireMaster(): Promise<number | undefined>;
  rotateDossier(dossier: DossierId, progress: Progress): Promise<DossierRotation | undefined>;
}

export function keyRoom({ pool, vault, blobs }: Storage, { master, file }: OpenedMasterKey): KeyRoom {
  const status = (): Promise<KeyStatus> => keyStatus(pool, master);
  return {
    status,
    async rotateMaster(progress) {
      if (file !== undefined && pendingOf(await status()) === 0) await file.addGeneration();
      return rotateMaster(pool, master, progress);
    },
    async retireMaster() {
      if (file === undefined) throw new Error('the master key is a KMS: its former keys are retired there');
      return pendingOf(await status()) === 0 ? file.keepCurrentOnly() : undefined;
    },
    rotateDossier: (dossier, progress) => rotateDossier({ pool, vault, blobs, progress }, dossier),
  };
}
