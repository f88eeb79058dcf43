// The lines of one person and one month, sealed together: opening and sealing cost the same for one line as for thirty, so a file sorted by
// person pays once per month, and the day's file once per person.

import type { DossierId } from '@carnet/domain/dossier';
import type { CivilDate } from '@carnet/domain/kernel';
import type { KeptLine } from '@carnet/domain/reimbursement';
import type { Sealer } from '../vault.ts';

/** `YYYY-MM-01`. */
export const monthOf = (date: CivilDate): CivilDate => `${date.slice(0, 7)}-01` as CivilDate;
export const historyBinding = (dossier: DossierId, month: string): string => `reimbursement_month|${dossier}|${month}`;

export const openBlock = (sealer: Sealer, dossier: DossierId, month: string, sealed: Buffer): KeptLine[] =>
  JSON.parse(sealer.open(historyBinding(dossier, month), sealed).toString('utf8')) as KeptLine[];
export const sealBlock = (sealer: Sealer, dossier: DossierId, month: string, lines: readonly KeptLine[]): Buffer =>
  sealer.seal(historyBinding(dossier, month), JSON.stringify(lines));
export const oldestOf = (lines: readonly KeptLine[]): CivilDate => lines.reduce((oldest, { date }) => (date < oldest ? date : oldest), lines[0]!.date);
