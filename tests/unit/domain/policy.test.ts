// Dated values: which is in force on which civil day of Paris, what may be changed, and the defaults of the table.

import { expect, test } from 'vitest';
import {
  type PolicyEntry,
  type PolicySetting,
  type PolicyValue,
  isPolicyKey,
  parsePolicyValue,
  policyAt,
  policyKeys,
  policyTable,
  validateChange,
} from '@carnet/domain/access';
import { type CivilDate, instantOf } from '@carnet/domain/kernel';

const at = (iso: string) => instantOf(Date.parse(iso));
const day = (text: string) => text as CivilDate;
const days = (from: string, value?: PolicyValue): PolicySetting => ({ key: 'autorisationDays', from: day(from), ...(value === undefined ? {} : { value }) });
const today = day('2026-11-22');

test.each([
  ['summer time', '2026-07-01', '2026-06-30T21:59:59.999Z', '2026-06-30T22:00:00Z'],
  ['winter time', '2026-12-01', '2026-11-30T22:59:59.999Z', '2026-11-30T23:00:00Z'],
  ['the day clocks go forward', '2026-03-29', '2026-03-28T22:59:59.999Z', '2026-03-28T23:00:00Z'],
  ['the day after clocks went forward', '2026-03-30', '2026-03-29T21:59:59.999Z', '2026-03-29T22:00:00Z'],
  ['the day clocks go back', '2026-10-25', '2026-10-24T21:59:59.999Z', '2026-10-24T22:00:00Z'],
  ['the day after clocks went back', '2026-10-26', '2026-10-25T22:59:59.999Z', '2026-10-25T23:00:00Z'],
])('a change takes effect at midnight in Paris: %s', (_when, from, before, after) => {
  const changes = [days(from, 90)];
  expect(policyAt(at(before), changes).autorisationDays).toBe(365);
  expect(policyAt(at(after), changes).autorisationDays).toBe(90);
});

test('changes hold by their day, in whatever order they were decided, and each key by its own', () => {
  const changes: readonly PolicySetting[] = [days('2027-07-01', 90), days('2026-12-01', 180), { key: 'blocageLiftable', from: day('2027-01-01'), value: true }];
  expect(policyAt(at('2026-12-31T12:00:00Z'), changes)).toMatchObject({ autorisationDays: 180, blocageLiftable: false });
  expect(policyAt(at('2027-06-30T12:00:00Z'), changes)).toMatchObject({ autorisationDays: 180, blocageLiftable: true });
  expect(policyAt(at('2027-07-01T12:00:00Z'), changes)).toMatchObject({ autorisationDays: 90, blocageLiftable: true });
});

test('the last word for a day holds; a withdrawal leaves what held before; what is decided after it holds again', () => {
  const noon = at('2027-02-01T12:00:00Z');
  const decided = [days('2026-12-01', 180), days('2027-01-01', 90)];
  expect(policyAt(noon, [...decided, days('2027-01-01', 60)]).autorisationDays).toBe(60);
  expect(policyAt(noon, [...decided, days('2027-01-01')]).autorisationDays).toBe(180);
  expect(policyAt(noon, [...decided, days('2027-01-01'), days('2027-01-01', 30)]).autorisationDays).toBe(30);
  expect(policyAt(noon, [days('2027-01-01', 90), days('2027-01-01')]).autorisationDays).toBe(365);
});

test('the defaults of the table', () => {
  expect(policyAt(at('2026-11-22T10:00:00Z'), [])).toEqual({
    autorisationDays: 365,
    teamAutorisationDays: 90,
    brisDeGlaceHours: 4,
    blocageLiftable: false,
    creationByProfessionals: false,
    openingAtCounter: true,
    openingByProfessionals: true,
    openingByCareHomes: true,
    cumulInvisiblePatientMasquePs: false,
    announcementDelayDays: 30,
    patientDocumentDestroyedAfterDays: 30,
    teenAccountAge: 15,
    majorityAge: 18,
    aidantsPerPerson: 3,
    personsPerAidant: 5,
    heirAccessMaximumDays: 90,
    fusionUndoDays: 365,
    misfiledDelayDays: 7,
    temporaryShareMaximumDays: 30,
    temporaryShareDefaultDays: 7,
    shareConsultationHours: 4,
    shareCodeMinutes: 10,
    shareCodeTries: 5,
    historyMonths: 24,
    exportDays: 7,
    uploadHours: 24,
    refusedDepositDays: 90,
    pilotageAccountsPerStructure: 3,
    oppositionWeeks: 6,
    journalYears: 10,
    openingRegime: 'opposition',
    newDocumentDigestThreshold: 5,
    pastCareAfterDays: 30,
    documentMaximumBytes: 104_857_600,
    registryMaximumObjects: 1000,
    registryMaximumReferences: 20_000,
    lookupMissesPerCard: 20,
    lookupMissesPerStructure: 200,
    lookupStopHours: 1,
    reportAnswerDays: 30,
    watchDailyRecords: 60,
    watchStructureDailyRecords: 1000,
    watchEmergencies: 3,
    watchScore: 50,
    vihfMinutes: 720,
    vihfSkewMinutes: 5,
    sha1Signatures: false,
    lotSignatureRequired: false,
  });
});

const rulesOf = (change: PolicySetting, decided: readonly PolicySetting[] = []): readonly string[] => {
  const read = validateChange(change, decided, today);
  return read.ok ? [] : read.findings.map(({ rule }) => rule);
};

test('a day that has begun is changed once, by what begins that day; a day that is over never', () => {
  expect(rulesOf(days('2026-11-21', 90))).toEqual(['JOUR_DEJA_COMMENCE']);
  expect(rulesOf(days('2026-11-22', 90))).toEqual([]);
  expect(rulesOf(days('2026-11-22', 90), [days('2026-11-22', 60)])).toEqual(['JOUR_DEJA_COMMENCE']);
  expect(rulesOf(days('2026-11-22', 90), [{ key: 'brisDeGlaceHours', from: day('2026-11-22'), value: 2 }])).toEqual([]);
  expect(rulesOf(days('2026-11-23', 90))).toEqual([]);
});

test('what the law fixes is not changed', () => {
  expect(rulesOf({ key: 'majorityAge', from: day('2027-01-01'), value: 18 })).toEqual(['VALEUR_FIXEE_PAR_LA_LOI']);
});

test('a withdrawal needs something planned for that day', () => {
  const planned = days('2027-01-01', 90);
  expect(rulesOf(days('2027-01-01'), [planned])).toEqual([]);
  expect(rulesOf(days('2027-01-02'), [planned])).toEqual(['RIEN_DE_PREVU']);
  expect(rulesOf(days('2027-01-01'), [planned, days('2027-01-01')])).toEqual(['RIEN_DE_PREVU']);
  expect(rulesOf(days('2026-11-22'), [days('2026-11-22', 90)])).toEqual(['JOUR_DEJA_COMMENCE']);
});

test('two values never contradict each other on any day to come', () => {
  const longest = (from: string, value: number): PolicySetting => ({ key: 'temporaryShareMaximumDays', from: day(from), value });
  const proposed = (from: string, value?: number): PolicySetting => ({
    key: 'temporaryShareDefaultDays',
    from: day(from),
    ...(value === undefined ? {} : { value }),
  });
  expect(rulesOf(longest('2027-01-01', 5))).toEqual(['VALEURS_CONTRADICTOIRES']);
  expect(rulesOf(proposed('2027-01-01', 31))).toEqual(['VALEURS_CONTRADICTOIRES']);
  expect(rulesOf(proposed('2027-01-01', 20), [longest('2027-06-01', 10)])).toEqual(['VALEURS_CONTRADICTOIRES']);
  expect(rulesOf(proposed('2027-06-01', 60), [longest('2027-06-01', 90)])).toEqual([]);
  expect(rulesOf(proposed('2026-12-01'), [proposed('2026-12-01', 3), longest('2027-01-01', 5)])).toEqual(['VALEURS_CONTRADICTOIRES']);
});

/** What is just outside, and of another type. */
const refusedFor = (entry: PolicyEntry): readonly unknown[] => {
  if (entry.type === 'integer') return [entry.minimum - 1, entry.maximum + 1, entry.default + 0.5, String(entry.default), true, null, Number.NaN, Infinity];
  return entry.type === 'boolean' ? ['true', 0, 1, null] : ['autre', true, 0, null, 'toString'];
};
const takenBy = (entry: PolicyEntry): readonly PolicyValue[] =>
  entry.type === 'integer' ? [entry.minimum, entry.default, entry.maximum] : entry.type === 'boolean' ? [true, false] : entry.choices;

test.each(policyKeys)('%s takes what is within its bounds and nothing else, and says where its default comes from', (key) => {
  const entry: PolicyEntry = policyTable[key];
  for (const value of takenBy(entry)) expect(parsePolicyValue(key, value)).toEqual({ ok: true, value });
  for (const value of refusedFor(entry)) expect(parsePolicyValue(key, value)).toMatchObject({ ok: false, findings: [{ rule: 'VALEUR_HORS_BORNES' }] });
  if (entry.changeable && entry.type === 'integer') expect(rulesOf({ key, from: day('2027-01-01'), value: entry.maximum + 1 })).toEqual(['VALEUR_HORS_BORNES']);
  expect(entry.source.length).toBeGreaterThan(20);
});

test('the table is closed', () => {
  expect(policyKeys.every(isPolicyKey)).toBe(true);
  expect(['', 'autorisationdays', 'toString', '__proto__'].filter(isPolicyKey)).toEqual([]);
});
