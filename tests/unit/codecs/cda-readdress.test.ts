// Re-addressing: the copy is somebody else's in every field that counts, every identifier is new, and the rest is untouched.

import { parseCdaHeader, readdress } from '@carnet/codecs/cda';
import type { IdentityTraits } from '@carnet/domain/identity';
import { parsePsIdNat, parseStructIdNat } from '@carnet/domain/identity';
import { parseCivilDate } from '@carnet/domain/kernel';
import { oidOfUuid, parseUniqueId } from '@carnet/domain/document';
import { describe, expect, test } from 'vitest';
import { armand, bytesOf, camille, compose, insOf, person, testOid } from '../../fixtures/cda/compose.ts';

const value = <T>(read: { ok: true; value: T } | { ok: false; findings: readonly unknown[] }): T => {
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return read.value;
};
const traits: IdentityTraits = {
  birthName: 'ORSINI & FILS',
  birthFirstNames: 'ARMAND LUC',
  birthDate: value(parseCivilDate('1951-03-09', 'd')),
  sexe: 'M',
  birthPlaceCog: '2A004',
  usedName: 'ORSINI',
};
const ids = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000003'];
const address = (): Parameters<typeof readdress>[1] => {
  let next = 0;
  return {
    patient: { ins: insOf(armand.matricule), traits },
    author: {
      id: value(parsePsIdNat('810009000025')),
      familyName: 'LEBRUN',
      givenName: 'Yann',
      specialty: { code: 'G15_10/SM54', system: '1.2.250.1.213.1.1.4.5', display: 'Médecine générale' },
    },
    institution: { id: value(parseStructIdNat('1639999926')), name: 'Cabinet "Lebrun" & associés' },
    newId: () => ids[next++]!,
  };
};
const copyOf = (text: string, more: Partial<Parameters<typeof readdress>[1]> = {}): { text: string; header: ReturnType<typeof header> } => {
  const bytes = value(readdress(bytesOf(text), { ...address(), ...more }));
  return { text: Buffer.from(bytes).toString('utf8'), header: header(bytes) };
};
const header = (bytes: Uint8Array) => value(parseCdaHeader(bytes));

describe('the copy', () => {
  const related = '<relatedDocument typeCode="RPLC"><parentDocument><id root="2.25.7"/><setId root="2.25.1000"/></parentDocument></relatedDocument>';
  const copy = copyOf(
    compose({
      related,
      extra: `<participant typeCode="IND"><associatedEntity classCode="SELF"><id root="${testOid}" extension="${camille.matricule}"/></associatedEntity></participant>`,
    }),
  );

  test('is the new patient’s', () => {
    expect(copy.header.patient).toEqual(insOf(armand.matricule));
    expect(copy.text).not.toContain(camille.matricule);
    expect(copy.text).not.toContain('IPP-77');
    expect(copy.text).toContain(
      '<family qualifier="BR">ORSINI &amp; FILS</family><given>ARMAND LUC</given><given qualifier="BR">ARMAND</given><family qualifier="CL">ORSINI</family>',
    );
    expect(copy.text).toContain('<birthTime value="19510309"/>');
    expect(copy.text).toContain('code="M" displayName="Masculin"');
    expect(copy.text).toContain('<county>2A004</county>');
  });
  test('is the new author’s, who answers for it', () => {
    expect(copy.header.authors).toMatchObject([
      {
        kind: 'professionnel',
        id: '810009000025',
        familyName: 'LEBRUN',
        givenName: 'Yann',
        specialty: { code: 'G15_10/SM54' },
        institution: { id: '1639999926', name: 'Cabinet "Lebrun" & associés' },
      },
    ]);
    expect(copy.header.legalAuthenticator).toMatchObject({ id: '810009000025' });
    expect(copy.text).not.toContain('810009000017');
  });
  test('has new identifiers, and replaces nothing', () => {
    expect(copy.header.uniqueId).toBe(oidOfUuid(ids[0]!));
    expect(copy.header.replaces).toBeUndefined();
    expect(copy.text).not.toMatch(/2\.25\.(1000|1001|7)"/);
  });
  test('keeps instructions, comments, narrative, acts and dates', () => {
    expect(copy.text).toContain('<?xml-stylesheet type="text/xsl" href="anything.xsl"?>');
    expect(copy.text).toContain('<!-- a <!DOCTYPE in a comment is no declaration -->');
    expect(copy.text).toContain('Fatigue passagère.');
    expect(copy.text).toContain('20260402090000+0200');
  });
});

test('replaces what it is told to', () => {
  const related = '<relatedDocument typeCode="RPLC"><parentDocument><id root="2.25.7"/></parentDocument></relatedDocument>';
  expect(copyOf(compose({ related }), { replaces: value(parseUniqueId('2.25.99^b')) }).header.replaces).toBe('2.25.99^b');
});

test('a document of a child with a wrong key becomes anyone’s', () => {
  expect(copyOf(compose({ patientIds: `<id root="${testOid}" extension="${camille.matricule.slice(0, 13)}99"/>` })).header.patient).toEqual(
    insOf(armand.matricule),
  );
});

test('a patient who answered for it leaves with their address', () => {
  const authenticator = `<legalAuthenticator><time nullFlavor="NA"/><signatureCode code="S"/><assignedEntity><id root="${testOid}" extension="276059205062865"/><addr><city>Autun</city></addr><telecom value="tel:1"/>${person('B', 'C')}</assignedEntity></legalAuthenticator>`;
  const { text, header: read } = copyOf(compose({ authenticator }));
  expect(read.legalAuthenticator).toMatchObject({ kind: 'professionnel' });
  expect(text).not.toMatch(/Autun|tel:1"|276059205062865/);
});

test('prefixed documents and documents without birthplace', () => {
  const prefixed = compose({ prolog: '' })
    .replace('xmlns="urn:hl7-org:v3"', 'xmlns:v3="urn:hl7-org:v3"')
    .replaceAll(/<(\/?)(\w)/g, '<$1v3:$2')
    .replace(/<v3:birthplace>.*<\/v3:birthplace>/s, '');
  const { text, header: read } = copyOf(prefixed);
  expect(read.patient).toEqual(insOf(armand.matricule));
  expect(text).toContain('<v3:birthplace><v3:place><v3:addr><v3:county>2A004</v3:county>');
});

test('what is no CDA is refused', () => {
  for (const [text, rule] of [
    ['<r/>', 'CDA_RACINE'],
    ['<r', 'XML_MAL_FORME'],
    ['<!DOCTYPE r><r/>', 'XML_DTD'],
  ] as const) {
    const read = readdress(bytesOf(text), address());
    expect(read.ok ? [] : read.findings.map((finding) => finding.rule)).toEqual([rule]);
  }
});
