// Where the openings are, for whoever runs Carnet: counts, and the letters to print. A letter names its reader and holds the code that opposes:
// it is given to be printed, and each run leaves its line in the journal.

import { opensOn } from '@carnet/domain/dossier';
import { type CivilDate, type Instant, type Result, civilDateInParis, ok, toIso } from '@carnet/domain/kernel';
import type { Information, OpeningCounts, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { tracedAs } from './decide-law.ts';
import { withAccessAcross } from './with-access.ts';

const mostLetters = 10_000;

export interface Openings {
  readonly today: CivilDate;
  readonly regime: 'opposition' | 'consentement';
  readonly weeks: number;
  readonly counts: OpeningCounts;
  readonly runs: readonly { readonly at: Instant; readonly count: number }[];
}

export const readOpenings = (ports: Ports, caller: Caller): Promise<Result<Openings>> =>
  withAccessAcross(ports, caller, 'administer', async ({ permit, tx, at, policy }) => {
    const today = civilDateInParis(at);
    return ok({
      today,
      regime: policy.openingRegime,
      weeks: policy.oppositionWeeks,
      counts: await tx.openings.counts(permit, today),
      runs: await tx.openings.printRuns(permit),
    });
  });

/** `run`: one printed before, again. Absent: those that wait, whose weeks begin today. */
export function exportLetters(
  ports: Ports,
  caller: Caller,
  run: Instant | undefined,
): Promise<Result<{ readonly at: Instant; readonly letters: readonly Information[] }>> {
  const what = run === undefined ? 'Lettres d’information imprimées' : `Lettres d’information du ${toIso(run)} réimprimées`;
  return withAccessAcross(ports, tracedAs(caller, what, 'R.1111-28 CSP'), 'administer', async ({ permit, tx, at, policy }) => {
    if (run === undefined) await tx.openings.printLetters(permit, opensOn(at, policy.oppositionWeeks), mostLetters);
    return ok({ at: run ?? at, letters: await tx.openings.letters(permit, run ?? at) });
  });
}
