// The four pillars of security, measured (features A116; PGSSI-S: disponibilité, intégrité, confidentialité, preuve): what the database tells of
// confidentiality, integrity and traceability. What the process tells of its availability is the door's to add. Never a person: a count above
// zero and below the smallest is not given, but for seals, which are nobody's.

import { type CivilDate, type Instant, type Result, ok, plusDays } from '@carnet/domain/kernel';
import type { Ports, SecurityCount } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { smallestCount } from './read-indicators.ts';
import { withAccessAcross } from './with-access.ts';

const periodDays = 30;

export interface SecurityCounts {
  readonly at: Instant;
  /** What refusals, consultations and lines of the journal cover. */
  readonly periodDays: number;
  /** A count that is not given is too small. */
  readonly counts: ReadonlyMap<SecurityCount, number | undefined>;
  /** Last day the seals of the journal close; undefined: none yet. */
  readonly sealedThrough?: CivilDate;
}

const ofNobody: readonly SecurityCount[] = ['sceaux', 'lignes-a-sceller'];

export const readPillars = (ports: Ports, caller: Caller): Promise<Result<SecurityCounts>> =>
  withAccessAcross(ports, caller, 'administer', async ({ permit, tx, at }) => {
    const { counts, sealedThrough } = await tx.indicators.security(permit, plusDays(at, -periodDays));
    const given = counts.map(({ code, count }): readonly [SecurityCount, number | undefined] => [
      code,
      count > 0 && count < smallestCount && !ofNobody.includes(code) ? undefined : count,
    ]);
    return ok({ at, periodDays, counts: new Map(given), ...(sealedThrough === undefined ? {} : { sealedThrough }) });
  });
