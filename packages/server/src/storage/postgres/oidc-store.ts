// What the OIDC provider keeps (codes, grants, interactions, its own browser sessions), and the secrets generated once.
// Ids are kept by their hash and payloads sealed: a copy of the table opens no session. Times are the machine's, not the sandbox's
// movable clock: the protocol's own deadlines are judged by the provider, which reads the machine's.

import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { OidcArtefactStore, SystemSecrets } from '../../ports/index.ts';
import type { Vault } from '../vault.ts';

interface ArtefactRow {
  readonly id_hash: Buffer;
  readonly payload: Buffer;
  readonly consumed: number | null;
}

const hashOf = (id: string): Buffer => createHash('sha256').update(id).digest();
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export function postgresArtefacts(pool: pg.Pool, vault: Vault): OidcArtefactStore {
  const binding = (model: string, hash: Buffer): string => `oidc_artefact|${model}|${hash.toString('hex')}`;
  const columns = 'id_hash, payload, floor(extract(epoch FROM consumed_at))::int AS consumed';
  const live = '(expires_at IS NULL OR expires_at > now())';
  const open = (model: string, row: ArtefactRow | undefined): Record<string, unknown> | undefined => {
    if (row === undefined) return undefined;
    const payload = JSON.parse(vault.openSystem(binding(model, row.id_hash), row.payload).toString('utf8')) as Record<string, unknown>;
    return row.consumed === null ? payload : { ...payload, consumed: row.consumed };
  };

  return {
    async upsert(model, id, payload, expiresInSeconds) {
      const hash = hashOf(id);
      await pool.query(
        `INSERT INTO oidc_artefact (model, id_hash, payload, grant_id, uid, expires_at) VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))
         ON CONFLICT (model, id_hash) DO UPDATE SET payload = EXCLUDED.payload, grant_id = EXCLUDED.grant_id, uid = EXCLUDED.uid, expires_at = EXCLUDED.expires_at`,
        [
          model,
          hash,
          vault.sealSystem(binding(model, hash), JSON.stringify(payload)),
          textOf(payload['grantId']),
          textOf(payload['uid']),
          expiresInSeconds ?? null,
        ],
      );
    },
    async find(model, id) {
      const { rows } = await pool.query<ArtefactRow>(`SELECT ${columns} FROM oidc_artefact WHERE model = $1 AND id_hash = $2 AND ${live}`, [model, hashOf(id)]);
      return open(model, rows[0]);
    },
    async findByUid(model, uid) {
      const { rows } = await pool.query<ArtefactRow>(`SELECT ${columns} FROM oidc_artefact WHERE model = $1 AND uid = $2 AND ${live}`, [model, uid]);
      return open(model, rows[0]);
    },
    async consume(model, id) {
      await pool.query('UPDATE oidc_artefact SET consumed_at = now() WHERE model = $1 AND id_hash = $2 AND consumed_at IS NULL', [model, hashOf(id)]);
    },
    async take(model, id) {
      const { rows } = await pool.query<ArtefactRow>(`DELETE FROM oidc_artefact WHERE model = $1 AND id_hash = $2 AND ${live} RETURNING ${columns}`, [
        model,
        hashOf(id),
      ]);
      return open(model, rows[0]);
    },
    async destroy(model, id) {
      await pool.query('DELETE FROM oidc_artefact WHERE model = $1 AND id_hash = $2', [model, hashOf(id)]);
    },
    async revokeByGrantId(grantId) {
      await pool.query('DELETE FROM oidc_artefact WHERE grant_id = $1', [grantId]);
    },
  };
}

export function postgresSecrets(pool: pg.Pool, vault: Vault): SystemSecrets {
  const binding = (name: string): string => `system_secret|${name}`;
  const read = async (name: string): Promise<string | undefined> => {
    const { rows } = await pool.query<{ sealed: Buffer }>('SELECT sealed FROM system_secret WHERE name = $1', [name]);
    return rows[0] && vault.openSystem(binding(name), rows[0].sealed).toString('utf8');
  };
  return {
    async obtain(name, generate) {
      const known = await read(name);
      if (known !== undefined) return known;
      await pool.query('INSERT INTO system_secret (name, sealed) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING', [
        name,
        vault.sealSystem(binding(name), await generate()),
      ]);
      const kept = await read(name);
      if (kept === undefined) throw new Error(`the secret ${name} was not kept`);
      return kept;
    },
  };
}
