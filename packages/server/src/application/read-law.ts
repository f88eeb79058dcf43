// The law as it is, was and will be: for whoever runs the installation. Each reading is traced like everything done under that right.

import {
  type HabilitationMatrix,
  type Outcome,
  type Policy,
  type PolicyKey,
  decisionsOf,
  earliestDay,
  inForceOn,
  outcomesOn,
  policyKeys,
  policyOn,
} from '@carnet/domain/access';
import { type CivilDate, type Instant, type Result, civilDateInParis, ok } from '@carnet/domain/kernel';
import type { MatrixDecision, PolicyDecision, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { withAccessAcross } from './with-access.ts';

export interface MatrixRegister {
  readonly today: CivilDate;
  /** The first day a matrix may take effect. */
  readonly earliestFrom: CivilDate;
  /** In the order they were decided; the withdrawals are found as what ended the others. */
  readonly matrices: readonly Outcome<MatrixDecision>[];
}

export interface MatrixOfDay {
  readonly day: CivilDate;
  readonly today: CivilDate;
  /** Undefined: none holds that day, and nobody may read anything. */
  readonly decided?: Outcome<MatrixDecision>;
  readonly matrix?: HabilitationMatrix;
}

export interface PolicyOutcomes {
  readonly key: PolicyKey;
  /** In force today. */
  readonly value: Policy[PolicyKey];
  /** The day it has been in force since; undefined: the default, never changed. */
  readonly since?: CivilDate;
  /** The first day it may change. */
  readonly earliestFrom: CivilDate;
  /** In the order they were decided. */
  readonly changes: readonly Outcome<PolicyDecision & { readonly withdrawn: boolean }>[];
}
export interface PolicyRegister {
  readonly today: CivilDate;
  readonly policies: readonly PolicyOutcomes[];
}

export function registerOf(decisions: readonly MatrixDecision[], at: Instant): MatrixRegister {
  const today = civilDateInParis(at);
  const matrices = outcomesOn(decisions, today).filter(({ decision }) => !decision.withdrawn);
  return { today, earliestFrom: earliestDay(decisions, today), matrices };
}

export function policyOutcomes(key: PolicyKey, decisions: readonly PolicyDecision[], today: CivilDate): PolicyOutcomes {
  const own = decisionsOf(decisions, key);
  const since = inForceOn(own, today)?.from;
  return {
    key,
    value: policyOn(today, decisions)[key],
    ...(since === undefined ? {} : { since }),
    earliestFrom: earliestDay(own, today),
    changes: outcomesOn(own, today),
  };
}

export const readMatrices = (ports: Ports, caller: Caller): Promise<Result<MatrixRegister>> =>
  withAccessAcross(ports, caller, 'administer', async ({ permit, tx, at }) => ok(registerOf(await tx.law.matrices(permit), at)));

/** The matrix of a day; undefined: today. */
export const readMatrixOfDay = (ports: Ports, caller: Caller, asked: CivilDate | undefined): Promise<Result<MatrixOfDay>> =>
  withAccessAcross(ports, caller, 'administer', async ({ permit, tx, at }) => {
    const today = civilDateInParis(at);
    const day = asked ?? today;
    const decided = registerOf(await tx.law.matrices(permit), at).matrices.findLast(
      ({ decision, state, until }) => ['past', 'in-force', 'coming'].includes(state) && decision.from <= day && (until === undefined || day <= until),
    );
    if (decided === undefined) return ok({ day, today });
    return ok({ day, today, decided, matrix: await tx.law.matrix(permit, decided.decision) });
  });

export const readPolicies = (ports: Ports, caller: Caller): Promise<Result<PolicyRegister>> =>
  withAccessAcross(ports, caller, 'administer', async ({ permit, tx, at }) => {
    const today = civilDateInParis(at);
    const decisions = await tx.law.changes(permit);
    return ok({ today, policies: policyKeys.map((key) => policyOutcomes(key, decisions, today)) });
  });
