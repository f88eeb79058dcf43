// The calls that the sandbox's page proposes, each ready to send: about the person chosen, in the name of the card chosen. `ID` in an address stands
// for what an earlier answer names.

import { securityLabels, systemUrl, writeAuthor } from '@carnet/codecs/fhir';
import type { SandboxCall } from '@carnet/contract';
import type { LabelLanguage, TryName } from '@carnet/contract/wording';
import { type Author, oidOfUuid, uniqueIdToUrn, visibleToAll } from '@carnet/domain/document';
import { type Instant, instantOf, toIso } from '@carnet/domain/kernel';
import { classOfType, classSystem, systemOfType } from '@carnet/domain/terminology';
import { createHash } from 'node:crypto';
import { newId } from '../../new-id.ts';
import { writeSandboxCda } from '../../sandbox/cda.ts';
import type { SandboxPatient } from '../../sandbox/patients.ts';
import type { SandboxProfessional, SandboxStructure } from '../../sandbox/professionals.ts';

export interface Chosen {
  readonly patient: SandboxPatient;
  readonly author: SandboxProfessional;
  readonly structure: SandboxStructure;
  readonly at: Instant;
  readonly language: LabelLanguage;
}
export type Proposed = Omit<SandboxCall, 'card'>;
type Propose = (chosen: Chosen) => Proposed;

const fhir = 'application/fhir+json';
const identifierOf = ({ patient: { ins } }: Chosen): string => `urn:oid:${ins.oid}|${ins.matricule}`;
const about = (chosen: Chosen): string => `patient.identifier=${identifierOf(chosen)}`;
const subject = ({ patient: { ins } }: Chosen): object => ({ identifier: { system: `urn:oid:${ins.oid}`, value: ins.matricule } });

const get =
  (path: (chosen: Chosen) => string, headers: Proposed['headers'] = {}): Propose =>
  (chosen) => ({
    method: 'GET',
    path: `/fhir${path(chosen)}`,
    headers: { 'accept': fhir, 'accept-language': chosen.language, ...headers },
    body: '',
  });
const send =
  (method: 'POST' | 'PATCH', path: string, type: string, content: (chosen: Chosen) => unknown): Propose =>
  (chosen) => ({
    method,
    path: `/fhir${path}`,
    headers: { 'accept': fhir, 'accept-language': chosen.language, 'content-type': type },
    body: JSON.stringify(content(chosen), undefined, 2),
  });

export const tryCalls: Readonly<Record<TryName, Propose>> = {
  existence: get((chosen) => `/Patient?identifier=${identifierOf(chosen)}`),
  agree: send('POST', '/Consent', fhir, (chosen) => ({
    resourceType: 'Consent',
    status: 'active',
    patient: subject(chosen),
    provision: { type: 'permit' },
  })),
  deposit: send('POST', '/DocumentReference', fhir, (chosen) => alone(sampleOf(chosen))),
  depositSet: send('POST', '', fhir, (chosen) => bundled(sampleOf(chosen), chosen)),
  documents: get((chosen) => `/DocumentReference?${about(chosen)}&_count=5`),
  document: get(() => '/Binary/ID', { accept: '*/*' }),
  mask: send('PATCH', '/DocumentReference/ID', 'application/json-patch+json', () => [
    { op: 'add', path: '/securityLabel/-', value: { coding: [{ system: 'urn:oid:1.2.250.1.213.1.1.4.13', code: 'MASQUE_PS' }] } },
  ]),
  sets: get((chosen) => `/List?${about(chosen)}&code=submissionset&_count=5`),
  changes: get((chosen) => `/DocumentReference/$changes?${about(chosen)}&_count=0`),
  summary: get(() => '/Patient/ID/$summary'),
  results: get((chosen) => `/Observation?${about(chosen)}&_count=5`),
  enter: send('POST', '/Observation', fhir, (chosen) => ({
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
    subject: subject(chosen),
    effectiveDateTime: toIso(chosen.at),
    valueQuantity: { value: 71.5, system: 'http://unitsofmeasure.org', code: 'kg' },
  })),
  agreements: get((chosen) => `/Consent?${about(chosen)}`),
  journal: get((chosen) => `/AuditEvent?${about(chosen)}&date=ge2020-01-01&_count=5`),
  directory: get(({ author }) => `/Practitioner?name=${author.familyName.toLowerCase()}`),
  wrong: get((chosen) => `/DocumentReference?${about(chosen)}&couleur=bleu`, { prefer: 'handling=strict' }),
  capabilities: get(() => '/metadata'),
  wsdl: () => ({ method: 'GET', path: '/si-dmp-server/v2/services/registry?wsdl', headers: {}, body: '' }),
};

const typeCode = '11488-4';
const title = 'Consultation d’essai';

interface Sample {
  readonly bytes: Uint8Array;
  readonly reference: object;
  readonly attachment: object;
  readonly author: Author;
}
const concept = (code: string, system: string): object => ({ coding: [{ code, system: systemUrl(system) }] });

/** A small CDA that the card's holder wrote now, and its DocumentReference. */
function sampleOf({ patient, author: holder, structure, at: now }: Chosen): Sample {
  // A CDA says its time to the second.
  const at = instantOf(Math.floor(now / 1_000) * 1_000);
  const author: Extract<Author, { kind: 'professionnel' }> = {
    kind: 'professionnel',
    id: holder.id,
    familyName: holder.familyName,
    givenName: holder.givenName,
    specialty: { code: `G15_${holder.profession}`, system: '1.2.250.1.213.1.1.4.5' },
    institution: { id: structure.id, name: structure.name },
  };
  const uniqueId = oidOfUuid(newId());
  const sections = [{ title: 'Consultation', text: ['Document d’essai, envoyé depuis la page du bac à sable.'] }];
  const bytes = writeSandboxCda({ uniqueId, typeCode, title, patient, author, structure, at, sections });
  const written = writeAuthor(author, 'author');
  const reference = {
    resourceType: 'DocumentReference',
    contained: written.contained,
    masterIdentifier: { system: 'urn:ietf:rfc:3986', value: uniqueIdToUrn(uniqueId) },
    status: 'current',
    type: concept(typeCode, systemOfType(typeCode)),
    category: [concept(classOfType(typeCode)!, classSystem)],
    subject: { reference: `Patient?identifier=urn:oid:${patient.ins.oid}|${patient.ins.matricule}` },
    date: toIso(at),
    author: [written.reference],
    authenticator: written.reference,
    securityLabel: securityLabels(visibleToAll),
    context: {
      period: { start: toIso(at) },
      facilityType: concept(structure.sector, '1.2.250.1.71.4.2.4'),
      practiceSetting: concept('ETABLISSEMENT', '1.2.250.1.213.1.1.4.9'),
    },
  };
  const attachment = {
    contentType: 'text/xml',
    language: 'fr-FR',
    size: bytes.length,
    hash: createHash('sha1').update(bytes).digest('base64'),
    title,
    creation: toIso(at),
  };
  return { bytes, reference, attachment, author };
}

const format = { system: systemUrl('1.3.6.1.4.1.19376.1.2.3'), code: 'urn:ihe:iti:xds:2017:mimeTypeSufficient' };
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const alone = ({ reference, attachment, bytes }: Sample): object => ({
  ...reference,
  content: [{ attachment: { ...attachment, data: base64(bytes) }, format }],
});

function bundled({ reference, attachment, bytes, author }: Sample, { patient: { ins }, at }: Chosen): object {
  const [set, document, binary] = [newId(), newId(), newId()].map((id) => `urn:uuid:${id}`) as [string, string, string];
  const written = writeAuthor(author, 'author');
  const mhd = 'https://profiles.ihe.net/ITI/MHD';
  const uri = (value: string): object => ({ system: 'urn:ietf:rfc:3986', value });
  const list = {
    resourceType: 'List',
    contained: written.contained,
    extension: [
      { url: `${mhd}/StructureDefinition/ihe-designationType`, valueCodeableConcept: concept('07', '1.2.250.1.213.2.2') },
      { url: `${mhd}/StructureDefinition/ihe-sourceId`, valueIdentifier: uri(`urn:oid:${oidOfUuid(newId())}`) },
    ],
    identifier: [{ use: 'usual', ...uri(`urn:uuid:${newId()}`) }],
    status: 'current',
    mode: 'working',
    code: { coding: [{ system: `${mhd}/CodeSystem/MHDlistTypes`, code: 'submissionset' }] },
    subject: { reference: `Patient?identifier=urn:oid:${ins.oid}|${ins.matricule}` },
    date: toIso(at),
    source: written.reference,
    entry: [{ item: { reference: document } }],
  };
  const post = (fullUrl: string, resource: object, url: string): object => ({ fullUrl, resource, request: { method: 'POST', url } });
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      post(set, list, 'List'),
      post(document, { ...reference, content: [{ attachment: { ...attachment, url: binary }, format }] }, 'DocumentReference'),
      post(binary, { resourceType: 'Binary', contentType: 'text/xml', data: base64(bytes) }, 'Binary'),
    ],
  };
}
