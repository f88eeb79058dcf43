// ITI-66: the query string of a List search -> submission sets and folders. Both are `current` and neither is ever archived: asked for otherwise,
// nothing matches.

import { type AnyOf, type Folder, type SubmissionSet, type UniqueId, parseUniqueId } from '@carnet/domain/document';
import { type InstantRange, type Parsed, parsed } from '@carnet/domain/kernel';
import { systemOid } from './code-systems.ts';
import { parseDocumentResourceId } from './resource-id.ts';
import { type AuthorTest, identifiedTest, institutionTest, namedTest } from './search-people.ts';
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
  rangeOf,
  resourceIdsOf,
  textTest,
  tokenOf,
  valuesOf,
} from './search-values.ts';

export type ListKind = 'submissionset' | 'folder';
export type SearchedList = { readonly kind: 'submissionset'; readonly set: SubmissionSet } | { readonly kind: 'folder'; readonly folder: Folder };

export interface ListSearch {
  readonly patient?: PatientKey;
  /** Empty: nothing can match. */
  readonly kinds: readonly ListKind[];
  /** entryUUIDs, which are their ids. */
  readonly ids?: readonly string[];
  /** A uniqueId, or a UUID that may be an entryUUID as well. */
  readonly identifiers?: readonly (UniqueId | string)[];
  readonly dated?: InstantRange;
  readonly sourceIds?: readonly string[];
  readonly keep?: (list: SearchedList) => boolean;
  readonly count?: number;
  readonly ascending?: true;
  readonly cursor?: string;
  /** `_include=List:item`. */
  readonly withItems?: true;
}

type Test = (list: SearchedList) => boolean;
type Draft = { -readonly [K in keyof Omit<ListSearch, 'keep'>]: ListSearch[K] } & PatientDraft & PageDraft & { readonly tests: Test[] };
type Read = ReadParameter<Draft>;
const both: readonly ListKind[] = ['submissionset', 'folder'];

const code: Read = (value, draft) => {
  const asked = valuesOf(value).map((one) => tokenOf(one).code);
  draft.kinds = draft.kinds.filter((kind) => asked.includes(kind));
};
const status: Read = (value, draft, findings, name) => {
  const asked = valuesOf(value).map((one) => tokenOf(one).code);
  const unknown = asked.find((one) => !['current', 'retired', 'entered-in-error'].includes(one));
  if (unknown !== undefined) findings.push({ field: name, rule: 'CODE_INCONNU', given: unknown.slice(0, 64), expected: 'current' });
  else if (!asked.includes('current')) draft.kinds = [];
};
const isArchived: Read = (value, draft, findings, name) => {
  if (value !== 'true' && value !== 'false') findings.push({ field: name, rule: 'VALEUR_INATTENDUE', given: value.slice(0, 64), expected: 'true, false' });
  else if (value === 'true') draft.kinds = [];
};
const identifier: Read = (value, draft, findings, name) => {
  const found = valuesOf(value).flatMap((one): (UniqueId | string)[] => {
    const { system, code: given } = tokenOf(one);
    const root = system === undefined ? undefined : systemOid(system);
    const uniqueId = parseUniqueId(root === undefined ? given : `${root}^${given}`, name);
    if (!uniqueId.ok) findings.push(...uniqueId.findings);
    return uniqueId.ok ? [uniqueId.value, given.replace(/^urn:uuid:/i, '').toLowerCase()] : [];
  });
  draft.identifiers = intersected(draft.identifiers, found);
};
const ids: Read = (value, draft) => {
  draft.ids = intersected(
    draft.ids,
    resourceIdsOf(value).map((id) => parseDocumentResourceId(id)!.logicalId),
  );
};
const dated: Read = (value, draft, findings, name) => {
  const range = rangeOf(value, name);
  if (range.ok) draft.dated = narrowed(draft.dated, range.value);
  else findings.push(...range.findings);
};
const since: Read = (value, draft, findings, name) => dated(`ge${value}`, draft, findings, name, undefined);
const sourceId: Read = (value, draft) => {
  draft.sourceIds = intersected(
    draft.sourceIds,
    valuesOf(value).map((one) => tokenOf(one).code.replace(/^urn:(?:oid|uuid):/, '')),
  );
};
/** contentTypeCode of a set, codeList of a folder. */
const designation: Read = (value, { tests }, findings, name) => {
  const among: AnyOf = codesOf(value, findings, name);
  tests.push((list) => hasCode(list.kind === 'folder' ? list.folder.codes : [list.set.contentType], among));
};
const modifierOf = (modifier: string | undefined): TextModifier => (modifier === 'exact' || modifier === 'contains' ? modifier : 'starts');
const title: Read = (value, { tests }, _findings, _name, modifier) => {
  const matches = textTest(value, modifierOf(modifier));
  tests.push((list) => {
    const text = list.kind === 'folder' ? list.folder.title : list.set.title;
    return text !== undefined && matches([text]);
  });
};
/** Only a set has a source. */
const bySource = ({ tests }: Draft, matches: AuthorTest): void => void tests.push((list) => list.kind === 'submissionset' && matches(list.set.author));
const source: Read = (value, draft, findings, name) => bySource(draft, identifiedTest(value, findings, name));
const authorOrg: Read = (value, draft) => bySource(draft, institutionTest(value));
const sort: Read = (value, draft, findings, name) => {
  if (!/^-?(?:date|_lastUpdated)$/.test(value))
    findings.push({ field: name, rule: 'NON_PRIS_EN_CHARGE', given: value.slice(0, 64), expected: 'date, _lastUpdated' });
  else if (!value.startsWith('-')) draft.ascending = true;
};
const include: Read = (value, draft, findings, name) => {
  if (!/^List:item(?::(?:DocumentReference|List))?$/.test(value))
    findings.push({ field: name, rule: 'NON_PRIS_EN_CHARGE', given: value.slice(0, 64), expected: 'List:item' });
  else draft.withItems = true;
};

const token = (read: Read): Parameter<Draft> => ({ type: 'token', read });
const texts = ['exact', 'contains'] as const;
const name = (part: 'family' | 'given'): Parameter<Draft> => ({
  type: 'string',
  modifiers: texts,
  read: (value, draft, _findings, _name, modifier) => bySource(draft, namedTest(part, value, modifierOf(modifier))),
});

export const listSearch: ParameterTable<Draft> = {
  parameters: {
    ...patientParameters,
    ...pageParameters,
    '_id': token(ids),
    '_lastUpdated': { type: 'date', read: dated },
    '_since': { type: 'date', read: since },
    '_sort': { type: 'special', read: sort },
    '_include': { type: 'special', read: include },
    'code': token(code),
    'status': token(status),
    'date': { type: 'date', read: dated },
    'identifier': token(identifier),
    'title': { type: 'string', modifiers: texts, read: title },
    'designationType': token(designation),
    'sourceId': token(sourceId),
    'source': { type: 'reference', read: source },
    'source.identifier': token(source),
    'source.family': name('family'),
    'source.given': name('given'),
    'authorOrg': { type: 'reference', read: authorOrg },
    'isArchived': token(isArchived),
  },
  // PDSm and MHD do not write the same names, nor the same capitals.
  synonyms: {
    ...patientSynonyms,
    'DesignationType': 'designationType',
    'SourceId': 'sourceId',
    'PDSm_isArchived': 'isArchived',
    'PDSm_authorOrg': 'authorOrg',
    ...Object.fromEntries(
      ['PDSm_List_PatientAsSource', 'PDSm_List_PractitionerRoleAsSource', 'source:Patient', 'source:Practitioner', 'source:PractitionerRole'].flatMap((one) => [
        [one, 'source'],
        ...['identifier', 'family', 'given'].map((part) => [`${one}.${part}`, `source.${part}`]),
      ]),
    ),
  },
};

export function parseListSearch(query: string): Parsed<ReadSearch<ListSearch>> {
  const draft: Draft = { kinds: both, tests: [] };
  const read = readParameters(query, listSearch, draft);
  if (!read.ok) return read;
  const { tests, ...search } = draft;
  return parsed({ search: tests.length === 0 ? search : { ...search, keep: (list) => tests.every((test) => test(list)) }, ignored: read.value.ignored });
}
