// SubmissionSet -> List (PDSm submissionset comprehensive).

import { type LogicalId, type SubmissionSet, uniqueIdToUrn } from '@carnet/domain/document';
import { toIso } from '@carnet/domain/kernel';
import { toConcept } from './code-systems.ts';
import { documentResourceId } from './resource-id.ts';
import { designationTypeUrl, sourceIdUrl } from './submission-set.ts';
import { containedPatient, patientReference, writeAuthor } from './write-people.ts';

export function writeSubmissionSet(set: SubmissionSet, members: readonly LogicalId[], dossierId: string): object {
  const author = writeAuthor(set.author, 'author');
  const sourceId = /^[0-2](\.\d+)+$/.test(set.sourceId) ? `urn:oid:${set.sourceId}` : set.sourceId;
  return {
    resourceType: 'List',
    id: set.id,
    meta: { profile: ['https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/pdsm-submissionset-comprehensive'] },
    contained: [containedPatient('patient', set.patient), ...author.contained],
    extension: [
      { url: designationTypeUrl, valueCodeableConcept: toConcept(set.contentType) },
      { url: sourceIdUrl, valueIdentifier: { system: 'urn:ietf:rfc:3986', value: sourceId } },
    ],
    identifier: [
      { use: 'usual', system: 'urn:ietf:rfc:3986', value: uniqueIdToUrn(set.uniqueId) },
      { use: 'official', system: 'urn:ietf:rfc:3986', value: `urn:uuid:${set.id}` },
    ],
    status: 'current',
    mode: 'working',
    ...(set.title === undefined ? {} : { title: set.title }),
    code: { coding: [{ system: 'https://profiles.ihe.net/ITI/MHD/CodeSystem/MHDlistTypes', code: 'submissionset' }] },
    subject: patientReference(set.patient, dossierId),
    date: toIso(set.submittedAt),
    source: author.reference,
    ...(set.comments === undefined ? {} : { note: [{ text: set.comments }] }),
    entry: members.map((member) => ({ item: { reference: `DocumentReference/${documentResourceId(dossierId, member)}` } })),
  };
}
