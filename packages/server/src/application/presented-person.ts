// Somebody presented by what their Vitale card says, and their birth date: the card identifies and holds nothing of health (A093). Who they are
// is the insurer's to say, never what was typed; a number that does not go with its birth date is answered as one nobody knows, and counted.

import type { PermitAcross, Policy } from '@carnet/domain/access';
import { type Assure, type PatientSpace, type PersonneId, regimes } from '@carnet/domain/dossier';
import type { Ins } from '@carnet/domain/identity';
import { type CivilDate, type Instant, type Result, ok } from '@carnet/domain/kernel';
import { watchedOf } from '@carnet/domain/watch';
import type { OpeningForAnother, Stores } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { countMissed, stoppedFor } from './look-ups.ts';

export interface Presented {
  /** The number under each authority it may be of. */
  readonly inses: readonly Ins[];
  readonly birthDate: CivilDate;
}

/** `regime`: of an insurer whose members Carnet does not serve yet. `space`: who has one of their own, of an open record. */
export type Standing =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'regime'; readonly assure: Assure }
  | { readonly kind: 'openable'; readonly assure: Assure }
  | { readonly kind: 'closed'; readonly assure: Assure }
  | { readonly kind: 'open'; readonly assure: Assure; readonly titulaire: PersonneId; readonly space: PatientSpace };

interface Looking {
  readonly permit: PermitAcross<OpeningForAnother>;
  readonly tx: Stores;
  readonly at: Instant;
  readonly policy: Policy;
}

/** Refuses whoever was stopped for looking up too many numbers. */
export async function standingOf({ permit, tx, at, policy }: Looking, caller: Caller, { inses, birthDate }: Presented): Promise<Result<Standing>> {
  const watched = watchedOf(permit.actor, permit.action);
  const stopped = await stoppedFor(tx, watched, at, 'ins');
  if (stopped !== undefined) return stopped;
  const assure = await firstKnown(tx, permit, inses);
  if (assure === undefined || assure.traits.birthDate !== birthDate) {
    await countMissed(tx, caller, { action: permit.action, tried: inses[0]!, watched }, at, policy);
    return ok({ kind: 'unknown' });
  }
  const facts = await tx.facts.dossier({ id: assure.id }, permit.actor);
  if (facts?.life === 'ferme') return ok({ kind: 'closed', assure });
  if (facts !== undefined) return ok({ kind: 'open', assure, titulaire: facts.titulaire, space: await tx.facts.space(assure.id, at) });
  return ok({ kind: regimes[assure.regime] ? 'openable' : 'regime', assure });
}

async function firstKnown({ assures }: Stores, permit: PermitAcross<OpeningForAnother>, inses: readonly Ins[]): Promise<Assure | undefined> {
  for (const ins of inses) {
    const found = await assures.find(permit, ins);
    if (found !== undefined) return found;
  }
  return undefined;
}
