// The file of a structure's deposits, for a spreadsheet: its name, its columns, what its cells say.

import type { LabelLanguage } from './labels-bilingual.ts';

export const depositsFileName = (language: LabelLanguage, day: string): string => (language === 'fr' ? `depots-${day}.csv` : `deposits-${day}.csv`);

export const depositsFileColumns: Readonly<Record<LabelLanguage, readonly string[]>> = {
  fr: ['quand', 'issue', 'transaction', 'fois', 'dernière fois', 'code', 'motif', 'que faire', 'détails', 'lot', 'documents', 'par', 'identifiant', 'logiciel'],
  en: ['when', 'outcome', 'transaction', 'times', 'last time', 'code', 'reason', 'what to do', 'details', 'set', 'documents', 'by', 'identifier', 'software'],
};
export const depositOutcomes: Readonly<Record<LabelLanguage, Readonly<Record<'taken' | 'refused', string>>>> = {
  fr: { taken: 'accepté', refused: 'refusé' },
  en: { taken: 'taken', refused: 'refused' },
};
