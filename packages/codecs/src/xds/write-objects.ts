// What the registry answers, in ebRIM 3.0: ExtrinsicObject, RegistryPackage, Association, in the order the schema wants its elements (slots, name,
// description, version, classifications, external identifiers). Ids of what has none in the domain are made from the object's own.

import {
  type Association,
  type Author,
  type Coded,
  type DocumentEntry,
  type Folder,
  type RegistryObjects,
  type SubmissionSet,
  authorPerson,
  confidentialityCodes,
  confidentialityNormalSystem,
  visibiliteSystem,
} from '@carnet/domain/document';
import { insToCx } from '@carnet/domain/identity';
import { classSystem, documentClasses } from '@carnet/domain/terminology';
import { writeHl7Time } from '../cda/hl7-time.ts';
import { type Markup, element, escaped, markup } from '../xml/write.ts';
import { writeCoded, writeInstitution } from './hl7-types.ts';
import {
  associationUrn,
  documentEntryType,
  entryIdentifiers,
  entrySchemes,
  folderIdentifiers,
  folderNode,
  folderSchemes,
  namespaces,
  referenceIdListSlot,
  registryObjectType,
  setIdentifiers,
  setSchemes,
  statusUrn,
  submissionSetNode,
  uuidUrn,
} from './vocabulary.ts';

export interface WriteContext {
  /** OID of the repository that holds the documents. Absent: they come with what is written (ITI-32). */
  readonly repositoryUniqueId?: string;
  /** ITI-32: where each document is, from the folder of the metadata. 128 characters at most. */
  readonly uriOf?: (entry: DocumentEntry) => string;
}

const rim = { 'xmlns:rim': namespaces.rim } as const;
/** An id of the object's own family, different for each number: the first 48 bits are the object's, the version is RFC 9562's 8. */
const derivedId = (uuid: string, number: number): string => uuidUrn(`${uuid.slice(0, 14)}8${number.toString(16).padStart(3, '0')}${uuid.slice(18)}`);

/** `name`: the code's own, as it is written. */
const slot = (name: string, ...values: readonly (string | undefined)[]): Markup | undefined => {
  let given: Markup | undefined;
  for (const value of values) if (value !== undefined && value !== '') given = markup`${given}<rim:Value>${escaped(value)}</rim:Value>`;
  return given && markup`<rim:Slot name="${escaped(name)}"><rim:ValueList>${given}</rim:ValueList></rim:Slot>`;
};
const localizedString = (value: string): Markup => markup`<rim:LocalizedString xml:lang="fr-FR" charset="UTF-8" value="${escaped(value)}"/>`;
const named = (value: string | undefined): Markup | undefined => (value === undefined ? undefined : markup`<rim:Name>${localizedString(value)}</rim:Name>`);
const described = (value: string | undefined): Markup | undefined =>
  value === undefined ? undefined : markup`<rim:Description>${localizedString(value)}</rim:Description>`;

/** The children of one object that need an id: numbered as they are written. */
class Children {
  readonly #uuid: string;
  #count = 0;
  /** What every classification says after its id, and every identifier. */
  readonly #classifies: Markup;
  readonly #identifies: Markup;

  constructor(uuid: string) {
    this.#uuid = uuid;
    const object = escaped(uuidUrn(uuid));
    this.#classifies = markup`objectType="${classificationType}" classifiedObject="${object}"`;
    this.#identifies = markup`objectType="${identifierType}" registryObject="${object}"`;
  }

  #next(): Markup {
    this.#count += 1;
    return escaped(derivedId(this.#uuid, this.#count));
  }

  node(classificationNode: string): Markup {
    return markup`<rim:Classification id="${this.#next()}" ${this.#classifies} classificationNode="${escaped(classificationNode)}"/>`;
  }

  #classification(scheme: string, node: string, content: Markup | undefined): Markup {
    const head = markup`<rim:Classification id="${this.#next()}" ${this.#classifies} classificationScheme="${escaped(scheme)}" nodeRepresentation="${escaped(node)}"`;
    return content === undefined ? markup`${head}/>` : markup`${head}>${content}</rim:Classification>`;
  }

  code(scheme: string, coded: Coded | undefined): Markup | undefined {
    if (coded === undefined) return undefined;
    return this.#classification(scheme, coded.code, markup`${slot('codingScheme', coded.system)}${named(coded.display ?? coded.code)}`);
  }

  author(scheme: string, author: Author): Markup {
    const { institution, role, specialty } = author;
    const person = slot('authorPerson', authorPerson(author));
    const places = slot('authorInstitution', institution && writeInstitution(institution));
    const roles = slot('authorRole', role && writeCoded(role));
    const specialties = slot('authorSpecialty', specialty && writeCoded(specialty));
    const said = markup`${person}${places}${roles}${specialties}`;
    return this.#classification(scheme, '', said.length === 0 ? undefined : said);
  }

  identifier(scheme: string, name: string, value: string): Markup {
    return markup`<rim:ExternalIdentifier id="${this.#next()}" ${this.#identifies} identificationScheme="${escaped(scheme)}" value="${escaped(value)}">${named(name)}</rim:ExternalIdentifier>`;
  }
}
const classificationType = escaped(registryObjectType('Classification'));
const identifierType = escaped(registryObjectType('ExternalIdentifier'));

const restrictions: Readonly<Record<string, string>> = {
  N: 'Normal',
  MASQUE_PS: 'Masqué aux professionnels de santé',
  INVISIBLE_PATIENT: 'Non visible par le patient',
  INVISIBLE_REPRESENTANTS_LEGAUX: 'Non visible par les représentants légaux du patient',
};
const restriction = (code: string): Coded => ({ code, system: code === 'N' ? confidentialityNormalSystem : visibiliteSystem, display: restrictions[code]! });
const classCoded = (code: string): Coded => ({
  code,
  system: classSystem,
  ...(Object.hasOwn(documentClasses, code) ? { display: documentClasses[code as keyof typeof documentClasses] } : {}),
});

export function writeDocumentEntry(entry: DocumentEntry, { repositoryUniqueId, uriOf }: WriteContext): Markup {
  const children = new Children(entry.entryUuid);
  const { legalAuthenticator, serviceStop } = entry;
  return element(
    'rim:ExtrinsicObject',
    {
      ...rim,
      id: uuidUrn(entry.entryUuid),
      lid: uuidUrn(entry.logicalId),
      objectType: documentEntryType,
      status: statusUrn(entry.status),
      mimeType: entry.mimeType,
      isOpaque: false,
    },
    slot('creationTime', writeHl7Time(entry.creationTime)),
    slot('hash', entry.sha1),
    slot('languageCode', entry.language),
    slot('legalAuthenticator', legalAuthenticator === undefined ? undefined : authorPerson(legalAuthenticator)),
    slot(referenceIdListSlot, ...entry.referenceIds),
    slot('repositoryUniqueId', repositoryUniqueId),
    slot('serviceStartTime', writeHl7Time(entry.serviceStart)),
    slot('serviceStopTime', serviceStop === undefined ? undefined : writeHl7Time(serviceStop)),
    slot('size', String(entry.size)),
    slot('sourcePatientId', entry.sourcePatientId ?? insToCx(entry.patient)),
    slot('sourcePatientInfo', ...(entry.sourcePatientInfo ?? [])),
    slot('URI', uriOf?.(entry)),
    named(entry.title),
    described(entry.comments),
    element('rim:VersionInfo', { versionName: entry.version }),
    ...entry.authors.map((author) => children.author(entrySchemes.author, author)),
    children.code(entrySchemes.classCode, classCoded(entry.classCode)),
    ...confidentialityCodes(entry.visibilite).map((code) => children.code(entrySchemes.confidentialityCode, restriction(code))),
    ...entry.eventCodes.map((code) => children.code(entrySchemes.eventCodeList, code)),
    children.code(entrySchemes.formatCode, entry.format),
    children.code(entrySchemes.healthcareFacilityTypeCode, entry.facilityType),
    children.code(entrySchemes.practiceSettingCode, entry.practiceSetting),
    children.code(entrySchemes.typeCode, entry.type),
    children.identifier(entryIdentifiers.patientId, 'XDSDocumentEntry.patientId', insToCx(entry.patient)),
    children.identifier(entryIdentifiers.uniqueId, 'XDSDocumentEntry.uniqueId', entry.uniqueId),
  );
}

const registryPackage = (id: string, ...content: readonly (Markup | undefined)[]): Markup =>
  element(
    'rim:RegistryPackage',
    { ...rim, id: uuidUrn(id), lid: uuidUrn(id), objectType: registryObjectType('RegistryPackage'), status: statusUrn('Approved') },
    ...content,
  );

export function writeSubmissionSet(set: SubmissionSet): Markup {
  const children = new Children(set.id);
  return registryPackage(
    set.id,
    slot('submissionTime', writeHl7Time(set.submittedAt)),
    named(set.title),
    described(set.comments),
    element('rim:VersionInfo', { versionName: 1 }),
    children.node(submissionSetNode),
    children.author(setSchemes.author, set.author),
    children.code(setSchemes.contentTypeCode, set.contentType),
    children.identifier(setIdentifiers.patientId, 'XDSSubmissionSet.patientId', insToCx(set.patient)),
    children.identifier(setIdentifiers.sourceId, 'XDSSubmissionSet.sourceId', set.sourceId),
    children.identifier(setIdentifiers.uniqueId, 'XDSSubmissionSet.uniqueId', set.uniqueId),
  );
}

export function writeFolder(folder: Folder): Markup {
  const children = new Children(folder.id);
  return registryPackage(
    folder.id,
    slot('lastUpdateTime', writeHl7Time(folder.lastUpdate)),
    named(folder.title),
    described(folder.comments),
    element('rim:VersionInfo', { versionName: 1 }),
    children.node(folderNode),
    ...folder.codes.map((code) => children.code(folderSchemes.codeList, code)),
    children.identifier(folderIdentifiers.patientId, 'XDSFolder.patientId', insToCx(folder.patient)),
    children.identifier(folderIdentifiers.uniqueId, 'XDSFolder.uniqueId', folder.uniqueId),
  );
}

export const writeAssociation = ({ id, kind, source, target, membership, previousVersion }: Association): Markup =>
  element(
    'rim:Association',
    {
      ...rim,
      id: uuidUrn(id),
      lid: uuidUrn(id),
      objectType: registryObjectType('Association'),
      status: statusUrn('Approved'),
      associationType: associationUrn(kind),
      sourceObject: uuidUrn(source),
      targetObject: uuidUrn(target),
    },
    slot('SubmissionSetStatus', membership),
    slot('PreviousVersion', previousVersion === undefined ? undefined : String(previousVersion)),
  );

/** All of them, whole; documents first. */
export const writeObjects = (objects: RegistryObjects, context: WriteContext): readonly Markup[] => [
  ...objects.documents.map((entry) => writeDocumentEntry(entry, context)),
  ...objects.submissionSets.map(writeSubmissionSet),
  ...objects.folders.map(writeFolder),
  ...objects.associations.map(writeAssociation),
];

export const writeReference = (id: string): Markup => element('rim:ObjectRef', { ...rim, id: uuidUrn(id) });
/** Their names alone. */
export const writeReferences = ({ documents, submissionSets, folders, associations }: RegistryObjects): readonly Markup[] =>
  [...documents.map(({ entryUuid }) => entryUuid), ...[...submissionSets, ...folders, ...associations].map(({ id }) => id)].map(writeReference);
