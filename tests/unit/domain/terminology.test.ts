// Types, classes and spaces: against the national map where it is at hand, and closed in themselves.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  classOfType,
  documentClasses,
  documentTypes,
  isPatientType,
  loincSystem,
  complementaryTypeSystem,
  spaceOf,
  spaces,
  systemOfType,
  typesOfSpace,
} from '@carnet/domain/terminology';

const mapFile = join(resolve(import.meta.dirname, '../../..'), '../shared/samples/terminology/ASS_X16-CorrespondanceType-Classe-DMP.tsv');
const map = existsSync(mapFile) ? await readFile(mapFile, 'utf8') : undefined;

test('every type has the class the national map gives it, and there is no other type', (context) => {
  if (map === undefined) return context.skip('../shared/samples is absent');
  // Some rows of the map carry no class, one a class of another list: the DMP does not take those types.
  const rows = map
    .split('\n')
    .map((line) => line.trimEnd().split('\t'))
    .filter(([, , , classCode]) => /^\d{2}$/.test(classCode ?? ''));
  expect(rows).toHaveLength(101);
  expect(Object.fromEntries(Object.entries(documentTypes).map(([code, { classCode }]) => [code, classCode]))).toEqual(
    Object.fromEntries(rows.map(([, code, , classCode]) => [code, classCode])),
  );
  const straight = (text: string): string => text.replaceAll('’', "'");
  expect(
    Object.entries(documentTypes)
      .map(([code, { label }]) => `${code} ${straight(label)}`)
      .toSorted(),
  ).toEqual(rows.map(([, code, label]) => `${code} ${straight(label!)}`).toSorted());
});

test('a type the DMP does not take has no class', () => {
  for (const code of ['60280-5', '78341-5', 'EXPORT_DUI', '', 'toString', '__proto__', 'constructor']) expect(classOfType(code)).toBeUndefined();
});

describe('the nine spaces', () => {
  test('every type is in exactly one', () => {
    expect(spaces).toHaveLength(9);
    expect(spaces.flatMap((space) => typesOfSpace(space)).toSorted()).toEqual(Object.keys(documentTypes).toSorted());
  });

  test.each([
    ['60591-5', 'synthese'],
    ['57833-6', 'traitement'],
    ['11502-2', 'analyses'],
    ['18748-4', 'imagerie'],
    ['11488-4', 'comptes-rendus'],
    ['11369-6', 'prevention'],
    ['89601-9', 'certificats'],
    ['REMB', 'remboursements'],
    ['EXPPAT_3', 'espace-personnel'],
    ['DOCPAT04', 'espace-personnel'],
    ['unknown', 'espace-personnel'],
  ])('%s is shown in %s', (typeCode, space) => expect(spaceOf(typeCode)).toBe(space));
});

test('patients deposit DOCPAT*, EXPPAT* and class 90, and nothing else', () => {
  expect(
    Object.keys(documentTypes)
      .filter((code) => isPatientType(code))
      .toSorted(),
  ).toEqual(['74465-6', ...Array.from({ length: 9 }, (_, index) => `DOCPAT0${index + 1}`), 'EXPPAT_1', 'EXPPAT_2', 'EXPPAT_3'].toSorted());
});

test('a code shaped like LOINC is LOINC, the others are TRE_A05', () => {
  expect(systemOfType('11488-4')).toBe(loincSystem);
  for (const code of ['SYNTH', 'DOCPAT01', 'PRESC-BIO']) expect(systemOfType(code)).toBe(complementaryTypeSystem);
  expect(Object.values(documentTypes).every(({ classCode }) => Object.hasOwn(documentClasses, classCode))).toBe(true);
});
