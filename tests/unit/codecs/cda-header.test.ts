// What a CDA header says, on documents written for it: identifiers, people, dates, acts, formats, and every fault named at once.

import { type Hl7Time, formatOfBody, formatOfModels, isCda, parseCdaHeader, parseHl7Time, serviceStartOf } from '@carnet/codecs/cda';
import type { ContentHeader } from '@carnet/domain/document';
import { describe, expect, test } from 'vitest';
import { armand, bytesOf, camille, type Composed, compose, doctor, doctorRole, insOf, level1, person, practice, testOid } from '../../fixtures/cda/compose.ts';

const headerOf = (given: Composed = {}): ContentHeader => {
  const read = parseCdaHeader(bytesOf(compose(given)));
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return read.value;
};
const faults = (given: Composed): string[] => {
  const read = parseCdaHeader(bytesOf(compose(given)));
  return read.ok ? [] : read.findings.map(({ field, rule }) => `${field} ${rule}`);
};
const iso = (at: number | undefined): string | undefined => (at === undefined ? undefined : new Date(at).toISOString());

describe('a whole header', () => {
  const header = headerOf();
  test('identifiers and what it is', () => {
    expect(header).toMatchObject({
      uniqueId: '2.25.1001^A-1',
      title: 'Synthèse de printemps',
      type: { code: '34133-9', system: '2.16.840.1.113883.6.1' },
      languageCode: 'fr-FR',
      confidentialityCode: 'N',
    });
    expect(header.format).toEqual({ code: 'urn:asip:ci-sis:vsm:2012', system: '1.2.250.1.213.1.1.4.2.282' });
  });
  test('the patient is the first id under an INS authority', () => expect(header.patient).toEqual(insOf(camille.matricule)));
  test('the author, with specialty, role and institution', () => {
    expect(header.authors).toEqual([
      {
        kind: 'professionnel',
        ...doctor,
        specialty: { code: 'G15_10/SM26', system: '1.2.250.1.213.1.1.4.5', display: 'Médecin généraliste' },
        role: { code: 'PCP', system: '2.16.840.1.113883.5.88' },
        institution: practice,
      },
    ]);
  });
  test('the main act is the one performed at a time, not the first written', () => {
    expect([iso(header.serviceStart), iso(header.serviceStop)]).toEqual(['2026-04-02T07:00:00.000Z', '2026-04-02T07:30:00.000Z']);
    expect(header).toMatchObject({ facilityType: { code: 'SA07' }, practiceSetting: { code: 'AMBULATOIRE' } });
    expect(header.eventCodes?.map(({ code }) => code)).toEqual(['Z00', '34117-2']);
  });
});

describe('variants', () => {
  test('a document without an act’s date is dated by its writing', () => {
    const header = headerOf({ acts: '<documentationOf><serviceEvent><effectiveTime nullFlavor="NA"/></serviceEvent></documentationOf>' });
    expect(header.serviceStart).toBeUndefined();
    expect(serviceStartOf(header)).toBe(header.creationTime);
  });
  test('an act dated by one value', () =>
    expect(iso(headerOf({ acts: '<documentationOf><serviceEvent><effectiveTime value="20260401"/></serviceEvent></documentationOf>' }).serviceStart)).toBe(
      '2026-03-31T22:00:00.000Z',
    ));
  test('a device and a person', () => {
    const device =
      '<author><time nullFlavor="NA"/><assignedAuthor><id root="1.2.250.1.71.4.2.1" extension="512345678900011/1.2.250.1.1"/><assignedAuthoringDevice><softwareName>Automate du labo</softwareName></assignedAuthoringDevice></assignedAuthor></author>';
    const header = headerOf({ author: `${device}<author><time nullFlavor="NA"/><assignedAuthor>${doctorRole}</assignedAuthor></author>` });
    expect(header.authors.map((author) => [author.kind, author.kind === 'patient' ? '' : author.id])).toEqual([
      ['systeme', '512345678900011/1.2.250.1.1'],
      ['professionnel', doctor.id],
    ]);
  });
  test('the patient may answer for the document', () => {
    const header = headerOf({
      authenticator: `<legalAuthenticator><time nullFlavor="NA"/><signatureCode code="S"/><assignedEntity><id root="${testOid}" extension="${armand.matricule}"/>${person('ORSINI', 'Armand')}</assignedEntity></legalAuthenticator>`,
    });
    expect(header.legalAuthenticator).toEqual({ kind: 'patient', ins: insOf(armand.matricule), familyName: 'ORSINI', givenName: 'Armand' });
  });
  test('a replacement names what it replaces', () =>
    expect(
      headerOf({
        related: '<relatedDocument typeCode="RPLC"><parentDocument><id root="90E1C8EC-F951-4B26-A305-A34848818DD6"/></parentDocument></relatedDocument>',
      }).replaces,
    ).toBe('90e1c8ec-f951-4b26-a305-a34848818dd6'));
  test('a level 1 body is of the format of its media type', () => {
    expect(headerOf({ body: level1('JVBERi0=') }).format?.code).toBe('urn:ihe:iti:xds-sd:pdf:2008');
    expect(headerOf({ body: level1('JVBERi0=', 'application/zip') }).format).toBeUndefined();
  });
  test('a document about nobody says so', () => expect(headerOf({ patientIds: '<id root="1.2.3.4" extension="77"/>' }).patient).toBeUndefined());
});

describe('faults', () => {
  test('a wrong key is that of the first INS, whatever follows', () => {
    const wrong = `${camille.matricule.slice(0, 13)}00`;
    expect(faults({ patientIds: `<id root="${testOid}" extension="${wrong}"/><id root="${testOid}" extension="${camille.matricule}"/>` })).toEqual([
      'ClinicalDocument/recordTarget/patientRole/id INS_CLE',
    ]);
  });
  test('are all named', () => {
    expect(
      faults({
        id: '',
        title: ' ',
        time: '20261301',
        author: '<author><assignedAuthor><id root="1.2.3" extension="9"/></assignedAuthor></author>',
        patientIds: `<id root="${testOid}" extension="12"/>`,
      }),
    ).toEqual([
      'ClinicalDocument/id UNIQUE_ID_ABSENT',
      'ClinicalDocument/title TITRE_ABSENT',
      'ClinicalDocument/effectiveTime DATE_FORME',
      'ClinicalDocument/recordTarget/patientRole/id INS_FORME',
      'ClinicalDocument/author[1]/assignedAuthor/id AUTEUR_ID_ABSENT',
    ]);
  });
  test('another kind of document', () => {
    const read = parseCdaHeader(bytesOf('<ClinicalDocument xmlns="urn:other"/>'));
    expect(read.ok ? [] : read.findings).toMatchObject([{ rule: 'CDA_RACINE' }]);
  });
});

describe('sniffing', () => {
  test.each([
    ['a CDA behind its instructions and comments', bytesOf(compose()), true],
    ['a CDA in UTF-16', new Uint8Array(Buffer.from(`\uFEFF${compose({ prolog: '' })}`, 'utf16le')), true],
    ['a prefixed root', bytesOf('\uFEFF<hl7:ClinicalDocument xmlns:hl7="urn:hl7-org:v3"/>'), true],
    ['another XML', bytesOf('<Bundle/>'), false],
    ['a word that begins alike', bytesOf('<ClinicalDocuments/>'), false],
    ['a PDF', bytesOf('%PDF-1.4'), false],
    ['a comment that does not end', bytesOf(`<!-- ${'x'.repeat(70_000)}`), false],
    ['an instruction that does not end', bytesOf('<?xml '), false],
    ['nothing', new Uint8Array(), false],
  ])('%s', (_, bytes, expected) => expect(isCda(bytes)).toBe(expected));
});

describe('HL7 time', () => {
  const at = (text: string): [string, Hl7Time['precision']] | string => {
    const read = parseHl7Time(text, 'f');
    return read.ok ? [new Date(read.value.at).toISOString(), read.value.precision] : read.findings[0]!.rule;
  };
  test.each([
    ['20200319111700+0100', '2020-03-19T10:17:00.000Z', 'second'],
    ['20200319111700.25-0330', '2020-03-19T14:47:00.250Z', 'second'],
    ['202003191117+0100', '2020-03-19T10:17:00.000Z', 'minute'],
    ['20200701', '2020-06-30T22:00:00.000Z', 'day'],
    ['202001', '2019-12-31T23:00:00.000Z', 'month'],
    ['2020', '2019-12-31T23:00:00.000Z', 'year'],
    // The French clock goes from two to three on that night: the moment after the change.
    ['20260329030000', '2026-03-29T01:00:00.000Z', 'second'],
  ])('%s', (text, moment, precision) => expect(at(text)).toEqual([moment, precision]));
  test.each(['20230229', '20201301', '2020010125', '202001011260', 'hier', '', '20200319T111700'])('refuses %s', (text) => expect(at(text)).toBe('DATE_FORME'));
});

describe('formats', () => {
  test('the most particular model wins', () => {
    expect(formatOfModels(['1.3.6.1.4.1.19376.1.3.3', '1.2.250.1.213.1.1.1.55'])).toEqual({
      code: 'urn:ihe:lab:xd-lab:2008',
      system: '1.3.6.1.4.1.19376.1.2.3',
    });
    expect(formatOfModels(['1.2.250.1.213.1.1.1.2.1', '1.2.250.1.213.1.1.1.2.1.4'])?.code).toBe('urn:asip:ci-sis:psc:2009');
    expect(formatOfModels(['1.3.6.1.4.1.19376.1.8.1.1.2.2'])?.code).toBe('urn:ihe:pat:apsr:colon:2010');
    expect(formatOfModels(['1.3.6.1.4.1.19376.1.8.1.1.2.99', 'toString', '1.2.3'])).toBeUndefined();
    expect(formatOfBody('constructor')).toBeUndefined();
  });
});
