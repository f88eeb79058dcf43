// A code shown to a professional: how long what it opens lasts, and what is taken for a code that was read aloud.

import { policyAt } from '@carnet/domain/access';
import { endOfShare, parseSpokenCode, spokenLength, spokenSigns } from '@carnet/domain/dossier';
import { instantOf } from '@carnet/domain/kernel';
import { expect, test } from 'vitest';

const at = instantOf(Date.UTC(2026, 9, 24, 22));
const policy = policyAt(at, []);
const hours = (end: number): number => (end - at) / 3_600_000;

test('a consultation, a day, or as an authorisation lasts; a day is 24 hours, even where the clocks change', () => {
  expect(hours(endOfShare('consultation', at, policy))).toBe(4);
  expect(hours(endOfShare('consultation', at, { ...policy, shareConsultationHours: 2 }))).toBe(2);
  expect(hours(endOfShare('day', at, policy))).toBe(24);
  expect(Math.round(hours(endOfShare('usual', at, policy)) / 24)).toBe(365);
});

test('is taken in small letters and with whatever separates its groups; another shape is no code', () => {
  for (const typed of ['27K3R5YPT', '27k 3r5 ypt', ' 27K-3R5-YPT ', '27k.3r5·ypt']) expect(parseSpokenCode(typed)).toBe('27K3R5YPT');
  for (const typed of ['', '27K3R5YP', '27K3R5YPT2', '27K3R5YPO', '17K3R5YPT', '27K3R5YP0', '27K3R5YPÉ', '27K/3R5/YPT'])
    expect(parseSpokenCode(typed)).toBeUndefined();
});

test('has no sign that looks or sounds like another, and makes no word', () => {
  expect([...spokenSigns].filter((sign) => '01AEIOUSZBDNGQW'.includes(sign))).toEqual([]);
  expect(new Set(spokenSigns).size).toBe(spokenSigns.length);
  expect(spokenLength * Math.log2(spokenSigns.length)).toBeGreaterThan(39);
});
