// DocumentEntry -> DocumentReference. The decisions the draft guide leaves open (docs/sources.md §2.4): `id` is made of the record's and the logicalId,
// which masking does not change (resource-id.ts); `meta.versionId` is the metadata's version; `identifier` holds the entryUUID (official) and the logicalId (usual); a deleted entry
// is `entered-in-error`; an archived one is `current` and says so by extension.

import {
  type AvailabilityStatus,
  type DocumentEntry,
  type Visibilite,
  confidentialityCodes,
  confidentialityNormalSystem,
  uniqueIdToUrn,
  visibiliteSystem,
} from '@carnet/domain/document';
import { toIso } from '@carnet/domain/kernel';
import { classSystem, documentClasses } from '@carnet/domain/terminology';
import { type CodeableConcept, toCoding, toConcept } from './code-systems.ts';
import { isArchivedUrl } from './document-reference.ts';
import { documentResourceId } from './resource-id.ts';
import { writeSourcePatient } from './source-patient.ts';
import { type Identifier, type Reference, patientReference, writeAuthor } from './write-people.ts';

export const documentReferenceProfile = 'https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/pdsm-comprehensive-document-reference';

export interface DocumentReferenceSurroundings {
  /** Id of the record the document lies in, for `Patient/<id>` too. */
  readonly dossierId: string;
  /** Id of the record that stands for it, where there is one. */
  readonly patientId?: string;
  /** Where the bytes are fetched (ITI-68). */
  readonly contentUrl: string;
  /** Who keeps the registry. */
  readonly custodian: Reference;
}

const statuses: Readonly<Record<AvailabilityStatus, 'current' | 'superseded' | 'entered-in-error'>> = {
  Approved: 'current',
  Archived: 'current',
  Deprecated: 'superseded',
  Deleted: 'entered-in-error',
};

/** `N`, then one label per restriction. */
export const securityLabels = (visibilite: Visibilite): CodeableConcept[] =>
  confidentialityCodes(visibilite).map((code) => toConcept({ code, system: code === 'N' ? confidentialityNormalSystem : visibiliteSystem }));

const classConcept = (code: string): CodeableConcept =>
  toConcept({ code, system: classSystem, ...(Object.hasOwn(documentClasses, code) ? { display: documentClasses[code as keyof typeof documentClasses] } : {}) });

const cx = /^(?<value>[^^]*)\^[^^]*\^[^^]*\^&?(?<system>[^&^]*)[^^]*\^(?<type>.*)$/;
function relatedOf(referenceId: string): { readonly identifier: Identifier } | undefined {
  const parts = cx.exec(referenceId)?.groups;
  const { value, system, type } = parts ?? {};
  if (value === undefined || system === undefined) return undefined;
  return {
    identifier: {
      ...(type === undefined || type === '' ? {} : { type: { coding: [{ system: 'urn:ietf:rfc:3986', code: type }] } }),
      system: `urn:oid:${system}`,
      value,
    },
  };
}

export function writeDocumentReference(entry: DocumentEntry, around: DocumentReferenceSurroundings): object {
  const authors = entry.authors.map((author, index) => writeAuthor(author, `author-${index + 1}`));
  const signer = entry.legalAuthenticator === undefined ? undefined : writeAuthor(entry.legalAuthenticator, 'authenticator');
  const related = entry.referenceIds.map(relatedOf).filter((one) => one !== undefined);
  return {
    resourceType: 'DocumentReference',
    id: documentResourceId(around.dossierId, entry.logicalId),
    meta: {
      versionId: String(entry.version),
      lastUpdated: toIso(entry.changedAt),
      // The profile has no status for a deleted document (MHD forbids `entered-in-error`).
      ...(entry.status === 'Deleted' ? {} : { profile: [documentReferenceProfile] }),
    },
    contained: [writeSourcePatient('patient', entry), ...authors.flatMap(({ contained }) => contained), ...(signer?.contained ?? [])],
    extension: [{ url: isArchivedUrl, valueBoolean: entry.status === 'Archived' }],
    masterIdentifier: { system: 'urn:ietf:rfc:3986', value: uniqueIdToUrn(entry.uniqueId) },
    identifier: [
      { use: 'official', system: 'urn:ietf:rfc:3986', value: `urn:uuid:${entry.entryUuid}` },
      { use: 'usual', system: 'urn:ietf:rfc:3986', value: `urn:uuid:${entry.logicalId}` },
    ],
    status: statuses[entry.status],
    type: toConcept(entry.type),
    category: [classConcept(entry.classCode)],
    subject: patientReference(entry.patient, around.patientId ?? around.dossierId),
    // The guide maps creationTime here as well as to attachment.creation.
    date: toIso(entry.creationTime),
    author: authors.map(({ reference }) => reference),
    ...(signer === undefined ? {} : { authenticator: signer.reference }),
    custodian: around.custodian,
    ...(entry.replaces === undefined
      ? {}
      : { relatesTo: [{ code: 'replaces', target: { reference: `DocumentReference/${documentResourceId(around.dossierId, entry.replaces)}` } }] }),
    ...(entry.comments === undefined ? {} : { description: entry.comments }),
    securityLabel: securityLabels(entry.visibilite),
    content: [{ attachment: attachment(entry, around.contentUrl), format: toCoding(entry.format) }],
    context: {
      ...(entry.eventCodes.length === 0 ? {} : { event: entry.eventCodes.map(toConcept) }),
      period: { start: toIso(entry.serviceStart), ...(entry.serviceStop === undefined ? {} : { end: toIso(entry.serviceStop) }) },
      ...(entry.facilityType === undefined ? {} : { facilityType: toConcept(entry.facilityType) }),
      ...(entry.practiceSetting === undefined ? {} : { practiceSetting: toConcept(entry.practiceSetting) }),
      sourcePatientInfo: { reference: '#patient' },
      ...(related.length === 0 ? {} : { related }),
    },
  };
}

const attachment = (entry: DocumentEntry, url: string): object => ({
  contentType: entry.mimeType,
  language: entry.language,
  url,
  size: entry.size,
  hash: Buffer.from(entry.sha1, 'hex').toString('base64'),
  title: entry.title,
  creation: toIso(entry.creationTime),
});
