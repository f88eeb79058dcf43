// From a cookie to the caller of a use case. What the session remembers of the holder of a card is only who, and the structure claimed.
// A person of the patient's side acts as what ties them to the record asked for: that is found with the record.

import type { Actor } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import { type Result, ok } from '@carnet/domain/kernel';
import type { Caller } from '../../application/caller.ts';
import type { Ports, Session } from '../../ports/index.ts';
import { throughStructure } from '../pipeline/air.ts';
import { callerOfCardHolder } from '../pipeline/card-holder.ts';

/** `requestId`: of the answer, kept in every trace it leaves. */
export async function callerOf(ports: Ports, session: Session, requestId: string): Promise<Result<Caller>> {
  if (session.kind === 'patient') {
    const { personne, factors, displayName } = session;
    return ok({ actor: { kind: 'titulaire', personne, factors }, mode: 'normal', context: { door: 'patient', actorName: displayName, requestId } });
  }
  const means = session.connect === undefined ? {} : ({ means: 'PRO_SANTE_CONNECT' } as const);
  const found = await ports.transactions.run(({ directory }) =>
    callerOfCardHolder(directory, { id: session.professionnel, structure: session.structure }, { door: 'professional', requestId, ...means }, 'normal'),
  );
  return found.ok && session.air !== undefined ? throughStructure(found.value) : found;
}

/** The same person, as what ties them to this record. Somebody without a tie asks as a titulaire, and is refused as one. */
export async function callerOn(ports: Ports, session: Session, caller: Caller, dossier: DossierId): Promise<Caller> {
  if (session.kind !== 'patient' || dossier === session.dossier) return caller;
  const kind = await ports.transactions.run(({ ties }) => ties.kindOf(session.personne, dossier, ports.clock.now()));
  const actor: Actor = { kind: kind ?? 'titulaire', personne: session.personne, factors: session.factors };
  return { ...caller, actor };
}
