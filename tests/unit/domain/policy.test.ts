// Dated values: which is in force on which civil day of Paris, and the defaults of the shipped table.

import { expect, test } from 'vitest';
import { type Policy, policies, policyAt } from '@carnet/domain/access';
import { type CivilDate, instantOf } from '@carnet/domain/kernel';

const at = (iso: string) => instantOf(Date.parse(iso));
const table: readonly Policy[] = [
  { ...policies[0]!, from: '2027-07-01' as CivilDate, autorisationDays: 90 },
  { ...policies[0]!, from: '2026-01-01' as CivilDate, autorisationDays: 365 },
  { ...policies[0]!, from: '2026-06-01' as CivilDate, autorisationDays: 180 },
];

test('a policy starts at midnight in Paris, in whatever order the table is written', () => {
  expect(policyAt(at('2026-05-31T21:59:59Z'), table).autorisationDays).toBe(365);
  expect(policyAt(at('2027-06-30T21:59:59Z'), table).autorisationDays).toBe(180);
  expect(policyAt(at('2027-06-30T22:00:00Z'), table).autorisationDays).toBe(90);
});

test('a day without a policy is a programmer’s error, not a permission', () => {
  expect(() => policyAt(at('2025-12-31T12:00:00Z'), table)).toThrow('no policy in force on 2025-12-31');
});

test('the defaults of the shipped table', () => {
  expect(policyAt(at('2026-11-22T10:00:00Z'))).toMatchObject({
    autorisationDays: 365,
    brisDeGlaceHours: 4,
    blocageLiftable: false,
    cumulInvisiblePatientMasquePs: false,
    patientDocumentDestroyedAfterDays: 30,
    newDocumentDigestThreshold: 5,
  });
});
