// The XDS transactions on the wire, case by case (tests/golden/wire): what was asked, what the rules decided, the statements that were sent, what
// was answered. Answers are valid against the published schemas of ebRS, ebRIM and XDS.b, where those are beside the project.

import { includeOf } from '@carnet/codecs/soap';
import { provideAndRegister } from '@carnet/server/interfaces/soap/iti41';
import { registryStoredQuery } from '@carnet/server/interfaces/soap/iti18';
import { retrieveDocumentSet } from '@carnet/server/interfaces/soap/iti43';
import { updateDocumentSet } from '@carnet/server/interfaces/soap/iti57';
import { type Ins, insToCx, matriculeKey } from '@carnet/domain/identity';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { armand, compose, insOf, testOid } from '../fixtures/cda/compose.ts';
import {
  adhocQuery,
  association,
  cda,
  code,
  content,
  cx,
  entry,
  folder,
  identifier,
  member,
  provide,
  retrieve,
  set,
  signature,
  slot,
  statusUrn,
  submitObjects,
} from '../fixtures/xds/compose.ts';
import { fillRecord } from '../support/full-record.ts';
import { type WireCase, expectGolden, formerIns, insC, openWireWorld, repositoryOid } from '../support/wire-world.ts';
import { openXdsSchema, schemaPresent } from '../support/xsd.ts';

const golden = join(import.meta.dirname, '../golden/wire');
const schema = schemaPresent ? openXdsSchema() : undefined;
if (schema === undefined) process.stdout.write('skipped: the published schemas of XDS are not beside the project: answers are not held against them\n');
const world = await openWireWorld();
afterAll(async () => {
  schema?.close();
  await world.close();
});

const part = includeOf('document-1@lps');
const cdaPart = new Map([['document-1@lps', cda]]);
const other = new Uint8Array(Buffer.from(compose({ body: '<structuredBody/>' })));
type Change = Parameters<typeof entry>[0];
const plain: Change = {};
/** A set of its own for what says something else than the plain deposit, whose set is `2.25.42.1`. */
const ownId = (...said: readonly unknown[]): string =>
  identifier('SubmissionSet01', '96fdda7c-d067-4183-912e-bf5ee74998a8', 'XDSSubmissionSet.uniqueId', `2.25.42.${crc32(JSON.stringify(said))}`);
const setOf = (...said: readonly unknown[]): string => set({ uniqueId: ownId(...said) });
const deposit = (change: Change = plain, more: Partial<WireCase> = {}, ...links: readonly string[]): WireCase => ({
  transaction: provideAndRegister,
  by: 'author',
  body: provide(
    [
      entry(change),
      more.parts === undefined && change === plain
        ? set()
        : setOf(
            change,
            links,
            [...(more.parts ?? [])].map(([, bytes]) => crc32(bytes)),
          ),
      member('Document01', { SubmissionSetStatus: 'Original' }),
      ...links,
    ],
    [content(part)],
  ),
  parts: cdaPart,
  ...more,
});
/** Without a signature every set must be refused by policy one day: kept first, so that every case begins with it. */
const kept = async (wire: WireCase = deposit()): Promise<void> => {
  const { answer } = await world.run(wire);
  if (!answer.includes('ResponseStatusType:Success')) throw new Error(answer);
};
const entryUuidOf = async (): Promise<string> => {
  const { database, dossier } = world;
  const { rows } = await database.storage.pool.query<{ entry_uuid: string }>(
    'SELECT entry_uuid FROM document_entry WHERE dossier_id = $1 AND is_current ORDER BY deposited_at LIMIT 1',
    [dossier.id],
  );
  return rows[0]!.entry_uuid;
};
const replacement = new Uint8Array(Buffer.from(compose({ id: '<id root="2.25.1001" extension="A-2"/>' })));
const replacing = (target: string, change: Change = {}): WireCase =>
  deposit(
    { uniqueId: identifier('Document01', '2e82c1f6-a085-4c72-9da3-8640a32e42ab', 'XDSDocumentEntry.uniqueId', '2.25.1001^A-2'), ...change },
    { parts: new Map([['document-1@lps', replacement]]) },
    association('RPLC', 'Document01', `urn:uuid:${target}`),
  );

/** The same document about somebody else. */
const about = (matricule: string, oid = testOid): WireCase => {
  const their = `${matricule}^^^&${oid}&ISO^NH`;
  return {
    ...deposit(
      {},
      {
        patient: { matricule, oid } as Ins,
        parts: new Map([['document-1@lps', new Uint8Array(Buffer.from(compose({ patientIds: `<id root="${oid}" extension="${matricule}"/>` })))]]),
      },
    ),
    body: provide(
      [
        entry({ patientId: identifier('Document01', '58a6f841-87b3-4a3e-92fd-a8ffeff98427', 'XDSDocumentEntry.patientId', their), sourcePatientInfo: '' }),
        set({
          uniqueId: ownId(matricule),
          patientId: identifier('SubmissionSet01', '6b5aea1a-874d-4603-a4bc-96a0a7b38446', 'XDSSubmissionSet.patientId', their),
        }),
        member('Document01'),
      ],
      [content(part)],
    ),
  };
};
const nobody = `2990163113042${matriculeKey('2990163113042')}`;
const aboutNobody = (): WireCase => about(nobody);
const [escapedCx, escapedNobody] = [cx, cx.replace(/^\d+/, nobody)].map((one) => one.replaceAll('&', '&amp;')) as [string, string];

/** Another document, in the set of the plain deposit. */
const inTheSameSet = provide(
  [
    entry({ uniqueId: identifier('Document01', '2e82c1f6-a085-4c72-9da3-8640a32e42ab', 'XDSDocumentEntry.uniqueId', '2.25.1001^A-2') }),
    set(),
    member('Document01'),
  ],
  [content(part)],
);

interface Golden {
  readonly title: string;
  readonly run: () => Promise<WireCase>;
  /** Error codes of the answer, or the refusal of the fault; none: success. */
  readonly expected: readonly string[];
}
const simply = (wire: WireCase) => async () => wire;
const after = (wire: WireCase) => async () => {
  await kept();
  return wire;
};

const provides: Readonly<Record<string, Golden>> = {
  'new-document': { title: 'A document of its author, as a part beside the message.', run: simply(deposit()), expected: [] },
  'inline-base64': {
    title: 'The same, its bytes in the envelope.',
    run: simply(
      deposit(
        {},
        {
          body: provide(
            [
              entry({ title: '<rim:Name><rim:LocalizedString value="Courrier"/></rim:Name>' }, 'Document01', 'mimeType="application/pdf"'),
              set(),
              member('Document01', {}),
            ],
            [content(new Uint8Array(Buffer.from('%PDF-1.4 ')))],
          ),
          parts: new Map(),
        },
      ),
    ),
    expected: [],
  },
  'repeated': { title: 'The same bytes again: the same answer.', run: after(deposit()), expected: [] },
  'set-received-with-another-document': {
    title: 'Another document under the uniqueId of a set that was received: refused, and nothing kept.',
    run: after({ ...replacing('11111111-2222-4333-8444-555555555555'), body: inTheSameSet }),
    expected: ['XDSDuplicateUniqueIdInRegistry'],
  },
  'by-structure': { title: 'By the certificate of the author’s structure.', run: simply(deposit(plain, { by: 'structure' })), expected: [] },
  'extra-metadata': {
    title: 'A slot of the software’s own is not kept, and said so.',
    run: simply(deposit({ more: slot('urn:lps:priority', 'high') })),
    expected: ['XDSExtraMetadataNotSaved'],
  },
  'unknown-patient': { title: 'No record is open under this INS.', run: simply(aboutNobody()), expected: ['XDSUnknownPatientId'] },
  'former-number': {
    title: 'Deposited under a number the patient had before: it is their record, and stays under what was declared.',
    run: simply(about(formerIns.matricule)),
    expected: [],
  },
  'ins-c': {
    title: 'An INS-C finds a record and feeds none.',
    run: simply({ ...about(insC.matricule, insC.oid), patient: insC }),
    expected: ['XDSUnknownPatientId'],
  },
  'patient-of-nobody': {
    title: 'An INS whose key is wrong.',
    run: simply(deposit({ patientId: identifier('Document01', '58a6f841-87b3-4a3e-92fd-a8ffeff98427', 'x', cx.replace(/^\d{15}/, '284056311304299')) })),
    expected: ['XDSUnknownPatientId'],
  },
  'other-patient': {
    title: 'The assertion is about somebody else.',
    run: simply(deposit({}, { patient: insOf(armand.matricule) })),
    expected: ['XDSPatientIdDoesNotMatch'],
  },
  'no-patient-in-assertion': { title: 'The assertion is about nobody.', run: simply(deposit({}, { patient: null })), expected: ['VIHF_INVALIDE'] },
  'same-unique-id-other-bytes': {
    title: 'Other bytes under the uniqueId of a document of this record.',
    run: after(deposit({}, { parts: new Map([['document-1@lps', other]]) })),
    expected: ['XDSNonIdenticalHash'],
  },
  'unique-id-of-another-record': {
    title: 'The uniqueId of a document of another record: which is not said.',
    async run() {
      await kept(about(armand.matricule));
      return deposit();
    },
    expected: ['XDSDuplicateUniqueIdInRegistry'],
  },
  'missing-slot': { title: 'No creationTime.', run: simply(deposit({ creationTime: '' })), expected: ['XDSRegistryMetadataError'] },
  'doubled-slot': { title: 'creationTime twice.', run: simply(deposit({ more: slot('creationTime', '2026') })), expected: ['XDSRegistryMetadataError'] },
  'wrong-scheme': {
    title: 'A typeCode under a scheme of nothing.',
    run: simply(deposit({ typeCode: code('Document01', 'f0306f51-975f-434e-a61c-c59651d33984', ['34133-9', '2.16.840.1.113883.6.1', 'x']) })),
    expected: ['XDSRegistryMetadataError', 'XDSRegistryMetadataError'],
  },
  'wrong-code': {
    title: 'A class that is not the type’s.',
    run: simply(deposit({ classCode: code('Document01', '41a5887f-8865-4c09-adf7-e362475b143a', ['42', '1.2.250.1.213.1.1.4.1', 'x']) })),
    expected: ['XDSRegistryMetadataError'],
  },
  'wrong-hash': { title: 'The hash of other bytes.', run: simply(deposit({ more: slot('hash', 'a'.repeat(40)) })), expected: ['XDSRepositoryMetadataError'] },
  'missing-part': { title: 'The part the message points to is not there.', run: simply(deposit({}, { parts: new Map() })), expected: ['XDSMissingDocument'] },
  'missing-document': {
    title: 'An entry without its Document.',
    run: simply(deposit({}, { body: provide([entry(), set(), member('Document01')], []) })),
    expected: ['XDSMissingDocument'],
  },
  'missing-metadata': {
    title: 'A Document without its entry.',
    run: simply(deposit({}, { body: provide([entry(), set(), member('Document01')], [content(part), content(part, 'Document02')]) })),
    expected: ['XDSMissingDocumentMetadata'],
  },
  'not-a-cda': {
    title: 'XML that is no CDA.',
    run: simply(deposit({}, { parts: new Map([['document-1@lps', new Uint8Array(Buffer.from('<a/>'))]]) })),
    expected: ['InvalidDocumentContent', 'InvalidDocumentContent'],
  },
  'a-page-of-html': {
    title: 'A format a browser could run.',
    run: simply({
      ...deposit(),
      body: provide([entry({}, 'Document01', 'mimeType="text/html"'), set(), member('Document01')], [content(new Uint8Array(Buffer.from('<html>')))]),
    }),
    expected: ['InvalidDocumentContent'],
  },
  'signature-of-nobody': {
    title: 'A signature of the set that no known certificate made.',
    run: simply({
      ...deposit(),
      body: provide(
        [entry(), set(), member('Document01'), signature(), member('Signature'), association('signs', 'Signature', 'Document01')],
        [content(part), content(new Uint8Array(Buffer.from('<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>')), 'Signature')],
      ),
    }),
    expected: ['XDSRepositoryMetadataError'],
  },
  'not-the-author': {
    title: 'Deposited by a physician who is not one of its authors: a fault.',
    run: simply(deposit(plain, { by: 'colleague' })),
    expected: ['DEPOSANT_NON_AUTEUR'],
  },
  'another-body': {
    title: 'The body of another transaction: a fault.',
    run: simply(deposit({}, { body: retrieve([repositoryOid, '2.25.1']) })),
    expected: ['REQUETE_MALFORMEE'],
  },
  'replacement': {
    title: 'A new version takes the place of the old one.',
    run: async () => {
      await kept();
      return replacing(await entryUuidOf());
    },
    expected: [],
  },
  'replacement-of-nothing': {
    title: 'What is to be replaced is not there.',
    run: after(replacing('11111111-2222-4333-8444-555555555555')),
    expected: ['UnresolvedReferenceException'],
  },
  'replacement-of-a-deprecated': {
    title: 'What is to be replaced was replaced already.',
    async run() {
      await kept();
      await kept(replacing(await entryUuidOf()));
      const { rows } = await world.database.storage.pool.query<{ entry_uuid: string }>(
        "SELECT entry_uuid FROM document_entry WHERE is_current AND status = 'Deprecated'",
      );
      const third = new Uint8Array(Buffer.from(compose({ id: '<id root="2.25.1001" extension="A-3"/>' })));
      return {
        ...replacing(rows[0]!.entry_uuid, { uniqueId: identifier('Document01', '2e82c1f6-a085-4c72-9da3-8640a32e42ab', 'x', '2.25.1001^A-3') }),
        parts: new Map([['document-1@lps', third]]),
      };
    },
    expected: ['XDSRegistryDeprecatedDocumentError'],
  },
};

const reading = (by: WireCase['by'], ...asked: readonly (readonly [string, string])[]): WireCase => ({
  transaction: retrieveDocumentSet,
  by,
  body: retrieve(...asked),
});
const theOne = [repositoryOid, '2.25.1001^A-1'] as const;
const retrieves: Readonly<Record<string, Golden>> = {
  'one': { title: 'A document, byte for byte, by the médecin traitant.', run: after(reading('medecinTraitant', theOne)), expected: [] },
  'some-unknown': {
    title: 'One that is there, one that is not: PartialSuccess.',
    run: after(reading('medecinTraitant', theOne, [repositoryOid, '2.25.9'])),
    expected: ['XDSDocumentUniqueIdError'],
  },
  'unknown': {
    title: 'None of them is there: Failure.',
    run: after(reading('medecinTraitant', [repositoryOid, '2.25.9'])),
    expected: ['XDSDocumentUniqueIdError'],
  },
  'no-unique-id': {
    title: 'What is asked for has no form of a uniqueId: it names no document.',
    run: after(reading('medecinTraitant', [repositoryOid, 'nothing'], theOne)),
    expected: ['XDSDocumentUniqueIdError'],
  },
  'other-repository': {
    title: 'Asked of another repository.',
    run: after(reading('medecinTraitant', ['1.2.250.1.213.4.1.1.1.2', '2.25.1001^A-1'])),
    expected: ['XDSUnknownRepositoryId'],
  },
  'not-authorised': { title: 'Without an agreement of the patient: a fault.', run: after(reading('colleague', theOne)), expected: ['AUTORISATION_ABSENTE'] },
  'by-structure': {
    title: 'A structure’s certificate never consults: a fault.',
    run: after(reading('structure', theOne)),
    expected: ['AUTHENTIFICATION_INSUFFISANTE'],
  },
};

const ask = (by: WireCase['by'], id: string, parameters: Parameters<typeof adhocQuery>[1], returnType?: string): WireCase => ({
  transaction: registryStoredQuery,
  by,
  body: adhocQuery(id, parameters, returnType),
});
const [findDocuments, getDocuments] = ['14d4debf-8f97-4251-9a74-a90016b0af0d', '5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4'] as const;
const approved = ['$XDSDocumentEntryStatus', `('${statusUrn('Approved')}')`] as const;
const ofCamille = ['$XDSDocumentEntryPatientId', `'${cx}'`] as const;
const byUniqueId = (uniqueId: string) => [['$XDSDocumentEntryUniqueId', `('${uniqueId}')`]] as const;
const queries: Readonly<Record<string, Golden>> = {
  'reference': {
    title: 'TD3.1b: the reference of a document, for a structure that feeds and never consults.',
    run: after(ask('structure', getDocuments, byUniqueId('2.25.1001^A-1'), 'ObjectRef')),
    expected: [],
  },
  'reference-unknown': {
    title: 'TD3.1b: of a document that is not there.',
    run: after(ask('structure', getDocuments, byUniqueId('2.25.9'), 'ObjectRef')),
    expected: [],
  },
  'former-number': {
    title: 'Asked by a former number, of a document deposited under it: answered with today’s.',
    run: async () => {
      await kept(about(formerIns.matricule));
      return { ...ask('medecinTraitant', findDocuments, [['$XDSDocumentEntryPatientId', `'${insToCx(formerIns)}'`], approved]), patient: formerIns };
    },
    expected: [],
  },
  'unknown-query': {
    title: 'A query the registry does not have.',
    run: simply(ask('medecinTraitant', '10b545ea-725c-446d-9b95-8aeb444eddf3', [ofCamille])),
    expected: ['XDSUnknownStoredQuery'],
  },
  'missing-parameter': {
    title: 'FindDocuments without a status.',
    run: simply(ask('medecinTraitant', findDocuments, [ofCamille])),
    expected: ['XDSStoredQueryMissingParam'],
  },
  'contradictory-parameters': {
    title: 'By uniqueId and by entryUUID at once.',
    run: simply(
      ask('medecinTraitant', getDocuments, [...byUniqueId('2.25.1'), ['$XDSDocumentEntryEntryUUID', "('urn:uuid:11111111-2222-4333-8444-555555555555')"]]),
    ),
    expected: ['XDSStoredQueryParamNumber'],
  },
  'other-patient': {
    title: 'A query about somebody else than the assertion.',
    run: simply({ ...ask('medecinTraitant', findDocuments, [ofCamille, approved]), patient: insOf(armand.matricule) }),
    expected: ['XDSPatientIdDoesNotMatch'],
  },
  'with-documents': {
    title: 'LeafClassWithRepositoryItem is not taken.',
    run: simply(ask('medecinTraitant', findDocuments, [ofCamille, approved], 'LeafClassWithRepositoryItem')),
    expected: ['XDSRegistryError'],
  },
};

const found = (parameters: Parameters<typeof adhocQuery>[1] = [], returnType?: string): WireCase =>
  ask('medecinTraitant', findDocuments, [ofCamille, approved, ...parameters], returnType);
const withFolder = async (): Promise<void> =>
  kept({
    ...deposit(),
    body: provide(
      [
        entry(),
        set(),
        member('Document01'),
        folder(),
        member('Folder01', {}),
        association('HasMember', 'Folder01', 'Document01', {}, 'link'),
        member('link', {}),
      ],
      [content(part)],
    ),
  });
const setOfCamille = ['$XDSSubmissionSetPatientId', `'${cx}'`] as const;
const moreQueries: Readonly<Record<string, Golden>> = {
  'find-documents': { title: 'FindDocuments: the whole entry.', run: after(found()), expected: [] },
  'find-references': { title: 'FindDocuments: its reference.', run: after(found([], 'ObjectRef')), expected: [] },
  'find-by-criteria': {
    title: 'FindDocuments by class, type, author, day of the act: all are met.',
    run: after(
      found([
        ['$XDSDocumentEntryClassCode', "('11^^1.2.250.1.213.1.1.4.1','42^^1.2.250.1.213.1.1.4.1')"],
        ['$XDSDocumentEntryTypeCode', "('34133-9^^2.16.840.1.113883.6.1')"],
        ['$XDSDocumentEntryAuthorPerson', "('%VERNEUIL%')"],
        ['$XDSDocumentEntryServiceStartTimeFrom', '20260402'],
        ['$XDSDocumentEntryServiceStartTimeTo', '20260403'],
      ]),
    ),
    expected: [],
  },
  'find-nothing': {
    title: 'FindDocuments up to the day of the act, which is left out.',
    run: after(found([['$XDSDocumentEntryServiceStartTimeTo', '20260402']])),
    expected: [],
  },
  'find-submission-sets': {
    title: 'FindSubmissionSets.',
    run: after(ask('medecinTraitant', 'f26abbcb-ac74-4422-8a30-edb644bbc1a9', [setOfCamille, ['$XDSSubmissionSetStatus', approved[1]]])),
    expected: [],
  },
  'find-folders': {
    title: 'FindFolders.',
    async run() {
      await withFolder();
      return ask('medecinTraitant', '958f3006-baad-4929-a4de-ff1114824431', [
        ['$XDSFolderPatientId', `'${cx}'`],
        ['$XDSFolderStatus', approved[1]],
      ]);
    },
    expected: [],
  },
  'folder-and-contents': {
    title: 'GetFolderAndContents: the folder, its document, the link between them.',
    async run() {
      await withFolder();
      return ask('medecinTraitant', 'b909a503-523d-4517-8acf-8e5834dfc4c7', [['$XDSFolderUniqueId', "'2.25.77'"]]);
    },
    expected: [],
  },
  'submission-set-and-contents': {
    title: 'GetSubmissionSetAndContents.',
    run: after(ask('medecinTraitant', 'e8e3cb2c-e39c-46b9-99e4-c12f57260b83', [['$XDSSubmissionSetUniqueId', "'2.25.42.1'"]])),
    expected: [],
  },
  'documents-and-associations': {
    title: 'GetDocumentsAndAssociations of a document that was replaced.',
    async run() {
      await kept();
      await kept(replacing(await entryUuidOf()));
      return ask('medecinTraitant', 'bab9529a-4a10-40b3-a01f-f68a615d247a', byUniqueId('2.25.1001^A-2'));
    },
    expected: [],
  },
  'not-authorised': { title: 'Without an agreement of the patient: a fault.', run: after({ ...found(), by: 'colleague' }), expected: ['AUTORISATION_ABSENTE'] },
  'by-structure': {
    title: 'A structure’s certificate never consults: a fault.',
    run: after({ ...found(), by: 'structure' }),
    expected: ['AUTHENTIFICATION_INSUFFISANTE'],
  },
  'too-many': {
    title: 'More documents than an answer may hold: it says how many it may, and nothing of them.',
    async run() {
      await fillRecord(world.database.storage, world.dossier, world.ownDoctor, 1100);
      return found();
    },
    expected: ['XDSTooManyResults'],
  },
  'nobody-s-record': {
    title: 'No record is open under this INS.',
    run: simply({ ...found(), patient: aboutNobody().patient!, body: found().body.replaceAll(escapedCx, escapedNobody) }),
    expected: ['XDSUnknownPatientId'],
  },
};

/** The entry as the registry gives it, sent again with other restrictions, by whoever may. */
const resent = async (by: WireCase['by'], codes: readonly string[], previousVersion = '1', change = (markup: string): string => markup): Promise<WireCase> => {
  const { answer } = await world.run(found());
  const [markup = ''] = /<rim:ExtrinsicObject[\s\S]*<\/rim:ExtrinsicObject>/.exec(answer) ?? [];
  const id = /<rim:ExtrinsicObject[^>]* id="([^"]+)"/.exec(markup)?.[1] ?? '';
  const restrictions = codes
    .map((one) => code(id, 'f4f85eac-e6cb-4883-b524-f2705394840f', [one, one === 'N' ? '2.16.840.1.113883.5.25' : '1.2.250.1.213.1.1.4.13', one]))
    .join('');
  const others = markup.replaceAll(/<rim:Classification [^>]*classificationScheme="urn:uuid:f4f85eac[\s\S]*?<\/rim:Classification>/g, '');
  const whole = change(others.replace('<rim:ExternalIdentifier', `${restrictions}<rim:ExternalIdentifier`));
  return {
    transaction: updateDocumentSet,
    by,
    body: submitObjects(whole, setOf(whole, previousVersion), member(id, { SubmissionSetStatus: 'Original', PreviousVersion: previousVersion })),
  };
};
const toStatus = async (by: WireCase['by'], original: string, next: string, target?: string): Promise<WireCase> => ({
  transaction: updateDocumentSet,
  by,
  body: submitObjects(
    setOf(original, next),
    association(
      'UpdateAvailabilityStatus',
      'SubmissionSet01',
      `urn:uuid:${target ?? (await entryUuidOf())}`,
      { OriginalStatus: statusUrn(original), NewStatus: statusUrn(next) },
      'change',
    ),
  ),
});
const updating = (make: () => Promise<WireCase>) => async () => {
  await kept();
  return make();
};
const updates: Readonly<Record<string, Golden>> = {
  'mask': {
    title: 'TD3.3a: masked to professionals, by the médecin traitant.',
    run: updating(() => resent('medecinTraitant', ['N', 'MASQUE_PS'])),
    expected: [],
  },
  'unmask': {
    title: 'TD3.3a: shown to professionals again, by its author.',
    async run() {
      await kept();
      await kept(await resent('medecinTraitant', ['N', 'MASQUE_PS']));
      return resent('medecinTraitant', ['N'], '2');
    },
    expected: [],
  },
  'set-of-a-deposit': {
    title: 'Sent under the uniqueId of the set the document came in: refused.',
    run: updating(async () => {
      const wire = await resent('medecinTraitant', ['N', 'MASQUE_PS']);
      return { ...wire, body: wire.body.replaceAll(/(?<=value=")2\.25\.42\.\d+(?=")/g, '2.25.42.1') };
    }),
    expected: ['XDSDuplicateUniqueIdInRegistry'],
  },
  'stale-version': {
    title: 'The version it takes the place of is no longer the last.',
    run: updating(() => resent('medecinTraitant', ['N', 'MASQUE_PS'], '7')),
    expected: ['XDSMetadataVersionError'],
  },
  'another-title': {
    title: 'Only who sees a document changes.',
    run: updating(() => resent('medecinTraitant', ['N', 'MASQUE_PS'], '1', (markup) => markup.replace('Synthèse de printemps', 'Autre'))),
    expected: ['XDSMetadataUpdateError'],
  },
  'hidden-from-the-patient': {
    title: 'What was shown is not taken back: a fault.',
    run: updating(() => resent('medecinTraitant', ['N', 'INVISIBLE_PATIENT'])),
    expected: ['ACTE_RESERVE'],
  },
  'archive': { title: 'TD3.3d: archived.', run: updating(() => toStatus('author', 'Approved', 'Archived')), expected: [] },
  'unarchive': {
    title: 'TD3.3d: brought back.',
    async run() {
      await kept();
      await kept(await toStatus('author', 'Approved', 'Archived'));
      return toStatus('author', 'Archived', 'Approved');
    },
    expected: [],
  },
  'delete': {
    title: 'TD3.3c: deleted by its author, who was given no agreement to consult.',
    run: updating(() => toStatus('author', 'Approved', 'Deleted')),
    expected: [],
  },
  'delete-by-structure': {
    title: 'TD3.3c: deleted by the certificate of the author’s structure.',
    run: updating(() => toStatus('structure', 'Approved', 'Deleted')),
    expected: [],
  },
  'wrong-original-status': {
    title: 'The status it is said to have is not its own.',
    run: updating(() => toStatus('author', 'Archived', 'Deleted')),
    expected: ['XDSMetadataUpdateError'],
  },
  'unknown-document': {
    title: 'What is to be changed is not there.',
    run: updating(() => toStatus('author', 'Approved', 'Deleted', '11111111-2222-4333-8444-555555555555')),
    expected: ['XDSMetadataUpdateError'],
  },
  'not-the-author': {
    title: 'Deleted by somebody who may not know of it: told as if it were not there.',
    run: updating(() => toStatus('colleague', 'Approved', 'Deleted')),
    expected: ['XDSMetadataUpdateError'],
  },
  'another-kind-of-update': {
    title: 'An update the DMP does not know.',
    run: updating(async () => ({
      transaction: updateDocumentSet,
      by: 'author',
      body: submitObjects(set(), association('IsSnapshotOf', 'SubmissionSet01', `urn:uuid:${await entryUuidOf()}`)),
    })),
    expected: ['XDSMetadataUpdateOperationError'],
  },
};

/** What an answer says came of it: its error codes, or the refusal of a fault. */
const toldBy = (answer: string): readonly string[] => [...answer.matchAll(/errorCode="(\w+)"|refusal="(\w+)"/g)].map((match) => match[1] ?? match[2]!);

describe.each([
  ['iti41', provides],
  ['iti43', retrieves],
  ['iti18', { ...queries, ...moreQueries }],
  ['iti57', updates],
] as const)('%s', (transaction, cases) => {
  test.each(Object.entries(cases))('%s', async (name, { title, run, expected }) => {
    await world.empty();
    const wire = await run();
    const outcome = await world.run(wire);
    expect(toldBy(outcome.answer)).toEqual(expected);
    // The schema knows base64; what is sent instead of it points to a part (XOP).
    const inline = outcome.answer.replaceAll(/<xop:Include[^>]*\/>/g, 'AAAA');
    if (!outcome.answer.startsWith('<fault')) expect(schema?.faults(inline) ?? []).toEqual([]);
    expectGolden(join(golden, transaction, `${name}.json`), title, wire.body, outcome);
  });
});

test('a set without a signature is refused once the policy of the day asks for one, and one that only files is not', async () => {
  await world.empty();
  const strictly: WireCase['transaction'] = (call) => {
    const { law } = call.ports;
    const at: typeof law.at = async (moment) => ({ ...(await law.at(moment)), policy: { ...(await law.at(moment)).policy, lotSignatureRequired: true } });
    return provideAndRegister({ ...call, ports: { ...call.ports, law: { at } } });
  };
  const { answer } = await world.run(deposit({}, { transaction: strictly }));
  expect([toldBy(answer), answer.includes('LOT_SIGNATURE_ABSENTE')]).toEqual([['XDSRepositoryMetadataError'], true]);
  await kept();
  const filing = provide(
    [
      folder(),
      setOf('filing'),
      member('Folder01', {}),
      association('HasMember', 'Folder01', `urn:uuid:${await entryUuidOf()}`, {}, 'link'),
      member('link', {}),
    ],
    [],
  );
  expect(toldBy((await world.run({ transaction: strictly, by: 'author', body: filing })).answer)).toEqual([]);
});

test('documents wait for room before they are sent: those that find none are told to be asked for again', async () => {
  await world.empty();
  await kept();
  let room = cda.length;
  const full: WireCase['transaction'] = (call) => retrieveDocumentSet({ ...call, hold: (bytes) => (room -= bytes) >= 0 });
  const { answer, parts } = await world.run({ ...reading('medecinTraitant', theOne, theOne), transaction: full });
  expect([toldBy(answer), answer.includes('REPONSES_EN_COURS'), answer.includes('PartialSuccess'), parts.size]).toEqual([
    ['XDSRegistryNotAvailable'],
    true,
    true,
    1,
  ]);
});

test('bytes come as they were deposited, each in its part', async () => {
  await world.empty();
  await kept();
  const { parts } = await world.run(reading('medecinTraitant', theOne, theOne));
  expect([...parts].map(([id, bytes]) => [id, Buffer.from(bytes).equals(Buffer.from(cda))])).toEqual([
    ['document-1@carnet', true],
    ['document-2@carnet', true],
  ]);
});
