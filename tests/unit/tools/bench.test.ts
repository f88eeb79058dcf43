// The bench sends what Carnet takes, of the size it says, and refuses values out of bounds.

import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseProvideBundle } from '@carnet/codecs/fhir';
import { bundleOf, cdaOf, codedResults, documentBytes, uniqueIdOf } from '../../../tools/bench/documents.ts';
import { parseOptions } from '../../../tools/bench/options.ts';
import { changedPlans, plansIn } from '../../../tools/bench/plans.ts';
import { readContent } from '../../support/records.ts';

const patient = { ins: '279035121518989', oid: '1.2.250.1.213.1.4.10', birthName: 'PAT-TROIS', firstNames: 'DOMINIQUE', birthDate: '1979-03-28', sex: 'F' };
const author = { idNat: '801234567897', familyName: 'BOILEAU', givenName: 'Charles', structureId: '1750803447', structureName: 'Clinique du Belvédère' };

describe('documents of the bench', () => {
  test('are read without a fault, and weigh 20 KB', () => {
    const uniqueId = uniqueIdOf(1, 2);
    const cda = cdaOf(uniqueId, 2, patient, author);
    expect(cda).toHaveLength(documentBytes);
    const read = parseProvideBundle(bundleOf(uniqueId, cda, patient, author), {
      sha1: (bytes) => createHash('sha1').update(bytes).digest('hex'),
      cumulAllowed: false,
      newId: () => 'unused',
    });
    expect(read.ok ? read.value.documents[0]?.metadata : read.findings).toMatchObject({ uniqueId, patient: { matricule: patient.ins }, size: cda.length });
  });

  test('with results said in codes weigh as much, and are told at a glance', () => {
    const cda = cdaOf(uniqueIdOf(1, 2), 2, patient, author, codedResults(2));
    expect(cda).toHaveLength(documentBytes);
    expect(JSON.stringify(readContent(cda, 'text/xml')).match(/718-7|6690-2|2345-7|4548-4|2823-3/g)).toHaveLength(5);
  });

  test('differ from one to the next, and not from one time to the next', () => {
    const of = (number: number): string => cdaOf(uniqueIdOf(1, number), number, patient, author).toString('utf8');
    expect(of(3)).toBe(of(3));
    expect(of(3)).not.toBe(of(4));
  });
});

describe('options', () => {
  test('have defaults', () =>
    expect(parseOptions({})).toEqual({
      seconds: 10,
      dossiers: 200,
      documentsEach: 25,
      concurrencies: [1, 8, 32],
      feedLines: 100_000,
      large: [],
      json: undefined,
    }));
  test('are read', () =>
    expect(parseOptions({ seconds: '3', concurrency: '4,16', json: 'figures.json' })).toMatchObject({
      seconds: 3,
      concurrencies: [4, 16],
      json: 'figures.json',
    }));
  test('sizes grow from the records it fills', () =>
    expect(parseOptions({ dossiers: '100', large: '10000,1000000' })).toMatchObject({ dossiers: 100, large: [10_000, 1_000_000] }));
  test.each([{ seconds: '0' }, { dossiers: '1.5' }, { concurrency: '1,x' }, { concurrency: '0' }, { large: '100' }, { large: '2000,1000' }])(
    '%j is refused',
    (given) => {
      expect(typeof parseOptions(given)).toBe('string');
    },
  );
});

describe('plans', () => {
  const said = (query: string, plan: unknown): string =>
    `2026-11-23 15:00:00 UTC LOG:  duration: 0.1 ms  plan:\n${JSON.stringify({ 'Query Text': query, 'Plan': plan }, undefined, 2).replaceAll(/^/gm, '\t')}\n`;
  const scan = (index: string) => ({ 'Node Type': 'Index Scan', 'Index Name': index, 'Relation Name': 'trace' });
  test('of the log are read by statement, and those that change are told', () => {
    const before = plansIn(said('SELECT 1\n  FROM trace', { 'Node Type': 'Limit', 'Plans': [scan('one')] }) + said('SELECT 2', scan('two')));
    const after = plansIn(
      said('SELECT 1 FROM trace', { 'Node Type': 'Limit', 'Plans': [scan('other')] }) + said('SELECT 2', scan('two')) + said('SELECT 3', scan('one')),
    );
    expect(changedPlans(before, after)).toEqual(['SELECT 1 FROM trace\n  was Limit (Index Scan one)\n  is  Limit (Index Scan other)']);
    expect(changedPlans(before, before)).toEqual([]);
  });
});
