// TD0.3 with the role MEDECIN_TRAITANT: a médecin records that the patient chose them, or stops being the médecin traitant. Only ever of
// oneself; the patient names anybody from their own space, the insurer by its feed. The patient is told each time.

import type { DossierId } from '@carnet/domain/dossier';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DossierKey, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { type Allowed, withAccess } from './with-access.ts';

export function declareOneselfMedecinTraitant(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<true>> {
  const subject = { act: 'medecin-traitant-declared', name: caller.context.actorName } as const;
  return withAccess(ports, caller, { action: 'declare-medecin-traitant', dossier, subject }, async (allowed) => {
    const { permit, tx, at } = allowed;
    if (permit.actor.kind !== 'professionnel') return refuse('FONCTION_INTERDITE');
    const outcome = await tx.treating.declareMedecinTraitant(permit, { professionnel: permit.actor.id, at });
    if (outcome === 'declared') await tellPatient(ports, caller, permit.dossier.id, allowed);
    return ok(true);
  });
}

/** One's own agreement, if there was none, is then to be asked for. */
export function leaveMedecinTraitant(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<true>> {
  const subject = { act: 'medecin-traitant-ended', name: caller.context.actorName } as const;
  return withAccess(ports, caller, { action: 'end-medecin-traitant', dossier, subject }, async (allowed) => {
    const { permit, tx, at } = allowed;
    if (permit.actor.kind !== 'professionnel') return refuse('FONCTION_INTERDITE');
    const outcome = await tx.treating.endMedecinTraitant(permit, permit.actor.id, at);
    if (outcome === 'ended') await tellPatient(ports, caller, permit.dossier.id, allowed);
    return ok(true);
  });
}

const tellPatient = (
  ports: Ports,
  { context }: Caller,
  dossier: DossierId,
  { tx, at }: Pick<Allowed<'declare-medecin-traitant'>, 'tx' | 'at'>,
): Promise<void> => tx.notices.raise({ id: ports.newId(), dossier, kind: 'medecin-traitant', at, actorName: context.actorName });
