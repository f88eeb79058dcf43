// A synthesis: its headings, its faults, and relatives who are named or not.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { synthesisParts, synthesisSections } from '@carnet/domain/terminology';
import { type Synthesis, isWrittenDate, namedRelative, synthesisFaults } from '@carnet/domain/synthesis';

const empty: Synthesis = Object.fromEntries(synthesisParts.map((part) => [part, { lines: [], none: false }])) as unknown as Synthesis;
const family = (text: string): Synthesis => ({ ...empty, family: { lines: [{ text }], none: false } });

/** As doctors write them: nobody is named. */
const anonymous = [
  'Mère : cancer du sein à 52 ans',
  'Mère Hypertension artérielle',
  'Mère HTA, père AVC',
  'MÈRE : HTA',
  'Père (BPCO, tabac)',
  'Père : maladie d’Alzheimer',
  'Mère Alzheimer',
  'Grand-mère maternelle : maladie de Parkinson',
  'Grand-père paternel Parkinson',
  'Frère : maladie de Crohn',
  'Sœur : thyroïdite de Hashimoto, maladie de Basedow',
  'Fratrie : 2 sœurs, RAS',
  'Demi-frère paternel : diabète de type 1',
  'Cousin germain : maladie de Charcot-Marie-Tooth',
  'Neveu : syndrome de Gilles de la Tourette',
  'Père : syndrome de Guillain-Barré',
  'Mère : maladie de von Willebrand',
  'Tante : syndrome de Lynch (MLH1)',
  'Mutation BRCA1 chez la mère et la tante maternelle',
  'Oncle : maladie de Pierre Marie',
  'Père décédé d’un infarctus à 48 ans',
  'Père Infarctus du myocarde à 48 ans',
  'Aucun antécédent familial significatif',
  'Drépanocytose (mère)',
  'Hypercholestérolémie familiale',
  'Deux parents vivants, en bonne santé',
  'Fille : trisomie 21',
  'Mère : Cancer du Sein',
  'Glaucome chez la mère, rétinopathie chez le père',
  'Mère porteuse d’une mutation du facteur V Leiden',
  'Rose bengale',
  'Pierre au rein chez le père',
];
/** Somebody is named. */
const named = [
  'Mère Jeanne : cancer du sein',
  'Jeanne, cancer du sein à 52 ans',
  'jeanne : HTA',
  'Mère (Durand) : AVC',
  'M. Durand : infarctus',
  'Mme Le Goff, diabète',
  'Monsieur Parkinson : HTA',
  'Père DURAND : infarctus',
  'Frère Jean-Pierre, diabète',
  'sa sœur Odile : asthme',
  'Tante maternelle Bouchareb : cancer du colon',
  'Sœur nommée Kowalski : SEP',
  'Cousine Claire : épilepsie',
  'AVC de son père (Mohamed)',
  'grand-père paternel André : maladie de Parkinson',
];

describe('family history', () => {
  it.each(anonymous)('names nobody: %s', (text) => {
    expect(namedRelative(text)).toBeUndefined();
    expect(synthesisFaults(family(text))).toEqual([]);
  });
  it.each(named)('names somebody: %s', (text) => {
    expect(namedRelative(text)).toBeDefined();
  });
  it('refuses a name without telling it again', () => {
    expect(synthesisFaults(family('Mère Jeanne : cancer du sein'))).toEqual([{ field: 'family.lines.0.text', rule: 'PARENT_NOMME' }]);
  });
  it('looks for names in no other heading', () => {
    expect(synthesisFaults({ ...empty, problems: { lines: [{ text: 'Suivie par le Dr Jeanne Durand' }], none: false } })).toEqual([]);
  });

  const ties = ['mère', 'Père', 'sœur', 'frère', 'tante maternelle', 'Grand-père paternel', 'cousine', 'oncle'];
  const diseases = [
    'maladie de Crohn',
    'Alzheimer',
    'Parkinson',
    'maladie de Basedow',
    'HTA',
    'cancer du sein',
    'diabète de type 2',
    'glaucome',
    'Hodgkin',
    'asthme',
  ];
  const firstNames = ['Jeanne', 'Mohamed', 'Sophie', 'JACQUES', 'étienne', 'Véronique', 'monique', 'Léon'];
  const joints = [' ', ' : ', ', ', ' (', ' – '];
  it('finds a first name wherever it stands, and none where there is none', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ties),
        fc.constantFrom(...joints),
        fc.constantFrom(...diseases),
        fc.constantFrom(...firstNames),
        fc.boolean(),
        (tie, joint, disease, firstName, after) => {
          expect(namedRelative(`${tie}${joint}${disease}`)).toBeUndefined();
          expect(namedRelative(after ? `${tie}${joint}${disease}, ${firstName}` : `${tie} ${firstName}${joint}${disease}`)).toBeDefined();
        },
      ),
    );
  });
  it('ends on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => typeof (namedRelative(text) ?? '') === 'string'));
  });
});

describe('a synthesis', () => {
  it('has seven headings, nine parts, in the order of the HAS', () => {
    expect(synthesisSections.map(({ name }) => name)).toEqual(['past', 'risks', 'family', 'allergies', 'problems', 'treatments', 'results']);
    expect(synthesisSections.flatMap(({ parts }) => parts)).toEqual(synthesisParts);
  });
  it('tells « néant » from what is not filled', () => {
    expect(synthesisFaults(empty)).toEqual([{ field: 'synthesis', rule: 'CONTENU_VIDE' }]);
    expect(synthesisFaults({ ...empty, allergies: { lines: [], none: true } })).toEqual([]);
    expect(synthesisFaults({ ...empty, allergies: { lines: [{ text: 'Arachide' }], none: true } })).toEqual([
      { field: 'allergies.none', rule: 'NEANT_AVEC_LIGNES' },
    ]);
  });
  it('names each fault of a line by its place', () => {
    const lines = [{ text: ' ' }, { text: 'a'.repeat(301) }, { text: 'Asthme', date: '2019-02-30' }];
    expect(synthesisFaults({ ...empty, problems: { lines, none: false } }).map(({ field, rule }) => `${field} ${rule}`)).toEqual([
      'problems.lines.0.text CHAMP_ABSENT',
      'problems.lines.1.text TROP_LONG',
      'problems.lines.2.date DATE_FORME',
    ]);
    expect(synthesisFaults({ ...empty, problems: { lines: Array.from({ length: 61 }, () => ({ text: 'Asthme' })), none: false } })).toMatchObject([
      { field: 'problems.lines', rule: 'CARDINALITE' },
    ]);
  });
  it('takes a year, a month or a day', () => {
    expect(['2019', '2019-04', '2019-04-12'].every(isWrittenDate)).toBe(true);
    expect(['', '19', '2019-13', '2019-02-30', '2019-04-12T10:00', '12/04/2019'].some(isWrittenDate)).toBe(false);
  });
});
