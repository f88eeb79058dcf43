// L.1111-16 CSP: the patient says who their médecin traitant is, changes, or has none any more; and gives a professional of their choice the
// same rights on this record (*administrateur*), or takes them back. Each change is dated, and what was there before stays.

import type { PsIdNat } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DossierKey, Ports, Stores } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { type Named, nameOfProfessionnel } from './directory-names.ts';
import { isPatientSide } from './patient-side.ts';
import { type PersonAgreement, agreementSought } from './person-agreement.ts';
import { withAccess } from './with-access.ts';

export interface ChosenMedecinTraitant {
  readonly professionnel: PsIdNat;
  /** Whom the caller believes to be in place, null for nobody. Absent: whoever it is. */
  readonly replaces?: PsIdNat | null;
  readonly personAgreement?: PersonAgreement;
}

const medecin = '10';

export async function chooseMedecinTraitant(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  { professionnel, replaces, personAgreement }: ChosenMedecinTraitant,
): Promise<Result<true>> {
  const named = await nameOfProfessionnel(ports, professionnel);
  return withAccess(
    ports,
    caller,
    { action: 'declare-medecin-traitant', dossier, subject: { act: 'medecin-traitant-declared', ...named } },
    async ({ permit, tx, at }) => {
      // A professional only ever declares themselves (own-medecin-traitant.ts).
      if (!isPatientSide(caller)) return refuse('ACTE_RESERVE');
      const agreed = agreementSought(permit, personAgreement);
      if (!agreed.ok) return agreed;
      const known = await tx.directory.professionnel(professionnel);
      if (known?.active !== true) return refuse('PARAMETRE_INVALIDE', [{ field: 'id', rule: 'PROFESSIONNEL_INCONNU' }]);
      // L.162-5-3 du code de la sécurité sociale: a physician, whatever the specialty.
      if (known.profession !== medecin) return refuse('PARAMETRE_INVALIDE', [{ field: 'id', rule: 'PAS_MEDECIN' }]);
      if (await tx.accesses.isBlocked(permit, professionnel)) return refuse('TRANSITION_INTERDITE', [{ field: 'id', rule: 'PROFESSIONNEL_BLOQUE' }]);
      const outcome = await tx.treating.declareMedecinTraitant(permit, { professionnel, at, ...(replaces === undefined ? {} : { replaces }) });
      if (outcome === 'stale') return refuse('VERSION_PERIMEE', [{ field: 'replaces', rule: 'MEDECIN_TRAITANT_CHANGE' }]);
      if (outcome === 'declared') await tell(ports, caller, tx, permit.dossier.id, at, named);
      return ok(true);
    },
  );
}

/** `professionnel`: whom the caller believes to be in place. */
export async function endMedecinTraitant(ports: Ports, caller: Caller, dossier: DossierKey, professionnel: PsIdNat): Promise<Result<true>> {
  const named = await nameOfProfessionnel(ports, professionnel);
  return withAccess(
    ports,
    caller,
    { action: 'end-medecin-traitant', dossier, subject: { act: 'medecin-traitant-ended', ...named } },
    async ({ permit, tx, at }) => {
      const outcome = await tx.treating.endMedecinTraitant(permit, professionnel, at);
      if (outcome === 'stale') return refuse('VERSION_PERIMEE', [{ field: 'id', rule: 'MEDECIN_TRAITANT_CHANGE' }]);
      if (outcome === 'ended') await tell(ports, caller, tx, permit.dossier.id, at, named);
      return ok(true);
    },
  );
}

/** Patients are told of what somebody else did; not of what they have just done. */
async function tell(
  ports: Ports,
  { actor }: Caller,
  { notices }: Stores,
  dossier: Parameters<Stores['notices']['raise']>[0]['dossier'],
  at: Parameters<Stores['notices']['raise']>[0]['at'],
  { name }: Named,
): Promise<void> {
  if (actor.kind === 'titulaire') return;
  await notices.raise({ id: ports.newId(), dossier, kind: 'medecin-traitant', at, ...(name === undefined ? {} : { actorName: name }) });
}

export async function giveAdministrateur(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  { professionnel, personAgreement }: Omit<ChosenMedecinTraitant, 'replaces'>,
): Promise<Result<true>> {
  const subject = { act: 'administrateur-given', ...(await nameOfProfessionnel(ports, professionnel)) } as const;
  return withAccess(ports, caller, { action: 'manage-accesses', dossier, subject }, async ({ permit, tx, at }) => {
    const agreed = agreementSought(permit, personAgreement);
    if (!agreed.ok) return agreed;
    if ((await tx.directory.professionnel(professionnel))?.active !== true)
      return refuse('PARAMETRE_INVALIDE', [{ field: 'id', rule: 'PROFESSIONNEL_INCONNU' }]);
    if (await tx.accesses.isBlocked(permit, professionnel)) return refuse('TRANSITION_INTERDITE', [{ field: 'id', rule: 'PROFESSIONNEL_BLOQUE' }]);
    await tx.treating.giveAdministrateur(permit, professionnel, at);
    return ok(true);
  });
}

export async function takeAdministrateur(ports: Ports, caller: Caller, dossier: DossierKey, professionnel: PsIdNat): Promise<Result<true>> {
  const subject = { act: 'administrateur-taken', ...(await nameOfProfessionnel(ports, professionnel)) } as const;
  return withAccess(ports, caller, { action: 'manage-accesses', dossier, subject }, async ({ permit, tx, at }) => {
    await tx.treating.takeAdministrateur(permit, professionnel, at);
    return ok(true);
  });
}
