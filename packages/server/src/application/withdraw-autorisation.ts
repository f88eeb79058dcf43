// TD0.3 SUPPRESSION: ends an autorisation at once. A patient ends anybody's; a professional only their own.

import { eachPart } from '@carnet/domain/access';
import { type Autorisation, type Beneficiaire, autorisationIsValid } from '@carnet/domain/dossier';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DossierKey, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { nameIn } from './directory-names.ts';
import { withAccess } from './with-access.ts';

/** How many were ended: none is not an error. `named`: refused unless it is one of this beneficiary's that hold. */
export async function withdrawAutorisation(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  beneficiaire: Beneficiaire,
  named?: (held: Autorisation) => boolean,
): Promise<Result<number>> {
  const own: Beneficiaire = caller.actor.kind === 'professionnel' ? { kind: 'professionnel', id: caller.actor.id } : beneficiaire;
  const subject = { act: 'withdrawn', ...(await nameIn(ports, own)) } as const;
  return withAccess(ports, caller, { action: 'withdraw-autorisation', dossier, subject }, async ({ permit, tx, at }) => {
    const held = eachPart(permit)
      .flatMap(({ dossier: { autorisations } }) => autorisations)
      .filter(({ beneficiaire: { kind, id } }) => kind === own.kind && id === own.id);
    if (named !== undefined && !held.some((one) => named(one) && autorisationIsValid(one, at)))
      return refuse('PARAMETRE_INVALIDE', [{ field: 'id', rule: 'AUTORISATION_INCONNUE' }]);
    return ok(await tx.accesses.withdraw(permit, own, at));
  });
}
