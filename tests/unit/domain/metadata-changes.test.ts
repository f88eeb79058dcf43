// An entry sent back by ITI-57, held against the one the registry keeps.

import { type Author, type DocumentMetadata, unlawfulChanges, visibleToAll } from '@carnet/domain/document';
import { instantOf } from '@carnet/domain/kernel';
import { expect, test } from 'vitest';

const author = {
  kind: 'professionnel',
  id: '801234567897',
  familyName: 'BOILEAU',
  givenName: 'Charles',
  institution: { id: '1750803447', name: 'Clinique du Belvédère' },
} as Author;
const kept = {
  uniqueId: '1.2.3',
  patient: { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' },
  type: { code: '11488-4', system: '2.16.840.1.113883.6.1' },
  classCode: '10',
  format: { code: 'f', system: '1.2' },
  mimeType: 'text/xml',
  language: 'fr-FR',
  title: 'Lettre',
  creationTime: instantOf(1_500),
  serviceStart: instantOf(1_500),
  authors: [author],
  legalAuthenticator: author,
  eventCodes: [],
  referenceIds: [],
  visibilite: visibleToAll,
  sha1: 'a'.repeat(40),
  size: 3,
} as unknown as DocumentMetadata;
const { institution: _institution, ...person } = author;

test('what ebRIM cannot say is no change: fractions of a second, the structure of a legal authenticator', () => {
  const resent = { ...kept, creationTime: instantOf(1_000), legalAuthenticator: person as Author, visibilite: { ...visibleToAll, masquePs: true } };
  expect(unlawfulChanges(kept, resent)).toEqual([]);
});
test('anything else is one, by its XDS name', () => {
  const other = { ...person, id: '899700000008' } as Author;
  const resent = { ...kept, title: 'Autre', authors: [person as Author], legalAuthenticator: other };
  expect(unlawfulChanges(kept, resent).map(({ field, rule }) => [field, rule])).toEqual([
    ['title', 'CHANGEMENT_INTERDIT'],
    ['author', 'CHANGEMENT_INTERDIT'],
    ['legalAuthenticator', 'CHANGEMENT_INTERDIT'],
  ]);
});
