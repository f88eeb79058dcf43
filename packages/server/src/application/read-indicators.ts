// Counts for whoever steers or runs the installation: of everything, or of what concerns the structure of who asks. Never a person: a count
// above zero and below the smallest is not given, so that no line of no table is about somebody in particular.

import { type CivilDate, type Instant, type Result, civilDateInParis, ok, plusDays, startOfDayInParis } from '@carnet/domain/kernel';
import type { CountedTable, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { withAccessAcross } from './with-access.ts';

export const smallestCount = 5;
const periodDays = 30;
const monthsCounted = 12;

export interface Indicators {
  readonly at: Instant;
  /** What counts over a period cover; months are whole. */
  readonly periodDays: number;
  readonly tables: readonly IndicatorTable[];
}
export interface IndicatorTable {
  readonly key: CountedTable;
  /** A count that is not given is too small. */
  readonly lines: readonly { readonly code: string; readonly count?: number }[];
}

/** Lines that stand even when they count nothing; a table without them shows what was counted. */
const alwaysShown: Readonly<Record<CountedTable, readonly string[] | 'months'>> = {
  'dossiers': ['ouvert', 'ferme'],
  'autorisations': ['valide', 'expiree', 'blocage'],
  'documents-par-classe': [],
  'documents-par-mois': 'months',
  'consultations-par-mois': 'months',
  'consultations-par-profession': [],
  'urgences': ['bris_de_glace', 'centre_15'],
  'refus-par-regle': [],
};

export const readIndicators = (ports: Ports, caller: Caller): Promise<Result<Indicators>> =>
  withAccessAcross(ports, caller, 'read-indicators', async ({ permit, tx, at }) => {
    const months = lastMonths(civilDateInParis(at));
    const counted = await tx.indicators.count(permit, { since: plusDays(at, -periodDays), monthsSince: startOfDayInParis(`${months[0]!}-01` as CivilDate) });
    const tables = (Object.keys(alwaysShown) as CountedTable[]).map((key): IndicatorTable => {
      const always = alwaysShown[key];
      const counts = new Map((always === 'months' ? months : always).map((code) => [code, 0]));
      for (const line of counted) if (line.table === key) counts.set(line.code, line.count);
      return { key, lines: [...counts].map(([code, count]) => ({ code, ...(count > 0 && count < smallestCount ? {} : { count }) })) };
    });
    return ok({ at, periodDays, tables });
  });

/** `2026-03`, oldest first; the current month is the last. */
function lastMonths(today: CivilDate): readonly string[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return Array.from({ length: monthsCounted }, (_, index) => new Date(Date.UTC(year, month - monthsCounted + index, 1)).toISOString().slice(0, 7));
}
