// A declaration held against what the document says of itself: every disagreement is named, agreement is silence.

import { expect, test } from 'vitest';
import { type Author, type ContentHeader, type DocumentMetadata, type UniqueId, disagreements, visibleToAll } from '@carnet/domain/document';
import type { Ins, PsIdNat } from '@carnet/domain/identity';
import { displayName } from '@carnet/domain/identity';
import { type CivilDate, instantOf } from '@carnet/domain/kernel';
import { loincSystem } from '@carnet/domain/terminology';

const patient = { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' } as Ins;
const author = (id: string): Author => ({ kind: 'professionnel', id: id as PsIdNat, familyName: 'EXEMPLE', givenName: 'Marie' });
const at = instantOf(Date.parse('2026-01-10T10:00:00Z'));
const later = instantOf(at + 1_000);
const type = { code: '11488-4', system: loincSystem };

const content: ContentHeader = {
  uniqueId: '1.2.3' as UniqueId,
  type,
  title: 'Compte rendu de consultation',
  creationTime: at,
  patient,
  authors: [author('801234567897')],
  legalAuthenticator: author('801234567123'),
  serviceStart: at,
  serviceStop: at,
};
const declared: DocumentMetadata = {
  uniqueId: '1.2.3' as UniqueId,
  patient,
  type,
  classCode: '10',
  format: { code: 'f', system: 's' },
  mimeType: 'text/xml',
  language: 'fr-FR',
  title: 'Compte rendu de consultation',
  creationTime: at,
  serviceStart: at,
  serviceStop: at,
  authors: [author('801234567897')],
  legalAuthenticator: author('801234567123'),
  eventCodes: [],
  referenceIds: [],
  visibilite: visibleToAll,
  sha1: '',
  size: 1,
};
const rulesOf = (change: Partial<DocumentMetadata>, inside: Partial<ContentHeader> = {}) =>
  disagreements({ ...declared, ...change }, { ...content, ...inside }).map(({ field, rule }) => `${field} ${rule}`);

test('agreement is silence', () => expect(rulesOf({})).toEqual([]));
test('white space in titles is folded, nothing else is', () => {
  expect(rulesOf({ title: '  Compte  rendu\nde consultation ' })).toEqual([]);
  expect(rulesOf({ title: 'compte rendu de consultation' })).toEqual(['title TITRE_DIFFERENT']);
});
test('a legal authenticator may be declared as author', () => expect(rulesOf({ authors: [author('801234567123')] })).toEqual([]));
test('one author of several is enough, a stranger is not', () => {
  expect(rulesOf({}, { authors: [author('801234567897'), author('800000000006')] })).toEqual([]);
  expect(rulesOf({ authors: [author('801234567897'), author('899700000001')] })).toEqual(['author AUTEUR_DIFFERENT']);
});
test('another number or another authority is another patient', () => {
  expect(rulesOf({ patient: { ...patient, oid: '1.2.250.1.213.1.4.8' } })).toEqual(['patientId PATIENT_DIFFERENT']);
  const { patient: _absent, ...anonymous } = content;
  expect(disagreements(declared, anonymous)).toEqual([{ field: 'patientId', rule: 'INS_ABSENT', expected: 'recordTarget/patientRole/id' }]);
});
test('every field at fault is named at once', () => {
  const wrong = {
    uniqueId: '1.2.4' as UniqueId,
    type: { ...type, code: '11502-2' },
    title: 'Autre',
    creationTime: later,
    serviceStart: later,
    serviceStop: later,
    authors: [author('899700000001')],
    legalAuthenticator: author('801234567897'),
  };
  expect(rulesOf(wrong)).toEqual([
    'uniqueId UNIQUE_ID_DIFFERENT',
    'typeCode TYPE_DIFFERENT',
    'title TITRE_DIFFERENT',
    'creationTime DATE_DIFFERENTE',
    'serviceStartTime DATE_DIFFERENTE',
    'serviceStopTime DATE_DIFFERENTE',
    'author AUTEUR_DIFFERENT',
    'legalAuthenticator AUTEUR_DIFFERENT',
  ]);
});
test('patients and systems are compared by their own identifiers', () => {
  const self: Author = { kind: 'patient', ins: patient, familyName: 'EXEMPLE', givenName: 'Anne' };
  const system: Author = { kind: 'systeme', id: '1.2.9', name: 'a device' };
  expect(rulesOf({ authors: [self, system] }, { authors: [self, system] })).toEqual([]);
  expect(rulesOf({ authors: [{ ...system, id: '1.2.8' }] }, { authors: [system] })).toEqual(['author AUTEUR_DIFFERENT']);
});
test('used names come before birth names', () => {
  const traits = {
    birthName: 'PAT-TROIS',
    birthFirstNames: 'DOMINIQUE ANNE',
    birthDate: '1979-03-01' as CivilDate,
    sexe: 'F',
    birthPlaceCog: '51215',
  } as const;
  expect(displayName(traits)).toBe('DOMINIQUE PAT-TROIS');
  expect(displayName({ ...traits, usedName: 'MARTIN', usedFirstName: 'ANNE' })).toBe('ANNE MARTIN');
});
