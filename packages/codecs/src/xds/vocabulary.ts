// The fixed names of XDS metadata in ebRIM 3.0: namespaces, object types, classification schemes, identification schemes, kinds of association,
// statuses. Source: ITI TF-3 §4.2.3, §4.2.5; the French statuses are those of the DMP (docs/sources.md §2.1).

import type { AssociationKind, AvailabilityStatus } from '@carnet/domain/document';

export const namespaces = {
  rim: 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0',
  rs: 'urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0',
  lcm: 'urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0',
  query: 'urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0',
  xdsb: 'urn:ihe:iti:xds-b:2007',
} as const;

export const documentEntryType = 'urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1';
export const onDemandType = 'urn:uuid:34268e47-fdf5-41a6-ba33-82133c465248';
export const submissionSetNode = 'urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd';
export const folderNode = 'urn:uuid:d9d542f3-6cc4-48b6-8870-ea235fbc94c2';

/** Classification schemes of a DocumentEntry, by the attribute each carries. */
export const entrySchemes = {
  author: 'urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d',
  classCode: 'urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a',
  confidentialityCode: 'urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f',
  eventCodeList: 'urn:uuid:2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4',
  formatCode: 'urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d',
  healthcareFacilityTypeCode: 'urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1',
  practiceSettingCode: 'urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead',
  typeCode: 'urn:uuid:f0306f51-975f-434e-a61c-c59651d33983',
} as const;
export const entryIdentifiers = {
  patientId: 'urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427',
  uniqueId: 'urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab',
} as const;
export const setSchemes = {
  author: 'urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d',
  contentTypeCode: 'urn:uuid:aa543740-bdda-424e-8c96-df4873be8500',
} as const;
export const setIdentifiers = {
  patientId: 'urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446',
  sourceId: 'urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832',
  uniqueId: 'urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8',
} as const;
export const folderSchemes = { codeList: 'urn:uuid:1ba97051-7806-41a8-a48b-8fce7af683c5' } as const;
export const folderIdentifiers = {
  patientId: 'urn:uuid:f64ffdf0-4b97-4e06-b79f-a52b38ec2f8a',
  uniqueId: 'urn:uuid:75df8f67-9973-4fbe-a900-df66cefecc5a',
} as const;

export const referenceIdListSlot = 'urn:ihe:iti:xds:2013:referenceIdList';

const ebXml = 'urn:oasis:names:tc:ebxml-regrep';
export const registryObjectType = (name: 'Association' | 'Classification' | 'ExternalIdentifier' | 'RegistryPackage'): string =>
  `${ebXml}:ObjectType:RegistryObject:${name}`;

const statusUrns: Readonly<Record<AvailabilityStatus, string>> = {
  Approved: `${ebXml}:StatusType:Approved`,
  Deprecated: `${ebXml}:StatusType:Deprecated`,
  Archived: 'urn:asip:ci-sis:2010:StatusType:Archived',
  Deleted: 'urn:asip:ci-sis:2010:StatusType:Deleted',
};
export const statusUrn = (status: AvailabilityStatus): string => statusUrns[status];
const statusByUrn = new Map(Object.entries(statusUrns).map(([status, urn]) => [urn, status as AvailabilityStatus]));
export const statusOfUrn = (urn: string): AvailabilityStatus | undefined => statusByUrn.get(urn);
export const knownStatuses = Object.values(statusUrns).join(' | ');

const associationUrns: Readonly<Record<AssociationKind, string>> = {
  HasMember: `${ebXml}:AssociationType:HasMember`,
  RPLC: 'urn:ihe:iti:2007:AssociationType:RPLC',
  XFRM: 'urn:ihe:iti:2007:AssociationType:XFRM',
  APND: 'urn:ihe:iti:2007:AssociationType:APND',
  signs: 'urn:ihe:iti:2007:AssociationType:signs',
};
export const associationUrn = (kind: AssociationKind): string => associationUrns[kind];
const associationByUrn = new Map(Object.entries(associationUrns).map(([kind, urn]) => [urn, kind as AssociationKind]));
/** Both at once: the new document replaces the old one and was made from it. */
export const transformAndReplaceUrn = 'urn:ihe:iti:2007:AssociationType:XFRM_RPLC';
export const updateStatusUrn = 'urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus';
export const submitAssociationUrn = 'urn:ihe:iti:2010:AssociationType:SubmitAssociation';
export const associationOfUrn = (urn: string): AssociationKind | undefined => associationByUrn.get(urn);

export const uuidUrn = (uuid: string): string => `urn:uuid:${uuid}`;
const uuidUrnShape = /^urn:uuid:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;
/** The UUID of a `urn:uuid:…`, in lower case; undefined: a symbolic id, which names an object of the same message only (ITI TF-3 §4.2.1.3). */
export const uuidOf = (id: string): string | undefined => uuidUrnShape.exec(id)?.[1]?.toLowerCase();
