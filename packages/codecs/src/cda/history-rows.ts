// The five tables of the history of reimbursements as rows of text: for the document, and for the screen in the reader's language.

import type { CivilDate } from '@carnet/domain/kernel';
import { type HistoryTables, type LineNature, type ReimbursementLine, lineNatures } from '@carnet/domain/reimbursement';

/** The words of the tables; contract/wording/history.ts has them in French and in English. */
export interface HistoryTableWording {
  readonly locale: 'fr-FR' | 'en-GB';
  readonly days: (count: number) => string;
  readonly tables: { readonly [Nature in LineNature]: { readonly title: string; readonly columns: readonly string[] } };
}
export interface HistoryRow {
  readonly line: ReimbursementLine;
  readonly inHospital: boolean;
  /** One per column; the first is the date. */
  readonly cells: readonly string[];
}
export interface HistoryTable {
  readonly nature: LineNature;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly HistoryRow[];
}

/** `17/06/2016` in both languages. */
export const dayOf = (date: CivilDate): string => date.split('-').toReversed().join('/');

export const historyTablesInWords = (tables: HistoryTables, words: HistoryTableWording): readonly HistoryTable[] =>
  lineNatures.map((nature) => ({
    nature,
    ...words.tables[nature],
    rows: tables[nature].map((line) => ({ line, inHospital: line.inHospital, cells: [dayOf(line.date), ...cellsOf(line, words)] })),
  }));

function cellsOf(line: ReimbursementLine, { days, locale }: HistoryTableWording): readonly string[] {
  const number = (value: number): string => value.toLocaleString(locale);
  switch (line.nature) {
    case 'pharmacie':
      return [line.label, line.ingredients.join(', '), number(line.quantity)];
    case 'hospitalisation':
      return [days(line.days), line.stay];
    case 'soins':
      return [line.act, line.label, line.specialty];
    case 'radiologie':
      return [line.act, line.label];
    case 'biologie':
      return [line.act, line.label, number(line.quantity)];
  }
}
