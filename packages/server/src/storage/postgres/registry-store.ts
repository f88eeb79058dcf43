// How records, professionals and structures come to exist: written by the sandbox's seed and by imports, not by a caller's act.
// No permit here, and so no reading: everything a caller may see or change goes through the stores of `ports/`.

import type { DocumentFacts } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import type { SubmissionSet } from '@carnet/domain/document';
import type { Personnel, Professionnel, Structure } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import type pg from 'pg';
import type { KnownAssure, NewDocument, NewRepresentation } from '../../ports/index.ts';
import type { DossierKeys } from '../dossier-keys.ts';
import type { Vault } from '../vault.ts';
import { saveAssure } from './assure-store.ts';
import { insertRows, toRow } from './document-row.ts';
import { type NewDossier, Taken, insertDossier } from './new-dossier.ts';
import { markContents } from './same-content.ts';
import { sealNames } from './personnel-names.ts';
import { represent } from './tie-store.ts';
import { sealedSet } from './submission-set.ts';
import { inTransaction } from './transactions.ts';

export interface ImportedDocument extends NewDocument {
  readonly facts: Pick<DocumentFacts, 'authorIds' | 'authorStructures'>;
}

export interface Registry {
  /** Opens a record. False: it exists already, or its INS is another's; nothing is changed then. */
  openDossier(dossier: NewDossier): Promise<boolean>;
  /** Whom the insurer covers, added or replaced; the id that their record has or will have. */
  knowAssure(assure: KnownAssure, at: Instant): Promise<DossierId>;
  /** Adds or replaces. The structures a professional works in must be there already, or come in the same call. */
  register(people: {
    readonly professionnels?: readonly Professionnel[];
    readonly personnels?: readonly Personnel[];
    readonly structures?: readonly Structure[];
  }): Promise<void>;
  /** A person represents the patient of this record: by birth, or by a measure. False: it is known already. */
  represent(dossier: DossierId, representation: NewRepresentation): Promise<boolean>;
  /** Documents of one record and one submission set, in bulk; those whose uniqueId is known are passed over. How many were kept. */
  importDocuments(dossier: DossierId, set: SubmissionSet, documents: readonly ImportedDocument[]): Promise<number>;
}

export function registry(pool: pg.Pool, vault: Vault, keys: DossierKeys): Registry {
  return {
    async openDossier(dossier) {
      const wrappedKey = await vault.newDossierKey(dossier.id);
      try {
        await inTransaction(pool, (client) => insertDossier(client, vault, dossier, wrappedKey));
      } catch (error) {
        if (error instanceof Taken) return false;
        throw error;
      }
      // A record of the same id may have been known before (the sandbox's reset): its key is no longer the one.
      keys.lend(dossier.id, wrappedKey);
      return true;
    },
    knowAssure: (assure, at) => inTransaction(pool, (client) => saveAssure(client, { keys, vault }, assure, at)),
    register: ({ professionnels = [], personnels = [], structures = [] }) =>
      inTransaction(pool, async (client) => {
        for (const structure of structures) await upsertStructure(client, structure);
        for (const professionnel of professionnels) await upsertProfessionnel(client, professionnel);
        for (const personnel of personnels) await upsertPersonnel(client, vault, personnel);
      }),
    represent: (dossier, representation) => inTransaction(pool, (client) => represent(client, keys, dossier, representation)),
    importDocuments: (dossier, set, documents) => inTransaction(pool, (client) => importDocuments(client, { vault, keys }, dossier, set, documents)),
  };
}

async function upsertStructure(
  client: pg.PoolClient,
  { id, name, sector, active, regulates = false, assuranceMaladie = false, legalEntity, identifierAuthority }: Structure,
): Promise<void> {
  await client.query({
    text: `INSERT INTO structure (id, name, sector, active, regulates, assurance_maladie, legal_entity, identifier_authority)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, sector = excluded.sector, active = excluded.active, regulates = excluded.regulates, assurance_maladie = excluded.assurance_maladie,
        legal_entity = excluded.legal_entity, identifier_authority = excluded.identifier_authority`,
    values: [id, name, sector, active, regulates, assuranceMaladie, legalEntity ?? null, identifierAuthority ?? null],
  });
}

async function upsertPersonnel(client: pg.PoolClient, vault: Vault, { id, familyName, givenName, role, structure, active }: Personnel): Promise<void> {
  await client.query({
    text: `INSERT INTO personnel (id, sealed, role, structure, active) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, role = excluded.role, structure = excluded.structure, active = excluded.active`,
    values: [id, sealNames(vault, id, { familyName, givenName }), role, structure, active],
  });
}

async function upsertProfessionnel(
  client: pg.PoolClient,
  { id, familyName, givenName, profession, specialty, structures, active, email }: Professionnel,
): Promise<void> {
  await client.query({
    text: `INSERT INTO professionnel (id, family_name, given_name, profession, specialty, active, email) VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (id) DO UPDATE SET family_name = excluded.family_name, given_name = excluded.given_name, profession = excluded.profession, specialty = excluded.specialty, active = excluded.active, email = excluded.email`,
    values: [id, familyName, givenName, profession, specialty ?? null, active, email ?? null],
  });
  await client.query({ text: 'DELETE FROM exercice WHERE professionnel = $1 AND structure <> ALL ($2::text[])', values: [id, structures] });
  await client.query({
    text: 'INSERT INTO exercice (professionnel, structure) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING',
    values: [id, structures],
  });
}

async function importDocuments(
  client: pg.PoolClient,
  { vault, keys }: { readonly vault: Vault; readonly keys: DossierKeys },
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
  await markContents(
    client,
    vault,
    dossier,
    kept.map(({ entry, blob, recognisedBy = blob.sha256 }) => ({ logicalId: entry.logicalId, sha256: recognisedBy })),
  );
  await client.query({
    text: `INSERT INTO association (dossier_id, id, kind, source, target, membership) SELECT $1, gen_random_uuid(), 'HasMember', $2, unnest($3::uuid[]), 'Original'`,
    values: [dossier, set.id, kept.map(({ entry }) => entry.logicalId)],
  });
  return kept.length;
}
