// The query string of a search for facts -> what is sought. Each resource calls its code and its date as FHIR R4 does.

import { type FactKind, type FactPosition, type SoughtFacts, factKinds } from '@carnet/domain/clinical';
import { parseLogicalId } from '@carnet/domain/document';
import { type Parsed, faulty, instantOf, parsed } from '@carnet/domain/kernel';
import {
  type PageDraft,
  type Parameter,
  type ParameterTable,
  type PatientDraft,
  type ReadSearch,
  listed,
  pageParameters,
  patientParameters,
  patientSynonyms,
  readParameters,
} from './search-reading.ts';
import { type PatientKey, codesOf, intersected, narrowed, rangeOf, tokenOf, valuesOf } from './search-values.ts';
import { resourceTypes } from './write-clinical.ts';

export interface ClinicalSearch extends SoughtFacts {
  readonly patient?: PatientKey;
  /** 0 to 200. */
  readonly count?: number;
  readonly after?: FactPosition;
  readonly ascending?: true;
}
type Draft = PatientDraft & PageDraft & { ascending?: true } & { -readonly [K in 'codes' | 'categories' | 'period']?: SoughtFacts[K] };

/** HL7 v2 table 0074; the other categories are the domain's own words. */
const reportCategories: Readonly<Record<string, string>> = { LAB: 'laboratory', RAD: 'imaging', SP: 'pathology', GE: 'genetics' };

const code: Parameter<Draft> = {
  type: 'token',
  read: (value, draft, findings, name) => {
    draft.codes = intersected(draft.codes, codesOf(value, findings, name));
  },
};
const category: Parameter<Draft> = {
  type: 'token',
  read: (value, draft) => {
    const asked = valuesOf(value).map((one) => tokenOf(one).code);
    draft.categories = intersected(
      draft.categories,
      asked.map((one) => reportCategories[one] ?? one),
    );
  },
};
const date: Parameter<Draft> = {
  type: 'date',
  read: (value, draft, findings, name) => {
    const range = rangeOf(value, name);
    if (range.ok) draft.period = narrowed(draft.period, range.value);
    else findings.push(...range.findings);
  },
};

const sort: Parameter<Draft> = {
  type: 'special',
  read: (value, draft, findings, name) => {
    if (value === 'date') draft.ascending = true;
    else if (value !== '-date') findings.push({ field: name, rule: 'VALEUR_INATTENDUE', given: value.slice(0, 40), expected: 'date, -date' });
  },
};

const own: Readonly<Record<FactKind, Readonly<Record<string, Parameter<Draft>>>>> = {
  observation: { code, date, category, _sort: sort },
  report: { code, date, category },
  immunization: { 'vaccine-code': code, date },
  allergy: { code, 'onset': date, category },
  medication: { code, 'effective': date, category },
  condition: { code, 'onset-date': date, category },
  procedure: { code, date },
};
const tableOf = (kind: FactKind): ParameterTable<Draft> => ({
  parameters: { ...patientParameters, ...own[kind], ...pageParameters },
  synonyms: patientSynonyms,
});

export function parseClinicalSearch(kind: FactKind, query: string): Parsed<ReadSearch<ClinicalSearch>> {
  const draft: Draft = {};
  const read = readParameters(query, tableOf(kind), draft);
  if (!read.ok) return read;
  const { cursor, ...sought } = draft;
  const after = cursor === undefined ? undefined : parsePosition(cursor);
  if (cursor !== undefined && after === undefined) return faulty({ field: 'cursor', rule: 'VALEUR_INATTENDUE', given: cursor.slice(0, 140) });
  return parsed({ search: { kinds: [kind], ...sought, ...(after === undefined ? {} : { after }) }, ignored: read.value.ignored });
}

/** Of the CapabilityStatement. */
export const clinicalResources = (): readonly object[] =>
  factKinds.map((kind) => ({
    type: resourceTypes[kind],
    interaction: ['read', 'search-type', ...(kind === 'observation' ? ['create', 'update', 'delete'] : [])].map((code) => ({ code })),
    searchParam: listed(tableOf(kind)),
  }));

export const writePosition = ({ at, document, place }: FactPosition): string => Buffer.from(`${at}.${document}.${place}`).toString('base64url');
const positionShape = /^(-?\d{1,16})\.([0-9a-f-]{36})\.(\d{1,5})$/;
function parsePosition(cursor: string): FactPosition | undefined {
  const [, at, document, place] = positionShape.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  const logicalId = document === undefined ? undefined : parseLogicalId(document);
  if (at === undefined || logicalId?.ok !== true || Math.abs(Number(at)) > 8.64e15) return undefined;
  return { at: instantOf(Number(at)), document: logicalId.value, place: Number(place) };
}
