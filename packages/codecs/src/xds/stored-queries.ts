// Each stored query of ITI TF-2 §3.18.4.1.2.3.7, from its parameters to the domain's question: which are compulsory, which may be repeated
// (all must be met), which take several values (any will do), which exclude one another.

import {
  type AnyOf,
  type AssociationKind,
  type AvailabilityStatus,
  type EntryFilters,
  type FolderFilters,
  type ObjectIds,
  type StoredQuery,
  type SubmissionSetFilters,
  type UniqueId,
  parseUniqueId,
} from '@carnet/domain/document';
import type { InstantRange } from '@carnet/domain/kernel';
import { parseHl7Time } from '../cda/hl7-time.ts';
import { parseCx } from './hl7-types.ts';
import type { Parameters } from './query-values.ts';
import { associationOfUrn, documentEntryType, knownStatuses, onDemandType, statusOfUrn, transformAndReplaceUrn, uuidOf } from './vocabulary.ts';

type QueryName = StoredQuery['name'];

const ids: Readonly<Record<QueryName, string>> = {
  FindDocuments: '14d4debf-8f97-4251-9a74-a90016b0af0d',
  FindDocumentsByReferenceId: '12941a89-e02e-4be5-967c-ce4bfc8fe492',
  FindSubmissionSets: 'f26abbcb-ac74-4422-8a30-edb644bbc1a9',
  FindFolders: '958f3006-baad-4929-a4de-ff1114824431',
  GetDocuments: '5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4',
  GetFolders: '5737b14c-8a1a-4539-b659-e03a34a5e1e4',
  GetAssociations: 'a7ae438b-4bc2-4642-93e9-be891f7bb155',
  GetDocumentsAndAssociations: 'bab9529a-4a10-40b3-a01f-f68a615d247a',
  GetSubmissionSets: '51224314-5390-4169-9b91-b1980040715a',
  GetSubmissionSetAndContents: 'e8e3cb2c-e39c-46b9-99e4-c12f57260b83',
  GetFolderAndContents: 'b909a503-523d-4517-8acf-8e5834dfc4c7',
  GetFoldersForDocument: '10cae35a-c7f9-4cf5-b61e-fc3278ffb578',
  GetRelatedDocuments: 'd90e5407-b356-4d91-a89f-873917b4b0e6',
};
export const storedQueryIds: Readonly<Record<QueryName, string>> = Object.fromEntries(
  Object.entries(ids).map(([name, uuid]) => [name, `urn:uuid:${uuid}`]),
) as Record<QueryName, string>;
export const storedQueryNames: ReadonlyMap<string, QueryName> = new Map(Object.entries(storedQueryIds).map(([name, id]) => [id, name as QueryName]));

export interface ReadQuery {
  /** Undefined: its faults were noted. */
  readonly query: StoredQuery | undefined;
  readonly patientParameter?: string;
}

type Readers = { readonly [Name in QueryName]: (parameters: Parameters) => Omit<Extract<StoredQuery, { name: Name }>, 'name'> | undefined };

const entry = '$XDSDocumentEntry';

const readers: Readers = {
  FindDocuments: (parameters) => ({ statuses: statusesIn(parameters, `${entry}Status`), filters: entryFilters(parameters) }),
  FindDocumentsByReferenceId(parameters) {
    parameters.require(`${entry}ReferenceIdList`);
    return { statuses: statusesIn(parameters, `${entry}Status`), filters: entryFilters(parameters, true) };
  },
  FindSubmissionSets: (parameters) => ({ statuses: statusesIn(parameters, '$XDSSubmissionSetStatus'), filters: setFilters(parameters) }),
  FindFolders: (parameters) => ({ statuses: statusesIn(parameters, '$XDSFolderStatus'), filters: folderFilters(parameters) }),
  GetDocuments: (parameters) => named(idsIn(parameters, entry, 'many')),
  GetFolders: (parameters) => named(idsIn(parameters, '$XDSFolder', 'many')),
  GetAssociations: (parameters) => uuidsIn(parameters),
  GetDocumentsAndAssociations: (parameters) => named(idsIn(parameters, entry, 'many')),
  GetSubmissionSets: (parameters) => uuidsIn(parameters),
  GetSubmissionSetAndContents: (parameters) => withContents(parameters, '$XDSSubmissionSet'),
  GetFolderAndContents: (parameters) => withContents(parameters, '$XDSFolder'),
  GetFoldersForDocument: (parameters) => named(idsIn(parameters, entry, 'one')),
  GetRelatedDocuments(parameters) {
    entryType(parameters);
    const kinds = associationKinds(parameters);
    const found = idsIn(parameters, entry, 'one');
    return found === undefined ? undefined : { ids: found, kinds };
  },
};

const patientParameters: Readonly<Partial<Record<QueryName, string>>> = {
  FindDocuments: `${entry}PatientId`,
  FindDocumentsByReferenceId: `${entry}PatientId`,
  FindSubmissionSets: '$XDSSubmissionSetPatientId',
  FindFolders: '$XDSFolderPatientId',
};

export function readStoredQuery(name: QueryName, parameters: Parameters): ReadQuery {
  const read = readers[name](parameters);
  const patientParameter = patientParameters[name];
  return {
    query: read === undefined ? undefined : ({ name, ...read } as StoredQuery),
    ...(patientParameter === undefined ? {} : { patientParameter }),
  };
}

const named = (found: ObjectIds | undefined): { readonly ids: ObjectIds } | undefined => (found === undefined ? undefined : { ids: found });

/** Leaves out what is undefined, as exactOptionalPropertyTypes asks. */
const definedOnly = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };

function entryFilters(parameters: Parameters, byReference = false): EntryFilters {
  entryType(parameters);
  const code = (name: string): AnyOf | undefined => codesIn(parameters, `${entry}${name}`);
  return definedOnly({
    classes: code('ClassCode'),
    types: code('TypeCode'),
    practiceSettings: code('PracticeSettingCode'),
    facilityTypes: code('HealthcareFacilityTypeCode'),
    formats: code('FormatCode'),
    eventCodes: everyCode(parameters, `${entry}EventCodeList`),
    confidentialityCodes: everyCode(parameters, `${entry}ConfidentialityCode`),
    referenceIds: byReference ? referencesIn(parameters) : undefined,
    authorPersons: parameters.texts(`${entry}AuthorPerson`),
    creation: rangeIn(parameters, `${entry}CreationTime`),
    serviceStart: rangeIn(parameters, `${entry}ServiceStartTime`),
    serviceStop: rangeIn(parameters, `${entry}ServiceStopTime`),
  });
}

function setFilters(parameters: Parameters): SubmissionSetFilters {
  const author = '$XDSSubmissionSetAuthorPerson';
  const value = parameters.single(author);
  return definedOnly({
    sourceIds: parameters.texts('$XDSSubmissionSetSourceId')?.map((id) => id.replace(/^urn:oid:/i, '')),
    contentTypes: codesIn(parameters, '$XDSSubmissionSetContentType'),
    submission: rangeIn(parameters, '$XDSSubmissionSetSubmissionTime'),
    authorPerson: value === undefined ? undefined : parameters.texts(author, [value])?.[0],
  });
}

const folderFilters = (parameters: Parameters): FolderFilters =>
  definedOnly({ codes: everyCode(parameters, '$XDSFolderCodeList'), lastUpdate: rangeIn(parameters, '$XDSFolderLastUpdateTime') });

/** Carnet holds stable documents: asking for others only finds nothing, which is refused rather than left unsaid. */
function entryType(parameters: Parameters): void {
  const name = `${entry}Type`;
  const types = parameters.texts(name);
  for (const type of types ?? [])
    if (type !== documentEntryType && type !== onDemandType) parameters.fault(name, 'CODE_INCONNU', type, `${documentEntryType} | ${onDemandType}`);
  if (types !== undefined && !types.includes(documentEntryType)) parameters.fault(name, 'NON_PRIS_EN_CHARGE', types.join(', '), documentEntryType);
}

function statusesIn(parameters: Parameters, name: string): readonly AvailabilityStatus[] {
  parameters.require(name);
  return (parameters.texts(name) ?? []).flatMap((urn) => {
    const status = statusOfUrn(urn);
    if (status === undefined) parameters.fault(name, 'CODE_INCONNU', urn, knownStatuses);
    return status === undefined ? [] : [status];
  });
}

type Codes = NonNullable<EntryFilters['classes']>;
/** `'<code>^^<system>'`: the code alone says nothing (ITI TF-2 §3.18.4.1.2.3.4). */
function codeList(parameters: Parameters, name: string, texts: readonly string[] | undefined): Codes | undefined {
  return texts?.flatMap((text) => {
    const [code = '', meaning = '', system = '', ...others] = text.split('^');
    if (code === '' || system === '' || meaning !== '' || others.length > 0) {
      parameters.fault(name, 'CODE_FORME', text, "'code^^système'");
      return [];
    }
    return [{ code, system: system.replace(/^urn:oid:/i, '') }];
  });
}
const codesIn = (parameters: Parameters, name: string): Codes | undefined => codeList(parameters, name, parameters.texts(name));

/** One list per appearance: each must be met. */
function everyCode(parameters: Parameters, name: string): readonly Codes[] | undefined {
  const appearances = parameters.all(name);
  return appearances.length === 0 ? undefined : appearances.map((appearance) => codeList(parameters, name, parameters.texts(name, appearance)) ?? []);
}

function referencesIn(parameters: Parameters): readonly (readonly string[])[] {
  const name = `${entry}ReferenceIdList`;
  return parameters.all(name).map((appearance) => {
    const texts = parameters.texts(name, appearance) ?? [];
    for (const text of texts) {
      const cx = parseCx(text, name);
      if (!cx.ok) parameters.findings.push(...cx.findings);
    }
    return texts;
  });
}

/**
 * From: inclusive; To: exclusive. A moment written in part is its first one, in UTC (ITI TF-2 §3.18.4.1.2.3.7.1): To 2026 leaves out all of
 * 2026. Numbers are compared as dates, with or without apostrophes.
 */
function rangeIn(parameters: Parameters, name: string): InstantRange | undefined {
  const bound = (end: 'From' | 'To'): InstantRange['from'] => {
    const value = parameters.single(`${name}${end}`);
    if (value === undefined) return undefined;
    const read = parseHl7Time('text' in value ? value.text : value.number, `${name}${end}`, 'UTC');
    if (!read.ok) parameters.findings.push(...read.findings);
    return read.ok ? read.value.at : undefined;
  };
  const range = definedOnly({ from: bound('From'), until: bound('To') });
  if (range.from !== undefined && range.until !== undefined && range.from > range.until) parameters.fault(`${name}To`, 'DATES_INVERSEES');
  return Object.keys(range).length === 0 ? undefined : range;
}

/** By entryUUID, by uniqueId or by logicalId: one of them, and only one. */
function idsIn(parameters: Parameters, object: string, count: 'one' | 'many'): ObjectIds | undefined {
  const names = [
    [`${object}EntryUUID`, 'entryUuid'],
    [`${object}UniqueId`, 'uniqueId'],
    [`${object}LogicalID`, 'logicalId'],
  ] as const;
  const given = names.filter(([name]) => parameters.has(name));
  const [first] = given;
  if (first === undefined) parameters.fault(names[0][0], 'PARAMETRE_ABSENT', undefined, names.map(([name]) => name).join(' | '));
  if (given.length > 1) parameters.fault(given[1]![0], 'PARAMETRES_EXCLUSIFS', given.map(([name]) => name).join(' + '), first![0]);
  const values = given.map(([name]) => {
    const texts = parameters.texts(name) ?? [];
    if (count === 'one' && texts.length > 1) parameters.fault(name, 'PARAMETRE_REPETE', String(texts.length), '1');
    if (texts.length === 0) parameters.fault(name, 'PARAMETRE_ABSENT');
    return texts;
  })[0];
  if (first === undefined || values === undefined) return undefined;
  const [name, by] = first;
  if (by === 'uniqueId') return { by, values: values.flatMap((text): readonly UniqueId[] => uniqueIdIn(parameters, name, text)) };
  return { by, values: values.flatMap((text) => uuidIn(parameters, name, text)) };
}

function uniqueIdIn(parameters: Parameters, name: string, text: string): readonly UniqueId[] {
  const read = parseUniqueId(text, name);
  if (!read.ok) parameters.findings.push(...read.findings);
  return read.ok ? [read.value] : [];
}

function uuidIn(parameters: Parameters, name: string, text: string): readonly string[] {
  const uuid = uuidOf(text);
  if (uuid === undefined) parameters.fault(name, 'UUID_FORME', text, 'urn:uuid:…');
  return uuid === undefined ? [] : [uuid];
}

function uuidsIn(parameters: Parameters): { readonly entryUuids: readonly string[] } {
  parameters.require('$uuid');
  return { entryUuids: (parameters.texts('$uuid') ?? []).flatMap((text) => uuidIn(parameters, '$uuid', text)) };
}

interface Contents {
  readonly ids: ObjectIds;
  readonly formats?: AnyOf;
  readonly confidentialityCodes?: readonly AnyOf[];
}
function withContents(parameters: Parameters, object: string): Contents | undefined {
  entryType(parameters);
  const narrowed = definedOnly({
    formats: codesIn(parameters, `${entry}FormatCode`),
    confidentialityCodes: everyCode(parameters, `${entry}ConfidentialityCode`),
  });
  const found = idsIn(parameters, object, 'one');
  return found === undefined ? undefined : { ids: found, ...narrowed };
}

/** Both at once counts as each. */
function associationKinds(parameters: Parameters): readonly AssociationKind[] {
  const name = '$AssociationTypes';
  parameters.require(name);
  const kinds = (parameters.texts(name) ?? []).flatMap((urn): readonly AssociationKind[] => {
    if (urn === transformAndReplaceUrn) return ['XFRM', 'RPLC'];
    const kind = associationOfUrn(urn);
    if (kind === undefined) parameters.fault(name, 'CODE_INCONNU', urn);
    return kind === undefined ? [] : [kind];
  });
  return [...new Set(kinds)];
}
