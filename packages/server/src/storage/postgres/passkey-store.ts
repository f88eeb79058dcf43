// Passkeys, as PostgreSQL keeps them: found by a keyed hash of what the authenticator calls them, everything else about them sealed.
// Guarantees: of two uses at once that say the same count, one only is taken.

import type { PersonneId } from '@carnet/domain/dossier';
import type { Instant } from '@carnet/domain/kernel';
import type pg from 'pg';
import type { Passkey, PasskeyStore } from '../../ports/index.ts';
import type { Vault } from '../vault.ts';
import { toTimestamp } from './instants.ts';

type Body = Pick<Passkey, 'name' | 'credential' | 'publicKey' | 'userHandle' | 'transports'>;
interface PasskeyRow {
  readonly id: string;
  readonly personne_id: PersonneId;
  readonly sealed: Buffer;
  readonly added_at: Instant;
  readonly last_used_at: Instant | null;
}

const binding = (id: string): string => `passkey|${id}`;
const columns = 'id, personne_id, sealed, added_at, last_used_at';

export function postgresPasskeys(pool: pg.Pool, vault: Vault): PasskeyStore {
  const hashOf = (credential: string): Buffer => vault.blindIndex('passkey', credential);
  const open = (id: string, sealed: Buffer): Body => JSON.parse(vault.openSystem(binding(id), sealed).toString('utf8')) as Body;
  const seal = (id: string, body: Body): Buffer => vault.sealSystem(binding(id), JSON.stringify(body));
  const toPasskey = ({ id, personne_id: personne, sealed, added_at: addedAt, last_used_at: lastUsedAt }: PasskeyRow): Passkey => ({
    ...open(id, sealed),
    id,
    personne,
    addedAt,
    ...(lastUsedAt === null ? {} : { lastUsedAt }),
  });

  return {
    async listOf(personne) {
      const { rows } = await pool.query<PasskeyRow>(`SELECT ${columns} FROM passkey WHERE personne_id = $1 ORDER BY added_at, id`, [personne]);
      return rows.map(toPasskey);
    },
    async byCredential(credential) {
      const { rows } = await pool.query<PasskeyRow>(`SELECT ${columns} FROM passkey WHERE credential_hash = $1`, [hashOf(credential)]);
      return rows[0] && toPasskey(rows[0]);
    },
    async add({ id, personne, addedAt, name, credential, publicKey, userHandle, transports }, counter) {
      const { rowCount } = await pool.query(
        `INSERT INTO passkey (id, personne_id, credential_hash, sealed, counter, added_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (credential_hash) DO NOTHING`,
        [id, personne, hashOf(credential), seal(id, { name, credential, publicKey, userHandle, transports }), counter, toTimestamp(addedAt)],
      );
      return rowCount === 1;
    },
    async rename(personne, id, name) {
      const { rows } = await pool.query<{ sealed: Buffer }>('SELECT sealed FROM passkey WHERE id = $1 AND personne_id = $2', [id, personne]);
      if (rows[0] === undefined) return false;
      const { rowCount } = await pool.query('UPDATE passkey SET sealed = $3 WHERE id = $1 AND personne_id = $2', [
        id,
        personne,
        seal(id, { ...open(id, rows[0].sealed), name }),
      ]);
      return rowCount === 1;
    },
    async remove(personne, id) {
      const { rowCount } = await pool.query('DELETE FROM passkey WHERE id = $1 AND personne_id = $2', [id, personne]);
      return rowCount === 1;
    },
    async use(id, counter, at) {
      const { rowCount } = await pool.query(
        'UPDATE passkey SET counter = $2, last_used_at = $3 WHERE id = $1 AND ($2::bigint > counter OR ($2::bigint = 0 AND counter = 0))',
        [id, counter, toTimestamp(at)],
      );
      return rowCount === 1;
    },
  };
}
