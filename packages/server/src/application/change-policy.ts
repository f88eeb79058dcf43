// One policy value, changed from a day on or taken back before its day: within its bounds, never for a day that has begun, never against
// another value. What is under way keeps what it was given.

import { type PolicySetting, isPolicyKey, policyKeys, validateChange } from '@carnet/domain/access';
import { type CivilDate, type Result, civilDateInParis, ok, refuse } from '@carnet/domain/kernel';
import type { Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { decidedBy, tracedAs } from './decide-law.ts';
import { type PolicyOutcomes, policyOutcomes } from './read-law.ts';
import { withAccessAcross } from './with-access.ts';

export interface PolicyAsked {
  readonly key: string;
  /** Absent: takes back what had been decided for that day. */
  readonly value?: number | boolean | string;
  readonly from: CivilDate;
  readonly reason: string;
}

/** What became of the value, all decisions included. */
export const changePolicy = (ports: Ports, caller: Caller, { key, value, from, reason }: PolicyAsked): Promise<Result<PolicyOutcomes>> => {
  const what = value === undefined ? `Retrait de ${key} prévu le ${from}` : `${key} = ${value} à partir du ${from}`;
  return withAccessAcross(ports, tracedAs(caller, what, reason), 'administer', async ({ permit, tx, at }) => {
    if (!isPolicyKey(key)) return refuse('PARAMETRE_INVALIDE', [{ field: 'key', rule: 'VALEUR_HORS_LISTE', given: key, expected: policyKeys.join(' | ') }]);
    await tx.law.hold(permit);
    const today = civilDateInParis(at);
    const change: PolicySetting = { key, from, ...(value === undefined ? {} : { value }) };
    const valid = validateChange(change, await tx.law.changes(permit), today);
    if (!valid.ok) return refuse('PARAMETRE_INVALIDE', valid.findings);
    await tx.law.change(permit, change, decidedBy(permit, caller, at, reason));
    return ok(policyOutcomes(key, await tx.law.changes(permit), today));
  });
};
