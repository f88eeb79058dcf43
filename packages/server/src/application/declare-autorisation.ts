// TD0.3 AJOUT: the professional records that the patient agrees to be consulted, for this professional or for the care team of the structure
// they act for; a secretariat for the team only. Always the fruit of an explicit act (EX_0.3-1010). One that still holds is renewed.
// A person's lasts what the policy says; a team's until the end of the stay, or what the policy says where that is not known.

import { type Policy, dayAfter } from '@carnet/domain/access';
import { type Autorisation, type AutorisationId, type Beneficiaire, autorisationIsValid } from '@carnet/domain/dossier';
import {
  type CivilDate,
  type Instant,
  type Result,
  civilDateInParis,
  millisecondsPerDay,
  ok,
  plusDays,
  refuse,
  startOfDayInParis,
} from '@carnet/domain/kernel';
import type { DossierKey, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

/** `stayEndsOn`: last day of the stay, for a care team. */
export function declareAutorisation(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  agreedFor: 'me' | 'my-structure',
  stayEndsOn?: CivilDate,
): Promise<Result<Autorisation>> {
  return withAccess(ports, caller, { action: 'declare-autorisation', dossier }, async ({ permit, tx, at, policy }) => {
    const beneficiaire = beneficiaireOf(caller, agreedFor);
    if (!beneficiaire.ok) return beneficiaire;
    const expiresAt = endOf(beneficiaire.value, stayEndsOn, at, policy);
    if (!expiresAt.ok) return expiresAt;
    const { kind, id } = beneficiaire.value;
    const standing = permit.dossier.autorisations.find(
      (one) =>
        one.beneficiaire.kind === kind &&
        one.beneficiaire.id === id &&
        autorisationIsValid(one, at) &&
        (one.secret === true) === permit.secret &&
        !isChangedBy(one, expiresAt.value, stayEndsOn),
    );
    if (standing !== undefined) return ok(standing);
    const autorisation: Autorisation = {
      id: ports.newId() as AutorisationId,
      beneficiaire: beneficiaire.value,
      declaredAt: at,
      declaredBy: caller.context.actorName,
      expiresAt: expiresAt.value,
    };
    await tx.accesses.declare(permit, autorisation);
    return ok(autorisation);
  });
}

/** The same agreement said twice in a day changes nothing; a stay may end sooner than was thought. What the patient gave in person is theirs alone. */
const isChangedBy = ({ express, expiresAt }: Autorisation, until: Instant, stayEndsOn: CivilDate | undefined): boolean =>
  express !== true && (stayEndsOn === undefined ? until - expiresAt >= millisecondsPerDay : until !== expiresAt);

function beneficiaireOf({ actor }: Caller, agreedFor: 'me' | 'my-structure'): Result<Beneficiaire> {
  if (agreedFor === 'me') return actor.kind === 'professionnel' ? ok({ kind: 'professionnel', id: actor.id }) : refuse('FONCTION_INTERDITE');
  const structure = 'structure' in actor ? actor.structure : undefined;
  return structure === undefined ? refuse('STRUCTURE_INCOHERENTE') : ok({ kind: 'structure', id: structure.id });
}

function endOf({ kind }: Beneficiaire, stayEndsOn: CivilDate | undefined, at: Instant, policy: Policy): Result<Instant> {
  if (kind === 'professionnel') return ok(plusDays(at, policy.autorisationDays));
  if (stayEndsOn === undefined) return ok(plusDays(at, policy.teamAutorisationDays));
  const today = civilDateInParis(at);
  const furthest = civilDateInParis(plusDays(at, policy.autorisationDays));
  if (stayEndsOn < today || stayEndsOn > furthest)
    return refuse('PARAMETRE_INVALIDE', [{ field: 'stayEndsOn', rule: 'VALEUR_HORS_BORNES', given: stayEndsOn, expected: `${today} – ${furthest}` }]);
  return ok(startOfDayInParis(dayAfter(stayEndsOn)));
}
