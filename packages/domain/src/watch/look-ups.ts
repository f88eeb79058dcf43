// Looking for people by INS. What is counted is what was missed (no such record, or one that does not open to who asks), never what was found:
// a reception desk that admits three hundred patients a day misses few, whoever tries numbers misses nearly all (CNIL on hospital records).

import type { Denied } from '../access/decide.ts';
import type { Policy } from '../access/policy.ts';
import type { Action, ActionAcross, Actor } from '../access/request.ts';
import { rules } from '../access/rules.ts';

/** Misses are counted over the last hour. */
export const missesCountedMs = 3_600_000;
/** Whoever is stopped again within this time is stopped for twice as long. */
export const stopsRememberedDays = 30;
const longestStopHours = 168;

/** What is counted together: one card, or everybody in one structure. */
export interface Watched {
  readonly kind: 'card' | 'structure';
  readonly id: string;
}

/**
 * Who is counted for this actor. People of the patient's side look for nobody. A deposit names its patient by INS and software sends many for
 * people who have no record: it weighs on the structure, and on the card only where the card is a person's.
 */
export function watchedOf(actor: Actor, action: Action | ActionAcross): readonly Watched[] {
  switch (actor.kind) {
    case 'professionnel':
    case 'secretariat':
    case 'guichet':
      return [{ kind: 'card', id: actor.id }, ...(actor.structure === undefined ? [] : [{ kind: 'structure' as const, id: actor.structure.id }])];
    case 'structure':
      return [...(action === 'deposit' ? [] : [{ kind: 'card' as const, id: actor.id }]), { kind: 'structure', id: actor.id }];
    default:
      return [];
  }
}

/** Whether this refusal tells something of the INS that was tried: one that would be answered of any INS tells nothing. */
export const isMiss = (rule: Denied['rule']): boolean => rules.some(({ code, order }) => code === rule && order >= 200 && order < 400);

export const missesAllowed = ({ kind }: Watched, policy: Pick<Policy, 'lookupMissesPerCard' | 'lookupMissesPerStructure'>): number =>
  kind === 'card' ? policy.lookupMissesPerCard : policy.lookupMissesPerStructure;

/** `earlier`: stops of the last thirty days that nobody lifted. */
export const stopHours = (earlier: number, { lookupStopHours }: Pick<Policy, 'lookupStopHours'>): number =>
  Math.min(lookupStopHours * 2 ** Math.min(earlier, 10), longestStopHours);
