// What the bench deposits: CDA documents of its own, about 20 KB, each with its own uniqueId and words, and the ITI-65 Bundle that carries one.
// The same number gives the same document.

import { createHash } from 'node:crypto';

export interface BenchPatient {
  readonly ins: string;
  readonly oid: string;
  readonly birthName: string;
  readonly firstNames: string;
  readonly birthDate: string;
  readonly sex: string;
}
export interface BenchAuthor {
  readonly idNat: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly structureId: string;
  readonly structureName: string;
}

/** 20 KB: the common size of a structured report without images. */
export const documentBytes = 20 * 1024;
const oidRoot = '1.2.250.1.999.7';
const title = 'Compte rendu de consultation';
const psOid = '1.2.250.1.71.4.2.1';
const structOid = '1.2.250.1.71.4.2.2';

/** Without accents, so that characters are bytes. */
const words =
  'le patient consulte pour une toux depuis trois jours sans perte de poids avec un examen clinique normal et une tension stable sous traitement habituel'.split(
    ' ',
  );
/** Text that differs from one document to the next, so that nothing compresses or deduplicates it away. */
function narrative(number: number, length: number): string {
  let state = (number * 2_654_435_761 + 1) >>> 0;
  let text = '';
  while (text.length < length) {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    text += `${words[state % words.length]}${state % 11 === 0 ? `. ${state} ` : ' '}`;
  }
  return text.slice(0, length);
}

const person = (family: string, given: string): string => `<name><family>${family}</family><given>${given}</given></name>`;
const hl7Date = (date: string): string => date.replaceAll('-', '');

/** `run` keeps the documents of two runs against the same server apart. */
export const uniqueIdOf = (run: number, number: number): string => `${oidRoot}.${run}.${number}`;

/** Five results of analyses said in codes, for what is told of a record at a glance. */
export function codedResults(number: number): string {
  const entry = ([code, name, unit]: readonly string[], place: number): string =>
    `<entry><observation classCode="OBS" moodCode="EVN"><templateId root="1.3.6.1.4.1.19376.1.3.1.6"/><code code="${code}" codeSystem="2.16.840.1.113883.6.1" displayName="${name}"/><statusCode code="completed"/><effectiveTime value="20260110110000+0100"/><value xsi:type="PQ" value="${5 + place + (number % 40) / 10}" unit="${unit}"/></observation></entry>`;
  return `<component><section><code code="26436-6" codeSystem="2.16.840.1.113883.6.1"/><title>Analyses</title><text>Analyses</text>${analyses.map(entry).join('')}</section></component>`;
}
const analyses = [
  ['718-7', 'Hemoglobine', 'g/dL'],
  ['6690-2', 'Leucocytes', '10*3/uL'],
  ['2345-7', 'Glycemie', 'mmol/L'],
  ['4548-4', 'Hemoglobine glyquee', '%'],
  ['2823-3', 'Potassium', 'mmol/L'],
] as const;

/** `coded`: sections besides its text, within the same 20 KB. */
export function cdaOf(uniqueId: string, number: number, patient: BenchPatient, author: BenchAuthor, coded = ''): Buffer {
  const id = `<id root="${psOid}" extension="${author.idNat}"/>`;
  const organization = `<representedOrganization><id root="${structOid}" extension="${author.structureId}"/><name>${author.structureName}</name></representedOrganization>`;
  const head = `<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<realmCode code="FR"/><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
<templateId root="2.16.840.1.113883.2.8.2.1"/><templateId root="1.2.250.1.213.1.1.1.1"/>
<id root="${uniqueId}"/><code code="11488-4" codeSystem="2.16.840.1.113883.6.1" displayName="CR ou fiche de consultation ou de visite"/>
<title>${title}</title><effectiveTime value="20260110110000+0100"/>
<confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/><languageCode code="fr-FR"/>
<recordTarget><patientRole><id root="${patient.oid}" extension="${patient.ins}"/><patient>${person(patient.birthName, patient.firstNames)}
<administrativeGenderCode code="${patient.sex}" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="${hl7Date(patient.birthDate)}"/></patient></patientRole></recordTarget>
<author><time value="20260110110000+0100"/><assignedAuthor>${id}<code code="G15_10/SM26" codeSystem="1.2.250.1.213.1.1.4.5"/><assignedPerson>${person(author.familyName, author.givenName)}</assignedPerson>${organization}</assignedAuthor></author>
<custodian><assignedCustodian><representedCustodianOrganization><id root="${structOid}" extension="${author.structureId}"/><name>${author.structureName}</name></representedCustodianOrganization></assignedCustodian></custodian>
<legalAuthenticator><time value="20260110110000+0100"/><signatureCode code="S"/><assignedEntity>${id}<assignedPerson>${person(author.familyName, author.givenName)}</assignedPerson>${organization}</assignedEntity></legalAuthenticator>
<documentationOf><serviceEvent><effectiveTime><low value="20260110100000+0100"/></effectiveTime><performer typeCode="PRF"><assignedEntity>${id}</assignedEntity></performer></serviceEvent></documentationOf>
<component><structuredBody><component><section><title>Consultation</title><text><paragraph>`;
  const foot = `</paragraph></text></section></component>${coded}</structuredBody></component>
</ClinicalDocument>
`;
  return Buffer.from(`${head}${narrative(number, documentBytes - Buffer.byteLength(head) - Buffer.byteLength(foot))}${foot}`, 'utf8');
}

const concept = (code: string, system: string) => ({ coding: [{ code, system: system.startsWith('http') ? system : `urn:oid:${system}` }] });
const reference = (id: string) => ({ reference: `#${id}` });

/** ITI-65, comprehensive metadata, for one document. */
export function bundleOf(uniqueId: string, cda: Buffer, patient: BenchPatient, author: BenchAuthor): string {
  const subject = { reference: `Patient?identifier=urn:oid:${patient.oid}|${patient.ins}` };
  const contained = [
    {
      resourceType: 'Practitioner',
      id: 'author',
      identifier: [{ system: `urn:oid:${psOid}`, value: author.idNat }],
      name: [{ family: author.familyName, given: [author.givenName] }],
    },
    { resourceType: 'Organization', id: 'structure', identifier: [{ system: `urn:oid:${structOid}`, value: author.structureId }], name: author.structureName },
    {
      resourceType: 'PractitionerRole',
      id: 'role',
      practitioner: reference('author'),
      organization: reference('structure'),
      code: [concept('G15_10/SM26', '1.2.250.1.213.1.1.4.5')],
    },
  ];
  const document = {
    resourceType: 'DocumentReference',
    contained,
    masterIdentifier: { system: 'urn:ietf:rfc:3986', value: `urn:oid:${uniqueId}` },
    status: 'current',
    type: concept('11488-4', 'http://loinc.org'),
    category: [concept('10', '1.2.250.1.213.1.1.4.1')],
    subject,
    date: '2026-01-10T11:00:00+01:00',
    author: [reference('role')],
    authenticator: reference('role'),
    securityLabel: [concept('N', 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality')],
    content: [
      {
        attachment: {
          contentType: 'text/xml',
          language: 'fr-FR',
          url: 'urn:uuid:0197b1a4-0000-7000-8000-00000000b001',
          size: cda.length,
          hash: createHash('sha1').update(cda).digest('base64'),
          title,
          creation: '2026-01-10T11:00:00+01:00',
        },
        format: { code: 'urn:ihe:iti:xds-sd:text:2008', system: 'urn:oid:1.3.6.1.4.1.19376.1.2.3' },
      },
    ],
    context: {
      period: { start: '2026-01-10T10:00:00+01:00' },
      facilityType: concept('SA07', '1.2.250.1.71.4.2.4'),
      practiceSetting: concept('AMBULATOIRE', '1.2.250.1.213.1.1.4.9'),
      sourcePatientInfo: subject,
    },
  };
  const set = {
    resourceType: 'List',
    contained,
    status: 'current',
    mode: 'working',
    code: concept('submissionset', 'https://profiles.ihe.net/ITI/MHD/CodeSystem/MHDlistTypes'),
    extension: [
      { url: 'https://profiles.ihe.net/ITI/MHD/StructureDefinition/ihe-designationType', valueCodeableConcept: concept('07', '1.2.250.1.213.2.2') },
      { url: 'https://profiles.ihe.net/ITI/MHD/StructureDefinition/ihe-sourceId', valueIdentifier: { value: `urn:oid:${oidRoot}` } },
    ],
    identifier: [{ use: 'usual', system: 'urn:ietf:rfc:3986', value: `urn:oid:${uniqueId}.1` }],
    subject,
    date: '2026-01-10T11:00:00+01:00',
    source: reference('role'),
    entry: [{ item: { reference: 'urn:uuid:0197b1a4-0000-7000-8000-00000000d001' } }],
  };
  const post = (url: string) => ({ method: 'POST', url });
  return JSON.stringify({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      { fullUrl: 'urn:uuid:0197b1a4-0000-7000-8000-00000000e001', resource: set, request: post('List') },
      { fullUrl: 'urn:uuid:0197b1a4-0000-7000-8000-00000000d001', resource: document, request: post('DocumentReference') },
      {
        fullUrl: 'urn:uuid:0197b1a4-0000-7000-8000-00000000b001',
        resource: { resourceType: 'Binary', contentType: 'text/xml', data: cda.toString('base64') },
        request: post('Binary'),
      },
    ],
  });
}
