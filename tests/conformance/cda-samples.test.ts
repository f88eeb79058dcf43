// The published CI-SIS examples, as they are: every one is read, or refused for a reason that is true of it; every one can be shown and
// re-addressed. They live beside the project and are not part of it: where they are absent the suite says so and stops.

import { type CdaReading, isCda, parseCdaHeader, readCda, readdress } from '@carnet/codecs/cda';
import { readingViewSchema } from '@carnet/contract';
import { type ContentHeader, type DocumentMetadata, disagreements, visibleToAll } from '@carnet/domain/document';
import { type IdentityTraits, parseIns, parsePsIdNat } from '@carnet/domain/identity';
import { type Parsed, parseCivilDate } from '@carnet/domain/kernel';
import { classOfType } from '@carnet/domain/terminology';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ParseOption, XmlDocument, XsdValidator, xmlCleanupInputProvider, xmlRegisterInputProvider } from 'libxml2-wasm';
import { fsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { describe, expect, test } from 'vitest';
import { testWording } from '../fixtures/cda/wording.ts';

const folder = resolve(import.meta.dirname, '../../../shared/samples/cda');
const present = existsSync(folder);
if (!present) process.stdout.write('skipped: the published CDA examples are not beside the project\n');
const names = present
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.xml'))
      .sort()
  : [];
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)));
const headerOf = (name: string): Parsed<ContentHeader> => parseCdaHeader(bytesOf(name));
const value = <T>(read: Parsed<T>): T => {
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return read.value;
};

/** Published with a wrong key: what each is refused for. */
const wrongKeys: Readonly<Record<string, readonly [field: string, matricule: string]>> = {
  'CSE-CS24_2024.01.xml': ['ClinicalDocument/recordTarget/patientRole/id', '221042545611404'],
  'CSE-CS8_2024.01.xml': ['ClinicalDocument/recordTarget/patientRole/id', '223042545611404'],
  'CSE-CS9_2024.01.xml': ['ClinicalDocument/recordTarget/patientRole/id', '221042545611404'],
  'CSE-CS9_2025.01.xml': ['ClinicalDocument/recordTarget/patientRole/id', '221042545611404'],
  'CSE-MDE_2023.01.xml': ['ClinicalDocument/recordTarget/patientRole/id', '222127505611201'],
  'OBP-SNE_2024.01.xml': ['ClinicalDocument/recordTarget/patientRole/id', '223042545611404'],
  'VAC_2023.01.xml': ['ClinicalDocument/legalAuthenticator/assignedEntity/id', '276059205062865'],
};

describe.runIf(present)('the 81 examples', () => {
  test('are all here and look like what they are', () => {
    expect(names).toHaveLength(81);
    expect(names.filter((name) => !isCda(bytesOf(name)))).toEqual([]);
  });

  test.each(names)('header of %s', (name) => {
    const header = headerOf(name);
    const wrong = wrongKeys[name];
    if (wrong !== undefined) {
      expect(header.ok ? [] : header.findings).toMatchObject([{ field: wrong[0], rule: 'INS_CLE', given: wrong[1] }]);
      return;
    }
    const read = value(header);
    expect(read.patient?.matricule).toMatch(/^(279035121518989|277076322082910)$/);
    expect(read.title).not.toBe('');
    expect(read.authors.length).toBeGreaterThan(0);
    expect(read.format?.code).toMatch(/^urn:(ihe|asip|ans):/);
    expect(read).toMatchObject({ languageCode: 'fr-FR', confidentialityCode: 'N' });
    expect(read.serviceStart).toBeDefined();
    expect(read.facilityType?.code).toMatch(/^SA\d\d$/);
  });

  test.each(names)('reading of %s', (name) => {
    const reading: CdaReading = value(readCda(bytesOf(name), testWording));
    expect(readingViewSchema.parse(reading.view)).toEqual(reading.view);
    expect(reading.findings).toEqual([]);
    const shown = JSON.stringify([reading.view.blocks, reading.view.sections]);
    expect(reading.view.sections.length + reading.view.blocks.length).toBeGreaterThan(0);
    expect(shown).not.toContain('[mediaUnreadable');
    expect(shown).not.toContain('[truncated]');
    expect(shown).not.toContain('[sectionEmpty]');
    expect(reading.view.header.length).toBeGreaterThan(5);
  });

  test('sections that have entries but no text are three, and say so', () => {
    const silent = names.filter((name) => JSON.stringify(value(readCda(bytesOf(name), testWording)).view.sections).includes('[sectionWithoutText]'));
    expect(silent).toEqual(['CANCER-D2LM-FIDD_2022.01.xml', 'CANCER-FRCP_2022.01_Appareil.xml', 'CANCER-FRCP_2022.01_Transversale.xml']);
  });

  test('carry 54 pictures and PDFs in all', () => {
    const media = names.flatMap((name) => value(readCda(bytesOf(name), testWording)).media.map(({ mimeType }) => mimeType));
    // Four pictures are called JPEG by their document and are PNG: they are shown as what they are.
    expect(media.length).toBe(54);
    expect(
      Map.groupBy(media, (mimeType) => mimeType)
        .entries()
        .map(([mimeType, all]) => `${mimeType} ${all.length}`)
        .toArray()
        .sort(),
    ).toEqual(['application/pdf 45', 'image/jpeg 3', 'image/png 6']);
  });
});

describe.runIf(present)('what some of them say', () => {
  test.each([
    ['ANEST-CR-ANEST_2022.01.xml', '1.2.250.1.213.1.1.1.40.2022.1.1', 'urn:asip:ci-sis:cr-anest:2020', '2020-03-19T08:11:00.000Z'],
    ['BIO-CR-BIO_2021.01_CDA-R2-Niveau-1.xml', '1.2.250.1.213.1.1.1.55.2021.3.1', 'urn:ihe:iti:xds-sd:pdf:2008', '2021-01-04T08:22:00.000Z'],
    ['IPS-FR_2024.01.xml', '1.2.250.1.213.1.1.1.51.2024.1.1', 'urn:ihe:pcc:ips:2020', '2024-04-02T10:17:00.000Z'],
    ['CNAM-HR_2021.01.xml', '1.2.250.1.213.1.1.1.36.2021.1.1', 'urn:asip:ci-sis:hr:2019', '2019-01-01T14:45:00.000Z'],
  ])('%s', (name, uniqueId, format, serviceStart) => {
    const header = value(headerOf(name));
    expect([header.uniqueId, header.format?.code, new Date(header.serviceStart!).toISOString()]).toEqual([uniqueId, format, serviceStart]);
  });

  test('Microbiologie V2 replaces V1, twice', () => {
    for (const year of ['2021.01', '2024.01'])
      expect(value(headerOf(`BIO-CR-BIO_${year}_Microbiologie_V2.xml`)).replaces).toBe(value(headerOf(`BIO-CR-BIO_${year}_Microbiologie_V1.xml`)).uniqueId);
  });

  test('two of them share an identifier with different bytes', () => {
    const [older, newer] = ['CANCER-FRCP_2022.01_Appareil.xml', 'CANCER-FRCP_2025.01_Appareil.xml'] as const;
    expect(value(headerOf(older)).uniqueId).toBe(value(headerOf(newer)).uniqueId);
    expect(Buffer.from(bytesOf(older)).equals(Buffer.from(bytesOf(newer)))).toBe(false);
  });

  test('devices write too', () => {
    expect(value(headerOf('BIO-CR-BIO_2024.01_TSH_2.xml')).authors).toMatchObject([{ kind: 'systeme', id: '801234534765', name: 'SGL' }]);
    expect(value(headerOf('eDISP-MED_2024.01.xml')).authors.map(({ kind }) => kind)).toEqual(['systeme', 'professionnel']);
  });
});

describe.runIf(present)('re-addressed to somebody else', () => {
  const patient = value(parseIns('277076322082910', '1.2.250.1.213.1.4.10'));
  const traits: IdentityTraits = {
    birthName: 'PATIENTE',
    birthFirstNames: 'SOPHIE',
    birthDate: value(parseCivilDate('1977-07-14', 'd')),
    sexe: 'F',
    birthPlaceCog: '63220',
  };
  const author = { id: value(parsePsIdNat('810009000017')), familyName: 'VERNEUIL', givenName: 'Odile' };

  test.each(names)('%s', (name) => {
    const copy = value(readdress(bytesOf(name), { patient: { ins: patient, traits }, author, newId: randomUUID }));
    const header = value(parseCdaHeader(copy));
    const declared: DocumentMetadata = {
      uniqueId: header.uniqueId,
      patient,
      type: header.type,
      classCode: classOfType(header.type.code) ?? '',
      format: header.format!,
      mimeType: 'text/xml',
      language: 'fr-FR',
      title: header.title,
      creationTime: header.creationTime,
      serviceStart: header.serviceStart!,
      ...(header.serviceStop === undefined ? {} : { serviceStop: header.serviceStop }),
      authors: [{ kind: 'professionnel', ...author }],
      legalAuthenticator: { kind: 'professionnel', ...author },
      eventCodes: [],
      referenceIds: [],
      visibilite: visibleToAll,
      sha1: '',
      size: copy.length,
    };
    expect(disagreements(declared, header)).toEqual([]);
    expect(header.uniqueId).toMatch(/^2\.25\.\d{30,40}$/);
    const before = value(readCda(bytesOf(name), testWording)).view;
    expect(value(readCda(copy, testWording)).view.sections).toEqual(before.sections);
  });
});

const schema = resolve(folder, '../schema/cda/CDA_extended.xsd');
describe.runIf(present && existsSync(schema))('against the CDA schema with its French extensions', () => {
  test('a re-addressed copy is as valid as the original', () => {
    // Only to read the schema's own parts: the door from bytes to documents never sees these providers.
    xmlRegisterInputProvider(fsInputProviders);
    using grammar = XmlDocument.fromBuffer(readFileSync(schema), { url: schema });
    using validator = XsdValidator.fromDoc(grammar);
    xmlCleanupInputProvider();
    const address = {
      patient: {
        ins: value(parseIns('277076322082910', '1.2.250.1.213.1.4.10')),
        traits: {
          birthName: 'PATIENTE',
          birthFirstNames: 'SOPHIE ANNE',
          birthDate: value(parseCivilDate('1977-07-14', 'd')),
          sexe: 'F',
          birthPlaceCog: '63220',
          usedName: 'AUTRE',
        } as IdentityTraits,
      },
      author: { id: value(parsePsIdNat('810009000017')), familyName: 'VERNEUIL', givenName: 'Odile' },
      institution: { name: 'Maison de santé' },
      newId: randomUUID,
    };
    const faults = names.flatMap((name) => {
      using document = XmlDocument.fromBuffer(value(readdress(bytesOf(name), address)), { option: ParseOption.XML_PARSE_HUGE });
      try {
        validator.validate(document);
        return [];
      } catch (fault) {
        return [`${name}: ${String(fault).slice(0, 200)}`];
      }
    });
    expect(faults).toEqual([]);
  });
});
