// R.1111-46 CSP, at the patient's request: whoever treats the patient (médecin traitant, administrateur) keeps another professional out.
// Traced under its own name, with who did it and for whom it was asked; only the patient takes it back.

import type { PsIdNat } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DossierKey, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { nameOfProfessionnel } from './directory-names.ts';
import { withAccess } from './with-access.ts';

export async function blockForPatient(ports: Ports, caller: Caller, dossier: DossierKey, professionnel: PsIdNat): Promise<Result<true>> {
  const named = await nameOfProfessionnel(ports, professionnel);
  return withAccess(ports, caller, { action: 'block-professionnel', dossier, subject: { act: 'blocked', ...named } }, async ({ permit, tx, at, also }) => {
    if ((await tx.directory.professionnel(professionnel)) === undefined)
      return refuse('PARAMETRE_INVALIDE', [{ field: 'id', rule: 'PROFESSIONNEL_INCONNU', given: professionnel }]);
    // Whoever blocks themselves would leave the patient without a médecin traitant by a slip of the hand: TD0.3 says how one leaves.
    if ('id' in caller.actor && professionnel === caller.actor.id) return refuse('PARAMETRE_INVALIDE', [{ field: 'id', rule: 'VALEUR_HORS_LISTE' }]);
    const withdrawal = await also({ action: 'withdraw-autorisation', dossier, subject: { act: 'withdrawn', ...named } });
    if (!withdrawal.ok) return withdrawal;
    await tx.accesses.withdraw(withdrawal.value, { kind: 'professionnel', id: professionnel }, at);
    await tx.accesses.block(permit, { professionnel, since: at });
    return ok(true);
  });
}
