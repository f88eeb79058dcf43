// The rows a record begins with: itself, what finds it (its INS, its traits), who holds it. Written by imports, by the sandbox's seed and by
// whoever has the right to open a record.

import type { Autorisation, Blocage } from '@carnet/domain/dossier';
import type { PsIdNat } from '@carnet/domain/identity';
import type { CreatedDossier } from '../../ports/index.ts';
import type { Sealer, Vault } from '../vault.ts';
import { insertAutorisation, insertBlocage } from './access-store.ts';
import type { Queryable, Statement } from './connection.ts';
import { type SealedIdentity, contactBinding, identityBinding } from './dossier-bindings.ts';
import { insHash } from './ins-hash.ts';
import { historyOpens } from './merge-lines.ts';
import { toTimestamp } from './instants.ts';
import { listTraits, strictHash } from './trait-hash.ts';

export interface NewDossier extends CreatedDossier {
  readonly medecinTraitant?: PsIdNat;
  readonly closed?: boolean;
  readonly autorisations?: readonly Autorisation[];
  readonly blocages?: readonly Blocage[];
}

/** Undoes the opening of a record whose id or INS is another's. */
export class Taken extends Error {}

/** Throws `Taken`; the transaction is then to be undone. */
export async function insertDossier(db: Queryable, vault: Vault, dossier: NewDossier, wrappedKey: Buffer): Promise<void> {
  const { claims, rest } = dossierRows(vault, await vault.sealer(dossier.id, wrappedKey), dossier, wrappedKey);
  for (const claim of claims) if ((await db.query(claim)).rowCount === 0) throw new Taken();
  await listTraits(db, vault, dossier.id, dossier.traits);
  for (const row of rest) await db.query(row);
  if (dossier.closed !== true) await historyOpens(db, dossier.id, dossier.openedAt);
}

/** `claims`: those that may be another's already, and are then not written. */
export function dossierRows(
  vault: Vault,
  sealer: Sealer,
  { id, titulaire, ins, formerIns, traits, openedAt, choices, contact, medecinTraitant, closed = false, autorisations = [], blocages = [] }: NewDossier,
  wrappedKey: Buffer,
): { readonly claims: readonly Statement[]; readonly rest: readonly Statement[] } {
  const identity: SealedIdentity = { ins, formerIns, traits };
  const own: Statement = {
    text: `INSERT INTO dossier (dossier_id, life, opened_at, titulaire, opposes_bris_de_glace, opposes_centre_15, permits_masked_in_emergency, masks_by_default, masks_reimbursements, wrapped_key, sealed, traits_hash, traits_listed)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (dossier_id) DO NOTHING`,
    values: [
      id,
      closed ? 'ferme' : 'ouvert',
      toTimestamp(openedAt),
      titulaire,
      choices.opposesBrisDeGlace,
      choices.opposesCentre15,
      choices.permitsMaskedInEmergency,
      choices.masksByDefault,
      choices.masksReimbursements,
      wrappedKey,
      sealer.seal(identityBinding(id), JSON.stringify(identity)),
      strictHash(vault, traits),
      true,
    ],
  };
  return {
    claims: [
      own,
      ...[ins, ...formerIns].map((one) => ({
        text: 'INSERT INTO ins_directory (ins_hash, dossier_id, status) VALUES ($1, $2, $3) ON CONFLICT (ins_hash) DO NOTHING',
        values: [insHash(vault, one), id, one === ins ? 'current' : 'ancien'],
      })),
    ],
    rest: [
      { text: 'INSERT INTO tie_directory (personne, dossier_id, kind) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', values: [titulaire, id, 'titulaire'] },
      ...(contact === undefined
        ? []
        : [
            {
              text: 'INSERT INTO contact_details (dossier_id, changed_at, sealed) VALUES ($1, $2, $3)',
              values: [id, toTimestamp(openedAt), sealer.seal(contactBinding(id), JSON.stringify(contact))],
            },
          ]),
      ...(medecinTraitant === undefined
        ? []
        : [
            {
              text: 'INSERT INTO medecin_traitant (dossier_id, since, professionnel) VALUES ($1, $2, $3)',
              values: [id, toTimestamp(openedAt), medecinTraitant],
            },
          ]),
      ...autorisations.map((autorisation) => insertAutorisation(id, sealer, autorisation)),
      ...blocages.map((blocage) => insertBlocage(id, blocage)),
    ],
  };
}
