// Words explained in documents: found as documents write them and nowhere else, once in each section; each explanation short, general, in plain words.

import { describe, expect, test } from 'vitest';
import type { Inline, ReadingView } from '@carnet/contract';
import { termGroups } from '../../../packages/ui/src/terms/all.ts';
import { explainedTexts, termFinder } from '../../../packages/ui/src/terms/parts.ts';

const find = termFinder(termGroups);
const found = (text: string): readonly string[] => find(text, new Set()).flatMap((part) => (part.term === undefined ? [] : [part.text]));
const terms = termGroups.flatMap((group) => group.terms);

test('the table: about a hundred and fifty words, each form of one word only, sources for each group', () => {
  expect(terms.length).toBeGreaterThanOrEqual(150);
  const forms = terms.flatMap(({ said }) => said.map((one) => one.toLowerCase()));
  expect(forms.filter((one, index) => forms.indexOf(one) !== index)).toEqual([]);
  for (const { sources } of termGroups) expect(sources.length).toBeGreaterThan(0);
});

test('each explanation is short, in whole sentences, and says no figure of anybody’s health', () => {
  for (const { fr, en, easy } of terms)
    for (const text of [fr[1], en[1], ...(easy === undefined ? [] : [easy])]) {
      expect(text, text).toMatch(/[.)]$/);
      expect(text, text).not.toMatch(/%|normal(?:e|es|aux)?\b|\bdanger/i);
      for (const sentence of text.split(/[.:]\s+/)) expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(17);
    }
});

test('easy French says each in sentences of fifteen words at most', () => {
  const long = terms.flatMap(({ fr, easy = fr[1] }) =>
    easy.split(/[.!?]+/).filter((one) => one.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length > 15),
  );
  expect(long).toEqual([]);
});

describe('where a word is found', () => {
  test.each([
    ['Patient suivi pour une HTA.', ['HTA']],
    ['Dosages : NFS, CRP et TSH.', ['NFS', 'CRP', 'TSH']],
    ['HbA1c à 7,1', ['HbA1c']],
    ['Leucocytes : 7,2 G/L', ['Leucocytes']],
    ['GLYCÉMIE À JEUN', ['GLYCÉMIE', 'À JEUN']],
    ['Gamma-GT', ['Gamma-GT']],
    ["Fond d'œil : néant", ["Fond d'œil"]],
    ['Insuffisance rénale, créatinine', ['Insuffisance rénale', 'créatinine']],
    ['Enoxaparine, injection sous-cutanée ; paracétamol per os', ['sous-cutanée', 'per os']],
  ])('%s', (text, words) => {
    expect(found(text)).toEqual(words);
  });

  test.each(['le tsh est bas', 'HTAP', 'anti-HTA2', 'irm', 'NE PAS PRENDRE', 'IPP 80012345', 'le statinier', 'https://exemple.test/CRP_2'])(
    'not in « %s »',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );

  test('the pieces are the text, to the letter', () => {
    const text = 'Sous AVK, INR à 2,5 ; INR cible : 2 à 3.';
    const parts = find(text, new Set());
    expect(parts.map((part) => part.text).join('')).toBe(text);
    // The second INR is the same word: explained once.
    expect(parts.filter(({ term }) => term !== undefined).map((part) => part.text)).toEqual(['AVK', 'INR']);
  });
});

test('once in each section, never in a link nor in a footnote’s call', () => {
  const text = (said: string): Extract<Inline, { kind: 'text' }> => ({ kind: 'text', text: said });
  const [first, again, elsewhere, linked, noted, inTable] = ['CRP : 4', 'CRP stable', 'CRP', 'CRP', 'CRP', 'NFS'].map(text) as [
    ReturnType<typeof text>,
    ...ReturnType<typeof text>[],
  ];
  const paragraph = (...children: Inline[]) => ({ kind: 'paragraph' as const, children });
  const view: ReadingView = {
    title: '',
    header: [],
    blocks: [],
    sections: [
      {
        id: 'a',
        title: 'CRP',
        level: 2,
        blocks: [
          paragraph({ kind: 'link', href: 'https://exemple.test', children: [linked!] }, { kind: 'footnote', id: 'n', children: [noted!] }),
          paragraph({ kind: 'styled', style: 'strong', children: [first] }),
          paragraph(again!),
          { kind: 'table', head: [], foot: [], body: [[{ header: false, blocks: [paragraph(inTable!)] }]] },
        ],
        sections: [],
      },
      { id: 'b', title: '', level: 2, blocks: [paragraph(elsewhere!)], sections: [] },
    ],
  };
  expect([...explainedTexts(view, find).keys()]).toEqual([first, inTable, elsewhere]);
});
