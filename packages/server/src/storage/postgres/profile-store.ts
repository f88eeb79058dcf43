// What patients say of themselves: one sealed text per record.

import { dossierOf } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import type { Instant } from '@carnet/domain/kernel';
import type { HealthProfile, ProfileStore } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';

export const profileBinding = (dossier: DossierId): string => `health_profile|${dossier}`;

export function profileStore({ db, keys }: StoreContext): ProfileStore {
  return {
    async read(permit) {
      const id = dossierOf(permit);
      const { rows } = await db.query<{ changed_at: Instant; sealed: Buffer }>({
        name: 'profile-read',
        text: 'SELECT changed_at, sealed FROM health_profile WHERE dossier_id = $1',
        values: [id],
      });
      const row = rows[0];
      if (row === undefined) return {};
      const said = JSON.parse((await keys.sealer(id, db)).open(profileBinding(id), row.sealed).toString('utf8')) as Omit<HealthProfile, 'changedAt'>;
      return { ...said, changedAt: row.changed_at };
    },
    async save(permit, { changedAt = permit.at, ...said }) {
      const id = dossierOf(permit);
      await db.query({
        name: 'profile-save',
        text: `INSERT INTO health_profile (dossier_id, changed_at, sealed) VALUES ($1, $2, $3)
          ON CONFLICT (dossier_id) DO UPDATE SET changed_at = excluded.changed_at, sealed = excluded.sealed`,
        values: [id, toTimestamp(changedAt), (await keys.sealer(id, db)).seal(profileBinding(id), JSON.stringify(said))],
      });
    },
  };
}
