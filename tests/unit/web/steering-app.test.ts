// What the filters of the matrix leave, what a value reads as, and words for every value of the policy table in both languages.

import type { MatrixInForce, PolicySetting } from '@carnet/contract';
import { policyKeys, policyTable } from '@carnet/domain/access';
import { describe, expect, test } from 'vitest';
import { type Filters, shownMatrix } from '../../../apps/steering/src/journeys/matrix/shown-matrix.ts';
import { groups, inGroup } from '../../../apps/steering/src/journeys/policies/policy-groups.ts';
import { valueInWords } from '../../../apps/steering/src/policy-value.ts';
import { policiesInWords as english } from '../../../packages/ui/src/wording/en/steering-policies.ts';
import { steering } from '../../../packages/ui/src/wording/fr/steering.ts';
import { policiesInWords as french } from '../../../packages/ui/src/wording/fr/steering-policies.ts';

const cell = (allowed: boolean, origin: 'sourced' | 'prudent' = 'sourced') => ({ allowed, origin });
const matrix: MatrixInForce = {
  day: '2026-03-01',
  today: '2026-03-01',
  professions: [
    { code: '10', label: 'Médecin' },
    { code: '21', label: 'Pharmacien' },
  ],
  types: [
    { code: '15508-5', label: 'CR d’accouchement', class: { code: '10', label: 'Compte rendu' } },
    { code: 'SYNTH', label: 'Synthèse', class: { code: '11', label: 'Synthèse' } },
    { code: '11488-4', label: 'CR de consultation', class: { code: '10', label: 'Compte rendu' } },
  ],
  cells: [
    [cell(true), cell(true), cell(true)],
    [cell(false), cell(true, 'prudent'), cell(true)],
  ],
};
const everything: Filters = { profession: undefined, classCode: undefined, answer: 'all', search: '' };
const codesOf = (filters: Partial<Filters>): readonly string[] =>
  shownMatrix(matrix, { ...everything, ...filters }).groups.flatMap(({ types }) => types.map(({ code }) => code));

describe('the filters of the matrix', () => {
  test('group by class, each type beside its own class, cells with their professions', () => {
    const shown = shownMatrix(matrix, everything);
    expect(shown.groups.map(({ code, types }) => [code, types.map((type) => type.code)])).toEqual([
      ['10', ['15508-5', '11488-4']],
      ['11', ['SYNTH']],
    ]);
    expect(shown.groups[1]!.types[0]!.cells).toEqual([cell(true), cell(true, 'prudent')]);
    expect(shown.count).toBe(3);
  });
  test('a search reads names without accents, and codes', () => {
    expect(codesOf({ search: 'SYNTHESE' })).toEqual(['SYNTH']);
    expect(codesOf({ search: "d'accouch" })).toEqual(['15508-5']);
    expect(codesOf({ search: '11488' })).toEqual(['11488-4']);
    expect(codesOf({ search: 'rien' })).toEqual([]);
  });
  test('an answer is that of the professions shown', () => {
    expect(codesOf({ answer: 'no' })).toEqual(['15508-5']);
    expect(codesOf({ answer: 'no', profession: '10' })).toEqual([]);
    expect(codesOf({ answer: 'prudent', profession: '21' })).toEqual(['SYNTH']);
    expect(codesOf({ answer: 'yes', profession: '21' })).toEqual(['11488-4', 'SYNTH']);
    expect(codesOf({ classCode: '11' })).toEqual(['SYNTH']);
  });
});

describe('a value in words', () => {
  const shared = { value: 1, earliestFrom: '2026-11-22', applied: true, changeable: true, source: '', changes: [] };
  const hours: PolicySetting = { ...shared, key: 'brisDeGlaceHours', type: 'integer', unit: 'hours', minimum: 1, maximum: 24, default: 4 };
  test('has its unit, in the singular for one', () => {
    expect(valueInWords(hours, 1, steering)).toBe('1 heure');
    expect(valueInWords(hours, 4, steering)).toBe('4 heures');
  });
  test('tells sizes in mebibytes', () => {
    expect(valueInWords({ ...hours, key: 'documentMaximumBytes', unit: 'bytes' }, 100 * 1024 * 1024, steering)).toBe('100 Mio');
  });
  test('says yes, no, and the words of a choice', () => {
    expect(valueInWords({ ...shared, key: 'blocageLiftable', type: 'boolean', value: false, default: false }, false, steering)).toBe('non');
    const regime: PolicySetting = { ...shared, key: 'openingRegime', type: 'choice', choices: ['opposition'], value: 'opposition', default: 'opposition' };
    expect(valueInWords(regime, 'opposition', steering)).toBe('ouvert sauf opposition');
  });
});

describe('the words of the policy table', () => {
  test.each(policyKeys)('%s has a name, an explanation and words for its choices, in both languages', (key) => {
    const entry = policyTable[key];
    for (const words of [french, english]) {
      expect(words[key]?.label).toMatch(/\S/);
      expect(words[key]?.what).toMatch(/\S/);
      if (entry.type === 'choice') expect(Object.keys(words[key]?.choices ?? {}).toSorted()).toEqual([...entry.choices].toSorted());
    }
  });
  test('every value is under a heading of its own', () => {
    const settings = policyKeys.map((key): PolicySetting => ({
      key,
      type: 'boolean',
      value: false,
      default: false,
      earliestFrom: '2026-11-22',
      applied: true,
      changeable: true,
      source: '',
      changes: [],
    }));
    expect(inGroup(settings, 'other').map(({ key }) => key)).toEqual([]);
    expect(groups.flatMap((group) => inGroup(settings, group))).toHaveLength(settings.length);
  });
});
