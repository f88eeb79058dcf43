// TD0.3 with the role MEDECIN_TRAITANT: a médecin records that the patient chose them, or stops being the médecin traitant. Only ever of
// oneself; the patient names anybody from their own space, the insurer by its feed. The patient is told each time (L.162-5-3 CSS, R.1111-46 CSP).

import type { Permit } from '@carnet/domain/access';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DossierKey, Ports } from '../ports.ts';
import type { Caller } from './caller.ts';
import { type Allowed, withAccess } from './with-access.ts';

export function declareOneselfMedecinTraitant(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<true>> {
  return withAccess(ports, caller, { action: 'declare-medecin-traitant', dossier }, async (allowed) => {
    const { permit, tx, at } = allowed;
    const { actor } = permit;
    if (actor.kind !== 'professionnel') return refuse('FONCTION_INTERDITE');
    if (permit.dossier.medecinTraitant === actor.id) return ok(true);
    await tx.accesses.declareMedecinTraitant(permit, actor.id, at);
    return tellPatient(ports, caller, allowed);
  });
}

/** What others may read of the record is not changed by it; one's own agreement, if there was none, is then to be asked for. */
export function leaveMedecinTraitant(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<true>> {
  return withAccess(ports, caller, { action: 'end-medecin-traitant', dossier }, async (allowed) => {
    await allowed.tx.accesses.endMedecinTraitant(allowed.permit, allowed.at);
    return tellPatient(ports, caller, allowed);
  });
}

type Told = Pick<Allowed<'declare-medecin-traitant'>, 'tx' | 'at'> & {
  readonly permit: Permit<'declare-medecin-traitant'> | Permit<'end-medecin-traitant'>;
};
async function tellPatient(ports: Ports, caller: Caller, { permit, tx, at }: Told): Promise<Result<true>> {
  await tx.notices.raise({ id: ports.newId(), dossier: permit.dossier.id, kind: 'medecin-traitant', at, actorName: caller.context.actorName });
  return ok(true);
}
