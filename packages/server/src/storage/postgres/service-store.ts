// The register of services, and what each record let in. The register is public; a pairing is codes, dates and ids, in its record.

import { dossierOf } from '@carnet/domain/access';
import type { ServiceCategory } from '@carnet/domain/dossier';
import type { Instant } from '@carnet/domain/kernel';
import type pg from 'pg';
import type { DescribedService, KeptPairing, PairingStore, Service, ServiceRegister, ServiceState } from '../../ports/index.ts';
import type { Vault } from '../vault.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';

interface ServiceRow {
  id: string;
  state: ServiceState;
  version: number;
  version_since: Instant;
  described: DescribedService;
  client: Readonly<Record<string, unknown>>;
}
const toService = ({ id, state, version, version_since, described, client }: ServiceRow): Service => ({
  id,
  state,
  version,
  versionSince: version_since,
  ...described,
  client,
});

export function postgresServices(pool: pg.Pool, vault: Vault): ServiceRegister {
  return {
    async find(id) {
      const { rows } = await pool.query<ServiceRow>('SELECT * FROM service WHERE id = $1', [id]);
      return rows[0] && toService(rows[0]);
    },
    async list() {
      const { rows } = await pool.query<ServiceRow>(`SELECT * FROM service ORDER BY described->>'name', id`);
      return rows.map(toService);
    },
    async keep({ id, client, name, publisher, purposes }, at) {
      const { rows } = await pool.query<ServiceRow>(
        `INSERT INTO service (id, state, version, version_since, described, client) VALUES ($1, 'EN_LIGNE', 1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET described = EXCLUDED.described, client = EXCLUDED.client,
           version = service.version + (service.described->'purposes' <> EXCLUDED.described->'purposes')::int,
           version_since = CASE WHEN service.described->'purposes' <> EXCLUDED.described->'purposes' THEN EXCLUDED.version_since ELSE service.version_since END
         RETURNING *`,
        [id, toTimestamp(at), JSON.stringify({ name, publisher, purposes } satisfies DescribedService), JSON.stringify(client)],
      );
      return toService(rows[0]!);
    },
    async changeState(id, state) {
      const { rowCount } = await pool.query('UPDATE service SET state = $2 WHERE id = $1', [id, state]);
      return rowCount === 1;
    },
    pseudonymOf(service, of) {
      // Laid out as a UUID of version 8 (RFC 9562 §5.8), which is what ids of records look like in FHIR addresses.
      const hex = vault.blindIndex('idpe', `${service}\0${of}`).toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    },
  };
}

/** So many authorisations of one service, the newest: one for each of a person's devices. */
const mostGrants = 10;

interface PairingRow {
  service: string;
  since: Instant;
  until: Instant;
  reads: ServiceCategory[];
  writes: ServiceCategory[];
  paired_by: KeptPairing['pairedBy'];
  purposes: string[];
  version: number;
  grants: string[];
  last_used_at: Instant | null;
}

export const pairingStore = ({ db }: StoreContext): PairingStore => ({
  async pair(permit, { service, reads, writes, since, until, pairedBy, purposes, version, grant }) {
    const dossier = dossierOf(permit);
    const { rows } = await db.query<{ grants: string[] }>({
      name: 'pairing-supersede',
      text: 'UPDATE appairage SET ended_at = $3 WHERE dossier_id = $1 AND service = $2 AND ended_at IS NULL AND until > $3 RETURNING grants',
      values: [dossier, service, toTimestamp(since)],
    });
    const all = [...rows.flatMap((row) => row.grants), grant];
    const grants = all.slice(-mostGrants);
    await db.query({
      name: 'pairing-keep',
      text: `INSERT INTO appairage (dossier_id, service, since, until, reads, writes, paired_by, purposes, version, grants) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (dossier_id, service, since) DO UPDATE SET until = EXCLUDED.until, reads = EXCLUDED.reads, writes = EXCLUDED.writes, paired_by = EXCLUDED.paired_by,
          purposes = EXCLUDED.purposes, version = EXCLUDED.version, grants = EXCLUDED.grants, ended_at = NULL`,
      values: [dossier, service, toTimestamp(since), toTimestamp(until), reads, writes, pairedBy, purposes, version, grants],
    });
    return { dropped: all.slice(0, -mostGrants) };
  },
  async list(permit) {
    const { rows } = await db.query<PairingRow>({ name: 'pairing-list', text: listStatement, values: [dossierOf(permit)] });
    return rows.map(({ paired_by, last_used_at, ...row }) => ({ ...row, pairedBy: paired_by, ...(last_used_at === null ? {} : { lastUsedAt: last_used_at }) }));
  },
  async end(permit, service) {
    const { rows } = await db.query<{ grants: string[] }>({
      name: 'pairing-end',
      text: 'UPDATE appairage SET ended_at = $3 WHERE dossier_id = $1 AND service = $2 AND ended_at IS NULL AND until > $3 RETURNING grants',
      values: [dossierOf(permit), service, toTimestamp(permit.at)],
    });
    return rows.length === 0 ? undefined : { grants: rows.flatMap(({ grants }) => grants) };
  },
});

/** Days a pairing outlives a change of what its service asks for: the time to agree again. */
const reapprovalDays = 30;
/** When a pairing `p` ends, whoever or whatever ends it. */
export const pairingEnd = `least(p.until, p.ended_at, (SELECT s.version_since + interval '${reapprovalDays} days' FROM service s WHERE s.id = p.service AND s.version > p.version))`;

const listStatement = `
  SELECT DISTINCT ON (p.service) p.service, p.since, ${pairingEnd} AS until, p.reads, p.writes, p.paired_by, p.purposes, p.version, p.grants,
    (SELECT max(t.at) FROM trace t WHERE t.dossier_id = p.dossier_id AND t.actor_id = p.service AND t.actor_kind = 'service-tiers' AND t.outcome = 'granted') AS last_used_at
  FROM appairage p WHERE p.dossier_id = $1 ORDER BY p.service, p.since DESC`;
