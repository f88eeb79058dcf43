// TD0.5: whoever regulates the calls of a centre 15 looks for a person by name and birth date, with no INS at hand. A handful of candidates
// and how alike they are, each one traced in their own journal; nothing of health. A search that finds nobody counts like an INS that was
// missed, and whoever misses too often is stopped.

import { decide } from '@carnet/domain/access';
import type { ContactDetails, SoughtTraits } from '@carnet/domain/identity';
import { likeness } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import { watchedOf } from '@carnet/domain/watch';
import type { DossierIdentity, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { countMissed, stoppedFor } from './look-ups.ts';
import { withAccessAcross } from './with-access.ts';

export interface FoundPatient {
  readonly identity: DossierIdentity;
  readonly contact: ContactDetails;
  readonly opposesCentre15: boolean;
  /** 0 to 100. */
  readonly likeness: number;
}
/** More than that and the search is to be narrowed: a person reads the answer during a call. */
const mostCandidates = 10;
const worthShowing = 50;

export function findPatient(ports: Ports, caller: Caller, sought: SoughtTraits): Promise<Result<readonly FoundPatient[]>> {
  return withAccessAcross<'find-patient', readonly FoundPatient[]>(ports, caller, 'find-patient', async ({ permit, tx, at, policy, traceIn }) => {
    const watched = watchedOf(permit.actor, 'find-patient');
    const stopped = await stoppedFor(tx, watched, at, 'sought');
    if (stopped !== undefined) return stopped;
    const { matrix } = await ports.law.at(at);
    const near: FoundPatient[] = [];
    const ids = await tx.dossiers.candidates(permit, sought, mostCandidates * 5);
    for (const id of ids) {
      const dossier = await tx.facts.dossier({ id }, permit.actor);
      const naming = decide({ action: 'read-identity', actor: permit.actor, mode: permit.mode, at, dossier, policy, matrix });
      // Two records of one person are one candidate.
      if (!naming.granted || near.some(({ identity }) => identity.id === (naming.permit.dossier.mergedInto?.survivor ?? naming.permit.dossier.id))) continue;
      const identity = await tx.dossiers.identity(naming.permit);
      const contact = await tx.dossiers.contact(naming.permit);
      const alike = likeness(sought, identity.traits, contact.address);
      if (alike >= worthShowing) near.push({ identity, contact, opposesCentre15: naming.permit.dossier.choices.opposesCentre15, likeness: alike });
    }
    if (near.length > mostCandidates)
      return refuse('PARAMETRE_INVALIDE', [{ field: 'sought', rule: 'RECHERCHE_TROP_LARGE', expected: `<= ${mostCandidates}` }]);
    for (const { identity } of near) await traceIn(identity.id);
    if (near.length === 0) await countMissed(tx, caller, { action: 'find-patient', tried: sought, watched }, at, policy);
    return ok(near.toSorted((a, b) => b.likeness - a.likeness));
  });
}
