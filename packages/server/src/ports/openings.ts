// Openings for others, as the application asks them of the world. Part of the ports.

import type { PermitAcross } from '@carnet/domain/access';
import type { Instant } from '@carnet/domain/kernel';

/** Opening a record for somebody else: at a counter, in a care home, for a child. */
export type OpeningForAnother = 'open-for' | 'open-residents' | 'open-ayant-droit';
export type Opening = 'create-record' | OpeningForAnother;

/** What became of one line of a care home's list. `failed` is the screen's own: nothing was answered. */
export type ResidentOutcome = 'opened' | 'known' | 'refused' | 'not-asked' | 'unknown' | 'regime' | 'closed' | 'not-agreed';
/** A list as it was worked through. Lines by number, nobody by name. */
export interface ResidentsRound {
  readonly id: string;
  readonly at: Instant;
  /** Name of who did it. */
  readonly by: string;
  /** Lines of the list. */
  readonly total: number;
  readonly counts: readonly { readonly outcome: ResidentOutcome; readonly count: number }[];
}
/** Each structure sees its own, by the permit. */
export interface RoundStore {
  begin(permit: PermitAcross<'open-residents'>, round: Pick<ResidentsRound, 'id' | 'by' | 'total'>): Promise<void>;
  /** What became of this line; one that was opened stays opened when it comes again. False: no such round in this structure. */
  keep(permit: PermitAcross<'open-residents'>, round: string, line: number, outcome: ResidentOutcome): Promise<boolean>;
  /** Newest first. */
  list(permit: PermitAcross<'open-residents'>, limit: number): Promise<readonly ResidentsRound[]>;
}
