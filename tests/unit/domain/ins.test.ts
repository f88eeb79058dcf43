// The INS: shape, key with Corsica and NIA, the five authorities. Keys below are worked out: 97 − (number mod 97).

import { describe, expect, test } from 'vitest';
import { insOids, insToCx, matriculeKey, parseIns, sameIns } from '@carnet/domain/identity';

const nirOid = '1.2.250.1.213.1.4.8';
const testOid = '1.2.250.1.213.1.4.10';
const rulesOf = (matricule: string, oid: string): readonly string[] => {
  const read = parseIns(matricule, oid);
  return read.ok ? [] : read.findings.map(({ rule }) => rule);
};

describe('key of a matricule', () => {
  test.each([
    ['2790351215189', '89', 'the patient of the national samples'],
    ['2770763220829', '10', 'a mother of the national samples'],
    ['1850578006084', '91', 'a worked example: 1850578006084 mod 97 = 6'],
    ['2550814168025', '38', 'the example of INSEE'],
  ])('%s has key %s (%s)', (number, key) => expect(matriculeKey(number)).toBe(key));

  test('2A counts as 19 and 2B as 18', () => {
    expect(matriculeKey('185032A004012')).toBe(matriculeKey('1850319004012'));
    expect(matriculeKey('185032B004012')).toBe(matriculeKey('1850318004012'));
    expect(matriculeKey('185032A004012')).not.toBe(matriculeKey('185032B004012'));
  });

  test('two digits always, from 01 to 97', () => {
    const keys = Array.from({ length: 97 }, (_, order) => matriculeKey(`2790351215${String(order + 100).padStart(3, '0')}`));
    expect(keys.every((key) => /^\d{2}$/.test(key) && Number(key) >= 1 && Number(key) <= 97)).toBe(true);
    expect(new Set(keys).size).toBe(97);
  });
});

describe('reading an INS', () => {
  test('a good one, spaces and URN forms tolerated', () => {
    const read = parseIns('2 79 03 51 215 189 89', `urn:oid:${testOid}`);
    expect(read).toEqual({ ok: true, value: { matricule: '279035121518989', oid: testOid } });
  });

  test('Corsica in either case, under its own key', () => {
    const number = '185032A004012';
    expect(parseIns(`${number.toLowerCase()}${matriculeKey(number)}`, nirOid)).toMatchObject({
      ok: true,
      value: { matricule: `${number}${matriculeKey(number)}` },
    });
    expect(rulesOf(`185032C004012${matriculeKey(number)}`, nirOid)).toEqual(['INS_FORME']);
  });

  test('a NIA reads like a NIR, under its own authority', () => {
    const number = '7790351215189';
    expect(parseIns(`${number}${matriculeKey(number)}`, '1.2.250.1.213.1.4.9')).toMatchObject({ ok: true, value: { oid: '1.2.250.1.213.1.4.9' } });
  });

  test('a legacy INS-C has 22 digits and no key', () => {
    expect(parseIns('0123456789012345678901', '1.2.250.1.213.1.4.2').ok).toBe(true);
    expect(rulesOf('279035121518989', '1.2.250.1.213.1.4.2')).toEqual(['INS_FORME']);
  });

  // Keys printed in published examples that are not the keys of their numbers.
  test.each(['276059205062865', '209053105611201', '221042545611404', '223042545611404', '222127505611201', '224027511583555'])(
    'the wrong key of %s is named, with the right one',
    (matricule) => {
      const read = parseIns(matricule, testOid);
      expect(read).toMatchObject({
        ok: false,
        findings: [{ field: 'ins', rule: 'INS_CLE', given: matricule, expected: `clé ${matriculeKey(matricule.slice(0, 13))}` }],
      });
    },
  );

  test.each([
    ['', testOid, 'INS_FORME'],
    ['27903512151898', testOid, 'INS_FORME'],
    ['2790351215189890', testOid, 'INS_FORME'],
    ['979035121518989', testOid, 'INS_FORME'],
    ['2790351215189OO', testOid, 'INS_FORME'],
    ['٢79035121518989', testOid, 'INS_FORME'],
    ['279035121518989', '1.2.250.1.213.1.4.12', 'INS_OID'],
    ['279035121518989', '', 'INS_OID'],
    ['279035121518989', 'toString', 'INS_OID'],
    ['279035121518989', '__proto__', 'INS_OID'],
  ])('%j under %j is refused by %s', (matricule, oid, rule) => expect(rulesOf(matricule, oid)).toEqual([rule]));

  test('what is given back of hostile input is short', () => {
    const read = parseIns('9'.repeat(1_000_000), testOid);
    expect(read.ok ? '' : read.findings[0]?.given?.length).toBeLessThanOrEqual(32);
  });

  test('the same number under two authorities is two identities', () => {
    const one = parseIns('279035121518989', testOid);
    const other = parseIns('279035121518989', nirOid);
    if (!one.ok || !other.ok) throw new Error('both are well formed');
    expect(sameIns(one.value, other.value)).toBe(false);
    expect(sameIns(one.value, { ...one.value })).toBe(true);
    expect(insToCx(one.value)).toBe('279035121518989^^^&1.2.250.1.213.1.4.10&ISO^NH');
  });

  test('five authorities, the two of test marked fictional', () => {
    expect(
      Object.entries(insOids)
        .filter(([, { fictional }]) => fictional)
        .map(([oid]) => oid),
    ).toEqual(['1.2.250.1.213.1.4.10', '1.2.250.1.213.1.4.11']);
    expect(Object.keys(insOids)).toHaveLength(5);
  });
});
