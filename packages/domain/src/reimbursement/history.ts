// The window of the history: so many rolling months that end today (features X1; policy `historyMonths`), and what it shows in which table.

import type { CivilDate } from '../kernel/instant.ts';
import { type KeptLine, type LineNature, type ReimbursementLine, isCancelled } from './line.ts';

/** Both days belong to it. */
export interface HistoryPeriod {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** From the same day so many months before; the last day of that month where it has no such day. */
export function historyPeriod(today: CivilDate, months: number): HistoryPeriod {
  const [year, month, day] = today.split('-').map(Number) as [number, number, number];
  const index = year * 12 + (month - 1) - months;
  const [fromYear, fromMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const lastDay = new Date(Date.UTC(fromYear, fromMonth, 0)).getUTCDate();
  const from = [String(fromYear).padStart(4, '0'), String(fromMonth).padStart(2, '0'), String(Math.min(day, lastDay)).padStart(2, '0')].join('-');
  return { from: from as CivilDate, to: today };
}

export type LineOf<N extends LineNature> = Extract<ReimbursementLine, { readonly nature: N }>;
export type HistoryTables = { readonly [N in LineNature]: readonly LineOf<N>[] };

/** The lines of the period, each in its table, newest first. */
export function historyTables(lines: readonly KeptLine[], { from, to }: HistoryPeriod): HistoryTables {
  const shown = lines
    .filter((line): line is ReimbursementLine => !isCancelled(line) && line.date >= from && line.date <= to)
    .toSorted((a, b) => b.date.localeCompare(a.date) || a.id.localeCompare(b.id));
  const of = <N extends LineNature>(nature: N): readonly LineOf<N>[] => shown.filter((line): line is LineOf<N> => line.nature === nature);
  return {
    pharmacie: of('pharmacie'),
    hospitalisation: of('hospitalisation'),
    soins: of('soins'),
    radiologie: of('radiologie'),
    biologie: of('biologie'),
  };
}
