// What every decision on the law shares: it is traced with what was decided and why, and kept with the name of who decided.

import type { PsIdNat } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import type { PermitAcross } from '@carnet/domain/access';
import type { Decided } from '../ports/index.ts';
import { actorId } from '@carnet/domain/audit';
import type { Caller } from './caller.ts';

/** The trace says what was decided before the operator's own words. */
export const tracedAs = (caller: Caller, decision: string, reason: string): Caller => ({
  ...caller,
  context: { ...caller.context, reason: `${decision} : ${reason}` },
});

export const decidedBy = ({ actor }: PermitAcross<'administer'>, { context }: Caller, at: Instant, reason: string): Decided => ({
  by: actorId(actor) as PsIdNat,
  name: context.actorName,
  at,
  reason,
});
