// Whoever is under tutelle or habilitation familiale agrees for themselves as far as they can (459 and 494-6 code civil; features A114):
// who represents them says, each time they agree to something in their place, that the agreement was sought and what it was.

import type { Action, Permit } from '@carnet/domain/access';
import { type Result, ok, refuse } from '@carnet/domain/kernel';

export type PersonAgreement = 'agrees' | 'cannot-express' | 'refuses';

/** Refuses where the person's own agreement is owed and was not sought, and where the person refuses. */
export function agreementSought({ actor, dossier }: Permit<Action>, given: PersonAgreement | undefined): Result<true> {
  const kind = actor.kind === 'representant' ? dossier.representation?.kind : undefined;
  if (given === 'refuses') return refuse('TRANSITION_INTERDITE', [{ field: 'personAgreement', rule: 'PERSONNE_OPPOSEE' }]);
  return given === undefined && (kind === 'tuteur' || kind === 'habilitation_familiale')
    ? refuse('PARAMETRE_INVALIDE', [{ field: 'personAgreement', rule: 'ACCORD_NON_RECHERCHE' }])
    : ok(true);
}
