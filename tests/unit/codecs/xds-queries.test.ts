// Stored queries (ITI-18) and requests for documents (ITI-43): each parameter of each query, what may be repeated and what may not, what is
// refused and as what.

import { parseXml } from '@carnet/codecs/xml';
import { parseAdhocQuery, parseRetrieve, storedQueryIds } from '@carnet/codecs/xds';
import type { Parsed } from '@carnet/domain/kernel';
import type { StoredQuery } from '@carnet/domain/document';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { camille, insOf } from '../../fixtures/cda/compose.ts';
import { adhocQuery, cx, retrieve, statusUrn } from '../../fixtures/xds/compose.ts';

type Given = readonly (readonly [string, ...string[]])[];
const idOf = (name: StoredQuery['name']): string => storedQueryIds[name].slice('urn:uuid:'.length);
const bodyOf = <T>(xml: string, read: (root: Parameters<typeof parseRetrieve>[0]) => T): T => {
  const parsed = parseXml(Buffer.from(xml, 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  using document = parsed.value;
  return read(document.root);
};
const ask = (name: StoredQuery['name'], given: Given, returnType?: string) => bodyOf(adhocQuery(idOf(name), given, returnType), parseAdhocQuery);
const told = (read: Parsed<unknown>): string[] => (read.ok ? ['accepted'] : read.findings.map(({ field, rule }) => `${field} ${rule}`));
const query = (name: StoredQuery['name'], given: Given): StoredQuery => {
  const read = ask(name, given);
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return read.value.query;
};

const entry = '$XDSDocumentEntry';
const approved = `('${statusUrn('Approved')}')`;
const patient: Given = [
  [`${entry}PatientId`, `'${cx}'`],
  [`${entry}Status`, approved],
];
const find = (...more: Given) => query('FindDocuments', [...patient, ...more]);
const filters = (...more: Given) => {
  const read = find(...more);
  return 'filters' in read ? read.filters : undefined;
};
const uuid = '11111111-2222-4333-8444-555555555555';
const another = '99999999-2222-4333-8444-555555555555';

describe('FindDocuments', () => {
  test('by patient and status', () => {
    const read = ask('FindDocuments', patient);
    expect(read).toEqual({
      ok: true,
      value: { query: { name: 'FindDocuments', statuses: ['Approved'], filters: {} }, returns: 'LeafClass', patient: insOf(camille.matricule), ignored: [] },
    });
  });
  test('every status, the French ones too', () => {
    const all = ['Approved', 'Deprecated', 'Archived', 'Deleted'] as const;
    expect(query('FindDocuments', [patient[0]!, [`${entry}Status`, `(${all.map((one) => `'${statusUrn(one)}'`).join(', ')})`]])).toMatchObject({
      statuses: all,
    });
  });
  test('codes: any of a list, over one Value or several', () => {
    expect(filters([`${entry}ClassCode`, "('10^^1.2.3','11^^1.2.3')"])).toEqual({
      classes: [
        { code: '10', system: '1.2.3' },
        { code: '11', system: '1.2.3' },
      ],
    });
    expect(filters([`${entry}TypeCode`, "('a^^1')", "('b^^urn:oid:1')"])).toEqual({
      types: [
        { code: 'a', system: '1' },
        { code: 'b', system: '1' },
      ],
    });
    expect(
      filters([`${entry}PracticeSettingCode`, "('a^^1')"], [`${entry}HealthcareFacilityTypeCode`, "('b^^1')"], [`${entry}FormatCode`, "('urn:x^^1')"]),
    ).toEqual({
      practiceSettings: [{ code: 'a', system: '1' }],
      facilityTypes: [{ code: 'b', system: '1' }],
      formats: [{ code: 'urn:x', system: '1' }],
    });
  });
  test('event and confidentiality codes: each repetition must be met', () => {
    expect(filters([`${entry}EventCodeList`, "('a^^1','b^^1')"], [`${entry}EventCodeList`, "('c^^1')"], [`${entry}ConfidentialityCode`, "('N^^2')"])).toEqual({
      eventCodes: [
        [
          { code: 'a', system: '1' },
          { code: 'b', system: '1' },
        ],
        [{ code: 'c', system: '1' }],
      ],
      confidentialityCodes: [[{ code: 'N', system: '2' }]],
    });
  });
  test('authors keep their wildcards, and apostrophes are doubled', () => {
    expect(filters([`${entry}AuthorPerson`, "('%O''BRIEN%','8_%')"])).toEqual({ authorPersons: ["%O'BRIEN%", '8_%'] });
  });
  test('dates: numbers or texts, from inclusive, to exclusive, what is left out being the first moment, in UTC', () => {
    expect(filters([`${entry}CreationTimeFrom`, '20260101'], [`${entry}CreationTimeTo`, '2027'])).toEqual({
      creation: { from: Date.parse('2026-01-01T00:00:00Z'), until: Date.parse('2027-01-01T00:00:00Z') },
    });
    expect(filters([`${entry}ServiceStartTimeFrom`, "'202604020815'"], [`${entry}ServiceStopTimeTo`, '20260402081530'])).toEqual({
      serviceStart: { from: Date.parse('2026-04-02T08:15:00Z') },
      serviceStop: { until: Date.parse('2026-04-02T08:15:30Z') },
    });
  });
  test('by reference', () => {
    const reference = 'ACC-1^^^&1.2.9&ISO^urn:ihe:iti:xds:2013:accession';
    expect(
      query('FindDocumentsByReferenceId', [
        ...patient,
        [`${entry}ReferenceIdList`, `('${reference}','x^^^&1.2&ISO')`],
        [`${entry}ReferenceIdList`, `('y^^^&1.2&ISO')`],
      ]),
    ).toMatchObject({
      filters: { referenceIds: [[reference, 'x^^^&1.2&ISO'], ['y^^^&1.2&ISO']] },
    });
    expect(told(ask('FindDocumentsByReferenceId', patient))).toEqual([`${entry}ReferenceIdList PARAMETRE_ABSENT`]);
  });

  test.each([
    ['no patient', [patient[1]!], [`${entry}PatientId PARAMETRE_ABSENT`]],
    ['no status', [patient[0]!], [`${entry}Status PARAMETRE_ABSENT`]],
    ['a patient without apostrophes', [[`${entry}PatientId`, cx], patient[1]!], [`${entry}PatientId VALEUR_FORME`]],
    ['two patients', [[`${entry}PatientId`, `'${cx}'`, `'${cx}'`], patient[1]!], [`${entry}PatientId PARAMETRE_REPETE`]],
    ['an apostrophe that ends nowhere', [[`${entry}PatientId`, `'${cx}'' and 611=611-- `], patient[1]!], [`${entry}PatientId VALEUR_FORME`]],
    ['a status without apostrophes', [patient[0]!, [`${entry}Status`, `(${statusUrn('Approved')})`]], [`${entry}Status VALEUR_FORME`]],
    ['an unknown status', [patient[0]!, [`${entry}Status`, "('Approved')"]], [`${entry}Status CODE_INCONNU`]],
    ['a bracket that closes nowhere', [patient[0]!, [`${entry}Status`, approved.slice(0, -1)]], [`${entry}Status VALEUR_FORME`]],
    ['a code without its system', [...patient, [`${entry}ClassCode`, "('11^^')"]], [`${entry}ClassCode CODE_FORME`]],
    ['classes twice', [...patient, [`${entry}ClassCode`, "('1^^1')"], [`${entry}ClassCode`, "('2^^1')"]], [`${entry}ClassCode PARAMETRE_REPETE`]],
    ['a date that does not exist', [...patient, [`${entry}CreationTimeFrom`, '20260230']], [`${entry}CreationTimeFrom DATE_FORME`]],
    [
      'dates the other way round',
      [...patient, [`${entry}CreationTimeFrom`, '2027'], [`${entry}CreationTimeTo`, '2026']],
      [`${entry}CreationTimeTo DATES_INVERSEES`],
    ],
    ['on-demand documents only', [...patient, [`${entry}Type`, "('urn:uuid:34268e47-fdf5-41a6-ba33-82133c465248')"]], [`${entry}Type NON_PRIS_EN_CHARGE`]],
    ['a parameter of another query', [...patient, ['$XDSFolderStatus', approved]], ['$XDSFolderStatus PARAMETRE_INCONNU']],
  ] as readonly [string, Given, readonly string[]][])('%s', (_what, given, expected) => expect(told(ask('FindDocuments', given))).toEqual(expected));

  test('a home, the level of metadata and parameters of a `$urn:` name count for nothing', () => {
    const read = ask('FindDocuments', [...patient, ['$MetadataLevel', '2'], ['$homeCommunityId', "'urn:oid:1.2'"], ['$urn:lps:sort', "'date'"]]);
    expect(read).toMatchObject({ ok: true, value: { ignored: ['$urn:lps:sort'] } });
  });
});

describe('the other finds', () => {
  test('FindSubmissionSets', () => {
    expect(
      query('FindSubmissionSets', [
        ['$XDSSubmissionSetPatientId', `'${cx}'`],
        ['$XDSSubmissionSetStatus', approved],
        ['$XDSSubmissionSetSourceId', "('1.2','urn:oid:1.3')"],
        ['$XDSSubmissionSetContentType', "('07^^1')"],
        ['$XDSSubmissionSetSubmissionTimeFrom', '20260101000000'],
        ['$XDSSubmissionSetAuthorPerson', "'8%'"],
      ]),
    ).toEqual({
      name: 'FindSubmissionSets',
      statuses: ['Approved'],
      filters: {
        sourceIds: ['1.2', '1.3'],
        contentTypes: [{ code: '07', system: '1' }],
        submission: { from: Date.parse('2026-01-01T00:00:00Z') },
        authorPerson: '8%',
      },
    });
    expect(
      told(
        ask('FindSubmissionSets', [
          ['$XDSSubmissionSetPatientId', `'${cx}'`],
          ['$XDSSubmissionSetStatus', approved],
          ['$XDSSubmissionSetAuthorPerson', "('a','b')"],
        ]),
      ),
    ).toEqual(['$XDSSubmissionSetAuthorPerson PARAMETRE_REPETE']);
  });
  test('FindFolders', () => {
    expect(
      query('FindFolders', [
        ['$XDSFolderPatientId', `'${cx}'`],
        ['$XDSFolderStatus', approved],
        ['$XDSFolderCodeList', "('a^^1')"],
        ['$XDSFolderCodeList', "('b^^1')"],
        ['$XDSFolderLastUpdateTimeTo', '2026'],
      ]),
    ).toEqual({
      name: 'FindFolders',
      statuses: ['Approved'],
      filters: { codes: [[{ code: 'a', system: '1' }], [{ code: 'b', system: '1' }]], lastUpdate: { until: Date.parse('2026-01-01T00:00:00Z') } },
    });
  });
});

describe('queries by ids', () => {
  const byUuid = `('urn:uuid:${uuid}','urn:uuid:${another}')`;
  test.each(['GetDocuments', 'GetDocumentsAndAssociations'] as const)('%s', (name) => {
    expect(query(name, [[`${entry}EntryUUID`, byUuid]])).toEqual({ name, ids: { by: 'entryUuid', values: [uuid, another] } });
    expect(query(name, [[`${entry}UniqueId`, "('2.25.1^x')"]])).toEqual({ name, ids: { by: 'uniqueId', values: ['2.25.1^x'] } });
    expect(query(name, [[`${entry}LogicalID`, byUuid]])).toEqual({ name, ids: { by: 'logicalId', values: [uuid, another] } });
    expect(told(ask(name, []))).toEqual([`${entry}EntryUUID PARAMETRE_ABSENT`]);
    expect(
      told(
        ask(name, [
          [`${entry}UniqueId`, "('2.25.1')"],
          [`${entry}EntryUUID`, byUuid],
        ]),
      ),
    ).toEqual([`${entry}UniqueId PARAMETRES_EXCLUSIFS`]);
    expect(told(ask(name, [[`${entry}EntryUUID`, "('Document01')"]]))).toEqual([`${entry}EntryUUID UUID_FORME`]);
  });
  test('GetFolders', () =>
    expect(query('GetFolders', [['$XDSFolderUniqueId', "('2.25.7')"]])).toEqual({ name: 'GetFolders', ids: { by: 'uniqueId', values: ['2.25.7'] } }));
  test.each(['GetAssociations', 'GetSubmissionSets'] as const)('%s', (name) => {
    expect(query(name, [['$uuid', byUuid]])).toEqual({ name, entryUuids: [uuid, another] });
    expect(told(ask(name, []))).toEqual(['$uuid PARAMETRE_ABSENT']);
  });
  test.each([
    ['GetSubmissionSetAndContents', '$XDSSubmissionSet'],
    ['GetFolderAndContents', '$XDSFolder'],
  ] as const)('%s takes one, and narrows its documents', (name, object) => {
    expect(
      query(name, [
        [`${object}EntryUUID`, `'urn:uuid:${uuid}'`],
        [`${entry}FormatCode`, "('f^^1')"],
        [`${entry}ConfidentialityCode`, "('N^^1')"],
      ]),
    ).toEqual({
      name,
      ids: { by: 'entryUuid', values: [uuid] },
      formats: [{ code: 'f', system: '1' }],
      confidentialityCodes: [[{ code: 'N', system: '1' }]],
    });
    expect(told(ask(name, [[`${object}EntryUUID`, byUuid]]))).toEqual([`${object}EntryUUID PARAMETRE_REPETE`]);
  });
  test('GetFoldersForDocument', () => expect(query('GetFoldersForDocument', [[`${entry}UniqueId`, "'2.25.1'"]])).toMatchObject({ ids: { by: 'uniqueId' } }));
  test('GetRelatedDocuments', () => {
    const kinds =
      "('urn:ihe:iti:2007:AssociationType:XFRM_RPLC','urn:ihe:iti:2007:AssociationType:RPLC','urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember')";
    expect(
      query('GetRelatedDocuments', [
        [`${entry}UniqueId`, "'2.25.1'"],
        ['$AssociationTypes', kinds],
      ]),
    ).toMatchObject({ kinds: ['XFRM', 'RPLC', 'HasMember'] });
    expect(told(ask('GetRelatedDocuments', [[`${entry}UniqueId`, "'2.25.1'"]]))).toEqual(['$AssociationTypes PARAMETRE_ABSENT']);
  });
  test('names no patient', () => expect(ask('GetDocuments', [[`${entry}EntryUUID`, byUuid]])).not.toHaveProperty('value.patient'));
});

describe('of any query', () => {
  test('references or whole objects, and nothing else', () => {
    expect(ask('FindDocuments', patient, 'ObjectRef')).toMatchObject({ ok: true, value: { returns: 'ObjectRef' } });
    for (const other of ['LeafClassWithRepositoryItem', 'RegistryObject', 'all'])
      expect(told(ask('FindDocuments', patient, other))).toEqual(['ResponseOption.returnType NON_PRIS_EN_CHARGE']);
  });
  test('one the registry does not have is named as such', () => {
    expect(told(bodyOf(adhocQuery('10b545ea-725c-446d-9b95-8aeb444eddf3', patient), parseAdhocQuery))).toEqual(['AdhocQuery.id REQUETE_INCONNUE']);
  });
  test('whatever a text says, it is read as that text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: 'grapheme-ascii', minLength: 1 }).filter((text) => text.trim() !== ''),
          { minLength: 1, maxLength: 5 },
        ),
        (texts) => {
          const list = `(${texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(',')})`;
          expect(filters([`${entry}AuthorPerson`, list])).toEqual({ authorPersons: texts });
        },
      ),
    );
  });
});

describe('a request for documents', () => {
  const read = (...requests: readonly (readonly [repository: string, uniqueId: string])[]) => bodyOf(retrieve(...requests), parseRetrieve);
  test('names repository and document', () => {
    expect(read(['1.2.3', '2.25.1^x'], ['urn:oid:1.2.3', 'urn:oid:2.25.2'])).toEqual({
      ok: true,
      value: [
        { repositoryUniqueId: '1.2.3', uniqueId: '2.25.1^x', asked: '2.25.1^x' },
        { repositoryUniqueId: '1.2.3', uniqueId: '2.25.2', asked: 'urn:oid:2.25.2' },
      ],
    });
  });
  test('is refused without one of them', () => {
    expect(told(read(['', '2.25.1'], ['1.2', '']))).toEqual([
      'DocumentRequest[1].RepositoryUniqueId CHAMP_ABSENT',
      'DocumentRequest[2].DocumentUniqueId CHAMP_ABSENT',
    ]);
    expect(told(read())).toEqual(['DocumentRequest CHAMP_ABSENT']);
    expect(read(['1.2', 'nothing'])).toEqual({ ok: true, value: [{ repositoryUniqueId: '1.2', uniqueId: undefined, asked: 'nothing' }] });
  });
});
