// The devices a person asked to be rung on: the address a push service gave the browser, and the keys only that browser reads with.
// Sealed with the system's key and found by a keyed hash: whoever held an address and its keys could ring somebody's telephone.

import type { PersonneId } from '@carnet/domain/dossier';
import type { Instant } from '@carnet/domain/kernel';
import { createHash } from 'node:crypto';
import type { Device, DeviceStore, PushAddress } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';

/** More than a household has; the oldest leaves. */
const devicesMaximum = 10;
const binding = (id: string): string => `push_device|${id}`;
/** What the browser, which knows its own address, finds itself by. */
const markOf = (endpoint: string): string => createHash('sha256').update(endpoint, 'utf8').digest('hex');

interface DeviceRow {
  readonly id: Buffer;
  readonly personne: PersonneId;
  readonly sealed: Buffer;
  readonly since: Instant;
}

export function deviceStore({ db, vault }: StoreContext): DeviceStore {
  const toDevice = ({ id, personne, sealed, since }: DeviceRow): Device => {
    const hex = id.toString('hex');
    const address = JSON.parse(vault.openSystem(binding(hex), sealed).toString('utf8')) as PushAddress;
    return { id: hex, personne, since, address, mark: markOf(address.endpoint) };
  };
  const list = async (personne: PersonneId): Promise<readonly Device[]> => {
    const { rows } = await db.query<DeviceRow>({
      name: 'devices-of-personne',
      text: 'SELECT id, personne, sealed, since FROM push_device WHERE personne = $1 ORDER BY since DESC, id',
      values: [personne],
    });
    return rows.map(toDevice);
  };
  const remove = async (id: string): Promise<void> => {
    await db.query({ name: 'device-remove', text: 'DELETE FROM push_device WHERE id = $1', values: [Buffer.from(id, 'hex')] });
  };
  return {
    list,
    remove,
    async find(id) {
      const { rows } = await db.query<DeviceRow>({
        name: 'device-find',
        text: 'SELECT id, personne, sealed, since FROM push_device WHERE id = $1',
        values: [Buffer.from(id, 'hex')],
      });
      return rows[0] && toDevice(rows[0]);
    },
    async keep(personne, address, at) {
      const id = vault.blindIndex('push-device', address.endpoint);
      const sealed = vault.sealSystem(binding(id.toString('hex')), JSON.stringify(address satisfies PushAddress));
      await db.query({
        name: 'device-keep',
        text: `INSERT INTO push_device (id, personne, sealed, since) VALUES ($1, $2, $3, $4)
          ON CONFLICT (id) DO UPDATE SET personne = excluded.personne, sealed = excluded.sealed, since = excluded.since`,
        values: [id, personne, sealed, toTimestamp(at)],
      });
      for (const one of (await list(personne)).slice(devicesMaximum)) await remove(one.id);
    },
  };
}
