// Deposits over FHIR: what is read, what is taken from the document itself, and every fault named where it is.

import { type DeclaredDocument, dossierIdsIn, parseDocumentReference, parseJson, parseProvideBundle, setOf, writeAuthor } from '@carnet/codecs/fhir';
import { parsePsIdNat } from '@carnet/domain/identity';
import type { Finding, Parsed } from '@carnet/domain/kernel';
import { describe, expect, test } from 'vitest';
import { armand, camille, compose, doctor, insOf, practice, testOid, tinyPdf } from '../../fixtures/cda/compose.ts';
import {
  type Json,
  base64,
  binary,
  binaryUrl,
  bundle,
  cda,
  comprehensive,
  context,
  documentUrl,
  entry,
  loinc,
  nos,
  setUrl,
  sha1,
  simplified,
  submissionSet,
} from './fhir-compose.ts';

const value = <T>(read: Parsed<T>): T => {
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return read.value;
};
const told = (read: Parsed<unknown>): string[] => (read.ok ? [] : read.findings.map(({ field, rule }: Finding) => `${field} ${rule}`));
const publish = (resource: Json): Parsed<DeclaredDocument> => parseDocumentReference(JSON.stringify(resource), context);
const pdf = new Uint8Array(tinyPdf('Courrier'));
const pdfAttachment = { contentType: 'application/pdf', language: 'fr-FR', title: 'Courrier', creation: '2026-04-02T10:15:00+02:00', data: base64(pdf) };
const plain = (more: Json = {}, attachment: Json = {}): Json => comprehensive(more, { ...pdfAttachment, url: undefined, ...attachment });

describe('JSON', () => {
  const rule = (text: string): string => told(parseJson(text))[0] ?? 'accepted';
  test.each([
    ['{"a":1,"a":2}', 'a JSON_CLE_DOUBLE'],
    ['{"a":{"b":[{"c":1,"\\u0063":2}]}}', 'c JSON_CLE_DOUBLE'],
    ['{"a":{"b":1},"c":{"b":1}}', 'accepted'],
    ['{"a":"\\\\","b":"}\\"{[","c":["a","a"]}', 'accepted'],
    [`${'['.repeat(60)}${']'.repeat(60)}`, 'document JSON_TROP_PROFOND'],
    [`${'['.repeat(200_000)}${']'.repeat(200_000)}`, 'document JSON_TROP_PROFOND'],
    ['{"a":}', 'document JSON_MAL_FORME'],
    ['', 'document JSON_MAL_FORME'],
  ])('%.60s', (text, expected) => expect(rule(text)).toBe(expected));
  test('in another encoding than UTF-8', () => expect(told(parseJson(new Uint8Array([0x22, 0xe9, 0x22])))).toEqual(['document JSON_MAL_FORME']));
  test('10 MB in one string', () => {
    expect(parseJson(JSON.stringify({ data: 'A'.repeat(10_000_000) })).ok).toBe(true);
  });
});

describe('ITI-105, a CDA', () => {
  test('the document gives what the guide’s example leaves out', () => {
    const { metadata, contentHeader } = value(publish(simplified()));
    expect(metadata).toMatchObject({
      uniqueId: '2.25.1001^A-1',
      patient: insOf(camille.matricule),
      type: { code: '34133-9', system: '2.16.840.1.113883.6.1' },
      classCode: '11',
      mimeType: 'text/xml',
      language: 'fr-FR',
      title: 'Synthèse de printemps',
      format: { code: 'urn:asip:ci-sis:vsm:2012' },
      facilityType: { code: 'SA07' },
      practiceSetting: { code: 'AMBULATOIRE' },
      visibilite: { masquePs: false },
      sha1: sha1(cda),
      size: cda.length,
    });
    expect(new Date(metadata.serviceStart).toISOString()).toBe('2026-04-02T07:00:00.000Z');
    expect(metadata.authors).toMatchObject([{ kind: 'professionnel', ...doctor, specialty: { code: doctor.specialty }, institution: practice }]);
    expect(metadata.legalAuthenticator).toMatchObject({ id: doctor.id });
    expect(contentHeader?.uniqueId).toBe('2.25.1001^A-1');
  });

  test('every disagreement with the document is named at once', () => {
    const resource = simplified(
      {
        masterIdentifier: { system: 'urn:ietf:rfc:3986', value: 'urn:oid:2.25.9' },
        type: { coding: [{ system: loinc, code: '11488-4' }] },
        category: [{ coding: [{ system: nos('TRE_A03-ClasseDocument'), code: '31' }] }],
        subject: { identifier: { system: `urn:oid:${testOid}`, value: armand.matricule } },
        contained: [{ resourceType: 'Practitioner', id: 'author', identifier: [{ system: 'urn:oid:1.2.250.1.71.4.2.1', value: '810009000025' }] }],
        context: { period: { start: '2026-04-03' } },
      },
      { title: 'Autre', creation: '2026-04-02T10:16:00+02:00', hash: base64(new Uint8Array(20)), size: 3 },
    );
    expect(told(publish(resource)).sort()).toEqual([
      'author AUTEUR_DIFFERENT',
      'category CLASSE_DIFFERENTE',
      'content[0].attachment.creation DATE_DIFFERENTE',
      'content[0].attachment.hash HASH_FAUX',
      'content[0].attachment.size TAILLE_FAUSSE',
      'content[0].attachment.title TITRE_DIFFERENT',
      'context.period.start DATE_DIFFERENTE',
      'masterIdentifier UNIQUE_ID_DIFFERENT',
      'subject PATIENT_DIFFERENT',
      'type TYPE_DIFFERENT',
    ]);
  });

  test('a day declared agrees with a moment of that day', () => {
    const { metadata } = value(publish(simplified({ context: { period: { start: '2026-04-02', end: '2026-04' } } }, { creation: '2026-04-02' })));
    expect([metadata.serviceStart, metadata.serviceStop, metadata.creationTime].map((at) => new Date(at!).toISOString())).toEqual([
      '2026-04-02T07:00:00.000Z',
      '2026-04-02T07:30:00.000Z',
      '2026-04-02T08:15:00.000Z',
    ]);
  });

  test('the hash may be written in base64 or in hex', () => {
    for (const hash of [Buffer.from(sha1(cda), 'hex').toString('base64'), sha1(cda)])
      expect(told(publish(simplified({}, { hash, size: cda.length })))).toEqual([]);
    expect(told(publish(simplified({}, { hash: 'bm9uZQ==' })))).toEqual(['content[0].attachment.hash HASH_FORME']);
  });

  test('a document that does not read is refused by its own faults', () => {
    const wrong = compose({ patientIds: `<id root="${testOid}" extension="${camille.matricule.slice(0, 13)}00"/>` });
    expect(told(publish(simplified({}, { data: base64(Buffer.from(wrong)) })))).toContain('ClinicalDocument/recordTarget/patientRole/id INS_CLE');
    expect(told(publish(simplified({}, { data: base64(Buffer.from('<ClinicalDocument xmlns="urn:hl7-org:v3"')) })))).toContain('document XML_MAL_FORME');
  });

  test('what claims to be XML and is no CDA, what claims to be a PDF and is one', () => {
    expect(told(publish(simplified({}, { data: base64(Buffer.from('<Bundle/>')) })))).toContain('content[0].attachment.contentType CONTENU_NON_CDA');
    expect(told(publish(simplified({}, { contentType: 'application/pdf' })))).toContain('content[0].attachment.contentType TYPE_MIME_FAUX');
  });
});

describe('faults of form', () => {
  test.each([
    ['no base64', simplified({}, { data: 'é' }), 'content[0].attachment.data BASE64_INVALIDE'],
    ['base64 with a line end', simplified({}, { data: 'AAAA\nAAAA' }), 'content[0].attachment.data BASE64_INVALIDE'],
    ['no bytes', simplified({}, { data: undefined }), 'content[0].attachment.data CHAMP_ABSENT'],
    ['two contents', simplified({ content: [{ attachment: {} }, { attachment: {} }] }), 'content CARDINALITE'],
    ['no content', simplified({ content: undefined }), 'content CARDINALITE'],
    ['a status that is not current', simplified({ status: 'superseded' }), 'status STATUT'],
    [
      'already archived',
      simplified({ extension: [{ url: 'https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/pdsm-ext-is-archived', valueBoolean: true }] }),
      'extension STATUT',
    ],
    ['a modifier extension', simplified({ modifierExtension: [{ url: 'urn:x' }] }), 'modifierExtension EXTENSION_MODIFIANTE'],
    [
      'a modifier extension deep inside',
      simplified({}, { extension: [{ url: 'x', modifierExtension: [] }] }),
      'content[0].attachment.extension[0].modifierExtension EXTENSION_MODIFIANTE',
    ],
    ['an implicit rule', simplified({ implicitRules: 'urn:x' }), 'implicitRules EXTENSION_MODIFIANTE'],
    ['another resource', { resourceType: 'Observation' }, 'resourceType RESSOURCE_INATTENDUE'],
    ['an unknown system', simplified({ type: { coding: [{ system: 'urn:x', code: '34133-9' }] } }), 'type.coding[0].system SYSTEME_INCONNU'],
    ['a type the DMP does not take', simplified({ type: { coding: [{ system: loinc, code: '60280-5' }] } }), 'type TYPE_HORS_LISTE'],
    ['a wrong INS', simplified({ subject: { reference: `Patient?identifier=urn:oid:${testOid}|123456789012345` } }), 'subject INS_CLE'],
    ['no subject', simplified({ subject: undefined }), 'subject CHAMP_ABSENT'],
    ['a subject by a number that is no INS', simplified({ subject: { identifier: { system: 'urn:oid:1.2.3', value: '1' } } }), 'subject INS_ABSENT'],
    ['a record nobody knows', simplified({ subject: { reference: 'Patient/abc' } }), 'subject PATIENT_INCONNU'],
    ['an author who is not there', simplified({ author: [{ reference: '#nobody' }] }), 'author[0].reference REFERENCE_INTROUVABLE'],
    ['an author elsewhere', simplified({ author: [{ reference: 'Practitioner/12' }] }), 'author[0].reference REFERENCE_INTROUVABLE'],
    ['an author without a national number', simplified({ contained: [{ resourceType: 'Practitioner', id: 'author' }] }), 'author[0] AUTEUR_ID_ABSENT'],
    ['a kind of author nobody expects', simplified({ contained: [{ resourceType: 'RelatedPerson', id: 'author' }] }), 'author[0].reference NON_PRIS_EN_CHARGE'],
    ['a number where a text goes', simplified({ description: 3 }), 'description JSON_TYPE'],
    ['an empty text', simplified({ description: ' ' }), 'description CHAMP_VIDE'],
    ['one thing where a list goes', simplified({ author: { reference: '#author' } }), 'author JSON_TYPE'],
    ['a text where a thing goes', simplified({ author: ['#author'] }), 'author[0] JSON_TYPE'],
    [
      'an unknown restriction',
      simplified({ securityLabel: [{ coding: [{ system: nos('TRE_A07-StatutVisibiliteDocument'), code: 'CACHE' }] }] }),
      'securityLabel CODE_INCONNU',
    ],
    [
      'two restrictions that exclude each other',
      simplified({
        securityLabel: ['MASQUE_PS', 'INVISIBLE_PATIENT'].map((code) => ({ coding: [{ system: nos('TRE_A07-StatutVisibiliteDocument'), code }] })),
      }),
      'securityLabel CONFIDENTIALITE_CUMUL',
    ],
    [
      'a relation FHIR has not',
      simplified({ relatesTo: [{ code: 'complements', target: { reference: 'DocumentReference/1' } }] }),
      'relatesTo[0].code CODE_INCONNU',
    ],
    [
      'a replacement of nothing',
      simplified({ relatesTo: [{ code: 'replaces', target: { reference: 'DocumentReference/1' } }] }),
      'relatesTo[0].target.reference REFERENCE_INTROUVABLE',
    ],
    ['an impossible day', simplified({ context: { period: { start: '2026-02-30' } } }), 'context.period.start DATE_FORME'],
  ])('%s', (_, resource, fault) => expect(told(publish(resource))).toContain(fault));

  test('unknown elements are no fault', () =>
    expect(
      told(publish(simplified({ foo: 1, docStatus: 'final', text: { status: 'empty', div: '<div/>' }, extension: [{ url: 'urn:x', valueString: 'y' }] }))),
    ).toEqual([]));
});

describe('a document that says nothing of itself', () => {
  test('is all in its metadata', () => {
    const { metadata, contentHeader } = value(publish(plain()));
    expect(contentHeader).toBeUndefined();
    expect(metadata).toMatchObject({
      uniqueId: '2.25.2002',
      classCode: '11',
      mimeType: 'application/pdf',
      title: 'Courrier',
      comments: 'Pour mémoire',
      visibilite: { masquePs: true, invisiblePatient: false },
      format: { code: 'urn:ihe:iti:xds-sd:pdf:2008', system: '1.3.6.1.4.1.19376.1.2.3' },
      facilityType: { code: 'SA07', system: '1.2.250.1.71.4.2.4' },
      practiceSetting: { code: 'AMBULATOIRE', system: '1.2.250.1.213.1.1.4.9' },
      eventCodes: [{ code: 'QZRM', system: 'urn:example:acts' }],
      referenceIds: ['ACC-1^^^&1.2.9&ISO^urn:ihe:iti:xds:2013:accession'],
      sourcePatientId: 'IPP-77^^^&1.2.3.4&ISO^PI',
      size: pdf.length,
      sha1: sha1(pdf),
    });
    expect(metadata.authors).toEqual([
      {
        kind: 'professionnel',
        ...doctor,
        specialty: { code: doctor.specialty, system: '1.2.250.1.213.1.1.4.5', display: 'Généraliste' },
        institution: practice,
      },
    ]);
    expect(new Date(metadata.serviceStart).toISOString()).toBe('2026-04-01T22:00:00.000Z');
  });

  test('what nobody says is asked for', () => {
    const bare = plain(
      { masterIdentifier: undefined, type: undefined, author: undefined, context: undefined, date: undefined },
      { language: undefined, title: undefined, creation: undefined, contentType: undefined },
    );
    expect(told(publish({ ...bare, content: [{ attachment: (bare['content'] as { attachment: Json }[])[0]!.attachment }] })).sort()).toEqual(
      [
        'author',
        'content[0].attachment.contentType',
        'content[0].attachment.creation',
        'content[0].attachment.language',
        'content[0].attachment.title',
        'content[0].format',
        'context.period.start',
        'masterIdentifier',
        'type',
      ].map((field) => `${field} CHAMP_ABSENT`),
    );
  });

  /** `specialty` of the annuaire's role takes ordinal specialties (TRE_R38) only: what JDV_J01 names is in `code`. */
  test.each([
    ['G15_10/SM26', '1.2.250.1.213.1.1.4.5', 'SM26'],
    ['G15_40/SCD01', '1.2.250.1.213.1.1.4.5', 'SCD01'],
    ['G15_60/SI05', '1.2.250.1.213.1.1.4.5', 'SI05'],
    ['G15_60', '1.2.250.1.213.1.1.4.5', undefined],
    ['G15_10/CEX22', '1.2.250.1.213.1.1.4.5', undefined],
    ['G15_21/A', '1.2.250.1.213.1.1.4.5', undefined],
    ['313', '1.2.250.1.213.1.6.1.107', undefined],
  ])('its author’s %s is read where it was written', (code, system, ordinal) => {
    const specialty = { code, system };
    const role = { code: 'PCP', system: '2.16.840.1.113883.5.88' };
    const author = { kind: 'professionnel', id: value(parsePsIdNat(doctor.id)), familyName: 'MOREAU', givenName: 'Hélène', specialty, role } as const;
    const { reference, contained } = writeAuthor(author, 'one');
    const written = contained.find(({ resourceType }) => resourceType === 'PractitionerRole')!;
    const r38 = 'https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale';
    expect(written['specialty']).toEqual(ordinal === undefined ? undefined : [{ coding: [{ system: r38, code: ordinal }] }]);
    expect(written['code']).toEqual([{ coding: [expect.objectContaining({ code: 'PCP' })] }, { coding: [expect.objectContaining({ code })] }]);
    const { metadata } = value(publish(plain({ author: [reference], authenticator: undefined, contained: [...contained] })));
    expect(metadata.authors).toMatchObject([{ kind: 'professionnel', id: author.id, familyName: 'MOREAU', specialty }]);
  });

  test('its author needs a name', () => {
    expect(told(publish(plain({ author: [{ type: 'Practitioner', identifier: { system: 'urn:oid:1.2.250.1.71.4.2.1', value: doctor.id } }] })))).toEqual([
      'author NOM_ABSENT',
    ]);
  });

  test.each([
    [
      'a patient',
      {
        contained: [
          {
            resourceType: 'Patient',
            id: 'p',
            identifier: [{ system: `urn:oid:${testOid}`, value: camille.matricule }],
            name: [{ family: 'FONTANEL', given: ['Camille'] }],
          },
        ],
        author: [{ reference: '#p' }],
      },
      { kind: 'patient', familyName: 'FONTANEL' },
    ],
    [
      'a device',
      {
        contained: [{ resourceType: 'Device', id: 'd', identifier: [{ system: 'urn:oid:1.2', value: '7' }], deviceName: [{ name: 'Balance' }] }],
        author: [{ reference: '#d' }],
      },
      { kind: 'systeme', id: '7', name: 'Balance' },
    ],
    ['an organisation alone', { author: [{ reference: '#place' }] }, { kind: 'systeme', id: practice.id, institution: practice }],
    [
      'an organisation behind a person',
      { author: [{ reference: '#author' }, { reference: '#place' }] },
      { kind: 'professionnel', id: doctor.id, institution: practice },
    ],
    [
      'a person by conditional reference',
      { author: [{ reference: `Practitioner?identifier=urn:oid:1.2.250.1.71.4.2.1%7C${doctor.id}`, display: 'VERNEUIL' }] },
      { kind: 'professionnel', id: doctor.id, familyName: 'VERNEUIL' },
    ],
  ])('written by %s', (_, more, author) => {
    const base = plain();
    const contained = [...(((more as Json)['contained'] as Json[] | undefined) ?? []), ...(base['contained'] as Json[])];
    expect(value(publish({ ...base, authenticator: undefined, ...more, contained })).metadata.authors).toMatchObject([author]);
  });

  test('who the patient is, in every form', () => {
    const subjects = [
      { identifier: { system: `urn:oid:${testOid}`, value: camille.matricule } },
      { reference: '#who' },
      { reference: `Patient?identifier=${testOid}|${camille.matricule}` },
      { reference: 'https://carnet.fr/fhir/Patient/d-1' },
    ];
    const contained = [
      {
        resourceType: 'Patient',
        id: 'who',
        identifier: [
          { system: 'urn:oid:9.9', value: 'x' },
          { system: `urn:oid:${testOid}`, value: camille.matricule },
        ],
      },
    ];
    for (const subject of subjects) {
      const base = plain();
      const resource = { ...base, contained: [...contained, ...(base['contained'] as Json[])], subject };
      expect(dossierIdsIn(resource)).toEqual('reference' in subject && subject.reference.endsWith('d-1') ? ['d-1'] : []);
      const read = parseDocumentReference(JSON.stringify(resource), { ...context, patientOf: (id) => (id === 'd-1' ? insOf(camille.matricule) : undefined) });
      expect(value(read).metadata.patient).toEqual(insOf(camille.matricule));
    }
  });

  test('a submission set is made for it', () => {
    expect(setOf(value(publish(plain())), '2.25.42')).toMatchObject({
      sourceId: '2.25.42',
      contentType: { code: 'SA07' },
      patient: insOf(camille.matricule),
      author: { id: doctor.id },
    });
    expect(setOf(value(publish(plain({ context: { period: { start: '2026' } } }))), '2.25.42').contentType.code).toBe('07');
  });
});

describe('ITI-65', () => {
  const whole = (document: Json = comprehensive(), ...more: readonly Json[]): Json =>
    bundle(entry(setUrl, submissionSet()), entry(documentUrl, document), entry(binaryUrl, binary(pdf)), ...more);
  const provide = (resource: Json) => parseProvideBundle(JSON.stringify(resource), context);

  test('a set and its document', () => {
    const read = value(provide(whole()));
    expect(read.set).toMatchObject({
      sourceId: '2.25.42',
      contentType: { code: '07', system: '1.2.250.1.213.2.2' },
      patient: insOf(camille.matricule),
      author: { kind: 'professionnel', id: doctor.id, familyName: doctor.familyName },
    });
    expect(read.documents.map(({ metadata, bytes }) => [metadata.uniqueId, metadata.title, bytes.length])).toEqual([['2.25.2002', 'Courrier', pdf.length]]);
    expect(read.documentUrls).toEqual([documentUrl]);
  });
  test('the set’s own identifier is kept', () => {
    const list = submissionSet({
      identifier: [
        { use: 'official', system: 'urn:ietf:rfc:3986', value: 'urn:uuid:99999999-0000-4000-8000-000000000000' },
        { use: 'usual', system: 'urn:ietf:rfc:3986', value: 'urn:oid:2.25.777' },
      ],
    });
    expect(value(provide(bundle(entry(setUrl, list), entry(documentUrl, comprehensive()), entry(binaryUrl, binary(pdf))))).set.uniqueId).toBe('2.25.777');
  });
  test('people may stand in the bundle rather than inside the resources', () => {
    const { contained: _, ...document } = comprehensive({ author: [{ reference: 'urn:uuid:aaaa' }], authenticator: undefined });
    const person = { resourceType: 'Practitioner', id: 'x', identifier: [{ system: 'urn:oid:1.2.250.1.71.4.2.1', value: doctor.id }], name: [{ family: 'V' }] };
    expect(value(provide(whole(document, entry('urn:uuid:aaaa', person)))).documents[0]!.metadata.authors).toMatchObject([{ id: doctor.id, familyName: 'V' }]);
  });
  test('a CDA is held against its header, and the binary against what is said of it', () => {
    const document = {
      ...simplified(
        { masterIdentifier: { system: 'urn:ietf:rfc:3986', value: 'urn:oid:2.25.1001^A-1' } },
        { data: undefined, url: binaryUrl, title: 'Faux', size: 1 },
      ),
    };
    expect(
      told(provide(bundle(entry(setUrl, submissionSet()), entry(documentUrl, document), entry(binaryUrl, binary(cda, 'application/xml'))))).sort(),
    ).toEqual(['entry[1].resource.content[0].attachment.size TAILLE_FAUSSE', 'entry[1].resource.content[0].attachment.title TITRE_DIFFERENT']);
  });
  test('what it replaces, by identifier', () => {
    const key = (target: Json): unknown => value(provide(whole(comprehensive({ relatesTo: [{ code: 'replaces', target }] })))).documents[0]!.replaces;
    const id = '0f0f0f0f-0000-4000-8000-00000000000f';
    expect(key({ identifier: { system: 'urn:ietf:rfc:3986', value: 'urn:oid:2.25.5' } })).toEqual({ uniqueId: '2.25.5' });
    expect(key({ identifier: { use: 'usual', value: `urn:uuid:${id}` } })).toEqual({ logicalId: id });
    expect(key({ identifier: { use: 'official', value: `urn:uuid:${id}` } })).toEqual({ entryUuid: id });
  });
  test('the guide’s own PATCH of the replaced document says nothing new', () => {
    const patch = { resourceType: 'Parameters', parameter: [] };
    expect(told(provide(whole(comprehensive(), entry('urn:uuid:p', patch, 'PATCH'))))).toEqual([]);
  });

  const folder = { ...submissionSet(), code: { coding: [{ code: 'folder' }] } };
  test.each([
    ['no set', bundle(entry(documentUrl, comprehensive()), entry(binaryUrl, binary(pdf))), 'entry LOT_UNIQUE'],
    [
      'two sets',
      bundle(entry(setUrl, submissionSet()), entry('urn:uuid:b', submissionSet()), entry(documentUrl, comprehensive()), entry(binaryUrl, binary(pdf))),
      'entry LOT_UNIQUE',
    ],
    ['no document', bundle(entry(setUrl, submissionSet({ entry: [] }))), 'entry CHAMP_ABSENT'],
    [
      'a document the set does not list',
      bundle(entry(setUrl, submissionSet({ entry: [] })), entry(documentUrl, comprehensive()), entry(binaryUrl, binary(pdf))),
      'entry[1].fullUrl LOT_INCOMPLET',
    ],
    [
      'a member that is not there',
      bundle(
        entry(setUrl, submissionSet({ entry: [{ item: { reference: documentUrl } }, { item: { reference: 'urn:uuid:lost' } }] })),
        entry(documentUrl, comprehensive()),
        entry(binaryUrl, binary(pdf)),
      ),
      'entry[0].resource.entry[1].item REFERENCE_INTROUVABLE',
    ],
    [
      'no binary',
      bundle(entry(setUrl, submissionSet()), entry(documentUrl, comprehensive())),
      'entry[1].resource.content[0].attachment.url REFERENCE_INTROUVABLE',
    ],
    ['a binary nobody names', whole(comprehensive(), entry('urn:uuid:c', binary(pdf))), 'entry[3].resource CONTENU_NON_REFERENCE'],
    [
      'broken base64',
      bundle(entry(setUrl, submissionSet()), entry(documentUrl, comprehensive()), entry(binaryUrl, { resourceType: 'Binary', data: '***' })),
      'entry[1].resource.content[0].attachment.url.resolve().data BASE64_INVALIDE',
    ],
    [
      'two media types',
      bundle(entry(setUrl, submissionSet()), entry(documentUrl, comprehensive()), entry(binaryUrl, binary(pdf, 'image/png'))),
      'entry[1].resource.content[0].attachment.contentType TYPE_MIME_FAUX',
    ],
    ['a folder without a title', whole(comprehensive(), entry('urn:uuid:f', folder)), 'entry[3].resource.title CHAMP_ABSENT'],
    [
      'a list of another kind',
      whole(comprehensive(), entry('urn:uuid:f', { ...folder, code: { coding: [{ code: 'bundle' }] } })),
      'entry[3].resource NON_PRIS_EN_CHARGE',
    ],
    ['another resource', whole(comprehensive(), entry('urn:uuid:o', { resourceType: 'Observation' })), 'entry[3].resource NON_PRIS_EN_CHARGE'],
    ['one address twice', whole(comprehensive(), entry(binaryUrl, binary(pdf))), 'entry[3].fullUrl FULLURL_DOUBLE'],
    [
      'a PUT',
      bundle(entry(setUrl, submissionSet()), entry(documentUrl, comprehensive(), 'PUT'), entry(binaryUrl, binary(pdf))),
      'entry[1].request.method VALEUR_INATTENDUE',
    ],
    ['a batch', { ...whole(), type: 'batch' }, 'type VALEUR_INATTENDUE'],
    [
      'another patient in the set',
      bundle(
        entry(setUrl, submissionSet({ subject: { identifier: { system: `urn:oid:${testOid}`, value: armand.matricule } } })),
        entry(documentUrl, comprehensive()),
        entry(binaryUrl, binary(pdf)),
      ),
      'entry[1].resource.subject PATIENT_DIFFERENT',
    ],
    [
      'no sector',
      bundle(entry(setUrl, submissionSet({ extension: [] })), entry(documentUrl, comprehensive()), entry(binaryUrl, binary(pdf))),
      'entry[0].resource.extension(ihe-designationType) CHAMP_ABSENT',
    ],
    ['no place nor setting', whole(comprehensive({ context: { period: { start: '2026-04-02' } } })), 'entry[1].resource.context.facilityType CHAMP_ABSENT'],
    ['no label', whole(comprehensive({ securityLabel: [] })), 'entry[1].resource.securityLabel CHAMP_ABSENT'],
    ['an entry without resource', whole(comprehensive(), { fullUrl: 'urn:uuid:z' }), 'entry[3].resource CHAMP_ABSENT'],
    ['no bundle', simplified(), 'resourceType RESSOURCE_INATTENDUE'],
  ])('%s', (_, resource, fault) => expect(told(provide(resource))).toContain(fault));
});
