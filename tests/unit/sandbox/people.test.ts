// The sandbox's people: the same for the same seed, valid where the law asks a key, fictional everywhere, and named as they are promised.

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { passwordRules } from '@carnet/contract';
import { parseIns } from '@carnet/domain/identity';
import { luhnDigit } from '@carnet/server/sandbox/draw';
import { aidantStory, secretActStory } from '@carnet/server/sandbox/patients';
import { featuredPatients, peopleOf, personasJson } from '@carnet/server/sandbox/people';
import { describe, expect, test } from 'vitest';

const people = peopleOf(7);
const unique = <T>(values: readonly T[]): boolean => new Set(values).size === values.length;

describe('the seed', () => {
  test('the same seed gives the same bytes', () => expect(personasJson(peopleOf(7))).toBe(personasJson(people)));
  test('another seed gives other numbers and passwords to the same people', () => {
    const other = peopleOf(8);
    expect(other.patients.map(({ key }) => key)).toEqual(people.patients.map(({ key }) => key));
    expect(other.patients.map(({ password }) => password)).not.toEqual(people.patients.map(({ password }) => password));
    expect(other.professionals.find(({ key }) => key === 'dr-moreau')!.id).not.toBe(people.professionals.find(({ key }) => key === 'dr-moreau')!.id);
  });
});

describe.each([7, 8, 2_026])('patients drawn from %i', (seed) => {
  const { patients, professionals, structures } = peopleOf(seed);
  test('are enough, and distinct', () => {
    expect(patients.length).toBeGreaterThanOrEqual(12);
    for (const field of ['key', 'login', 'email'] as const) expect(unique(patients.map((patient) => patient[field])), field).toBe(true);
    expect(unique(patients.map(({ ins }) => ins.matricule))).toBe(true);
  });
  test.each(patients)('$key has a valid INS under the test OID', ({ ins, traits }) => {
    expect(ins.oid).toBe('1.2.250.1.213.1.4.10');
    expect(parseIns(ins.matricule, ins.oid).ok).toBe(true);
    expect(ins.matricule.slice(1, 5)).toBe(traits.birthDate.slice(2, 4) + traits.birthDate.slice(5, 7));
  });
  test('no address leads out of the machine', () => expect(patients.every(({ email }) => email.endsWith('@carnet.test'))).toBe(true));
  test('ours have numbers nobody can have, valid by Luhn', () => {
    const ours = professionals.filter(({ id }) => id.startsWith('89970'));
    expect(ours.length).toBeGreaterThanOrEqual(5);
    for (const { id } of ours) expect(luhnDigit(id.slice(1, -1))).toBe(id.at(-1));
    const fictional = structures.filter(({ id }) => id.startsWith('199'));
    expect(fictional.length).toBeGreaterThanOrEqual(4);
    for (const { id } of fictional) expect(luhnDigit(id.slice(1, -1))).toBe(id.at(-1));
  });
});

describe('what is promised of them', () => {
  test('the patient of the national samples, as the samples name her', () => {
    expect(people.patients.find(({ key }) => key === 'dominique')).toMatchObject({
      ins: { matricule: '279035121518989' },
      traits: { birthName: 'PAT-TROIS', birthFirstNames: 'DOMINIQUE MARIE-LOUISE', birthDate: '1979-03-28', sexe: 'F', birthPlaceCog: '51215' },
    });
    expect(people.patients.find(({ key }) => key === 'ruth')?.ins.matricule).toBe('277076322082910');
  });
  test('three of them are shown at start', () => expect(featuredPatients.every((key) => people.patients.some((patient) => patient.key === key))).toBe(true));
  test('every key named by a story is somebody', () => {
    const known = new Set([...people.patients, ...people.professionals, ...people.structures].map(({ key }) => key));
    for (const patient of people.patients)
      for (const key of [
        ...patient.actsFor.map((one) => one.key),
        ...patient.blocages,
        ...patient.autorisations.map((one) => one.for),
        ...(patient.medecinTraitant === undefined ? [] : [patient.medecinTraitant]),
      ])
        expect(known, `${patient.key}: ${key}`).toContain(key);
    for (const key of [secretActStory.patient, secretActStory.author, aidantStory.patient, aidantStory.aidant]) expect(known).toContain(key);
    for (const { cardStructure } of people.professionals) expect(known).toContain(cardStructure);
  });
  test('one doctor has no tie to any patient', () => {
    expect(
      people.patients.some(({ medecinTraitant, autorisations }) => medecinTraitant === 'dr-royer' || autorisations.some((one) => one.for === 'dr-royer')),
    ).toBe(false);
  });
  test('initial passwords would pass the rules they must be changed by', () => {
    for (const { password } of people.patients) expect(passwordRules.filter((rule) => !rule.test(password)).map(({ rule }) => rule)).toEqual([]);
  });
  test('personas.json has the shape of the run contract', () => {
    const personas = JSON.parse(personasJson(people)) as Record<string, Record<string, unknown>[]>;
    expect(personas['patients']![0]).toMatchObject({
      key: 'dominique',
      ins: '279035121518989',
      oid: '1.2.250.1.213.1.4.10',
      birthName: 'PAT-TROIS',
      sex: 'F',
      login: expect.any(String),
      password: expect.any(String),
      actsFor: [],
    });
    expect(personas['professionals']!.find(({ key }) => key === 'dr-boileau')).toMatchObject({
      rpps: '01234567897',
      idNat: '801234567897',
      profession: '10',
      specialty: 'SM26',
      structure: 'clinique-belvedere',
      card: 'cards/dr-boileau',
    });
    expect(personas['structures']!.find(({ key }) => key === 'clinique-belvedere')).toMatchObject({
      finess: '750803447',
      idNat: '1750803447',
      material: 'structures/clinique-belvedere',
    });
  });
});

const samples = resolve(import.meta.dirname, '../../../../shared/samples/cda/VSM_1.4_2022.01.xml');
test.skipIf(!existsSync(samples))('the published documents do name her so', () => {
  const text = readFileSync(samples, 'utf8');
  for (const trait of ['279035121518989', 'PAT-TROIS', '19790328', '51215']) expect(text).toContain(trait);
});
