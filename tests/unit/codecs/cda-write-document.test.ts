// What a professional deposits by hand, as it is written: valid against the schema the door uses, read back to what was declared of it, and
// whatever was typed stays text. The schema lies beside the project: where it is absent this says so and holds the rest.

import {
  type CdaHeader,
  type WrittenBody,
  cdaLabels,
  declaredOf,
  fileBody,
  noteBody,
  parseCdaHeader,
  readCda,
  toTheSecond,
  writeCda,
} from '@carnet/codecs/cda';
import { type DocumentMetadata, type UniqueId, disagreements } from '@carnet/domain/document';
import type { IdentityTraits, PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type CivilDate, instantOf } from '@carnet/domain/kernel';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { camille, doctor, insOf, practice } from '../../fixtures/cda/compose.ts';
import { type Schema, openSchema, schemaPresent } from '../../support/xsd.ts';

if (!schemaPresent) process.stdout.write('skipped: the published CDA schema is not beside the project\n');

const traits: IdentityTraits = {
  birthName: camille.birthName,
  birthFirstNames: camille.firstNames,
  birthDate: '1984-05-17' as CivilDate,
  sexe: 'F',
  birthPlaceCog: '63113',
  usedName: 'D’ARC & FILS',
};
const header = (more: Partial<CdaHeader> = {}): CdaHeader => ({
  uniqueId: '2.25.4001' as UniqueId,
  type: { code: '11488-4', system: '2.16.840.1.113883.6.1', display: 'CR ou fiche de consultation ou de visite' },
  title: 'Consultation du 3 mars',
  at: toTheSecond(instantOf(Date.parse('2026-03-03T09:12:34.567Z'))),
  models: [],
  patient: { ins: insOf(camille.matricule), traits },
  author: {
    kind: 'professionnel',
    id: doctor.id as PsIdNat,
    familyName: doctor.familyName,
    givenName: doctor.givenName,
    specialty: { code: doctor.specialty, system: '1.2.250.1.213.1.1.4.5', display: 'Médecin généraliste' },
    institution: { id: practice.id as StructIdNat, name: practice.name },
  },
  structure: { id: practice.id as StructIdNat, name: practice.name, sector: 'SA52' },
  act: '2026-03-02' as CivilDate,
  ...more,
});
const written = (written: WrittenBody, more: Partial<CdaHeader> = {}): Uint8Array => writeCda(header({ ...more, models: written.models }), written.body);
const pdf = Buffer.from('%PDF-1.4\n%%EOF\n');
const labels = Object.fromEntries(cdaLabels.map((label) => [label, label])) as Parameters<typeof readCda>[1]['labels'];
const reading = (bytes: Uint8Array) => {
  const read = readCda(bytes, { locale: 'fr-FR', labels });
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return read.value;
};

describe('against the schema', () => {
  let schema: Schema | undefined;
  beforeAll(() => {
    schema = schemaPresent ? openSchema('cda/CDA_extended.xsd') : undefined;
  });
  afterAll(() => schema?.close());

  test.runIf(schemaPresent).each([
    ['a PDF', fileBody('application/pdf', pdf), {}],
    ['a photograph', fileBody('image/jpeg', pdf), { act: instantOf(Date.parse('2026-03-02T08:00:00Z')) }],
    ['a note', noteBody('Un\ndeux\n\ntrois < quatre & "cinq"'), {}],
    [
      'a correction, by somebody with a role',
      noteBody('Un'),
      {
        author: { ...header().author, role: { code: 'PCP', system: '2.16.840.1.113883.5.88', display: 'Médecin traitant' } },
        version: { setId: '2.25.4000^A' as UniqueId, number: 2 },
        replaces: '2.25.4000^A' as UniqueId,
      },
    ],
    ['a structure whose sector has no label', noteBody('Un'), { structure: { ...header().structure, sector: 'SA99' } }],
  ] as const)('%s is valid', (_name, body, more) => {
    expect(schema!.faults(written(body, more))).toEqual([]);
  });
});

describe('read back', () => {
  test.each([
    [fileBody('application/pdf', pdf), {}],
    [noteBody('Vu ce jour.'), { act: instantOf(Date.parse('2026-03-02T08:00:00Z')) }],
  ] as const)('what is declared of it is what it says', (body, more) => {
    const given = header({ ...more, models: body.models });
    const read = parseCdaHeader(writeCda(given, body.body));
    expect(read.ok).toBe(true);
    if (!read.ok) return;
    const declared = { ...declaredOf(given), format: body.format } as DocumentMetadata;
    expect(disagreements(declared, read.value)).toEqual([]);
    expect(read.value).toMatchObject({
      authors: [given.author],
      legalAuthenticator: { id: given.author.id, institution: given.author.institution },
      serviceStart: declared.serviceStart,
      facilityType: { code: 'SA52', display: 'Maison de santé ou pôle de santé' },
      practiceSetting: { code: 'AMBULATOIRE' },
      confidentialityCode: 'N',
    });
  });
  test('a file is carried byte for byte, and told by its format', () => {
    const bytes = written(fileBody('application/pdf', pdf));
    const read = parseCdaHeader(bytes);
    expect(read.ok && Buffer.from(read.value.carriedFile ?? []).equals(pdf)).toBe(true);
    expect(read.ok && read.value.format).toEqual(fileBody('application/pdf', pdf).format);
    expect(reading(bytes).view.blocks).toMatchObject([{ kind: 'pdf' }]);
  });
  test('a correction names what it replaces', () => {
    const read = parseCdaHeader(written(noteBody('Un'), { replaces: '2.25.4000^A' as UniqueId }));
    expect(read.ok && read.value.replaces).toBe('2.25.4000^A');
  });
  test('an empty line makes a paragraph, a line its own line', () => {
    const [section] = reading(written(noteBody('\n\nVu ce jour,\r\nva bien.\n \n\n  À revoir.  \n'))).view.sections;
    expect(section?.blocks).toEqual([
      { kind: 'paragraph', children: [{ kind: 'text', text: 'Vu ce jour,' }, { kind: 'break' }, { kind: 'text', text: 'va bien.' }] },
      { kind: 'paragraph', children: [{ kind: 'text', text: 'À revoir.' }] },
    ]);
  });
  test('whatever is typed stays text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (typed) => {
        const said = JSON.stringify(reading(written(noteBody(`a${typed}`), { title: `t${typed}` })).view.sections);
        expect(said).not.toMatch(/"kind":"(?!text|break|paragraph)/);
      }),
    );
  });
});
