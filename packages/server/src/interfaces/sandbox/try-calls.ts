// The calls that the sandbox's page proposes, each ready to send: about the person chosen, in the name of the card chosen. `ID` in an address stands
// for what an earlier answer names.

import { writeAuthor } from '@carnet/codecs/fhir';
import type { SandboxCall } from '@carnet/contract';
import type { LabelLanguage, TryName } from '@carnet/contract/wording';
import { oidOfUuid } from '@carnet/domain/document';
import { toIso } from '@carnet/domain/kernel';
import { newId } from '../../new-id.ts';
import { type Sample, type SampleContext, alone, base64, concept, format, writeSample } from './sample.ts';

export interface Chosen extends SampleContext {
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

/** A small CDA that the card's holder wrote now. */
const sampleOf = (chosen: Chosen): Sample =>
  writeSample(chosen, {
    typeCode: '11488-4',
    title: 'Consultation d’essai',
    sections: [{ title: 'Consultation', text: ['Document d’essai, envoyé depuis la page du bac à sable.'] }],
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
