// Enumeration: whoever tries INS after INS is stopped within a few tries, at every door and in every process (the gate calls this, and the
// count is the database's), and the stop is a line of the journal. A reviewer sees it and may lift it.

import type { Action, Denied, Policy } from '@carnet/domain/access';
import { traceOfStop } from '@carnet/domain/audit';
import { type Instant, type Refused, instantOf, plusDays, refuse, toIso } from '@carnet/domain/kernel';
import { isMiss, missesAllowed, missesCountedMs, stopHours, stopsRememberedDays, watchedOf } from '@carnet/domain/watch';
import type { DossierKey, Stores } from '../ports.ts';
import type { Caller } from './caller.ts';

const hourMs = 3_600_000;

interface Asked {
  readonly action: Action;
  readonly dossier: DossierKey;
}

/** A look-up by INS of whoever is stopped is answered nothing of it. */
export async function stoppedLookUps(tx: Stores, { actor }: Caller, { dossier, action }: Asked, at: Instant): Promise<Refused | undefined> {
  if (!('ins' in dossier)) return undefined;
  const watched = watchedOf(actor, action);
  const stop = watched.length === 0 ? undefined : await tx.lookUps.enter(watched, at);
  if (stop === undefined) return undefined;
  const rule = stop.kind === 'card' ? 'ARRET_CARTE' : 'ARRET_STRUCTURE';
  const { refusal } = refuse('RECHERCHES_ARRETEES', [{ field: 'ins', rule, expected: toIso(stop.until) }]);
  return { ok: false, refusal: { ...refusal, retryAfterSeconds: Math.max(1, Math.ceil((stop.until - at) / 1000)) } };
}

/** After a refusal: in the transaction that traces it. The one that reaches the limit is still answered. */
export async function countMiss(
  tx: Stores,
  { actor, mode, context }: Caller,
  { dossier, action }: Asked,
  rule: Denied['rule'],
  at: Instant,
  policy: Policy,
): Promise<void> {
  if (!('ins' in dossier) || !isMiss(rule)) return;
  for (const watched of watchedOf(actor, action)) {
    const misses = await tx.lookUps.miss(watched, dossier.ins, at, instantOf(at - missesCountedMs));
    if (misses < missesAllowed(watched, policy)) continue;
    const hours = stopHours(await tx.lookUps.stopsSince(watched, plusDays(at, -stopsRememberedDays)), policy);
    await tx.lookUps.stop({ ...watched, at, until: instantOf(at + hours * hourMs), misses });
    await tx.traces.append(traceOfStop({ action, actor, at, mode }, context));
  }
}
