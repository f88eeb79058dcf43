// Identifiers of documents, professionals and structures: what their parsers take and give back.

import { describe, expect, test } from 'vitest';
import { parseEntryUuid, parseLogicalId, parseUniqueId, uniqueIdToUrn } from '@carnet/domain/document';
import { parseDossierId } from '@carnet/domain/dossier';
import { parsePsIdNat, parseStructIdNat } from '@carnet/domain/identity';

const uuid = '0197b1a4-5c7e-7d31-9f00-0123456789ab';

describe('uniqueId', () => {
  test.each([
    ['1.2.250.1.213.1.1.9', '1.2.250.1.213.1.1.9'],
    ['urn:oid:1.2.250.1.213.1.1.9', '1.2.250.1.213.1.1.9'],
    ['1.2.250.1.999.1^doc-42', '1.2.250.1.999.1^doc-42'],
    [uuid, uuid],
    [`urn:uuid:${uuid.toUpperCase()}`, uuid],
  ])('%s is kept as %s', (given, kept) => expect(parseUniqueId(given)).toEqual({ ok: true, value: kept }));

  test.each([
    '',
    '1',
    '3.1.2',
    '1.02.3',
    '1.2.',
    '1.2.3^',
    `1.2.3^${'x'.repeat(65)}`,
    '1.2.3^a b',
    'urn:oid:',
    `1.${'2.'.repeat(70)}3`,
    '1.2.3\n',
    "1.2.3'--",
    'urn:uuid:0197b1a4',
  ])('%j is refused', (given) => {
    expect(parseUniqueId(given)).toMatchObject({ ok: false, findings: [{ rule: 'UNIQUE_ID_FORME' }] });
  });

  test('the URN form reads back to the same id', () => {
    for (const given of ['1.2.250.1.213.1.1.9', uuid]) {
      const first = parseUniqueId(given);
      if (!first.ok) throw new Error(given);
      expect(parseUniqueId(uniqueIdToUrn(first.value))).toEqual(first);
    }
  });
});

test.each([
  ['logicalId', parseLogicalId],
  ['entryUUID', parseEntryUuid],
  ['dossierId', parseDossierId],
])('%s is a UUID, lower-cased, and names itself when it is not', (field, parse) => {
  expect(parse(uuid.toUpperCase())).toEqual({ ok: true, value: uuid });
  for (const bad of ['', 'x', `${uuid}0`, `{${uuid}}`, uuid.replaceAll('-', '')])
    expect(parse(bad)).toMatchObject({ ok: false, findings: [{ field, rule: 'UUID_FORME' }] });
});

describe('national identifiers', () => {
  test.each(['801234567897', '0123456789', '3750000018/1234567897', '399700000000/CPAGE-7'])('%s is a PS_IdNat', (id) =>
    expect(parsePsIdNat(id)).toEqual({ ok: true, value: id }),
  );
  test.each(['', 'A801234567897', '80', '8 01234567897', `8${'0'.repeat(90)}`, "8012345'or'1"])('%j is not', (id) =>
    expect(parsePsIdNat(id)).toMatchObject({ ok: false, findings: [{ rule: 'PS_IDNAT_FORME' }] }),
  );
  test.each(['1750000018', '212345678900012', '3123456789'])('%s is a Struct_IdNat', (id) => expect(parseStructIdNat(id)).toEqual({ ok: true, value: id }));
  test.each(['', 'F750000018', '1750000018 ', '1'])('%j is not', (id) =>
    expect(parseStructIdNat(id)).toMatchObject({ ok: false, findings: [{ rule: 'STRUCT_IDNAT_FORME' }] }),
  );
});
