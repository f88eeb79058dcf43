// ITI-67: the query string of a DocumentReference search -> a typed search. What stands in columns narrows in the store; what is sealed (authors,
// acts, references) is a test held against each entry once it is opened.

import {
  type AnyOf,
  type AvailabilityStatus,
  type DocumentEntry,
  type EntryUuid,
  type LogicalId,
  type UniqueId,
  parseEntryUuid,
  parseLogicalId,
  parseUniqueId,
} from '@carnet/domain/document';
import { type Finding, type InstantRange, type Parsed, parsed } from '@carnet/domain/kernel';
import { systemOid } from './code-systems.ts';
import { parseDocumentResourceId } from './resource-id.ts';
import { type AuthorTest, identifiedTest, namedTest } from './search-people.ts';
import {
  type PageDraft,
  type Parameter,
  type ParameterTable,
  type PatientDraft,
  type ReadParameter,
  type ReadSearch,
  pageParameters,
  patientParameters,
  patientSynonyms,
  readParameters,
} from './search-reading.ts';
import {
  type PatientKey,
  type TextModifier,
  codesOf,
  hasCode,
  intersected,
  narrowed,
  periodOf,
  rangeOf,
  resourceIdsOf,
  tokenOf,
  valuesOf,
} from './search-values.ts';

export type SearchedIdentifier = { readonly uniqueId: UniqueId } | { readonly logicalId: LogicalId; readonly entryUuid: EntryUuid };
export type DocumentOrder = 'service' | 'creation' | 'changed';

export interface DocumentReferenceSearch {
  readonly patient?: PatientKey;
  /** Empty when the parameters contradict each other: nothing can match. Undefined: not asked. */
  readonly statuses?: readonly AvailabilityStatus[];
  readonly types?: readonly string[];
  readonly classes?: readonly string[];
  readonly facilityTypes?: readonly string[];
  readonly practiceSettings?: readonly string[];
  readonly formats?: readonly string[];
  /** Labels, one list for each time it was asked: one of each must be there. */
  readonly confidentiality?: readonly (readonly string[])[];
  /** A UUID may be a uniqueId, a logicalId or an entryUUID: all the readings of each value are listed. */
  readonly identifiers?: readonly SearchedIdentifier[];
  readonly logicalIds?: readonly LogicalId[];
  readonly creation?: InstantRange;
  readonly service?: InstantRange;
  readonly serviceStop?: InstantRange;
  /** As `serviceStop`; a document that says none ended when it began. */
  readonly serviceEnd?: InstantRange;
  readonly changed?: InstantRange;
  /** Of what the columns do not say. */
  readonly keep?: (entry: DocumentEntry) => boolean;
  /** 0 to 200. */
  readonly count?: number;
  readonly order?: DocumentOrder;
  readonly ascending?: true;
  readonly cursor?: string;
  /** `_include=DocumentReference:patient`. */
  readonly withPatient?: true;
}

type Test = (entry: DocumentEntry) => boolean;
type Draft = { -readonly [K in keyof Omit<DocumentReferenceSearch, 'keep'>]: DocumentReferenceSearch[K] } & PatientDraft &
  PageDraft & { readonly tests: Test[] };
type Read = ReadParameter<Draft>;

/** Codes are compared alone: a code means one thing in each list; a system, when given, must be one Carnet knows. */
const codes =
  (field: 'types' | 'classes' | 'facilityTypes' | 'practiceSettings' | 'formats'): Read =>
  (value, draft, findings, name) => {
    draft[field] = intersected(
      draft[field],
      codesOf(value, findings, name).map(({ code }) => code),
    );
  };

const statusCodes: Readonly<Record<string, readonly AvailabilityStatus[]>> = {
  'current': ['Approved', 'Archived'],
  'superseded': ['Deprecated'],
  'entered-in-error': ['Deleted'],
};
const status: Read = (value, draft, findings, name) => {
  const asked = valuesOf(value).map((one) => tokenOf(one).code);
  const unknown = asked.find((one) => !Object.hasOwn(statusCodes, one));
  if (unknown !== undefined) findings.push({ field: name, rule: 'CODE_INCONNU', given: unknown.slice(0, 64), expected: Object.keys(statusCodes).join(', ') });
  else
    draft.statuses = intersected(
      draft.statuses,
      asked.flatMap((one) => statusCodes[one]!),
    );
};
const isArchived: Read = (value, draft, findings, name) => {
  if (value !== 'true' && value !== 'false') findings.push({ field: name, rule: 'VALEUR_INATTENDUE', given: value.slice(0, 64), expected: 'true, false' });
  else draft.statuses = intersected(draft.statuses, value === 'true' ? ['Archived'] : ['Approved', 'Deprecated', 'Deleted']);
};

const uuidShape = /^(?:urn:uuid:)?([0-9a-f]{8}-[0-9a-f-]{27})$/i;
const identifier: Read = (value, draft, findings, name) => {
  const found = valuesOf(value).flatMap((one): SearchedIdentifier[] => {
    const { system, code } = tokenOf(one);
    const root = system === undefined ? undefined : systemOid(system);
    const uniqueId = parseUniqueId(root === undefined ? code : `${root}^${code}`, name);
    if (!uniqueId.ok) {
      findings.push(...uniqueId.findings);
      return [];
    }
    const bare = uuidShape.exec(code)?.[1];
    const logicalId = bare === undefined ? undefined : parseLogicalId(bare);
    const entryUuid = bare === undefined ? undefined : parseEntryUuid(bare);
    return [
      { uniqueId: uniqueId.value },
      ...(logicalId?.ok === true && entryUuid?.ok === true ? [{ logicalId: logicalId.value, entryUuid: entryUuid.value }] : []),
    ];
  });
  draft.identifiers = intersected(draft.identifiers, found);
};

const logicalIdsOf = (value: string): readonly LogicalId[] => resourceIdsOf(value).map((id) => parseDocumentResourceId(id)!.logicalId);
const ids: Read = (value, draft) => {
  draft.logicalIds = intersected(draft.logicalIds, logicalIdsOf(value));
};
const replaced: Read = (value, { tests }) => {
  const among = logicalIdsOf(value);
  tests.push(({ replaces }) => replaces !== undefined && among.includes(replaces));
};
/** The one relation a document of a record says of itself. */
const relation: Read = (value, { tests }) => {
  tests.push(({ replaces }) => replaces !== undefined && valuesOf(value).some((one) => tokenOf(one).code === 'replaces'));
};

const authorTest =
  (test: (value: string, findings: Finding[], name: string, modifier: TextModifier) => AuthorTest): Read =>
  (value, { tests }, findings, name, modifier) => {
    const matches = test(value, findings, name, modifier === 'exact' || modifier === 'contains' ? modifier : 'starts');
    tests.push(({ authors }) => authors.some(matches));
  };
const names = ['exact', 'contains'] as const;

const event: Read = (value, { tests }, findings, name) => {
  const among: AnyOf = codesOf(value, findings, name);
  tests.push(({ eventCodes }) => hasCode(eventCodes, among));
};
/** referenceIdList (CX): `related.identifier=urn:oid:1.2.3|ACC-1`, the value alone, or the guide's `related:identifier`. */
const related: Read = (value, { tests }) => {
  const wanted = valuesOf(value).map(tokenOf);
  const says = (reference: string, { system, code }: (typeof wanted)[number]): boolean => {
    const [id = '', , , authority = ''] = reference.split('^');
    return id === code && (system === undefined || authority.split('&')[1] === system.replace(/^urn:oid:/, ''));
  };
  tests.push(({ referenceIds }) => referenceIds.some((reference) => wanted.some((one) => says(reference, one))));
};
const securityLabel: Read = (value, draft) => {
  draft.confidentiality = [...(draft.confidentiality ?? []), valuesOf(value).map((one) => tokenOf(one).code)];
};

const dates =
  (field: 'creation' | 'service' | 'serviceStop' | 'changed'): Read =>
  (value, draft, findings, name) => {
    const range = rangeOf(value, name);
    if (range.ok) draft[field] = narrowed(draft[field], range.value);
    else findings.push(...range.findings);
  };
const period: Read = (value, draft, findings, name) => {
  const ends = periodOf(value, name);
  if (!ends.ok) {
    findings.push(...ends.findings);
    return;
  }
  draft.service = narrowed(draft.service, ends.value.start);
  draft.serviceEnd = narrowed(draft.serviceEnd, ends.value.end);
};
/** `_since`, which is of histories, means here what it would there: changed since. */
const since: Read = (value, draft, findings, name) => dates('changed')(`ge${value}`, draft, findings, name, undefined);

const orders: Readonly<Record<string, DocumentOrder>> = {
  'period': 'service',
  'period-start': 'service',
  'date': 'creation',
  'creation': 'creation',
  '_lastUpdated': 'changed',
};
const sort: Read = (value, draft, findings, name) => {
  const ascending = !value.startsWith('-');
  const by = ascending ? value : value.slice(1);
  if (!Object.hasOwn(orders, by))
    findings.push({ field: name, rule: 'NON_PRIS_EN_CHARGE', given: value.slice(0, 64), expected: Object.keys(orders).join(', ') });
  else {
    draft.order = orders[by]!;
    if (ascending) draft.ascending = true;
  }
};
const include: Read = (value, draft, findings, name) => {
  if (!/^DocumentReference:(?:patient|subject)(?::Patient)?$/.test(value))
    findings.push({ field: name, rule: 'NON_PRIS_EN_CHARGE', given: value.slice(0, 64), expected: 'DocumentReference:patient' });
  else draft.withPatient = true;
};

const token = (read: Read): Parameter<Draft> => ({ type: 'token', read });
const date = (read: Read): Parameter<Draft> => ({ type: 'date', read });
const reference = (read: Read): Parameter<Draft> => ({ type: 'reference', read });
const name = (part: 'family' | 'given'): Parameter<Draft> => ({
  type: 'string',
  modifiers: names,
  read: authorTest((value, _findings, _name, modifier) => namedTest(part, value, modifier)),
});

export const documentReferenceSearch: ParameterTable<Draft> = {
  parameters: {
    ...patientParameters,
    ...pageParameters,
    '_id': token(ids),
    '_lastUpdated': date(dates('changed')),
    '_since': date(since),
    '_sort': { type: 'special', read: sort },
    '_include': { type: 'special', read: include },
    'identifier': token(identifier),
    'status': token(status),
    'isArchived': token(isArchived),
    'type': token(codes('types')),
    'category': token(codes('classes')),
    'facility': token(codes('facilityTypes')),
    'setting': token(codes('practiceSettings')),
    'format': token(codes('formats')),
    'event': token(event),
    'security-label': token(securityLabel),
    'date': date(dates('creation')),
    'creation': date(dates('creation')),
    'period': date(period),
    'period-start': date(dates('service')),
    'period-end': date(dates('serviceStop')),
    'author': reference(authorTest(identifiedTest)),
    'author.identifier': token(authorTest(identifiedTest)),
    'author.family': name('family'),
    'author.given': name('given'),
    'related': reference(related),
    'related.identifier': token(related),
    'relatesto': reference(replaced),
    'relation': token(relation),
  },
  // Other names of the same parameters: the guide's capability statement, and the common chained forms.
  synonyms: {
    ...patientSynonyms,
    'PDSm_isArchived': 'isArchived',
    'PDSm_DocumentReference_period-start': 'period-start',
    'PDSm_DocumentReference_period-end': 'period-end',
    'masterIdentifier': 'identifier',
    'related:identifier': 'related.identifier',
    ...Object.fromEntries(
      ['Practitioner', 'PractitionerRole', 'Patient', 'Organization', 'Device'].flatMap((type) => [
        [`author:${type}`, 'author'],
        ...['identifier', 'family', 'given'].map((part) => [`author:${type}.${part}`, `author.${part}`]),
      ]),
    ),
  },
};

/** Reads everything after `?`. */
export function parseSearch(query: string): Parsed<ReadSearch<DocumentReferenceSearch>> {
  const draft: Draft = { tests: [] };
  const read = readParameters(query, documentReferenceSearch, draft);
  if (!read.ok) return read;
  const { tests, ...search } = draft;
  return parsed({ search: tests.length === 0 ? search : { ...search, keep: (entry) => tests.every((test) => test(entry)) }, ignored: read.value.ignored });
}
