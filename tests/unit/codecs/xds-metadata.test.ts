// XDS metadata: what the registry writes is read back as it was; every attribute that is missing, doubled or wrong is named, with what was given
// and what was expected.

import { parseXml } from '@carnet/codecs/xml';
import { parseProvideAndRegister, parseUpdateDocumentSet, writeDocumentEntry, writeFolder, writeSubmissionSet } from '@carnet/codecs/xds';
import type { XmlElement } from '@carnet/codecs/xml';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { camille, doctor, insOf, practice } from '../../fixtures/cda/compose.ts';
import { documentEntry, folder, submissionSet } from '../../fixtures/xds/arbitraries.ts';
import {
  association,
  author,
  cda,
  code,
  content,
  cx,
  entry,
  identifier,
  member,
  provide,
  provideOne,
  set,
  sha1,
  slot,
  submitObjects,
  xcn,
} from '../../fixtures/xds/compose.ts';

const context = { sha1, cumulAllowed: false };
const withBody = <T>(xml: string, read: (body: XmlElement) => T): T => {
  const parsed = parseXml(Buffer.from(xml, 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  using document = parsed.value;
  return read(document.root);
};
const provided = (xml: string) => withBody(xml, (body) => parseProvideAndRegister(body, new Map(), context));
const told = (xml: string): string[] => {
  const read = provided(xml);
  return read.ok ? ['accepted'] : read.findings.map(({ field, rule }) => `${field} ${rule}`);
};

describe('written, then read', () => {
  const ofTheRegistry: readonly string[] = [
    'entryUuid',
    'logicalId',
    'version',
    'status',
    'depositor',
    'depositedAt',
    'changedAt',
    'submissionSetId',
    'id',
    'submittedAt',
    'lastUpdate',
  ];
  const declaredOf = (one: object): object => Object.fromEntries(Object.entries(one).filter(([name]) => !ofTheRegistry.includes(name)));

  test('a document entry says the same', () => {
    fc.assert(
      fc.property(documentEntry, submissionSet, (one, another) => {
        const objects = [writeDocumentEntry(one, { repositoryUniqueId: '1.2.3' }), writeSubmissionSet(another)];
        const link = association('HasMember', `urn:uuid:${another.id}`, `urn:uuid:${one.entryUuid}`, {
          SubmissionSetStatus: 'Original',
          PreviousVersion: String(one.version),
        });
        const read = withBody(submitObjects(...objects, link), (body) => parseUpdateDocumentSet(body, context));
        if (!read.ok) throw new Error(JSON.stringify(read.findings));
        expect(read.value.updates).toEqual([{ kind: 'entry', logicalId: one.logicalId, previousVersion: one.version, metadata: declaredOf(one) }]);
        expect(read.value.set).toEqual(declaredOf(another));
        expect(read.value.notKept).toEqual([]);
      }),
    );
  });

  test('so does a folder', () => {
    fc.assert(
      fc.property(folder, submissionSet, (one, another) => {
        const link = association('HasMember', `urn:uuid:${another.id}`, `urn:uuid:${one.id}`);
        const read = provided(provide([writeFolder(one), writeSubmissionSet(another), link], []));
        if (!read.ok) throw new Error(JSON.stringify(read.findings));
        const { patient, ...declared } = one;
        expect(read.value.folders).toEqual([declaredOf(declared)]);
        expect(read.value.set.patient).toEqual(patient);
      }),
    );
  });
});

test('a document as the software of a practice sends it', () => {
  const read = provided(provideOne());
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  const [document] = read.value.documents;
  expect(document?.metadata).toEqual({
    uniqueId: '2.25.1001^A-1',
    patient: insOf(camille.matricule),
    type: { code: '34133-9', system: '2.16.840.1.113883.6.1', display: 'Synthèse d’épisode de soins' },
    classCode: '11',
    format: { code: 'urn:asip:ci-sis:vsm:2012', system: '1.2.250.1.213.1.1.4.2.282', display: 'VSM' },
    mimeType: 'text/xml',
    language: 'fr-FR',
    title: 'Synthèse de printemps',
    creationTime: Date.parse('2026-04-02T08:15:00Z'),
    serviceStart: Date.parse('2026-04-02T07:00:00Z'),
    serviceStop: Date.parse('2026-04-02T07:30:00Z'),
    authors: [
      {
        kind: 'professionnel',
        id: doctor.id,
        familyName: 'VERNEUIL',
        givenName: 'Odile',
        institution: { id: practice.id, name: practice.name },
        specialty: { code: doctor.specialty, system: '1.2.250.1.213.1.1.4.5', display: 'Médecin généraliste' },
        role: { code: 'PCP', system: '2.16.840.1.113883.5.88', display: 'Médecin traitant' },
      },
    ],
    legalAuthenticator: expect.objectContaining({ kind: 'professionnel', id: doctor.id, familyName: 'VERNEUIL' }),
    facilityType: { code: 'SA07', system: '1.2.250.1.71.4.2.4', display: 'Cabinet individuel' },
    practiceSetting: { code: 'AMBULATOIRE', system: '1.2.250.1.213.1.1.4.9', display: 'Ambulatoire' },
    eventCodes: [],
    referenceIds: [],
    sourcePatientId: 'IPP-77^^^&1.2.3.4&ISO^PI',
    sourcePatientInfo: [`PID-3|${cx}`, 'PID-5|FONTANEL^CAMILLE', 'PID-7|19840517', 'PID-8|F'],
    visibilite: { masquePs: false, invisiblePatient: false, invisibleRepresentants: false },
    sha1: sha1(cda),
    size: cda.length,
  });
  expect(document?.contentHeader?.uniqueId).toBe('2.25.1001^A-1');
  expect(read.value.set).toMatchObject({ uniqueId: '2.25.42.1', sourceId: '2.25.42', contentType: { code: '07' }, author: { id: doctor.id } });
});

const classCode = (...codes: readonly string[]): string =>
  codes.map((one) => code('Document01', '41a5887f-8865-4c09-adf7-e362475b143a', [one, '1.2.250.1.213.1.1.4.1', 'x'])).join('');
const at = 'XDSDocumentEntry(Document01)';

describe('an entry that is not as it should be', () => {
  test.each([
    ['no creationTime', { creationTime: '' }, [`${at}.creationTime CHAMP_ABSENT`]],
    ['an empty creationTime', { creationTime: slot('creationTime') }, [`${at}.creationTime CHAMP_ABSENT`]],
    ['creationTime twice', { more: slot('creationTime', '2026') }, [`${at}.creationTime CHAMP_REPETE`]],
    ['two values of creationTime', { creationTime: slot('creationTime', '2026', '2027') }, [`${at}.creationTime CARDINALITE`]],
    ['a day that does not exist', { creationTime: slot('creationTime', '20260230') }, [`${at}.creationTime DATE_FORME`]],
    ['another day than the document’s', { creationTime: slot('creationTime', '20260401') }, [`${at}.creationTime DATE_DIFFERENTE`]],
    ['no title', { title: '' }, [`${at}.title CHAMP_ABSENT`]],
    ['another title', { title: '<rim:Name><rim:LocalizedString value="Autre"/></rim:Name>' }, [`${at}.title TITRE_DIFFERENT`]],
    ['no class', { classCode: '' }, [`${at}.classCode CHAMP_ABSENT`]],
    ['two classes', { classCode: classCode('10', '11') }, [`${at}.classCode CARDINALITE`]],
    [
      'a code without its system',
      { typeCode: code('Document01', 'f0306f51-975f-434e-a61c-c59651d33983', ['34133-9', '', 'x']) },
      [`${at}.typeCode.codingScheme CHAMP_ABSENT`],
    ],
    [
      'a scheme of nothing',
      { typeCode: code('Document01', 'f0306f51-975f-434e-a61c-c59651d33984', ['34133-9', '2.16.840.1.113883.6.1', 'x']) },
      [`${at}.Classification SCHEMA_INCONNU`, `${at}.typeCode CHAMP_ABSENT`],
    ],
    [
      'the identifier scheme of a submission set',
      { uniqueId: identifier('Document01', '96fdda7c-d067-4183-912e-bf5ee74998a8', 'x', '2.25.1') },
      [`${at}.ExternalIdentifier SCHEMA_INCONNU`, `${at}.uniqueId CHAMP_ABSENT`],
    ],
    [
      'a code of another object',
      { classCode: classCode('11').replace('classifiedObject="Document01"', 'classifiedObject="Document02"') },
      [`${at}.classCode OBJET_DIFFERENT`],
    ],
    [
      'two uniqueIds',
      { uniqueId: ['2.25.1', '2.25.2'].map((one) => identifier('Document01', '2e82c1f6-a085-4c72-9da3-8640a32e42ab', 'x', one)).join('') },
      [`${at}.uniqueId CARDINALITE`],
    ],
    [
      'an INS with a wrong key',
      { patientId: identifier('Document01', '58a6f841-87b3-4a3e-92fd-a8ffeff98427', 'x', cx.replace(/^\d{15}/, '284056311304299')) },
      [`${at}.patientId INS_CLE`],
    ],
    [
      'a local number as patient',
      { patientId: identifier('Document01', '58a6f841-87b3-4a3e-92fd-a8ffeff98427', 'x', '77^^^&1.2.3.4&ISO^PI') },
      [`${at}.patientId INS_OID`],
    ],
    [
      'no authority beside it',
      { patientId: identifier('Document01', '58a6f841-87b3-4a3e-92fd-a8ffeff98427', 'x', '279035121518989') },
      [`${at}.patientId CX_FORME`],
    ],
    ['the hash of something else', { more: slot('hash', 'a'.repeat(40)) }, [`${at}.hash HASH_FAUX`]],
    ['a hash that is none', { more: slot('hash', 'abc') }, [`${at}.hash HASH_FORME`]],
    ['another size', { more: slot('size', '12') }, [`${at}.size TAILLE_FAUSSE`]],
    [
      'both masks',
      {
        confidentialityCode: ['MASQUE_PS', 'INVISIBLE_PATIENT']
          .map((one) => code('Document01', 'f4f85eac-e6cb-4883-b524-f2705394840f', [one, '1.2.250.1.213.1.1.4.13', 'x']))
          .join(''),
      },
      [`${at}.confidentialityCode CONFIDENTIALITE_CUMUL`],
    ],
    [
      'an unknown mask',
      { confidentialityCode: code('Document01', 'f4f85eac-e6cb-4883-b524-f2705394840f', ['SECRET', '1.2', 'x']) },
      [`${at}.confidentialityCode CODE_INCONNU`],
    ],
    [
      'an author without a number',
      { author: author('Document01', '93606bcf-9494-43ec-9b4e-a7748d1a838d', { authorPerson: '^Smitty^Gerald' }) },
      [`${at}.author.authorPerson AUTEUR_ID_ABSENT`],
    ],
    [
      'an author who is not the document’s',
      { author: author('Document01', '93606bcf-9494-43ec-9b4e-a7748d1a838d', { authorPerson: xcn.replace(doctor.id, '810009000025') }) },
      [`${at}.author AUTEUR_DIFFERENT`],
    ],
    [
      'a specialty in words',
      { author: author('Document01', '93606bcf-9494-43ec-9b4e-a7748d1a838d', { authorSpecialty: 'Orthopedic' }) },
      [`${at}.author.authorSpecialty CODE_FORME`],
    ],
    ['a slot of nobody', { more: slot('colour', 'blue') }, [`${at}.colour CHAMP_INCONNU`]],
    ['traits of another form', { sourcePatientInfo: slot('sourcePatientInfo', 'FONTANEL') }, [`${at}.sourcePatientInfo PID_FORME`]],
    [
      'traits of somebody else',
      { sourcePatientInfo: slot('sourcePatientInfo', `PID-3|${cx.replace(/^\d{15}/, '151032A00401944')}`) },
      [`${at}.sourcePatientInfo PATIENT_DIFFERENT`],
    ],
  ])('%s', (_what, change, expected) => expect(told(provideOne(change))).toEqual(expected));

  test('says what was given and what was expected', () => {
    const read = provided(provideOne({ more: slot('hash', 'a'.repeat(40)) }));
    expect(read.ok ? [] : read.findings).toEqual([{ field: `${at}.hash`, rule: 'HASH_FAUX', given: 'a'.repeat(40), expected: sha1(cda) }]);
  });

  test('names everything that is wrong at once', () => {
    expect(told(provideOne({ creationTime: '', typeCode: '' }, { contentTypeCode: '' })).toSorted()).toEqual([
      `${at}.creationTime CHAMP_ABSENT`,
      `${at}.typeCode CHAMP_ABSENT`,
      'XDSSubmissionSet(SubmissionSet01).contentTypeCode CHAMP_ABSENT',
    ]);
  });

  test('an on-demand document is not taken', () => {
    const onDemand = provideOne().replace('urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1', 'urn:uuid:34268e47-fdf5-41a6-ba33-82133c465248');
    expect(told(onDemand)).toEqual([`${at}.objectType NON_PRIS_EN_CHARGE`]);
  });
});

describe('what is let pass', () => {
  test('extra metadata under a urn: is kept apart, and named', () => {
    const read = provided(provideOne({ more: slot('urn:lps:priority', 'high') }));
    expect(read).toMatchObject({ ok: true, value: { notKept: [`${at}.urn:lps:priority`] } });
  });
  test('a role in words is a code where the value set has those words, and is named otherwise', () => {
    const written = (authorRole: string) => provided(provideOne({ author: author('Document01', '93606bcf-9494-43ec-9b4e-a7748d1a838d', { authorRole }) }));
    expect(written('Médecin traitant')).toMatchObject({
      ok: true,
      value: { documents: [{ metadata: { authors: [{ role: { code: 'PCP' } }] } }], notKept: [] },
    });
    expect(written('Attending')).toMatchObject({ ok: true, value: { notKept: [`${at}.author.authorRole`] } });
  });
  test.each([
    ['a day, where the document says the minute', { creationTime: slot('creationTime', '20260402') }],
    ['a moment with its offset', { creationTime: slot('creationTime', '20260402101500+0200') }],
    ['no legal authenticator, where the document has one', { legalAuthenticator: '' }],
    ['no traits', { sourcePatientInfo: '' }],
    [
      'what Carnet gives itself',
      { more: slot('repositoryUniqueId', '1.9') + slot('URI', 'x') + slot('documentAvailability', 'urn:ihe:iti:2010:DocumentAvailability:Online') },
    ],
    ['hash and size, when they are right', { more: slot('hash', sha1(cda).toUpperCase()) + slot('size', String(cda.length)) }],
  ])('%s', (_what, change) => expect(told(provideOne(change))).toEqual(['accepted']));
  test('a title in several languages is the French one', () => {
    const title =
      '<rim:Name><rim:LocalizedString xml:lang="en-US" value="Spring"/><rim:LocalizedString xml:lang="fr-FR" value="Synthèse de printemps"/></rim:Name>';
    expect(told(provideOne({ title }))).toEqual(['accepted']);
  });
  test('a PDF, which says nothing of itself, needs all of it declared', () => {
    const pdf = new Uint8Array(Buffer.from('%PDF-1.4 '));
    const send = (change: Parameters<typeof entry>[0]) =>
      told(provide([entry(change, 'Document01', 'mimeType="application/pdf"'), set(), member('Document01')], [content(pdf)]));
    expect(send({})).toEqual(['accepted']);
    expect(send({ legalAuthenticator: '' })).toEqual([`${at}.legalAuthenticator CHAMP_ABSENT`]);
  });
});
