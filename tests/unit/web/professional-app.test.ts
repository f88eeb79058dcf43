// The two small computations of the professional app: how a matricule is shown while typed, and how an age is said.

import { describe, expect, it } from 'vitest';
import { bareIns, groupIns } from '../../../apps/professional/src/journeys/find-patient/group-ins.ts';
import { ageText } from '../../../apps/professional/src/journeys/record/age.ts';
import { professional } from '../../../packages/ui/src/wording/fr/professional.ts';

describe('a matricule as it is typed', () => {
  it.each([
    ['', ''],
    ['2', '2'],
    ['279', '2 79'],
    ['2790351', '2 79 03 51'],
    ['279035121518989', '2 79 03 51 215 189 89'],
    ['1850 52A 006', '1 85 05 2A 006'],
    ['2 79 03 51 215 189 89', '2 79 03 51 215 189 89'],
    ['1234567890123456789012', '1 23 45 67 890 123 45 6789012'],
  ])('%s reads %s', (typed, shown) => {
    expect(groupIns(bareIns(typed))).toBe(shown);
    expect(bareIns(shown)).toBe(bareIns(typed));
  });
  it('keeps what a matricule is made of, and no more than a legacy one has', () => {
    expect(bareIns('1-85.05 2a 006/084')).toBe('185052A006084');
    expect(bareIns('9'.repeat(40))).toHaveLength(22);
  });
});

describe('an age', () => {
  const on = '2026-11-22';
  it.each([
    ['2026-11-20', 'moins d’un mois'],
    ['2026-10-23', 'moins d’un mois'],
    ['2026-10-22', '1 mois'],
    ['2024-11-23', '23 mois'],
    ['2024-11-22', '2 ans'],
    ['1979-03-28', '47 ans'],
    ['1979-11-23', '46 ans'],
  ])('born %s: %s', (birthDate, said) => {
    expect(ageText(professional, birthDate, on)).toBe(said);
  });
});

describe('dates of a line at a glance', () => {
  const { since, until, from, to } = professional.glance;
  it('takes its article for a day, none for a month or a year', () => {
    expect([since('3 juin 2018', true), since('avril 2018', false), since('2018', false)]).toEqual([
      'depuis le 3 juin 2018',
      'depuis avril 2018',
      'depuis 2018',
    ]);
    expect([until('1er janv. 2026', true), until('avril 2018', false)]).toEqual(['jusqu’au 1er janv. 2026', 'jusqu’à avril 2018']);
    expect([from('3 juin 2018', true), from('avril 2018', false), from('2018', false)]).toEqual(['du 3 juin 2018', 'd’avril 2018', 'de 2018']);
    expect([to('3 juin 2018', true), to('mai 2019', false)]).toEqual(['au 3 juin 2018', 'à mai 2019']);
  });
});

describe('what a text finds among the documents shown', () => {
  const { matching } = professional.list;
  it('says one in the singular', () => {
    expect([matching(0, 1, 1), matching(1, 1, 1), matching(1, 3, 3)]).toEqual([
      'Le seul affiché ne correspond pas',
      'Le seul affiché correspond',
      '1 correspond parmi les 3 affichés',
    ]);
    expect(matching(2, 100, 101)).toBe('2 correspondent parmi les 100 affichés : le filtre ne cherche pas dans l’autre, affichez la suite');
  });
});
