// What a vendor's software sends: an ITI-65 transaction Bundle (submission set, DocumentReference, Binary), or the DocumentReference alone
// with its bytes inside (ITI-105).

import { randomUUID } from 'node:crypto';
import { type Identifier, securityLabels, systemUrl, writeAuthor } from '@carnet/codecs/fhir';
import { type Coded, uniqueIdToUrn } from '@carnet/domain/document';
import { type Instant, toIso } from '@carnet/domain/kernel';
import { classSystem } from '@carnet/domain/terminology';
import type { Declared } from './declare.ts';

const mhd = 'https://profiles.ihe.net/ITI/MHD/StructureDefinition';
/** This tool, as a sending system: an OID under 2.25, drawn once. */
const sourceId = 'urn:oid:2.25.302478915521846329012876410263387152047';

const coding = ({ code, system, display }: Coded): object => ({ system: systemUrl(system), code, ...(display === undefined ? {} : { display }) });
const concept = (coded: Coded): object => ({ coding: [coding(coded)] });
const uri = (value: string): Identifier => ({ system: 'urn:ietf:rfc:3986', value });

/** `content` is where the bytes are: inside, or in a Binary of the same Bundle. */
function documentReference({ metadata, bytes, replaces }: Declared, content: 'inside' | string): object {
  const { patient, authors, legalAuthenticator } = metadata;
  const written = authors.map((author, index) => writeAuthor(author, `author-${index + 1}`));
  const signer = legalAuthenticator === undefined ? undefined : writeAuthor(legalAuthenticator, 'authenticator');
  const iso = (at: Instant): string => toIso(at);
  return {
    resourceType: 'DocumentReference',
    contained: [...written, ...(signer === undefined ? [] : [signer])].flatMap(({ contained }) => contained),
    masterIdentifier: uri(uniqueIdToUrn(metadata.uniqueId)),
    status: 'current',
    type: concept(metadata.type),
    // A type outside the DMP's list has no class: the server will say so.
    ...(metadata.classCode === '' ? {} : { category: [concept({ code: metadata.classCode, system: classSystem })] }),
    subject: { reference: `Patient?identifier=urn:oid:${patient.oid}|${patient.matricule}` },
    date: iso(metadata.creationTime),
    author: written.map(({ reference }) => reference),
    ...(signer === undefined ? {} : { authenticator: signer.reference }),
    ...(replaces === undefined ? {} : { relatesTo: [{ code: 'replaces', target: { identifier: uri(uniqueIdToUrn(replaces)) } }] }),
    securityLabel: securityLabels(metadata.visibilite),
    content: [
      {
        attachment: {
          contentType: metadata.mimeType,
          language: metadata.language,
          ...(content === 'inside' ? { data: Buffer.from(bytes).toString('base64') } : { url: content }),
          size: metadata.size,
          hash: Buffer.from(metadata.sha1, 'hex').toString('base64'),
          title: metadata.title,
          creation: iso(metadata.creationTime),
        },
        format: coding(metadata.format),
      },
    ],
    context: {
      ...(metadata.eventCodes.length === 0 ? {} : { event: metadata.eventCodes.map(concept) }),
      period: { start: iso(metadata.serviceStart), ...(metadata.serviceStop === undefined ? {} : { end: iso(metadata.serviceStop) }) },
      ...(metadata.facilityType === undefined ? {} : { facilityType: concept(metadata.facilityType) }),
      ...(metadata.practiceSetting === undefined ? {} : { practiceSetting: concept(metadata.practiceSetting) }),
    },
  };
}

export const simplifiedPublish = (declared: Declared): object => documentReference(declared, 'inside');

/** TRE_R209 `07`: consultations and outside care. */
const contentType: Coded = { code: '07', system: '1.2.250.1.213.2.2' };

export function provideBundle(declared: Declared): object {
  const [set, document, binary] = [randomUUID(), randomUUID(), randomUUID()].map((id) => `urn:uuid:${id}`) as [string, string, string];
  const { patient, authors, creationTime, mimeType } = declared.metadata;
  const author = writeAuthor(authors[0]!, 'author');
  const list = {
    resourceType: 'List',
    contained: author.contained,
    extension: [
      { url: `${mhd}/ihe-designationType`, valueCodeableConcept: concept(contentType) },
      { url: `${mhd}/ihe-sourceId`, valueIdentifier: uri(sourceId) },
    ],
    identifier: [{ use: 'usual', ...uri(`urn:uuid:${randomUUID()}`) }],
    status: 'current',
    mode: 'working',
    code: { coding: [{ system: 'https://profiles.ihe.net/ITI/MHD/CodeSystem/MHDlistTypes', code: 'submissionset' }] },
    subject: { reference: `Patient?identifier=urn:oid:${patient.oid}|${patient.matricule}` },
    date: toIso(creationTime),
    source: author.reference,
    entry: [{ item: { reference: document } }],
  };
  const post = (fullUrl: string, resource: object, url: string): object => ({ fullUrl, resource, request: { method: 'POST', url } });
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      post(set, list, 'List'),
      post(document, documentReference(declared, binary), 'DocumentReference'),
      post(binary, { resourceType: 'Binary', contentType: mimeType, data: Buffer.from(declared.bytes).toString('base64') }, 'Binary'),
    ],
  };
}
