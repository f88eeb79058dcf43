// Who is signed in to the steering app, and what they may do there: the table of access says it, for this card, now.

import type { SteeringSession } from '@carnet/contract';
import { type ActionAcross, decideAcross } from '@carnet/domain/access';
import { type PsIdNat, type StructIdNat, sessionIdleSeconds } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { Ports } from '../../ports/index.ts';
import { callerOfCardHolder } from '../pipeline/card-holder.ts';

interface Holder {
  readonly professionnel: PsIdNat;
  readonly structure?: StructIdNat | undefined;
}

/** A card without a role here is told so, and gets no session. */
export async function showSteering(ports: Ports, { professionnel, structure }: Holder): Promise<Result<SteeringSession>> {
  const at = ports.clock.now();
  const { policy } = await ports.law.at(at);
  return ports.transactions.run(async ({ directory }) => {
    const caller = await callerOfCardHolder(directory, { id: professionnel, structure }, { door: 'professional' }, 'normal');
    if (!caller.ok) return caller;
    const { actor, context } = caller.value;
    if (actor.kind !== 'exploitation' && actor.kind !== 'pilotage' && actor.kind !== 'controle') return refuse('FONCTION_INTERDITE');
    const may = (action: ActionAcross): boolean => decideAcross({ action, actor, mode: 'normal', at, policy }).granted;
    const abilities: SteeringSession['abilities'] = [
      ...(may('administer') ? (['read-law', 'change-law'] as const) : []),
      ...(may('read-indicators') ? (['read-indicators'] as const) : []),
      ...(may('review-identities') ? (['keep-identities'] as const) : []),
      ...(may('review-accesses') ? (['review-accesses'] as const) : []),
    ];
    if (abilities.length === 0) return refuse('STRUCTURE_INCOHERENTE');
    return ok({
      kind: 'pilotage',
      id: professionnel,
      displayName: context.actorName,
      role: actor.kind,
      ...(actor.structure === undefined ? {} : { structure: { code: actor.structure.id, label: context.structureName ?? '' } }),
      abilities,
      idleSeconds: sessionIdleSeconds,
    });
  });
}
