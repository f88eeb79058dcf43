// How records, professionals and structures come to exist: written by the sandbox's seed and by imports, not by a caller's act.
// No permit here, and so no reading: everything a caller may see or change goes through the stores of `ports.ts`.

import type { DocumentFacts } from '@carnet/domain/access';
import type { Autorisation, Blocage, DossierChoices, DossierId, PersonneId } from '@carnet/domain/dossier';
import type { SubmissionSet } from '@carnet/domain/document';
import type { IdentityTraits, Ins, Professionnel, PsIdNat, Structure } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import type pg from 'pg';
import type { NewDocument } from '../../ports.ts';
import type { DossierKeys } from '../dossier-keys.ts';
import type { Vault } from '../vault.ts';
import { insertRows, toRow } from './document-row.ts';
import { type SealedIdentity, identityBinding } from './dossier-store.ts';
import { insHash } from './ins-hash.ts';
import { toTimestamp, toTimestampOrNull } from './instants.ts';
import { sealedSet } from './submission-set.ts';
import { inTransaction } from './transactions.ts';

export interface NewDossier {
  readonly id: DossierId;
  readonly titulaire: PersonneId;
  readonly ins: Ins;
  readonly formerIns: readonly Ins[];
  readonly traits: IdentityTraits;
  readonly openedAt: Instant;
  readonly choices: DossierChoices;
  readonly medecinTraitant?: PsIdNat;
  readonly closed?: boolean;
  readonly autorisations?: readonly Autorisation[];
  readonly blocages?: readonly Blocage[];
}
export interface ImportedDocument extends NewDocument {
  readonly facts: Pick<DocumentFacts, 'authorIds' | 'authorStructures'>;
}

export interface Registry {
  /** Opens a record. False: it exists already, or its INS is another's; nothing is changed then. */
  openDossier(dossier: NewDossier): Promise<boolean>;
  /** Adds or replaces. The structures a professional works in must be there already, or come in the same call. */
  register(people: { readonly professionnels?: readonly Professionnel[]; readonly structures?: readonly Structure[] }): Promise<void>;
  /** Documents of one record and one submission set, in bulk; those whose uniqueId is known are passed over. How many were kept. */
  importDocuments(dossier: DossierId, set: SubmissionSet, documents: readonly ImportedDocument[]): Promise<number>;
}

export function registry(pool: pg.Pool, vault: Vault, keys: DossierKeys): Registry {
  return {
    openDossier: (dossier) => inTransaction(pool, (client) => openDossier(client, vault, dossier)),
    register: ({ professionnels = [], structures = [] }) =>
      inTransaction(pool, async (client) => {
        for (const structure of structures) await upsertStructure(client, structure);
        for (const professionnel of professionnels) await upsertProfessionnel(client, professionnel);
      }),
    importDocuments: (dossier, set, documents) => inTransaction(pool, (client) => importDocuments(client, keys, dossier, set, documents)),
  };
}

async function openDossier(client: pg.PoolClient, vault: Vault, dossier: NewDossier): Promise<boolean> {
  const { id, titulaire, ins, formerIns, traits, openedAt, choices, medecinTraitant, closed = false, autorisations = [], blocages = [] } = dossier;
  const all = [ins, ...formerIns];
  const taken = await client.query({
    text: 'SELECT FROM ins_directory WHERE ins_hash = ANY ($1::bytea[]) UNION ALL SELECT FROM dossier WHERE dossier_id = $2',
    values: [all.map((one) => insHash(vault, one)), id],
  });
  if (taken.rowCount !== 0) return false;
  const wrappedKey = vault.newDossierKey(id);
  const identity: SealedIdentity = { ins, formerIns, traits };
  await client.query({
    text: `INSERT INTO dossier (dossier_id, life, opened_at, titulaire, opposes_bris_de_glace, opposes_centre_15, permits_masked_in_emergency, masks_by_default, wrapped_key, sealed)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values: [
      id,
      closed ? 'ferme' : 'ouvert',
      toTimestamp(openedAt),
      titulaire,
      choices.opposesBrisDeGlace,
      choices.opposesCentre15,
      choices.permitsMaskedInEmergency,
      choices.masksByDefault,
      wrappedKey,
      vault.sealer(id, wrappedKey).seal(identityBinding(id), JSON.stringify(identity)),
    ],
  });
  for (const [index, one] of all.entries())
    await client.query({
      text: 'INSERT INTO ins_directory (ins_hash, dossier_id, status) VALUES ($1, $2, $3)',
      values: [insHash(vault, one), id, index === 0 ? 'current' : 'ancien'],
    });
  if (medecinTraitant !== undefined)
    await client.query({
      text: 'INSERT INTO medecin_traitant (dossier_id, since, professionnel) VALUES ($1, $2, $3)',
      values: [id, toTimestamp(openedAt), medecinTraitant],
    });
  for (const { id: autorisation, beneficiaire, declaredAt, declaredBy, expiresAt, withdrawnAt } of autorisations)
    await client.query({
      text: `INSERT INTO autorisation (dossier_id, id, beneficiaire_kind, beneficiaire, declared_at, declared_by, expires_at, withdrawn_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      values: [
        id,
        autorisation,
        beneficiaire.kind,
        beneficiaire.id,
        toTimestamp(declaredAt),
        declaredBy,
        toTimestamp(expiresAt),
        toTimestampOrNull(withdrawnAt),
      ],
    });
  for (const { professionnel, since, until } of blocages)
    await client.query({
      text: 'INSERT INTO blocage (dossier_id, professionnel, since, until) VALUES ($1, $2, $3, $4)',
      values: [id, professionnel, toTimestamp(since), toTimestampOrNull(until)],
    });
  return true;
}

async function upsertStructure(client: pg.PoolClient, { id, name, sector, active }: Structure): Promise<void> {
  await client.query({
    text: 'INSERT INTO structure (id, name, sector, active) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO UPDATE SET name = excluded.name, sector = excluded.sector, active = excluded.active',
    values: [id, name, sector, active],
  });
}

async function upsertProfessionnel(
  client: pg.PoolClient,
  { id, familyName, givenName, profession, specialty, structures, active }: Professionnel,
): Promise<void> {
  await client.query({
    text: `INSERT INTO professionnel (id, family_name, given_name, profession, specialty, active) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (id) DO UPDATE SET family_name = excluded.family_name, given_name = excluded.given_name, profession = excluded.profession, specialty = excluded.specialty, active = excluded.active`,
    values: [id, familyName, givenName, profession, specialty ?? null, active],
  });
  await client.query({ text: 'DELETE FROM exercice WHERE professionnel = $1 AND structure <> ALL ($2::text[])', values: [id, structures] });
  await client.query({
    text: 'INSERT INTO exercice (professionnel, structure) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING',
    values: [id, structures],
  });
}

async function importDocuments(
  client: pg.PoolClient,
  keys: DossierKeys,
  dossier: DossierId,
  set: SubmissionSet,
  documents: readonly ImportedDocument[],
): Promise<number> {
  const sealer = await keys.sealer(dossier, client);
  const taken = await client.query<{ unique_id: string }>({
    text: `INSERT INTO unique_id_directory (unique_id, dossier_id, logical_id) SELECT given.unique_id, $1, given.logical_id FROM unnest($2::text[], $3::uuid[]) AS given (unique_id, logical_id)
      ON CONFLICT (unique_id) DO NOTHING RETURNING unique_id`,
    values: [dossier, documents.map(({ entry }) => entry.uniqueId), documents.map(({ entry }) => entry.logicalId)],
  });
  const ours = new Set(taken.rows.map((row) => row.unique_id));
  const kept = documents.filter(({ entry }) => ours.has(entry.uniqueId));
  if (kept.length === 0) return 0;
  await client.query(sealedSet(dossier, sealer, set));
  await client.query({ text: insertRows, values: [JSON.stringify(kept.map(({ entry, blob, facts }) => toRow(dossier, sealer, entry, blob, facts)))] });
  await client.query({
    text: `INSERT INTO association (dossier_id, id, kind, source, target) SELECT $1, gen_random_uuid(), 'HasMember', $2, unnest($3::uuid[])`,
    values: [dossier, set.id, kept.map(({ entry }) => entry.entryUuid)],
  });
  return kept.length;
}
