// Who is expected to feed what (A157), what is offered first, and that nothing offered is somebody else's to write.

import { type HabilitationMatrix, habilitationMatrix } from '@carnet/domain/access';
import { expectedOf, expectedTable, offeredTypes, usualTypes } from '@carnet/domain/feeding';
import type { CivilDate } from '@carnet/domain/kernel';
import { documentTypes, isInsurerType, isPatientType, practiceSettingOf, sectorLabel } from '@carnet/domain/terminology';
import { describe, expect, test } from 'vitest';

const codes = (...feeder: Parameters<typeof expectedOf>): readonly string[] => expectedOf(...feeder).map(({ typeCode }) => typeCode);
const openTo = (profession: string, types: readonly string[]): HabilitationMatrix =>
  habilitationMatrix({
    from: '2026-01-01' as CivilDate,
    source: 'essai',
    cells: new Map([[profession, new Map(types.map((type) => [type, { allowed: true, origin: 'sourced' as const }]))]]),
  });

describe('what is expected', () => {
  test.each([
    ['the médecin traitant: the VSM', { profession: '10', specialty: 'SM26', medecinTraitant: true }, ['60591-5']],
    ['a general practitioner of another: nothing', { profession: '10', specialty: 'SM26', medecinTraitant: false }, []],
    ['a specialist: the report', { profession: '10', specialty: 'SM04', medecinTraitant: false }, ['11488-4']],
    ['an oncologist: the DCC, and the report', { profession: '10', specialty: 'SM36', medecinTraitant: false }, ['34794-8', '18776-5', '11488-4']],
    ['a biologist', { profession: '10', specialty: 'SM03', medecinTraitant: false }, ['11502-2']],
    ['a pharmacist of a laboratory', { profession: '21', specialty: 'G', sector: 'SA25', medecinTraitant: false }, ['11502-2']],
    ['a pharmacist of a pharmacy: nothing', { profession: '21', specialty: 'A', sector: 'SA33', medecinTraitant: false }, []],
    ['a radiologist', { profession: '10', specialty: 'SM44', medecinTraitant: false }, ['18748-4']],
    ['a masseur-kinésithérapeute', { profession: '70', medecinTraitant: false }, ['47420-5']],
    ['a nurse', { profession: '60', medecinTraitant: false }, ['11506-3']],
    ['a nurse of an EHPAD: the bilan and the DLU', { profession: '60', sector: 'SA17', medecinTraitant: false }, ['11506-3', '74207-2']],
    ['a doctor of a hospital', { profession: '10', specialty: 'SM26', sector: 'SA01', medecinTraitant: false }, ['11490-0', '34112-3']],
    ['a home for people with a disability', { profession: '99', sector: 'SA16', medecinTraitant: false }, ['88348-8', '83981-1']],
  ])('%s', (_who, feeder, expected) => expect(codes(feeder)).toEqual(expected));
  test('every type of it is one of the DMP, and the table says where it was read', () => {
    const everybody = Object.keys(documentTypes);
    for (const specialty of ['SM03', 'SM04', 'SM26', 'SM36', 'SM44', 'SM01'])
      for (const sector of ['SA01', 'SA16', 'SA17', 'SA25'])
        for (const code of codes({ profession: '10', specialty, sector, medecinTraitant: true })) expect(everybody).toContain(code);
    expect(expectedTable.source).not.toBe('');
  });
});

describe('what is offered', () => {
  test('what the matrix opens, and nothing that is another’s to write', () => {
    const all = Object.keys(documentTypes);
    const offered = offeredTypes(openTo('60', all), '60');
    expect(offered).toContain('11506-3');
    expect(offered.some((type) => isPatientType(type) || isInsurerType(type) || type === 'IMG-KOS')).toBe(false);
    expect(offeredTypes(openTo('60', ['11506-3']), '60')).toEqual(['11506-3']);
    expect(offeredTypes(openTo('60', all), '70')).toEqual([]);
  });
  test('the expected first, each once', () => {
    const usual = usualTypes({ profession: '60', sector: 'SA17', medecinTraitant: false });
    expect(usual.slice(0, 2)).toEqual(['11506-3', '74207-2']);
    expect(new Set(usual).size).toBe(usual.length);
    expect(usualTypes({ profession: 'toString', medecinTraitant: false })).toEqual([]);
  });
});

test('care is ambulatory where the sector does not say otherwise', () => {
  expect(practiceSettingOf('SA07').code).toBe('AMBULATOIRE');
  expect(practiceSettingOf('SA01').code).toBe('ETABLISSEMENT');
  expect(practiceSettingOf('SA17').code).toBe('ESSMS');
  expect(practiceSettingOf('constructor').code).toBe('AMBULATOIRE');
  expect([sectorLabel('SA07'), sectorLabel('toString')]).toEqual(['Cabinet individuel', undefined]);
});
