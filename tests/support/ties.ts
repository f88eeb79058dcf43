// Writes to a record the facts that no act of the tests' callers writes: who represents, helps, inherits, who was made administrateur, what is
// kept from whom. Straight into the tables, as a migration of an older system would.

import type { Appairage, Delegation, Masquage, PersonneId, Representation, Succession } from '@carnet/domain/dossier';
import type { Actor } from '@carnet/domain/access';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type CivilDate, type Instant, toIso } from '@carnet/domain/kernel';
import type { NewDossier, Storage } from '@carnet/server/storage/index';
import { randomUUID } from 'node:crypto';
import { permitFor } from './records.ts';

export interface Ties {
  readonly representation?: readonly [PersonneId, Representation];
  readonly delegation?: readonly [PersonneId, Delegation];
  readonly appairage?: readonly [service: string, Appairage];
  readonly succession?: readonly [PersonneId, Succession];
  readonly administrateurs?: readonly PsIdNat[];
  readonly masquages?: readonly Masquage[];
}

const operator: Actor = { kind: 'exploitation', id: '3990001/1' as PsIdNat, active: true, structures: ['1990001' as StructIdNat] };
const endOf = (until: Instant | undefined): string | null => (until === undefined ? null : toIso(until));
/** Names are sealed; nobody reads these. */
const nothing = Buffer.alloc(0);

export async function writeTies(storage: Storage, { id, openedAt }: NewDossier, ties: Ties): Promise<void> {
  const insert = (table: string, row: Readonly<Record<string, unknown>>): Promise<unknown> =>
    storage.pool.query({
      text: `INSERT INTO ${table} (dossier_id, ${Object.keys(row).join(', ')}) VALUES ($1, ${Object.keys(row)
        .map((_, index) => `$${index + 2}`)
        .join(', ')}) ON CONFLICT DO NOTHING`,
      values: [id, ...Object.values(row)],
    });
  const listed = (personne: PersonneId, kind: string): Promise<unknown> => insert('tie_directory', { personne, kind });
  const { representation, delegation, appairage, succession, administrateurs = [], masquages = [] } = ties;
  if (representation !== undefined) {
    const [personne, { kind, since, until }] = representation;
    await insert('representation', { personne, kind, since: toIso(since), until: endOf(until), sealed: nothing });
    await listed(personne, 'representant');
  }
  if (delegation !== undefined) {
    const [personne, { categories, since, until }] = delegation;
    const accepted = { invited_at: toIso(since), invitation_expires_at: toIso(until), accepted_at: toIso(since), until: toIso(until) };
    await insert('delegation', { id: randomUUID(), personne, categories, ...accepted, sealed: nothing });
    await listed(personne, 'aidant');
  }
  if (appairage !== undefined) {
    const [service, { reads, writes, since, until, pairedBy }] = appairage;
    await insert('appairage', { service, reads, writes, since: toIso(since), until: toIso(until), paired_by: pairedBy });
  }
  if (succession !== undefined) {
    const [personne, { reason, since, until, refusedByDeceased }] = succession;
    await storage.transactions.run(async (tx) =>
      tx.successions.register(await permitFor(tx, 'keep-heirs', operator, id), {
        id: randomUUID(),
        personne,
        reason,
        since,
        until,
        refusedByDeceased,
        names: { heir: 'Une Héritière', titulaire: 'Qui est Mort' },
        link: 'fille',
        proof: 'acte de décès',
        diedOn: '2026-01-01' as CivilDate,
      }),
    );
  }
  for (const professionnel of administrateurs) await insert('administrateur', { professionnel, since: toIso(openedAt) });
  for (const { id: masquage, from, what } of masquages)
    await insert('masquage', { id: masquage, from_kind: from.kind, from_id: from.id, what_kind: what.kind, what_id: what.id, since: toIso(openedAt) });
}
