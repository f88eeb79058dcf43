// The signals on both sides of their lines: a snooper is put before the reviewer, an ordinary busy professional is not.

import { policyAt } from '@carnet/domain/access';
import { instantOf } from '@carnet/domain/kernel';
import { type HistoryDay, type ProfessionalDay, professionalSignals, scoreOf, shareFamilyName, structureSignals } from '@carnet/domain/watch';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const policy = policyAt(instantOf(0), []);
const hoursAt = (counts: Readonly<Record<number, number>>): readonly number[] => Array.from({ length: 24 }, (_, hour) => counts[hour] ?? 0);
const officeHours = hoursAt({ 9: 4, 10: 5, 11: 5, 14: 4, 15: 4, 16: 3 });
const nightHours = hoursAt({ 21: 10, 22: 12, 23: 9, 0: 8, 2: 7, 4: 9, 5: 11 });
const days = (count: number, day: HistoryDay): readonly HistoryDay[] => Array.from({ length: count }, () => day);
const quiet: ProfessionalDay = {
  records: 25,
  withoutCare: 4,
  sameName: 0,
  emergencies: 0,
  hours: officeHours,
  stops: 0,
  reports: 0,
  history: days(20, { records: 24, emergencies: 0, hours: officeHours }),
};
const codes = (day: ProfessionalDay): readonly string[] => scoreOf(professionalSignals, day, policy).signals.map(({ code }) => code);
const listed = (day: ProfessionalDay): boolean => scoreOf(professionalSignals, day, policy).listed;

test('a quiet day raises nothing', () => {
  expect(scoreOf(professionalSignals, quiet, policy)).toEqual({ score: 0, signals: [], listed: false });
});

test('a busy night nurse, with sixty records a night as every night, is not put before the reviewer', () => {
  const night = { records: 62, emergencies: 1, hours: nightHours };
  const nurse: ProfessionalDay = { ...quiet, ...night, withoutCare: 9, emergencies: 3, history: days(15, night) };
  expect(listed(nurse)).toBe(false);
  expect(codes(nurse)).toEqual([]);
  // Nor on her first nights, when nothing is known of her yet.
  expect(listed({ ...nurse, records: 60, history: days(2, night) })).toBe(false);
});

test('an emergency department that breaks the glass every day is held against its own days', () => {
  const history = days(20, { records: 40, emergencies: 2, hours: nightHours });
  expect(codes({ ...quiet, emergencies: 14, history })).not.toContain('BRIS_DE_GLACE_REPETE');
  expect(listed({ ...quiet, emergencies: 14 })).toBe(true);
});

test('one record of a relative, opened without any care, is enough', () => {
  const snooper: ProfessionalDay = { ...quiet, records: 1, withoutCare: 1, sameName: 1, hours: hoursAt({ 22: 1 }), history: [] };
  expect(scoreOf(professionalSignals, snooper, policy)).toMatchObject({ listed: true, signals: [{ code: 'NOM_DE_FAMILLE', value: 1, limit: 0 }] });
});

test('whoever reads half the town in a night, at hours that are not theirs, comes first', () => {
  const snooper: ProfessionalDay = { ...quiet, records: 150, withoutCare: 140, hours: hoursAt({ 1: 80, 2: 70 }) };
  const { score, signals } = scoreOf(professionalSignals, snooper, policy);
  expect(signals.map(({ code }) => code).toSorted()).toEqual(['HEURE_INHABITUELLE', 'SANS_SOIN', 'VOLUME_INHABITUEL']);
  expect(score).toBe(80 + 40 + 15);
});

test.each([
  ['ENUMERATION', { stops: 0 }, { stops: 1 }],
  ['NOM_DE_FAMILLE', { sameName: 0 }, { sameName: 1 }],
  ['SIGNALEMENT', { reports: 0 }, { reports: 1 }],
  ['BRIS_DE_GLACE_REPETE', { emergencies: 3 }, { emergencies: 4 }],
  ['VOLUME_INHABITUEL', { records: 72 }, { records: 73 }],
  ['HEURE_INHABITUELLE', { hours: hoursAt({ 3: 10 }) }, { hours: hoursAt({ 3: 11 }) }],
  ['SANS_SOIN', { withoutCare: 12 }, { withoutCare: 13 }],
] as const)('%s: both sides of its line', (code, under, over) => {
  expect(codes({ ...quiet, ...under })).not.toContain(code);
  expect(codes({ ...quiet, ...over })).toContain(code);
});

test('a structure is held against its own days and a floor', () => {
  const history = days(10, { records: 4000, emergencies: 0, hours: officeHours });
  const at = (records: number, known: typeof history): boolean => scoreOf(structureSignals, { records, history: known }, policy).listed;
  expect([at(1000, []), at(1001, []), at(12_000, history), at(12_001, history)]).toEqual([false, true, false, true]);
});

test('doing more of what is watched never lowers a score, and a longer usual past never raises the volume’s', () => {
  const count = fc.nat(400);
  const day = fc.record({ records: count, withoutCare: count, sameName: fc.nat(3), emergencies: fc.nat(30), stops: fc.nat(3), reports: fc.nat(3) });
  fc.assert(
    fc.property(day, day, (one, more) => {
      const base: ProfessionalDay = { ...quiet, ...one, records: 100 };
      const worse: ProfessionalDay = {
        ...base,
        withoutCare: one.withoutCare + more.withoutCare,
        sameName: one.sameName + more.sameName,
        emergencies: one.emergencies + more.emergencies,
        stops: one.stops + more.stops,
        reports: one.reports + more.reports,
      };
      const score = (of: ProfessionalDay): number => scoreOf(professionalSignals, of, policy).score;
      expect(score(worse)).toBeGreaterThanOrEqual(score(base));
      expect(score({ ...base, history: days(30, { records: 500, emergencies: 50, hours: officeHours }) })).toBeLessThanOrEqual(score({ ...base, history: [] }));
    }),
  );
});

test.each([
  ['MARTIN', 'Martin', true],
  ['DUPONT-LÉVÊQUE', 'leveque', true],
  ['DE LA TOUR', 'DE LA ROCHE', false],
  ['VAN DEN BERG', 'VAN DEN BROECK', false],
  ['MOREAU', 'MARCHAND', false],
  ['LE GOFF', 'GOFF', true],
])('%s and %s', (one, other, same) => {
  expect(shareFamilyName(one, other)).toBe(same);
  expect(shareFamilyName(other, one)).toBe(same);
});
