// What the simulator writes, held against the schemas of those who define it: ebRS and IHE for the messages, SAML for the VIHF, CDA for the
// document of level 1. They live beside the project and are not part of it.

import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCdaHeader } from '@carnet/codecs/cda';
import { alreadyMarkup } from '@carnet/codecs/xml';
import { issueCard, keyObjectOf, makeAuthority, newSigningKeys } from '@carnet/server/sandbox/certificates';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declareCda } from '../../tools/deposit/declare.ts';
import { type FoundEntry, registryAnswer } from '../../tools/simulator/answers.ts';
import { type Level1, cdaLevel1 } from '../../tools/simulator/cda-level1.ts';
import { asLotDocument, authorOf } from '../../tools/simulator/lps.ts';
import type { Sender } from '../../tools/simulator/sender.ts';
import { all, readTree } from '../../tools/simulator/soap.ts';
import { signedVihf } from '../../tools/simulator/vihf.ts';
import { provideAndRegister, retrieve, storedQuery, updateEntry, updateStatus } from '../../tools/simulator/xds.ts';
import { type Schema, openSchema, openXdsSchema, schemaFolder, schemaPresent } from '../support/xsd.ts';

if (!schemaPresent) process.stdout.write('skipped: the published schemas are not beside the project\n');
let xds: Schema;

const structure = { key: 'cabinet', idNat: '1997000019', name: 'Cabinet & Cie', sector: 'SA07', material: '' };
const person = {
  key: 'dr',
  idNat: '899700000008',
  familyName: 'DUPUIS',
  givenName: 'Léa',
  profession: '10',
  specialty: 'SM26',
  structure: 'cabinet',
  card: '',
};
const patient = {
  key: 'dominique',
  ins: '279035121518989',
  oid: '1.2.250.1.213.1.4.10',
  birthName: 'PAT-TROIS',
  firstNames: 'DOMINIQUE MARIE-LOUISE',
  birthDate: '1979-03-28',
  sex: 'F' as const,
  birthPlaceCog: '51215',
};
const letter: Level1 = {
  bytes: Buffer.from('%PDF-1.4 essai'),
  mimeType: 'application/pdf',
  patient,
  author: person,
  structure,
  typeCode: '11488-4',
  title: 'Lettre <essai>',
};
let sender: Sender;
beforeAll(async () => {
  if (schemaPresent) xds = openXdsSchema();
  const validity = { from: new Date(Date.now() - 60_000), until: new Date(Date.now() + 60_000) };
  const subject = { id: person.idNat, familyName: 'DUPUIS', givenName: 'Léa', professionLabel: 'Médecin', structure: structure.idNat };
  const card = await issueCard(await makeAuthority('Autorite', validity), subject, { sign: await newSigningKeys() }, validity);
  const none = Buffer.alloc(0);
  const signing = { certificate: new X509Certificate(card.certificate.toString('pem')), key: keyObjectOf(card.key) };
  sender = { mode: 'DIRECTE', structure, person, tls: { ca: none, cert: none, key: none }, signing };
});

afterAll(() => {
  if (schemaPresent) xds.close();
});

const declared = () => {
  const read = declareCda(cdaLevel1({ ...letter, replaces: '1.2.3^x' }), true);
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return read.value;
};
const set = () => ({ patient: declared().metadata.patient, author: authorOf(sender) });

describe('messages', () => {
  test.skipIf(!schemaPresent)('ITI-41, beside or inside the envelope, signed or not, replacing or not', () => {
    const document = asLotDocument(declared(), 'urn:uuid:5b9ed2f3-0a1a-4f9c-9d39-0a4cd8eb4a5a');
    for (const choices of [{ signing: sender.signing }, { signing: undefined }])
      expect(xds.faults(provideAndRegister([document], { ...choices, inline: true }).body)).toEqual([]);
    const { attachments } = provideAndRegister([document, document], { signing: sender.signing });
    expect([...attachments.values()].map(({ contentType }) => contentType)).toEqual(['text/xml', 'text/xml', 'text/xml']);
  });
  test.skipIf(!schemaPresent)('ITI-18, ITI-43, ITI-57', () => {
    expect(xds.faults(storedQuery('FindDocuments', { $XDSDocumentEntryStatus: ["it's", 'b'], $XDSDocumentEntryCreationTimeFrom: 2024 }))).toEqual([]);
    expect(xds.faults(retrieve('1.2.3', ['1.2', '1.3']))).toEqual([]);
    expect(xds.faults(updateStatus(set(), 'urn:uuid:5b9ed2f3-0a1a-4f9c-9d39-0a4cd8eb4a5a', 'Approved', 'Archived'))).toEqual([]);
  });
  test.skipIf(!schemaPresent)('an entry found is sent back whole, with other restrictions and no other status', () => {
    const [entry] = registryAnswer({ body: readTree(Buffer.from(provideAndRegister([asLotDocument(declared())], { signing: undefined }).body)) }).entries;
    const found: FoundEntry = { ...entry!, version: '1' };
    expect(found).toMatchObject({ confidentiality: ['N', 'MASQUE_PS'], title: 'Lettre <essai>', typeCode: '11488-4' });
    expect(xds.faults(updateEntry(set(), found, ['invisibleRepresentants']))).toEqual([]);
    const back = registryAnswer({ body: readTree(Buffer.from(updateEntry(set(), found, []))) }).entries[0]!;
    expect({ ...back, tree: 0 }).toEqual({ ...found, entryUuid: 'Document1', version: '', confidentiality: ['N'], tree: 0 });
  });
});

describe('the VIHF', () => {
  test.skipIf(!schemaPresent)('names its attributes as the published sample does, and two more that a sample of a normal access has no need of', () => {
    const published = [...readFileSync(join(schemaFolder, 'vihf/assertion.xsd'), 'utf8').matchAll(/enumeration value="([A-Za-z][^"]*)"/g)].map(
      ([, name]) => name,
    );
    const full = readTree(Buffer.from(signedVihf(sender, { patient, purpose: 'bris_de_glace', reason: 'Malaise', secret: true })));
    const names = all(full, 'Attribute').map(({ attributes }) => attributes['Name']!);
    expect(names.filter((name) => !published.includes(name))).toEqual([
      'Mode_Acces_Raison',
      'urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code',
    ]);
  });
});

describe('a CDA of level 1', () => {
  test.skipIf(!schemaPresent)('is valid', () => {
    const schema = openSchema('cda/CDA_extended.xsd');
    expect(schema.faults(cdaLevel1({ ...letter, replaces: '1.2.3^x' }))).toEqual([]);
    schema.close();
  });
  test('says who, of whom and what', () => {
    const header = parseCdaHeader(cdaLevel1({ ...letter, uniqueId: '1.2.4', replaces: '1.2.3^x' }));
    expect(header).toMatchObject({
      ok: true,
      value: {
        uniqueId: '1.2.4',
        replaces: '1.2.3^x',
        title: 'Lettre <essai>',
        patient: { matricule: patient.ins },
        authors: [{ id: person.idNat, institution: { id: structure.idNat } }],
        legalAuthenticator: { id: person.idNat },
        format: { code: 'urn:ihe:iti:xds-sd:pdf:2008' },
        facilityType: { code: 'SA07' },
      },
    });
  });
  test('of bytes that are not XML is refused by whoever reads it', () => expect(declareCda(Buffer.from(alreadyMarkup('<a')), false).ok).toBe(false));
});
