// The devices a person is rung on: theirs, whatever record they read. Nothing of any record is asked for, nor yielded.

import type { PersonneId } from '@carnet/domain/dossier';
import type { Device, Ports, PushAddress } from '../ports/index.ts';

export const listDevices = (ports: Ports, personne: PersonneId): Promise<readonly Device[]> => ports.transactions.run(({ devices }) => devices.list(personne));

export const keepDevice = (ports: Ports, personne: PersonneId, address: PushAddress): Promise<void> =>
  ports.transactions.run(({ devices }) => devices.keep(personne, address, ports.clock.now()));

/** Of this person only; one that is unknown is gone already. */
export const forgetDevice = (ports: Ports, personne: PersonneId, mark: string): Promise<void> =>
  ports.transactions.run(async ({ devices }) => {
    const found = (await devices.list(personne)).find((one) => one.mark === mark);
    if (found !== undefined) await devices.remove(found.id);
  });
