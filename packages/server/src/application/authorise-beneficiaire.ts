// R.1111-46 CSP from the patient's own space: agrees that a professional, or a care team, consults the record until a day. Given again, it
// takes the place of the one before, which stays as history. To a professional by name it is the express consent of L.1111-17 IV CSP.

import { dayAfter } from '@carnet/domain/access';
import type { AutorisationId, Beneficiaire } from '@carnet/domain/dossier';
import { type CivilDate, type Instant, type Result, civilDateInParis, ok, plusDays, refuse, startOfDayInParis } from '@carnet/domain/kernel';
import type { ConsultedAutorisation, DossierKey, Ports, Stores } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { nameIn } from './directory-names.ts';
import { type PersonAgreement, agreementSought } from './person-agreement.ts';
import { withAccess } from './with-access.ts';

export interface Authorising {
  readonly beneficiaire: Beneficiaire;
  /** Last day, included; absent: as long as the policy says. */
  readonly until?: CivilDate;
  readonly personAgreement?: PersonAgreement;
}

export async function authoriseBeneficiaire(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  { beneficiaire, until, personAgreement }: Authorising,
): Promise<Result<ConsultedAutorisation>> {
  const named = await nameIn(ports, beneficiaire);
  const subject = { act: 'authorised', ...named, ...(until === undefined ? {} : { until: endOf(until) }) } as const;
  return withAccess(ports, caller, { action: 'manage-accesses', dossier, subject }, async ({ permit, tx, at, policy }) => {
    const agreed = agreementSought(permit, personAgreement);
    if (!agreed.ok) return agreed;
    const known = await isThere(tx, beneficiaire);
    if (!known.ok) return known;
    if (beneficiaire.kind === 'professionnel' && (await tx.accesses.isBlocked(permit, beneficiaire.id)))
      return refuse('TRANSITION_INTERDITE', [{ field: 'id', rule: 'PROFESSIONNEL_BLOQUE' }]);
    const expiresAt = endFor(at, until, beneficiaire.kind === 'structure' ? policy.teamAutorisationDays : policy.autorisationDays, policy.autorisationDays);
    if (!expiresAt.ok) return expiresAt;
    const autorisation: ConsultedAutorisation = {
      id: ports.newId() as AutorisationId,
      beneficiaire,
      declaredAt: at,
      declaredBy: caller.context.actorName,
      expiresAt: expiresAt.value,
      ...('personne' in permit.actor ? { givenBy: permit.actor.personne } : {}),
      ...(beneficiaire.kind === 'professionnel' ? { express: true } : {}),
    };
    await tx.accesses.authorise(permit, autorisation);
    return ok(autorisation);
  });
}

/** The moment a day chosen as the last one is over. */
export const endOf = (day: CivilDate): Instant => startOfDayInParis(dayAfter(day));

/** Neither a day that is over, nor one further than the longest agreement: a stay whose end is known may last longer than the team's usual days. */
function endFor(at: Instant, until: CivilDate | undefined, usualDays: number, longestDays: number): Result<Instant> {
  if (until === undefined) return ok(plusDays(at, usualDays));
  if (until < civilDateInParis(at)) return refuse('PARAMETRE_INVALIDE', [{ field: 'until', rule: 'JOUR_PASSE' }]);
  const longest = civilDateInParis(plusDays(at, longestDays));
  return until > longest ? refuse('PARAMETRE_INVALIDE', [{ field: 'until', rule: 'DUREE_TROP_LONGUE', expected: `<= ${longest}` }]) : ok(endOf(until));
}

async function isThere({ directory }: Stores, beneficiaire: Beneficiaire): Promise<Result<true>> {
  const found = beneficiaire.kind === 'professionnel' ? await directory.professionnel(beneficiaire.id) : await directory.structure(beneficiaire.id);
  const serves = found?.active === true && !('assuranceMaladie' in found && found.assuranceMaladie === true);
  return serves
    ? ok(true)
    : refuse('PARAMETRE_INVALIDE', [{ field: 'id', rule: beneficiaire.kind === 'professionnel' ? 'PROFESSIONNEL_INCONNU' : 'STRUCTURE_INCONNUE' }]);
}
