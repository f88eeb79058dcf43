// What `npm run intake` says to operators, in French then in English.

import type { Bilingual } from './labels-bilingual.ts';

interface Taken {
  readonly finished: boolean;
  readonly through: number;
  readonly counts: Readonly<Record<'added' | 'corrected' | 'cancelled' | 'unchanged' | 'outside' | 'insured' | 'treating' | 'rejected', number>>;
}

export const intakeWording = {
  progress: (lines: number): string => `${lines}…`,
  taken: ({ finished, through, counts }: Taken): Bilingual => ({
    fr: `${finished ? 'Terminé' : 'Pas terminé : la ligne « fin » n’est pas venue, ou son compte est faux'}. ${through} lignes : ${counts.added} ajoutées, ${counts.corrected} corrigées, ${counts.cancelled} annulées, ${counts.unchanged} déjà connues, ${counts.outside} plus anciennes que l’historique, ${counts.insured} assurés, ${counts.treating} médecins traitants, ${counts.rejected} refusées.`,
    en: `${finished ? 'Finished' : 'Not finished: the line “fin” did not come, or its count is wrong'}. ${through} lines: ${counts.added} added, ${counts.corrected} corrected, ${counts.cancelled} cancelled, ${counts.unchanged} known already, ${counts.outside} older than the history, ${counts.insured} insured persons, ${counts.treating} médecins traitants, ${counts.rejected} refused.`,
  }),
};
