// What Carnet answers over FHIR: an entry read back is the entry that was written, and every state has its own words.

import {
  type DocumentReferenceSurroundings,
  documentResourceId,
  fhirPathOf,
  insIdentifier,
  issueTypeOf,
  issueTypeOfRule,
  issuesOf,
  parseDocumentReference,
  documentReferenceSearch,
  listSearch,
  parseDocumentResourceId,
  systemOid,
  systemUrl,
  writeCapabilityStatement,
  writeDocumentReference,
  writeOperationOutcome,
  writePatient,
  writeSearchset,
  writeSubmissionSet,
  writeTransactionResponse,
} from '@carnet/codecs/fhir';
import {
  type DocumentEntry,
  type EntryUuid,
  type LogicalId,
  type SubmissionSet,
  type SubmissionSetId,
  type UniqueId,
  visibleToAll,
} from '@carnet/domain/document';
import { instantOf } from '@carnet/domain/kernel';
import type { IdentityTraits } from '@carnet/domain/identity';
import { describe, expect, test } from 'vitest';
import { armand, camille, insOf, tinyPdf } from '../../fixtures/cda/compose.ts';
import { type Json, base64, comprehensive, context } from './fhir-compose.ts';

const pdf = new Uint8Array(tinyPdf('Courrier'));
const declared = (() => {
  const read = parseDocumentReference(JSON.stringify(comprehensive({}, { data: base64(pdf), url: undefined })), context);
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return read.value.metadata;
})();
const dossierId = '0d0d0d0d-0000-7000-8000-00000000000d';
const logicalId = '0f0f0f0f-0000-7000-8000-00000000000f' as LogicalId;
const entry: DocumentEntry = {
  ...declared,
  entryUuid: '0e0e0e0e-0000-7000-8000-00000000000e' as EntryUuid,
  logicalId,
  version: 3,
  status: 'Approved',
  depositor: 'professionnel',
  depositedAt: instantOf(1_775_000_000_000),
  changedAt: instantOf(1_775_000_060_000),
  submissionSetId: '0a0a0a0a-0000-7000-8000-00000000000a' as SubmissionSetId,
};
const around: DocumentReferenceSurroundings = { dossierId, contentUrl: 'https://localhost:8443/fhir/Binary/x', custodian: { display: 'Carnet' } };
const written = (changes: Partial<DocumentEntry> = {}): Json => writeDocumentReference({ ...entry, ...changes }, around) as Json;

test('a key the sender chose is named as it is, whatever every object has by that name', () => {
  for (const field of ['__proto__', 'constructor', 'toString']) expect(fhirPathOf(field)).toBe(field);
});

describe('DocumentReference', () => {
  test('read back, it declares the same', () => {
    const resource = written();
    const [content] = resource['content'] as { attachment: Json; format: Json }[];
    const back = parseDocumentReference(
      JSON.stringify({
        ...resource,
        subject: { identifier: insIdentifier(entry.patient) },
        content: [{ ...content, attachment: { ...content!.attachment, url: undefined, data: base64(pdf) } }],
      }),
      context,
    );
    if (!back.ok) throw new Error(JSON.stringify(back.findings));
    expect(back.value.metadata).toMatchObject(declared);
  });
  test('its identifiers', () => {
    expect(written()).toMatchObject({
      id: documentResourceId(dossierId, logicalId),
      meta: { versionId: '3' },
      masterIdentifier: { value: 'urn:oid:2.25.2002' },
      identifier: [
        { use: 'official', value: 'urn:uuid:0e0e0e0e-0000-7000-8000-00000000000e' },
        { use: 'usual', value: `urn:uuid:${logicalId}` },
      ],
    });
    expect(written()['id'] as string).toMatch(/^[0-9a-f]{64}$/);
    expect(parseDocumentResourceId(documentResourceId(dossierId, logicalId))).toEqual({ dossierId, logicalId });
    for (const other of ['', 'x', logicalId, `${'0'.repeat(63)}g`]) expect(parseDocumentResourceId(other)).toBeUndefined();
  });
  test.each([
    ['Approved', 'current', false],
    ['Archived', 'current', true],
    ['Deprecated', 'superseded', false],
    ['Deleted', 'entered-in-error', false],
  ] as const)('%s is %s, archived %s', (status, code, archived) => {
    const resource = written({ status });
    expect(resource).toMatchObject({ status: code, extension: [{ valueBoolean: archived }] });
    // PDSm's profile has no deleted document, so none claims it.
    expect('profile' in (resource['meta'] as Json)).toBe(status !== 'Deleted');
  });
  test('its labels: N, then each restriction', () => {
    const codes = (visibilite: DocumentEntry['visibilite']): unknown =>
      (written({ visibilite })['securityLabel'] as { coding: { code: string }[] }[]).map(({ coding }) => coding[0]!.code);
    expect(codes(visibleToAll)).toEqual(['N']);
    expect(codes({ masquePs: true, invisiblePatient: false, invisibleRepresentants: true })).toEqual(['N', 'MASQUE_PS', 'INVISIBLE_REPRESENTANTS_LEGAUX']);
  });
  test('its authors, whatever they are', () => {
    const resource = written({
      authors: [
        ...entry.authors,
        { kind: 'patient', ins: insOf(armand.matricule), familyName: 'ORSINI', givenName: 'Armand Luc' },
        { kind: 'systeme', id: 'x/1', name: 'Automate', institution: { name: 'Labo' } },
      ],
    });
    expect(resource['author']).toEqual([
      { reference: '#author-1', display: 'Odile VERNEUIL' },
      { reference: '#author-2', display: 'Armand Luc ORSINI' },
      { reference: '#author-3', display: 'Automate' },
    ]);
    const contained = resource['contained'] as Json[];
    expect(contained.map(({ resourceType }) => resourceType)).toEqual([
      'Patient',
      'Organization',
      'Practitioner',
      'PractitionerRole',
      'Patient',
      'Organization',
      'Device',
      'Organization',
      'Practitioner',
      'PractitionerRole',
    ]);
    expect(new Set(contained.map(({ id }) => id)).size).toBe(contained.length);
    expect(contained.find(({ id }) => id === 'author-2')).toMatchObject({ name: [{ family: 'ORSINI', given: ['Armand', 'Luc'] }] });
  });
  test('what it replaces', () =>
    expect(written({ replaces: logicalId })['relatesTo']).toEqual([
      { code: 'replaces', target: { reference: `DocumentReference/${documentResourceId(dossierId, logicalId)}` } },
    ]));
});

test('a submission set and its members', () => {
  const set: SubmissionSet = {
    id: entry.submissionSetId,
    uniqueId: '2.25.7' as UniqueId,
    sourceId: '2.25.42',
    contentType: { code: '07', system: '1.2.250.1.213.2.2' },
    submittedAt: entry.depositedAt,
    author: entry.authors[0]!,
    patient: entry.patient,
    title: 'Lot',
    comments: 'note',
  };
  const list = writeSubmissionSet(set, { documents: [logicalId], folders: [] }, dossierId) as Json;
  const sourceOf = (sourceId: string): unknown =>
    ((writeSubmissionSet({ ...set, sourceId }, { documents: [], folders: [] }, dossierId) as Json)['extension'] as Json[])[1]!['valueIdentifier'];
  expect(sourceOf('2.25.42')).toEqual({ system: 'urn:ietf:rfc:3986', value: 'urn:oid:2.25.42' });
  expect(sourceOf('01a20920-1081-73db-bb57-66627c0a71f7')).toEqual({ system: 'urn:ietf:rfc:3986', value: 'urn:uuid:01a20920-1081-73db-bb57-66627c0a71f7' });
  expect(sourceOf('899704822677')).toEqual({ value: '899704822677' });
  // R4 dom-3: what is contained is pointed to.
  const pointed = JSON.stringify(list);
  for (const { id } of list['contained'] as { id: string }[]) expect(pointed).toContain(`"#${id}"`);
  expect(list).toMatchObject({
    resourceType: 'List',
    identifier: [{ use: 'usual', value: 'urn:oid:2.25.7' }, { use: 'official' }],
    subject: { reference: `Patient/${dossierId}` },
    title: 'Lot',
    note: [{ text: 'note' }],
    entry: [{ item: { reference: `DocumentReference/${documentResourceId(dossierId, logicalId)}` } }],
  });
});

describe('Patient', () => {
  const traits: IdentityTraits = {
    birthName: 'FONTANEL',
    birthFirstNames: 'CAMILLE ROSE',
    birthDate: '1984-05-17' as IdentityTraits['birthDate'],
    sexe: 'F',
    birthPlaceCog: '63113',
    usedName: 'ORSINI',
  };
  test('open: traits only where they may be shown', () => {
    const state = { dossierId, ins: insOf(camille.matricule), open: true, rattachementMes: true, medecinTraitant: false };
    expect(writePatient(state)).toMatchObject({
      active: true,
      identifier: [{ value: camille.matricule }],
      extension: [{ valueBoolean: true }, { valueBoolean: false }],
    });
    expect(writePatient(state)).not.toHaveProperty('name');
    expect(writePatient({ ...state, traits })).toMatchObject({
      name: [
        { use: 'official', family: 'FONTANEL', given: ['CAMILLE', 'ROSE'] },
        { use: 'usual', family: 'ORSINI', given: ['CAMILLE'] },
      ],
      gender: 'female',
      birthDate: '1984-05-17',
    });
  });
  test('closed: when and why', () => {
    expect(
      writePatient({ dossierId, ins: insOf(camille.matricule), open: false, fermeture: { date: entry.changedAt, motif: 'FERMETURE_DEMANDE_PATIENT' } }),
    ).toMatchObject({
      active: false,
      extension: [{ extension: [{ url: 'dateFermeture' }, { url: 'motifFermeture', valueString: 'FERMETURE_DEMANDE_PATIENT' }] }],
    });
  });
});

test('a page of a search', () => {
  expect(writeSearchset({ entries: [{ fullUrl: 'u', resource: {} }], total: 7, self: 's', next: 'n', outcome: { resourceType: 'OperationOutcome' } })).toEqual({
    resourceType: 'Bundle',
    type: 'searchset',
    total: 7,
    link: [
      { relation: 'self', url: 's' },
      { relation: 'next', url: 'n' },
    ],
    entry: [
      { fullUrl: 'u', resource: {}, search: { mode: 'match' } },
      { resource: { resourceType: 'OperationOutcome' }, search: { mode: 'outcome' } },
    ],
  });
});
test('a transaction, line by line', () => {
  expect(
    writeTransactionResponse([
      { status: '201 Created', location: 'DocumentReference/x', versionId: '1' },
      { status: '200 OK', location: 'List/y' },
    ]),
  ).toMatchObject({ type: 'transaction-response', entry: [{ response: { status: '201 Created', etag: 'W/"1"' } }, { response: { location: 'List/y' } }] });
});

describe('OperationOutcome', () => {
  const refusal = { code: 'METADONNEES_INCOHERENTES', findings: [{ field: 'type', rule: 'TYPE_DIFFERENT', given: 'a', expected: 'b' }] } as const;
  const issues = issuesOf(refusal, {
    refusal: (code) => ({ fr: `fr ${code}`, en: `en ${code}` }),
    finding: (rule, given, expected) => ({ fr: `fr ${rule} ${given} ${expected}`, en: `en ${rule}` }),
  });
  test('the refusal, then each finding where it is, in two languages', () => {
    const { issue } = writeOperationOutcome(issues) as { issue: Json[] };
    expect(issue).toHaveLength(2);
    expect(issue[1]).toMatchObject({
      severity: 'error',
      code: 'business-rule',
      expression: ['type'],
      details: {
        coding: [{ code: 'TYPE_DIFFERENT' }],
        text: 'fr TYPE_DIFFERENT a b',
        _text: { extension: [{ extension: [{ valueCode: 'en' }, { valueString: 'en TYPE_DIFFERENT' }] }] },
      },
    });
  });
  test('types of issue', () => {
    expect([issueTypeOf('PS_BLOQUE'), issueTypeOf('DOCUMENT_INEXISTANT'), issueTypeOf('IDENTIFIANT_DEJA_UTILISE'), issueTypeOf('NON_AUTHENTIFIE')]).toEqual([
      'forbidden',
      'not-found',
      'duplicate',
      'login',
    ]);
    expect(
      ['CHAMP_ABSENT', 'INS_CLE', 'JSON_CLE_DOUBLE', 'NON_PRIS_EN_CHARGE', 'CODE_INCONNU', 'REFERENCE_INTROUVABLE', 'XML_TROP_GRAND', 'HASH_FAUX'].map(
        issueTypeOfRule,
      ),
    ).toEqual(['required', 'value', 'structure', 'not-supported', 'code-invalid', 'not-found', 'structure', 'business-rule']);
  });
});

test('the capability statement lists the parameters that are read, and no others', () => {
  const { rest } = writeCapabilityStatement({
    baseUrl: 'https://localhost:8443/fhir',
    software: 'Carnet',
    version: '0.1.0',
    date: '2026-11-22',
    publisher: 'Carnet',
    description: 'd',
    security: 's',
  }) as { rest: { resource: { type: string; searchParam?: { name: string }[] }[] }[] };
  const listed = (of: string) => rest[0]!.resource.find(({ type }) => type === of)?.searchParam?.map(({ name }) => name);
  expect(listed('DocumentReference')).toEqual(Object.keys(documentReferenceSearch.parameters));
  expect(listed('List')).toEqual(Object.keys(listSearch.parameters));
});

test('systems, both ways', () => {
  for (const oid of ['2.16.840.1.113883.6.1', '1.2.250.1.213.1.1.4.1', '1.2.250.1.213.1.1.4.13', '9.9.9'])
    expect(systemOid(systemUrl(oid)) ?? (oid === '9.9.9' ? undefined : 'lost')).toBe(oid === '9.9.9' ? undefined : oid);
  expect(systemUrl('1.2.3')).toBe('urn:oid:1.2.3');
  expect(systemOid('https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument')).toBe('1.2.250.1.213.1.1.4.1');
  expect(systemUrl('urn:example:acts')).toBe('urn:example:acts');
});
