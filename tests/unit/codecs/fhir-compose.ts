// FHIR resources as a doctor's software would send them, about the people of the composed CDA documents.

import type { DeclarationContext, ProvideContext } from '@carnet/codecs/fhir';
import { createHash } from 'node:crypto';
import { camille, compose, doctor, practice, testOid } from '../../fixtures/cda/compose.ts';

export const sha1 = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex');
const newFolderId = '11111111-2222-4333-8444-555555555555';
export const context: DeclarationContext & ProvideContext = { sha1, cumulAllowed: false, newId: () => newFolderId };

export const cda = new Uint8Array(Buffer.from(compose(), 'utf8'));
export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const loinc = 'http://loinc.org';
export const nos = (name: string): string => `https://mos.esante.gouv.fr/NOS/${name}/FHIR/${name.replace('_', '-')}`;

export type Json = Record<string, unknown>;

const practitioner: Json = { resourceType: 'Practitioner', id: 'author', identifier: [{ system: 'urn:oid:1.2.250.1.71.4.2.1', value: doctor.id }] };

/** As the DMP guide's ITI-105 example: neither category, format nor context. */
export const simplified = (more: Json = {}, attachment: Json = {}): Json => ({
  resourceType: 'DocumentReference',
  contained: [practitioner],
  masterIdentifier: { system: 'urn:ietf:rfc:3986', value: 'urn:oid:2.25.1001^A-1' },
  status: 'current',
  type: { coding: [{ system: loinc, code: '34133-9' }] },
  subject: { reference: `Patient?identifier=urn:oid:${testOid}|${camille.matricule}` },
  date: '2026-04-02T10:15:00+02:00',
  author: [{ reference: '#author' }],
  content: [{ attachment: { contentType: 'application/xml', title: 'Synthèse de printemps', data: base64(cda), ...attachment } }],
  ...more,
});

/** Every field of the comprehensive profile, for a document whose content says nothing of itself. */
export const comprehensive = (more: Json = {}, attachment: Json = {}): Json => ({
  ...simplified(),
  contained: [
    {
      resourceType: 'PractitionerRole',
      id: 'role',
      practitioner: { reference: '#author' },
      organization: { reference: '#place' },
      specialty: [{ coding: [{ system: 'urn:oid:1.2.250.1.213.1.1.4.5', code: doctor.specialty, display: 'Généraliste' }] }],
    },
    {
      ...practitioner,
      identifier: [{ system: 'https://rpps.esante.gouv.fr', value: doctor.id.slice(1) }],
      name: [{ family: doctor.familyName, given: [doctor.givenName] }],
    },
    { resourceType: 'Organization', id: 'place', identifier: [{ system: 'urn:oid:1.2.250.1.71.4.2.2', value: practice.id }], name: practice.name },
    { resourceType: 'Patient', id: 'source', identifier: [{ system: 'urn:oid:1.2.3.4', value: 'IPP-77' }] },
  ],
  masterIdentifier: { system: 'urn:ietf:rfc:3986', value: 'urn:oid:2.25.2002' },
  category: [{ coding: [{ system: nos('TRE_A03-ClasseDocument'), code: '11' }] }],
  author: [{ reference: '#role' }],
  authenticator: { reference: '#role' },
  description: 'Pour mémoire',
  securityLabel: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'N' }] },
    { coding: [{ system: nos('TRE_A07-StatutVisibiliteDocument'), code: 'MASQUE_PS' }] },
  ],
  content: [
    {
      attachment: {
        contentType: 'application/pdf',
        language: 'fr-FR',
        url: 'urn:uuid:33333333-0000-4000-8000-000000000003',
        title: 'Courrier',
        creation: '2026-04-02T10:15:00+02:00',
        ...attachment,
      },
      format: { system: 'http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode', code: 'urn:ihe:iti:xds-sd:pdf:2008' },
    },
  ],
  context: {
    period: { start: '2026-04-02', end: '2026-04-02T09:30:00+02:00' },
    facilityType: { coding: [{ system: nos('TRE_R02-SecteurActivite'), code: 'SA07' }] },
    practiceSetting: { coding: [{ system: 'urn:oid:1.2.250.1.213.1.1.4.9', code: 'AMBULATOIRE' }] },
    event: [{ coding: [{ system: 'urn:example:acts', code: 'QZRM' }] }],
    related: [{ identifier: { system: 'urn:oid:1.2.9', value: 'ACC-1', type: { coding: [{ code: 'urn:ihe:iti:xds:2013:accession' }] } } }],
    sourcePatientInfo: { reference: '#source' },
  },
  ...more,
});

export const setUrl = 'urn:uuid:11111111-0000-4000-8000-000000000001';
export const documentUrl = 'urn:uuid:22222222-0000-4000-8000-000000000002';
export const binaryUrl = 'urn:uuid:33333333-0000-4000-8000-000000000003';

export const submissionSet = (more: Json = {}): Json => ({
  resourceType: 'List',
  contained: [practitioner],
  extension: [
    {
      url: 'https://profiles.ihe.net/ITI/MHD/StructureDefinition/ihe-designationType',
      valueCodeableConcept: { coding: [{ system: nos('TRE_R209-TypeActivite'), code: '07' }] },
    },
    { url: 'https://profiles.ihe.net/ITI/MHD/StructureDefinition/ihe-sourceId', valueIdentifier: { system: 'urn:ietf:rfc:3986', value: 'urn:oid:2.25.42' } },
  ],
  status: 'current',
  mode: 'working',
  code: { coding: [{ system: 'https://profiles.ihe.net/ITI/MHD/CodeSystem/MHDlistTypes', code: 'submissionset' }] },
  subject: { reference: `Patient?identifier=urn:oid:${testOid}%7C${camille.matricule}` },
  date: '2026-04-02T10:20:00+02:00',
  source: { reference: '#author' },
  entry: [{ item: { reference: documentUrl } }],
  ...more,
});

export const entry = (fullUrl: string, resource: Json, method = 'POST'): Json => ({ fullUrl, resource, request: { method, url: resource['resourceType'] } });
export const binary = (bytes: Uint8Array, contentType = 'application/pdf'): Json => ({ resourceType: 'Binary', contentType, data: base64(bytes) });
export const bundle = (...entries: readonly Json[]): Json => ({ resourceType: 'Bundle', type: 'transaction', entry: entries });
