// XDS metadata in ebRIM 3.0, as a program of the DMP writes it (ITI TF-3 §4.2; docs/sources.md §2.1, §2.2). Written from the tables of those
// pages, and shares nothing with what the server reads it by.

import type { Author, Coded, DocumentMetadata } from '@carnet/domain/document';
import type { Instant } from '@carnet/domain/kernel';
import { type Markup, element, text } from '@carnet/codecs/xml';

const objectTypes = {
  documentEntry: 'urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1',
  submissionSet: 'urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd',
} as const;
const entrySchemes = {
  author: 'urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d',
  classCode: 'urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a',
  confidentialityCode: 'urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f',
  eventCode: 'urn:uuid:2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4',
  formatCode: 'urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d',
  facilityType: 'urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1',
  practiceSetting: 'urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead',
  typeCode: 'urn:uuid:f0306f51-975f-434e-a61c-c59651d33983',
} as const;
export const entryIds = { patientId: 'urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427', uniqueId: 'urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab' } as const;
const setSchemes = { author: 'urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d', contentTypeCode: 'urn:uuid:aa543740-bdda-424e-8c96-df4873be8500' } as const;
export const setIds = {
  patientId: 'urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446',
  sourceId: 'urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832',
  uniqueId: 'urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8',
} as const;
export const confidentialityScheme = entrySchemes.confidentialityCode;
const ebXml = 'urn:oasis:names:tc:ebxml-regrep';
export const associationTypes = {
  HasMember: `${ebXml}:AssociationType:HasMember`,
  RPLC: 'urn:ihe:iti:2007:AssociationType:RPLC',
  signs: 'urn:ihe:iti:2007:AssociationType:signs',
  UpdateAvailabilityStatus: 'urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus',
} as const;
export const statuses = {
  Approved: `${ebXml}:StatusType:Approved`,
  Deprecated: `${ebXml}:StatusType:Deprecated`,
  Archived: 'urn:asip:ci-sis:2010:StatusType:Archived',
  Deleted: 'urn:asip:ci-sis:2010:StatusType:Deleted',
} as const;
export type Status = keyof typeof statuses;

/** DTM of HL7 v2, in UTC. */
export const dtm = (at: Instant | Date): string => new Date(at).toISOString().replaceAll(/[-:T]|\.\d+Z/g, '');
export const patientCx = ({ matricule, oid }: { readonly matricule: string; readonly oid: string }): string => `${matricule}^^^&${oid}&ISO^NH`;

const psOid = '1.2.250.1.71.4.2.1';
/** What separates components says something else inside one. */
const plain = (value: string): string => value.replaceAll(/[\^&~|\\]/g, ' ');

/** XCN: `id^Nom^Prénom^^^^^^&oid&ISO^D^^^IDNPS`. */
export function personXcn(author: Author): string {
  if (author.kind === 'systeme') {
    const [oid, number] = author.id.includes('^') ? author.id.split('^') : [psOid, author.id];
    return `${number}^${plain(author.name)}^^^^^^^&${oid}&ISO^U^^^RI`;
  }
  const [id, oid, type] = author.kind === 'professionnel' ? [author.id, psOid, 'IDNPS'] : [author.ins.matricule, author.ins.oid, 'NH'];
  return `${id}^${plain(author.familyName)}^${plain(author.givenName)}^^^^^^&${oid}&ISO^D^^^${type}`;
}
/** XON: `Nom^^^^^&oid&ISO^IDNST^^^id`. */
const institutionXon = ({ id, name }: NonNullable<Author['institution']>): string =>
  id === undefined ? plain(name) : `${plain(name)}^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^${id}`;
const codedCe = ({ code, system, display }: Coded): string => `${plain(code)}^${plain(display ?? code)}^${system}`;

let written = 0;
/** Ids of sub-objects have to differ in one message, and say nothing. */
const nextId = (): string => `id_${++written}`;

export const slot = (name: string, ...values: readonly string[]): Markup | undefined =>
  values.length === 0
    ? undefined
    : element('rim:Slot', { name }, element('rim:ValueList', {}, ...values.map((value) => element('rim:Value', {}, text(value)))));
const named = (name: 'rim:Name' | 'rim:Description', value: string | undefined): Markup | undefined =>
  value === undefined ? undefined : element(name, {}, element('rim:LocalizedString', { 'value': value, 'charset': 'UTF-8', 'xml:lang': 'fr-FR' }));
const externalId = (object: string, scheme: string, name: string, value: string): Markup =>
  element('rim:ExternalIdentifier', { id: nextId(), registryObject: object, identificationScheme: scheme, value }, named('rim:Name', name));
export const coded = (object: string, scheme: string, { code, system, display }: Coded): Markup =>
  element(
    'rim:Classification',
    { id: nextId(), classificationScheme: scheme, classifiedObject: object, nodeRepresentation: code },
    slot('codingScheme', system),
    named('rim:Name', display ?? code),
  );
const authored = (object: string, scheme: string, author: Author): Markup =>
  element(
    'rim:Classification',
    { id: nextId(), classificationScheme: scheme, classifiedObject: object, nodeRepresentation: '' },
    slot('authorPerson', personXcn(author)),
    author.institution === undefined ? undefined : slot('authorInstitution', institutionXon(author.institution)),
    author.role === undefined ? undefined : slot('authorRole', codedCe(author.role)),
    author.specialty === undefined ? undefined : slot('authorSpecialty', codedCe(author.specialty)),
  );

const normal: Coded = { code: 'N', system: '2.16.840.1.113883.5.25', display: 'Normal' };
const restrictionSystem = '1.2.250.1.213.1.1.4.13';
export const restrictions = {
  masquePs: { code: 'MASQUE_PS', system: restrictionSystem, display: 'Masqué aux professionnels de santé' },
  invisiblePatient: { code: 'INVISIBLE_PATIENT', system: restrictionSystem, display: 'Non visible par le patient' },
  invisibleRepresentants: { code: 'INVISIBLE_REPRESENTANTS_LEGAUX', system: restrictionSystem, display: 'Non visible par les représentants légaux' },
} as const;
const confidentiality = ({ visibilite }: DocumentMetadata): readonly Coded[] => [
  normal,
  ...(Object.keys(restrictions) as (keyof typeof restrictions)[]).filter((key) => visibilite[key]).map((key) => restrictions[key]),
];

/** `id` is symbolic: it names the entry inside this message only. */
export function documentEntry(id: string, metadata: DocumentMetadata): Markup {
  const code = (scheme: keyof typeof entrySchemes, value: Coded | undefined): Markup | undefined =>
    value === undefined ? undefined : coded(id, entrySchemes[scheme], value);
  return element(
    'rim:ExtrinsicObject',
    { id, mimeType: metadata.mimeType, objectType: objectTypes.documentEntry },
    slot('creationTime', dtm(metadata.creationTime)),
    slot('hash', metadata.sha1),
    slot('size', String(metadata.size)),
    slot('languageCode', metadata.language),
    metadata.legalAuthenticator === undefined ? undefined : slot('legalAuthenticator', personXcn(metadata.legalAuthenticator)),
    slot('serviceStartTime', dtm(metadata.serviceStart)),
    metadata.serviceStop === undefined ? undefined : slot('serviceStopTime', dtm(metadata.serviceStop)),
    slot('sourcePatientId', metadata.sourcePatientId ?? patientCx(metadata.patient)),
    slot('urn:ihe:iti:xds:2013:referenceIdList', ...metadata.referenceIds),
    named('rim:Name', metadata.title),
    named('rim:Description', metadata.comments),
    ...metadata.authors.map((author) => authored(id, entrySchemes.author, author)),
    code('classCode', { code: metadata.classCode, system: classSystemOf(metadata.classCode) }),
    ...confidentiality(metadata).map((one) => code('confidentialityCode', one)),
    ...metadata.eventCodes.map((one) => code('eventCode', one)),
    code('formatCode', metadata.format),
    code('facilityType', metadata.facilityType),
    code('practiceSetting', metadata.practiceSetting),
    code('typeCode', metadata.type),
    externalId(id, entryIds.patientId, 'XDSDocumentEntry.patientId', patientCx(metadata.patient)),
    externalId(id, entryIds.uniqueId, 'XDSDocumentEntry.uniqueId', metadata.uniqueId),
  );
}
export const signatureClass = 'urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1';
const classSystemOf = (code: string): string => (code === signatureClass ? 'URN' : '1.2.250.1.213.1.1.4.1');

export interface SubmissionSetFields {
  readonly uniqueId: string;
  readonly sourceId: string;
  readonly patient: DocumentMetadata['patient'];
  readonly author: Author;
  readonly contentType: Coded;
  readonly at: Date;
  readonly title?: string;
}
export function submissionSet(id: string, { uniqueId, sourceId, patient, author, contentType, at, title }: SubmissionSetFields): readonly Markup[] {
  return [
    element(
      'rim:RegistryPackage',
      { id },
      slot('submissionTime', dtm(at)),
      named('rim:Name', title),
      authored(id, setSchemes.author, author),
      coded(id, setSchemes.contentTypeCode, contentType),
      externalId(id, setIds.sourceId, 'XDSSubmissionSet.sourceId', sourceId),
      externalId(id, setIds.uniqueId, 'XDSSubmissionSet.uniqueId', uniqueId),
      externalId(id, setIds.patientId, 'XDSSubmissionSet.patientId', patientCx(patient)),
    ),
    element('rim:Classification', { id: nextId(), classifiedObject: id, classificationNode: objectTypes.submissionSet }),
  ];
}

export const association = (
  type: keyof typeof associationTypes,
  source: string,
  target: string,
  slots: Readonly<Record<string, string>> = type === 'HasMember' ? { SubmissionSetStatus: 'Original' } : {},
): Markup =>
  element(
    'rim:Association',
    { id: nextId(), associationType: associationTypes[type], sourceObject: source, targetObject: target },
    ...Object.entries(slots).map(([name, value]) => slot(name, value)),
  );
