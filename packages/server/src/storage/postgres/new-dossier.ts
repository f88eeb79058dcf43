// The rows a record begins with: itself, what finds it (its INS, its traits), who holds it. Written by imports, by the sandbox's seed and by
// whoever has the right to open a record.

import type { Autorisation, Blocage } from '@carnet/domain/dossier';
import type { PsIdNat } from '@carnet/domain/identity';
import type { CreatedDossier } from '../../ports.ts';
import type { Vault } from '../vault.ts';
import { insertAutorisation, insertBlocage } from './access-store.ts';
import type { Queryable } from './connection.ts';
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
  const { id, titulaire, ins, formerIns, traits, openedAt, choices, contact, medecinTraitant, closed = false, autorisations = [], blocages = [] } = dossier;
  const sealer = await vault.sealer(id, wrappedKey);
  const identity: SealedIdentity = { ins, formerIns, traits };
  const opened = await db.query({
    text: `INSERT INTO dossier (dossier_id, life, opened_at, titulaire, opposes_bris_de_glace, opposes_centre_15, permits_masked_in_emergency, masks_by_default, masks_reimbursements, wrapped_key, sealed, traits_hash, traits_listed)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, true) ON CONFLICT (dossier_id) DO NOTHING`,
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
    ],
  });
  if (opened.rowCount === 0) throw new Taken();
  for (const one of [ins, ...formerIns]) {
    const listed = await db.query({
      text: 'INSERT INTO ins_directory (ins_hash, dossier_id, status) VALUES ($1, $2, $3) ON CONFLICT (ins_hash) DO NOTHING',
      values: [insHash(vault, one), id, one === ins ? 'current' : 'ancien'],
    });
    if (listed.rowCount === 0) throw new Taken();
  }
  await listTraits(db, vault, id, traits);
  await db.query({
    text: `INSERT INTO tie_directory (personne, dossier_id, kind) VALUES ($1, $2, 'titulaire') ON CONFLICT DO NOTHING`,
    values: [titulaire, id],
  });
  if (contact !== undefined)
    await db.query({
      text: 'INSERT INTO contact_details (dossier_id, changed_at, sealed) VALUES ($1, $2, $3)',
      values: [id, toTimestamp(openedAt), sealer.seal(contactBinding(id), JSON.stringify(contact))],
    });
  if (medecinTraitant !== undefined)
    await db.query({
      text: 'INSERT INTO medecin_traitant (dossier_id, since, professionnel) VALUES ($1, $2, $3)',
      values: [id, toTimestamp(openedAt), medecinTraitant],
    });
  if (!closed) await historyOpens(db, id, openedAt);
  for (const autorisation of autorisations) await db.query(insertAutorisation(id, sealer, autorisation));
  for (const blocage of blocages) await db.query(insertBlocage(id, blocage));
}
