// Enumeration: whoever tries INS after INS is stopped within a few tries, at every door and in every process (the gate calls this, and the
// count is the database's), and the stop is a line of the journal. A reviewer sees it and may lift it.

import type { Action, ActionAcross, Denied, Policy } from '@carnet/domain/access';
import { traceOfStop } from '@carnet/domain/audit';
import type { Ins, SoughtTraits } from '@carnet/domain/identity';
import { type Instant, type Refused, instantOf, plusDays, refuse, toIso } from '@carnet/domain/kernel';
import { type Watched, isMiss, missesAllowed, missesCountedMs, stopHours, stopsRememberedDays, watchedOf } from '@carnet/domain/watch';
import type { DossierKey, LookUpStop, Stores } from '../ports/index.ts';
import type { Caller } from './caller.ts';

const hourMs = 3_600_000;

interface Asked {
  readonly action: Action;
  readonly dossier: DossierKey;
}

const countedSince = (at: Instant): Instant => instantOf(at - missesCountedMs);

/** A look-up by INS of whoever is stopped is answered nothing of it. */
export async function stoppedLookUps(tx: Stores, { actor }: Caller, { dossier, action }: Asked, at: Instant): Promise<Refused | undefined> {
  const watched = 'ins' in dossier ? watchedOf(actor, action) : [];
  return watched.length === 0 ? undefined : refusalFor(await tx.lookUps.pass(watched, at, countedSince(at)), at, 'ins');
}

/** The same before a miss is traced and answered: one that ran beside others may be one too many by now. */
export async function stoppedMeanwhile(
  tx: Stores,
  { actor }: Caller,
  { dossier, action }: Asked,
  rule: Denied['rule'],
  at: Instant,
): Promise<Refused | undefined> {
  return 'ins' in dossier && isMiss(rule) ? stoppedFor(tx, watchedOf(actor, action), at, 'ins') : undefined;
}

/** The same of a search by traits. `field`: what was looked up by. */
export async function stoppedFor(tx: Stores, watched: readonly Watched[], at: Instant, field: string): Promise<Refused | undefined> {
  return watched.length === 0 ? undefined : refusalFor(await tx.lookUps.enter(watched, at), at, field);
}

function refusalFor(stop: LookUpStop | undefined, at: Instant, field: string): Refused | undefined {
  if (stop === undefined) return undefined;
  const rule = stop.kind === 'card' ? 'ARRET_CARTE' : 'ARRET_STRUCTURE';
  const { refusal } = refuse('RECHERCHES_ARRETEES', [{ field, rule, expected: toIso(stop.until) }]);
  return { ok: false, refusal: { ...refusal, retryAfterSeconds: Math.max(1, Math.ceil((stop.until - at) / 1000)) } };
}

/** After a refusal: in the transaction that traces it. The one that reaches the limit is still answered. */
export async function countMiss(tx: Stores, caller: Caller, { dossier, action }: Asked, rule: Denied['rule'], at: Instant, policy: Policy): Promise<void> {
  if (!('ins' in dossier) || !isMiss(rule)) return;
  await countMissed(tx, caller, { action, tried: dossier.ins, watched: watchedOf(caller.actor, action) }, at, policy);
}

interface Missed {
  readonly action: Action | ActionAcross;
  readonly tried: Ins | SoughtTraits;
  readonly watched: readonly Watched[];
}

export async function countMissed(
  tx: Stores,
  { actor, mode, context }: Caller,
  { action, tried, watched: all }: Missed,
  at: Instant,
  policy: Policy,
): Promise<void> {
  for (const watched of all) {
    const misses = await tx.lookUps.miss(watched, tried, at, countedSince(at));
    if (misses < missesAllowed(watched, policy)) continue;
    const hours = stopHours(await tx.lookUps.stopsSince(watched, plusDays(at, -stopsRememberedDays)), policy);
    await tx.lookUps.stop({ ...watched, at, until: instantOf(at + hours * hourMs), misses });
    await tx.traces.append(traceOfStop({ action, actor, at, mode }, context));
  }
}
