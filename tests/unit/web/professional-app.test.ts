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
