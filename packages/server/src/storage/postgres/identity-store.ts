// The numbers structures know a person by (IPP): found by a keyed hash, read under the record's key. Only those whose authority it is teach
// one, and only they find anybody by it: for everybody else it leads nowhere, as a number of nobody does.

import { type Actor, dossierOf } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import type { LocalIdentifier, StructIdNat } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import { randomUUID } from 'node:crypto';
import type { IdentityStore, KnownIdentifier } from '../../ports/index.ts';
import type { Vault } from '../vault.ts';
import type { StoreContext } from './context.ts';
import { identityKeeping } from './identity-keeping.ts';
import { toTimestamp } from './instants.ts';

export const localIdentifierBinding = (dossier: DossierId, id: string): string => `local_identifier|${dossier}|${id}`;

const localHash = (vault: Vault, { value, authority }: LocalIdentifier): Buffer => vault.blindIndex('local', `${value}|${authority}`);

/** The structures somebody acts for; whoever acts for none has no authority. */
const structuresOf = (actor: Actor): readonly StructIdNat[] =>
  actor.kind === 'structure' ? [actor.id] : actor.kind === 'professionnel' || actor.kind === 'secretariat' ? actor.structures : [];

/** Whether the authority $1 is that of one of these structures ($2), of the entity they belong to, or of a site of theirs. */
const isOwned = `EXISTS (SELECT FROM structure s WHERE s.identifier_authority = $1 AND s.active AND (s.id = ANY ($2::text[]) OR s.legal_entity = ANY ($2::text[])
    OR s.id IN (SELECT o.legal_entity FROM structure o WHERE o.id = ANY ($2::text[]))))`;

/** Of records that are one person's, the one that stands for them. Undefined: a number of nobody, of several, or of an authority that is not the actor's. */
export async function dossierByLocal({ db, vault }: Pick<StoreContext, 'db' | 'vault'>, local: LocalIdentifier, actor: Actor): Promise<DossierId | undefined> {
  const { rows } = await db.query<{ dossier_id: DossierId }>({
    name: 'facts-local-identifier',
    text: `SELECT DISTINCT coalesce(d.merged_into, l.dossier_id) AS dossier_id FROM local_identifier_directory l LEFT JOIN dossier d ON d.dossier_id = l.dossier_id
      WHERE l.identifier_hash = $3 AND ${isOwned} LIMIT 2`,
    values: [local.authority, structuresOf(actor), localHash(vault, local)],
  });
  return rows.length === 1 ? rows[0]!.dossier_id : undefined;
}

export function identityStore(context: StoreContext): IdentityStore {
  const { db, keys, vault } = context;
  const sealIn = async (dossier: DossierId, { value, authority }: LocalIdentifier, at: Instant): Promise<void> => {
    const id = randomUUID();
    const sealed = (await keys.sealer(dossier, db)).seal(localIdentifierBinding(dossier, id), value);
    await db.query({
      name: 'local-identifier-keep',
      text: 'INSERT INTO local_identifier (dossier_id, id, authority, learned_at, sealed) VALUES ($1, $2, $3, $4, $5)',
      values: [dossier, id, authority, toTimestamp(at), sealed],
    });
  };
  return {
    ...identityKeeping(context),
    async learn(permit, identifiers) {
      const dossier = dossierOf(permit);
      for (const local of identifiers) {
        const { rowCount } = await db.query({
          name: 'local-identifier-learn',
          text: `INSERT INTO local_identifier_directory (identifier_hash, dossier_id) SELECT $3, $4 WHERE ${isOwned} ON CONFLICT DO NOTHING`,
          values: [local.authority, structuresOf(permit.actor), localHash(vault, local), dossier],
        });
        if (rowCount === 1) await sealIn(dossier, local, permit.at);
      }
    },
    async localIdentifiers(permit) {
      const dossier = dossierOf(permit);
      const { rows } = await db.query<{ id: string; authority: LocalIdentifier['authority']; learned_at: Instant; sealed: Buffer; structures: string[] }>({
        name: 'local-identifiers',
        text: `SELECT i.id, i.authority, i.learned_at, i.sealed,
            ARRAY(SELECT s.name FROM structure s WHERE s.identifier_authority = i.authority AND s.active ORDER BY s.name) AS structures
          FROM local_identifier i WHERE i.dossier_id = $1 ORDER BY i.authority, i.learned_at, i.id`,
        values: [dossier],
      });
      if (rows.length === 0) return [];
      const sealer = await keys.sealer(dossier, db);
      return rows.map(({ id, authority, learned_at: learnedAt, sealed, structures }): KnownIdentifier => ({
        value: sealer.open(localIdentifierBinding(dossier, id), sealed).toString('utf8'),
        authority,
        learnedAt,
        structures,
      }));
    },
  };
}
