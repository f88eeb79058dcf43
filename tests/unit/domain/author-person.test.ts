// The XCN an author is written as, and what patterns of SQL LIKE take in of it.

import { type Author, authorPerson, authorPersonMatches } from '@carnet/domain/document';
import type { Ins, PsIdNat } from '@carnet/domain/identity';
import { expect, test } from 'vitest';

const durand: Author = { kind: 'professionnel', id: '801234567897' as PsIdNat, familyName: 'DURAND', givenName: 'Paul' };

test('each kind of author has the form the CI-SIS gives it', () => {
  expect(authorPerson(durand)).toBe('801234567897^DURAND^Paul^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS');
  expect(authorPerson({ ...durand, id: '3750100018/12' as PsIdNat })).toMatch(/\^D\^\^\^EI$/);
  const ins = { matricule: '277076322082910', oid: '1.2.250.1.213.1.4.10' } as Ins;
  expect(authorPerson({ kind: 'patient', ins, familyName: 'MARCHAND', givenName: 'Claire' })).toBe(
    '277076322082910^MARCHAND^Claire^^^^^^&1.2.250.1.213.1.4.10&ISO^D^^^NH',
  );
  expect(authorPerson({ kind: 'systeme', id: '1.2.3^77', name: 'Automate' })).toBe('77^Automate^^^^^^^&1.2.3&ISO^U^^^RI');
});

test('a separator inside a name cannot forge another component', () => {
  expect(authorPerson({ ...durand, familyName: 'DU^RA&ND' }).split('^')[1]).toBe('DU RA ND');
});

test.each([
  ['%durand%', true],
  ['%DURAND^Paul%', true],
  ['80123456789_^%', true],
  ['%IDNPS', true],
  ['%', true],
  ['DURAND%', false],
  ['%DURAND', false],
  ['%Paul%DURAND%', false],
  ['', false],
  ['_', false],
  ['%IDNPS_', false],
  ['801234567897^DURAND^Paul^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS', true],
  ['801234567897^DURAND^Paul^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS_', false],
  [`${'%a'.repeat(2_000)}%`, false],
])('the pattern %s: %s', (pattern, expected) => {
  expect(authorPersonMatches(durand, pattern)).toBe(expected);
});
