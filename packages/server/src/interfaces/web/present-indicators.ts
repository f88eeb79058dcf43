// Counts as the steering app shows them: the server words the codes it has words for (classes, professions, rules), the app the others.

import type { Indicators } from '@carnet/contract';
import { type LabelLanguage, classCodeLabel, professionLabel, refusalWording, ruleSentences } from '@carnet/contract/wording';
import { type AccessRefusalCode, type RefusalCode, toIso } from '@carnet/domain/kernel';
import { type Indicators as Counted, type IndicatorTable, smallestCount } from '../../application/read-indicators.ts';

export const presentIndicators = ({ at, periodDays, tables }: Counted, language: LabelLanguage): Indicators => ({
  at: toIso(at),
  periodDays,
  smallestCount,
  tables: tables.map(({ key, lines }) => ({
    key,
    lines: lines.map(({ code, count }) => {
      const label = labelOf(key, code, language);
      return { code, ...(label === undefined ? {} : { label }), ...(count === undefined ? {} : { count }) };
    }),
  })),
});

function labelOf(table: IndicatorTable['key'], code: string, language: LabelLanguage): string | undefined {
  switch (table) {
    case 'documents-par-classe':
      return classCodeLabel(language, code);
    case 'consultations-par-profession':
      return professionLabel(language, code);
    case 'refus-par-regle':
      // The rule that refused, which is more than the caller was told; outside the table, what was refused.
      return (ruleSentences[code as AccessRefusalCode] ?? refusalWording[code as RefusalCode].title)[language];
    default:
      return undefined;
  }
}
