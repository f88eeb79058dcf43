// Submission sets and folders -> List (PDSm submissionset and folder, comprehensive). The id names the record, as a document's does.

import { type Folder, type LogicalId, type SubmissionSet, uniqueIdToUrn } from '@carnet/domain/document';
import { toIso } from '@carnet/domain/kernel';
import { toConcept } from './code-systems.ts';
import { documentResourceId } from './resource-id.ts';
import { designationTypeUrl, sourceIdUrl } from './submission-set.ts';
import { patientReference, writeAuthor } from './write-people.ts';

/** Ids of what is in it, as this reader sees it. */
export interface ListMembers {
  readonly documents: readonly LogicalId[];
  readonly folders: readonly string[];
}

const pdsm = 'https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition';
const rfc3986 = 'urn:ietf:rfc:3986';
const listType = (code: 'submissionset' | 'folder'): object => ({
  coding: [{ system: 'https://profiles.ihe.net/ITI/MHD/CodeSystem/MHDlistTypes', code }],
});
const identifiers = ({ id, uniqueId }: Pick<SubmissionSet, 'uniqueId'> & { readonly id: string }): readonly object[] => [
  { use: 'usual', system: rfc3986, value: uniqueIdToUrn(uniqueId) },
  { use: 'official', system: rfc3986, value: `urn:uuid:${id}` },
];
function entries({ documents, folders }: ListMembers, dossierId: string): object {
  const entry = [
    ...documents.map((one) => `DocumentReference/${documentResourceId(dossierId, one)}`),
    ...folders.map((one) => `List/${documentResourceId(dossierId, one)}`),
  ].map((reference) => ({ item: { reference } }));
  return entry.length === 0 ? {} : { entry };
}

/** An OID or a UUID is a URI; the number of a professional who published without a set of their own (ITI-105) is none. */
function sourceIdentifier(id: string): object {
  if (/^[0-2](\.\d+)+$/.test(id)) return { system: rfc3986, value: `urn:oid:${id}` };
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id) ? { system: rfc3986, value: `urn:uuid:${id}` } : { value: id };
}

export function writeSubmissionSet(set: SubmissionSet, members: ListMembers, dossierId: string): object {
  const author = writeAuthor(set.author, 'author');
  return {
    resourceType: 'List',
    id: documentResourceId(dossierId, set.id),
    meta: { lastUpdated: toIso(set.submittedAt), profile: [`${pdsm}/pdsm-submissionset-comprehensive`] },
    contained: author.contained,
    extension: [
      { url: designationTypeUrl, valueCodeableConcept: toConcept(set.contentType) },
      { url: sourceIdUrl, valueIdentifier: sourceIdentifier(set.sourceId) },
    ],
    identifier: identifiers(set),
    status: 'current',
    mode: 'working',
    ...(set.title === undefined ? {} : { title: set.title }),
    code: listType('submissionset'),
    subject: patientReference(set.patient, dossierId),
    date: toIso(set.submittedAt),
    source: author.reference,
    ...(set.comments === undefined ? {} : { note: [{ text: set.comments }] }),
    ...entries(members, dossierId),
  };
}

export function writeFolder(folder: Folder, members: ListMembers, dossierId: string): object {
  return {
    resourceType: 'List',
    id: documentResourceId(dossierId, folder.id),
    meta: { lastUpdated: toIso(folder.lastUpdate), profile: [`${pdsm}/pdsm-folder-comprehensive`] },
    extension: folder.codes.map((code) => ({ url: designationTypeUrl, valueCodeableConcept: toConcept(code) })),
    identifier: identifiers(folder),
    status: 'current',
    mode: 'working',
    title: folder.title,
    code: listType('folder'),
    subject: patientReference(folder.patient, dossierId),
    date: toIso(folder.lastUpdate),
    ...(folder.comments === undefined ? {} : { note: [{ text: folder.comments }] }),
    ...entries(members, dossierId),
  };
}
