// The four XDS messages of the DMP: ITI-41 (TD2.1, TD2.2), ITI-18 (TD3.1), ITI-43 (TD3.2), ITI-57 (TD3.3). Each yields the body and what goes
// beside it; `lps.ts` sends them.

import { createHash, randomUUID } from 'node:crypto';
import { type Author, type Coded, type DocumentMetadata, type UniqueId, oidOfUuid, visibleToAll } from '@carnet/domain/document';
import { instantOf } from '@carnet/domain/kernel';
import { type Markup, element, text } from '@carnet/codecs/xml';
import type { Declared } from '../deposit/declare.ts';
import { type FoundEntry, type Restriction, resent, resentId } from './answers.ts';
import { type Status, association, documentEntry, signatureClass, slot, statuses, submissionSet } from './ebrim.ts';
import type { SigningMaterial } from './sender.ts';
import { signLot } from './sign.ts';
import { type Attachment, includeOf } from './soap.ts';

export const actions = {
  provide: 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b',
  query: 'urn:ihe:iti:2007:RegistryStoredQuery',
  retrieve: 'urn:ihe:iti:2007:RetrieveDocumentSet',
  update: 'urn:ihe:iti:2010:UpdateDocumentSet',
} as const;
const namespaces = {
  'xmlns:xdsb': 'urn:ihe:iti:xds-b:2007',
  'xmlns:lcm': 'urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0',
  'xmlns:query': 'urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0',
  'xmlns:rim': 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0',
} as const;
/** This program as a sending system: an OID under 2.25, drawn once. */
const sourceId = '2.25.302478915521846329012876410263387152048';
/** TRE_R209 `07`: consultations and outside care. */
const contentType: Coded = { code: '07', system: '1.2.250.1.213.2.2', display: 'Consultations externes' };

export const newUniqueId = (): UniqueId => oidOfUuid(randomUUID());

/** A document of a set; `replaces`: the entryUUID of the one it takes the place of (TD2.1b). */
export interface LotDocument extends Omit<Declared, 'replaces'> {
  readonly replaces?: string;
}
export interface LotChoices {
  /** Who submits; the first author of the first document when absent. */
  readonly author?: Author;
  /** Undefined: the set goes without a signature. */
  readonly signing: SigningMaterial | undefined;
  /** Bytes inside the envelope instead of beside it. */
  readonly inline?: boolean;
  readonly uniqueId?: string;
}
export interface WrittenMessage {
  readonly body: Markup;
  readonly attachments: ReadonlyMap<string, Attachment>;
}

const submitObjects = (...objects: readonly Markup[]): Markup =>
  element('lcm:SubmitObjectsRequest', namespaces, element('rim:RegistryObjectList', {}, ...objects));

const digestSha1 = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex');

/** What is declared of a signature (docs/sources.md §2.2). */
function signatureMetadata(bytes: Uint8Array, uniqueId: string, author: Author, { patient }: DocumentMetadata): DocumentMetadata {
  const now = instantOf(Date.now());
  return {
    uniqueId: uniqueId as UniqueId,
    patient,
    type: { code: 'E1762', system: 'ASTM', display: 'Full Document' },
    classCode: signatureClass,
    format: { code: 'http://www.w3.org/2000/09/xmldsig#', system: 'URN', display: 'Default Signature Style' },
    mimeType: 'text/xml',
    language: 'art',
    title: 'Source',
    creationTime: now,
    serviceStart: now,
    authors: [author],
    legalAuthenticator: author,
    eventCodes: [{ code: '1.2.840.10065.1.12.1.14', system: '1.2.840.10065.1.12', display: 'Source' }],
    referenceIds: [],
    visibilite: { ...visibleToAll, masquePs: true, invisiblePatient: true },
    sha1: digestSha1(bytes),
    size: bytes.length,
  };
}

/** ITI-41: one submission set, its documents, and the XAdES that signs them. */
export function provideAndRegister(
  documents: readonly LotDocument[],
  { author, signing, inline = false, uniqueId = newUniqueId() }: LotChoices,
): WrittenMessage {
  const { metadata } = documents[0]!;
  const submitter = author ?? metadata.authors[0]!;
  const signatureId = newUniqueId();
  const signature =
    signing === undefined
      ? undefined
      : Buffer.from(
          signLot(
            {
              uniqueId,
              signatureId,
              documents: documents.map(({ metadata: one, bytes }) => ({ uniqueId: one.uniqueId, bytes, xml: one.mimeType === 'text/xml' })),
            },
            signing,
          ),
        );
  const entries = documents.map((one, index) => ({ ...one, id: `Document${index + 1}` }));
  const files: { readonly id: string; readonly bytes: Uint8Array; readonly mimeType: string }[] = entries.map((one) => ({
    id: one.id,
    bytes: one.bytes,
    mimeType: one.metadata.mimeType,
  }));
  if (signature !== undefined) files.push({ id: 'Signature', bytes: signature, mimeType: 'text/xml' });
  const contentIds = new Map(files.map(({ id }) => [id, `${id}.${randomUUID()}@simulateur`]));
  const body = element(
    'xdsb:ProvideAndRegisterDocumentSetRequest',
    namespaces,
    submitObjects(
      ...entries.map(({ id, metadata: one }) => documentEntry(id, one)),
      ...(signature === undefined ? [] : [documentEntry('Signature', signatureMetadata(signature, signatureId, submitter, metadata))]),
      ...submissionSet('SubmissionSet', { uniqueId, sourceId, patient: metadata.patient, author: submitter, contentType, at: new Date() }),
      ...files.map(({ id }) => association('HasMember', 'SubmissionSet', id)),
      ...(signature === undefined ? [] : entries.map(({ id }) => association('signs', 'Signature', id))),
      ...entries.flatMap(({ id, replaces }) => (replaces === undefined ? [] : [association('RPLC', id, replaces)])),
    ),
    ...files.map(({ id, bytes }) => element('xdsb:Document', { id }, inline ? text(Buffer.from(bytes).toString('base64')) : includeOf(contentIds.get(id)!))),
  );
  const attachments = new Map(inline ? [] : files.map(({ id, bytes, mimeType }) => [contentIds.get(id)!, { bytes, contentType: mimeType }] as const));
  return { body, attachments };
}

export const queries = {
  FindDocuments: 'urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d',
  FindSubmissionSets: 'urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9',
  FindFolders: 'urn:uuid:958f3006-baad-4929-a4de-ff1114824431',
  GetDocuments: 'urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4',
  GetFolders: 'urn:uuid:5737b14c-8a1a-4539-b659-e03a34a5e1e4',
  GetAssociations: 'urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155',
  GetDocumentsAndAssociations: 'urn:uuid:bab9529a-4a10-40b3-a01f-f68a615d247a',
  GetSubmissionSets: 'urn:uuid:51224314-5390-4169-9b91-b1980040715a',
  GetSubmissionSetAndContents: 'urn:uuid:e8e3cb2c-e39c-46b9-99e4-c12f57260b83',
  GetFolderAndContents: 'urn:uuid:b909a503-523d-4517-8acf-8e5834dfc4c7',
  GetFoldersForDocument: 'urn:uuid:10cae35a-c7f9-4cf5-b61e-fc3278ffb578',
  GetRelatedDocuments: 'urn:uuid:d90e5407-b356-4d91-a89f-873917b4b0e6',
  FindDocumentsByReferenceId: 'urn:uuid:12941a89-e02e-4be5-967c-ce4bfc8fe492',
} as const;

/** Strings are quoted and lists put in brackets here (ITI TF-2 §3.18.4.1.2.3.5); numbers go bare. */
export type QueryParameters = Readonly<Record<string, string | number | readonly string[] | undefined>>;
const quote = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const parameter = (value: string | number | readonly string[]): string =>
  typeof value === 'number' ? String(value) : typeof value === 'string' ? quote(value) : `(${value.map(quote).join(',')})`;

/** ITI-18. */
export const storedQuery = (name: keyof typeof queries, parameters: QueryParameters, returnType: 'LeafClass' | 'ObjectRef' = 'LeafClass'): Markup =>
  element(
    'query:AdhocQueryRequest',
    namespaces,
    element('query:ResponseOption', { returnComposedObjects: true, returnType }),
    element(
      'rim:AdhocQuery',
      { id: queries[name] },
      ...Object.entries(parameters).map(([key, value]) => (value === undefined ? undefined : slot(key, parameter(value)))),
    ),
  );

/** ITI-43. */
export const retrieve = (repositoryUniqueId: string, uniqueIds: readonly string[]): Markup =>
  element(
    'xdsb:RetrieveDocumentSetRequest',
    namespaces,
    ...uniqueIds.map((uniqueId) =>
      element(
        'xdsb:DocumentRequest',
        {},
        element('xdsb:RepositoryUniqueId', {}, text(repositoryUniqueId)),
        element('xdsb:DocumentUniqueId', {}, text(uniqueId)),
      ),
    ),
  );

export interface UpdateSet {
  readonly patient: DocumentMetadata['patient'];
  readonly author: Author;
  readonly uniqueId?: string;
}
const updating = (set: UpdateSet, ...objects: readonly Markup[]): Markup =>
  submitObjects(...objects, ...submissionSet('SubmissionSet', { sourceId, contentType, at: new Date(), ...set, uniqueId: set.uniqueId ?? newUniqueId() }));

/** ITI-57, new metadata: the entry as it was found, with other restrictions, under its lid and the version it was read at (TD3.3a, TD3.3b). */
export const updateEntry = (set: UpdateSet, entry: FoundEntry, wanted: readonly Restriction[], previousVersion: string = entry.version): Markup =>
  updating(
    set,
    resent(entry, wanted),
    association('HasMember', 'SubmissionSet', resentId, { SubmissionSetStatus: 'Original', PreviousVersion: previousVersion }),
  );

/** ITI-57, new status (TD3.3c, TD3.3d). */
export const updateStatus = (set: UpdateSet, entryUuid: string, from: Status, to: Status): Markup =>
  updating(set, association('UpdateAvailabilityStatus', 'SubmissionSet', entryUuid, { OriginalStatus: statuses[from], NewStatus: statuses[to] }));
