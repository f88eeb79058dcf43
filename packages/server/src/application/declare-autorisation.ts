// TD0.3 AJOUT: the professional records that the patient agrees to be consulted, for this professional or for the care team
// of the structure they act for. Always the fruit of an explicit act (EX_0.3-1010); lasts what the policy says.

import { type Autorisation, type AutorisationId, type Beneficiaire, autorisationIsValid } from '@carnet/domain/dossier';
import { type Result, ok, plusDays, refuse } from '@carnet/domain/kernel';
import type { DossierKey, Ports } from '../ports.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export function declareAutorisation(ports: Ports, caller: Caller, dossier: DossierKey, beneficiary: 'me' | 'my-structure'): Promise<Result<Autorisation>> {
  return withAccess(ports, caller, { action: 'declare-autorisation', dossier }, async ({ permit, tx, at, policy }) => {
    const beneficiaire = beneficiaireOf(caller, beneficiary);
    if (beneficiaire === undefined) return refuse('STRUCTURE_INCOHERENTE');
    const standing = permit.dossier.autorisations.find(({ beneficiaire: { kind, id } }) => kind === beneficiaire.kind && id === beneficiaire.id);
    if (standing !== undefined && autorisationIsValid(standing, at)) return ok(standing);
    const autorisation: Autorisation = {
      id: ports.newId() as AutorisationId,
      beneficiaire,
      declaredAt: at,
      declaredBy: caller.context.actorName,
      expiresAt: plusDays(at, policy.autorisationDays),
    };
    await tx.accesses.declare(permit, autorisation);
    return ok(autorisation);
  });
}

function beneficiaireOf({ actor }: Caller, beneficiary: 'me' | 'my-structure'): Beneficiaire | undefined {
  if (actor.kind !== 'professionnel') return undefined;
  if (beneficiary === 'me') return { kind: 'professionnel', id: actor.id };
  return actor.structure === undefined ? undefined : { kind: 'structure', id: actor.structure.id };
}
