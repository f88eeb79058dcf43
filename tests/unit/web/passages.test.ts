// What is read aloud: sentences as people end them, rows of a table with what each value is of.

import { expect, test } from 'vitest';
import { rowSaid, sentenceEnds } from '../../../packages/ui/src/aloud/passages.ts';

const cut = (text: string): readonly string[] => {
  const ends = sentenceEnds(text, 'fr');
  return ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
};

test('sentences, without losing a letter', () => {
  const text = 'Pas de fièvre. Tension à 12,8 ! Revoir dans 3 mois ?';
  expect(cut(text)).toEqual(['Pas de fièvre. ', 'Tension à 12,8 ! ', 'Revoir dans 3 mois ?']);
  expect(cut('Glycémie à 1.2 g/L')).toEqual(['Glycémie à 1.2 g/L']);
});

test('a row: what it is of, then each value under its heading, the sign spoken after its value', () => {
  const cell = (heading: string, said: string, sign = '') => ({ heading, said, sign });
  expect(rowSaid([cell('Analyse', 'Glycémie'), cell('Résultat', '1,2 g/L', 'au-dessus de la normale'), cell('Référence', '0,70 à 1,10')])).toBe(
    'Glycémie : Résultat : 1,2 g/L, au-dessus de la normale. Référence : 0,70 à 1,10',
  );
  expect(rowSaid([cell('', 'Glycémie'), cell('', '1,2 g/L')])).toBe('Glycémie : 1,2 g/L');
  expect(rowSaid([cell('Analyse', 'Biochimie'), cell('Résultat', '')])).toBe('Biochimie');
  expect(rowSaid([cell('Analyse', ''), cell('Résultat', '')])).toBe('');
});
