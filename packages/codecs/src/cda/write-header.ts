// The header of a CDA R2 as the CI-SIS structures it (Volet Structuration minimale), around a body somebody else writes: the patient by the INS
// and its five traits, one professional who wrote and answers for it, the structure that keeps it, the act and where it was done. What it writes,
// `parseCdaHeader` reads back to the same words; nothing is invented where a fact is not given.

import type { Author, Coded, DocumentMetadata, UniqueId } from '@carnet/domain/document';
import { type IdentityTraits, type Ins, type StructIdNat, psIdNatOid, structIdNatOid } from '@carnet/domain/identity';
import { type CivilDate, type Instant, instantOf, startOfDayInParis, toIso } from '@carnet/domain/kernel';
import { practiceSettingOf, sectorLabel, sectorSystem } from '@carnet/domain/terminology';
import { type Markup, element, text } from '../xml/index.ts';

export interface CdaAuthor extends Extract<Author, { readonly kind: 'professionnel' }> {
  /** Of its profession, JDV_J01. */
  readonly specialty?: Coded;
}
/** Which of its versions a document is: those of one document share the set. */
export interface CdaVersion {
  readonly setId: UniqueId;
  readonly number: number;
}
export interface CdaHeader {
  readonly uniqueId: UniqueId;
  readonly type: Coded;
  readonly title: string;
  /** Documents say their seconds, and no less (`toTheSecond`). */
  readonly at: Instant;
  /** Models the body follows, after those of HL7 France and of the CI-SIS. */
  readonly models: readonly { readonly root: string; readonly extension?: string }[];
  readonly patient: { readonly ins: Ins; readonly traits: IdentityTraits };
  readonly author: CdaAuthor;
  /** The author's, which keeps the document. */
  readonly structure: { readonly id: StructIdNat; readonly name: string; readonly sector: string };
  /** The day of the act, or its moment. */
  readonly act: CivilDate | Instant;
  /** Absent: the first of its own set. */
  readonly version?: CdaVersion;
  readonly replaces?: UniqueId;
}

/** What a moment is in a document: its second. */
export const toTheSecond = (at: Instant): Instant => instantOf(at - (at % 1_000));

/** What must be declared of a document beside its file, from its header: they never disagree. */
export const declaredOf = ({
  uniqueId,
  type,
  title,
  at,
  patient,
  author,
  structure,
  act,
}: CdaHeader): Pick<
  DocumentMetadata,
  | 'uniqueId'
  | 'patient'
  | 'type'
  | 'title'
  | 'mimeType'
  | 'language'
  | 'creationTime'
  | 'serviceStart'
  | 'authors'
  | 'legalAuthenticator'
  | 'facilityType'
  | 'practiceSetting'
  | 'eventCodes'
  | 'referenceIds'
> => ({
  uniqueId,
  patient: patient.ins,
  type,
  title,
  mimeType: 'text/xml',
  language,
  creationTime: at,
  serviceStart: typeof act === 'string' ? startOfDayInParis(act) : act,
  authors: [author],
  legalAuthenticator: author,
  facilityType: facilityOf(structure.sector),
  practiceSetting: practiceSettingOf(structure.sector),
  eventCodes: [],
  referenceIds: [],
});

const language = 'fr-FR';
const facilityOf = (sector: string): Coded => {
  const display = sectorLabel(sector);
  return { code: sector, system: sectorSystem, ...(display === undefined ? {} : { display }) };
};

const moment = (at: Instant): string => `${toIso(at).replaceAll(/[-:T]|\.\d+Z$/g, '')}+0000`;
const day = (date: CivilDate): string => date.replaceAll('-', '');
const coded = (name: string, { code, system, display }: Coded): Markup => element(name, { code, codeSystem: system, displayName: display });
/** `root`, or `root^extension`. */
const idOf = (name: string, id: UniqueId): Markup => {
  const [root, extension] = id.split('^');
  return element(name, { root, extension });
};
const unknown = [element('addr', { nullFlavor: 'NASK' }), element('telecom', { nullFlavor: 'NASK' })];

/** `body`: what `component` holds, a structuredBody or a nonXMLBody. Bytes ready to be kept. */
export function writeCda(header: CdaHeader, body: Markup): Uint8Array {
  const { uniqueId, type, title, at, models, author, version = { setId: uniqueId, number: 1 } } = header;
  const root = element(
    'ClinicalDocument',
    { 'xmlns': 'urn:hl7-org:v3', 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' },
    element('realmCode', { code: 'FR' }),
    element('typeId', { root: '2.16.840.1.113883.1.3', extension: 'POCD_HD000040' }),
    [{ root: '2.16.840.1.113883.2.8.2.1' }, { root: '1.2.250.1.213.1.1.1.1' }, ...models].map((model) => element('templateId', model)),
    idOf('id', uniqueId),
    coded('code', type),
    element('title', {}, text(title)),
    element('effectiveTime', { value: moment(at) }),
    // Who may see it is said beside the document, and may change: the document itself is of the ordinary sort.
    element('confidentialityCode', { code: 'N', displayName: 'Normal', codeSystem: '2.16.840.1.113883.5.25', codeSystemName: 'Confidentiality' }),
    element('languageCode', { code: language }),
    idOf('setId', version.setId),
    element('versionNumber', { value: version.number }),
    recordTarget(header.patient),
    element(
      'author',
      {},
      author.role === undefined ? undefined : coded('functionCode', author.role),
      element('time', { value: moment(at) }),
      element('assignedAuthor', {}, ...writerOf(header)),
    ),
    element(
      'custodian',
      {},
      element(
        'assignedCustodian',
        {},
        element('representedCustodianOrganization', {}, ...organization(header), element('telecom', { nullFlavor: 'NASK' }), unknown[0]),
      ),
    ),
    element(
      'legalAuthenticator',
      {},
      element('time', { value: moment(at) }),
      element('signatureCode', { code: 'S' }),
      element('assignedEntity', {}, ...writerOf(header)),
    ),
    actOf(header),
    header.replaces === undefined ? undefined : element('relatedDocument', { typeCode: 'RPLC' }, element('parentDocument', {}, idOf('id', header.replaces))),
    encounterOf(header),
    element('component', {}, body),
  );
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`);
}

const genders = { F: { code: 'F', displayName: 'Féminin' }, M: { code: 'M', displayName: 'Masculin' }, I: { code: 'U', displayName: 'Inconnu' } } as const;

export function recordTarget({ ins, traits }: CdaHeader['patient']): Markup {
  const { birthName, birthFirstNames, birthDate, sexe, birthPlaceCog, usedName, usedFirstName } = traits;
  return element(
    'recordTarget',
    {},
    element(
      'patientRole',
      {},
      element('id', { root: ins.oid, extension: ins.matricule }),
      ...unknown,
      element(
        'patient',
        { classCode: 'PSN' },
        element(
          'name',
          {},
          element('family', { qualifier: 'BR' }, text(birthName)),
          element('given', {}, text(birthFirstNames)),
          element('given', { qualifier: 'BR' }, text(birthFirstNames.split(' ')[0]!)),
          usedName === undefined ? undefined : element('family', { qualifier: 'CL' }, text(usedName)),
          usedFirstName === undefined ? undefined : element('given', { qualifier: 'CL' }, text(usedFirstName)),
        ),
        element('administrativeGenderCode', { ...genders[sexe], codeSystem: '2.16.840.1.113883.5.1' }),
        element('birthTime', { value: day(birthDate) }),
        element('birthplace', {}, element('place', {}, element('addr', {}, element('county', {}, text(birthPlaceCog))))),
      ),
    ),
  );
}

const organization = ({ structure: { id, name } }: CdaHeader): readonly Markup[] => [
  element('id', { root: structIdNatOid, extension: id }),
  element('name', {}, text(name)),
];

const nameOf = ({ author: { familyName, givenName } }: CdaHeader): Markup =>
  element('assignedPerson', {}, element('name', {}, element('given', {}, text(givenName)), element('family', {}, text(familyName))));

/** Of an assignedAuthor, and of the assignedEntity who answers for it. */
const writerOf = (header: CdaHeader): readonly (Markup | undefined)[] => [
  element('id', { root: psIdNatOid, extension: header.author.id }),
  header.author.specialty === undefined ? undefined : coded('code', header.author.specialty),
  ...unknown,
  nameOf(header),
  element('representedOrganization', {}, ...organization(header)),
];

const actOf = (header: CdaHeader): Markup =>
  element(
    'documentationOf',
    {},
    element(
      'serviceEvent',
      {},
      element('effectiveTime', {}, element('low', { value: writtenAct(header) })),
      element(
        'performer',
        { typeCode: 'PRF' },
        element(
          'assignedEntity',
          {},
          element('id', { root: psIdNatOid, extension: header.author.id }),
          ...unknown,
          nameOf(header),
          element('representedOrganization', {}, ...organization(header), coded('standardIndustryClassCode', practiceSettingOf(header.structure.sector))),
        ),
      ),
    ),
  );

const writtenAct = ({ act }: CdaHeader): string => (typeof act === 'string' ? day(act) : moment(act));

const encounterOf = (header: CdaHeader): Markup =>
  element(
    'componentOf',
    {},
    element(
      'encompassingEncounter',
      {},
      element('effectiveTime', {}, element('low', { value: writtenAct(header) })),
      element(
        'location',
        {},
        element(
          'healthCareFacility',
          {},
          element('id', { root: structIdNatOid, extension: header.structure.id }),
          coded('code', facilityOf(header.structure.sector)),
          element('location', {}, element('name', {}, text(header.structure.name))),
        ),
      ),
    ),
  );
