// The searches that find no document: agreements and oppositions (TD1.6, TD0.4), lines of the journal (ITI-81), professionals and structures.

import type { Action } from '@carnet/domain/access';
import { type Finding, type Instant, type InstantRange, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import { type AgreementKind, agreementKinds } from './agreements.ts';
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
import { type PatientKey, intersected, narrowed, rangeOf, tokenOf, valuesOf } from './search-values.ts';
import { type Interaction, actionsOf } from './write-audit-event.ts';

const number = (value: string): string => tokenOf(value.replace(/^[A-Za-z]+\?identifier=/, '')).code.replace(/^.*\//, '');

export interface AgreementSearch {
  readonly patient?: PatientKey;
  readonly kinds?: readonly AgreementKind[];
  readonly active?: boolean;
  /** National number of whom it is about. */
  readonly actor?: string;
  /** Declared since. */
  readonly since?: Instant;
  readonly ids?: readonly string[];
  readonly count?: number;
  readonly cursor?: string;
  /** `_include=Consent:patient`. */
  readonly withPatient?: true;
}
type AgreementDraft = { -readonly [K in keyof AgreementSearch]: AgreementSearch[K] } & PatientDraft & PageDraft;
type ReadAgreement = ReadParameter<AgreementDraft>;

const category: ReadAgreement = (value, draft, findings, name) => {
  const asked = valuesOf(value).map((one) => tokenOf(one).code);
  const known = agreementKinds.filter((kind) => asked.includes(kind));
  if (known.length < asked.length) findings.push({ field: name, rule: 'CODE_INCONNU', given: value.slice(0, 64), expected: agreementKinds.join(', ') });
  draft.kinds = intersected(draft.kinds, known);
};
const state: ReadAgreement = (value, draft, findings, name) => {
  const code = tokenOf(value).code;
  if (code !== 'active' && code !== 'inactive') findings.push({ field: name, rule: 'CODE_INCONNU', given: code.slice(0, 64), expected: 'active, inactive' });
  else draft.active = code === 'active';
};
const declared: ReadAgreement = (value, draft, findings, name) => {
  const range = rangeOf(value, name);
  if (!range.ok) findings.push(...range.findings);
  else if (range.value.from === undefined || range.value.until !== undefined)
    findings.push({ field: name, rule: 'NON_PRIS_EN_CHARGE', given: value.slice(0, 40), expected: 'ge' });
  else draft.since = range.value.from;
};
const about: ReadAgreement = (value, draft) => {
  draft.actor = number(value);
};

export const agreementSearch: ParameterTable<AgreementDraft> = {
  parameters: {
    ...patientParameters,
    ...pageParameters,
    '_id': {
      type: 'token',
      read: (value, draft) => {
        draft.ids = intersected(
          draft.ids,
          valuesOf(value).map((one) => one.replace(/^.*\//, '')),
        );
      },
    },
    '_include': {
      type: 'special',
      read: (value, draft, findings, name) => {
        if (value !== 'Consent:patient') findings.push({ field: name, rule: 'NON_PRIS_EN_CHARGE', given: value.slice(0, 64), expected: 'Consent:patient' });
        else draft.withPatient = true;
      },
    },
    'category': { type: 'token', read: category },
    'status': { type: 'token', read: state },
    'date': { type: 'date', read: declared },
    'actor': { type: 'reference', read: about },
    'actor.identifier': { type: 'token', read: about },
  },
  synonyms: patientSynonyms,
};
export function parseAgreementSearch(query: string): Parsed<ReadSearch<AgreementSearch>> {
  const draft: AgreementDraft = {};
  const read = readParameters(query, agreementSearch, draft);
  return read.ok ? parsed({ search: draft, ignored: read.value.ignored }) : read;
}

export interface JournalSearch {
  readonly patient?: PatientKey;
  /** Both bounds, as the guide on traceability asks; the later one may be left to come. */
  readonly dated?: InstantRange;
  readonly agent?: string;
  readonly actions?: readonly Action[];
  readonly outcome?: 'granted' | 'refused';
  readonly count?: number;
  readonly cursor?: string;
}
type JournalDraft = { -readonly [K in keyof JournalSearch]: JournalSearch[K] } & PatientDraft & PageDraft;
type ReadJournal = ReadParameter<JournalDraft>;

const dated: ReadJournal = (value, draft, findings, name) => {
  const range = rangeOf(value, name);
  if (range.ok) draft.dated = narrowed(draft.dated, range.value);
  else findings.push(...range.findings);
};
const agent: ReadJournal = (value, draft) => {
  draft.agent = number(value);
};
const interactions: readonly Interaction[] = ['read', 'search-type', 'create', 'update', 'delete'];
const letters: Readonly<Record<string, Interaction>> = { R: 'read', E: 'search-type', C: 'create', U: 'update', D: 'delete' };
const among = (asked: readonly (Interaction | undefined)[], value: string, draft: JournalDraft, findings: Finding[], name: string, expected: string): void => {
  if (asked.includes(undefined)) findings.push({ field: name, rule: 'CODE_INCONNU', given: value.slice(0, 64), expected });
  else
    draft.actions = intersected(
      draft.actions,
      asked.flatMap((one) => actionsOf(one!)),
    );
};
const subtype: ReadJournal = (value, draft, findings, name) =>
  among(
    valuesOf(value).map((one) => interactions.find((known) => known === tokenOf(one).code)),
    value,
    draft,
    findings,
    name,
    interactions.join(', '),
  );
const action: ReadJournal = (value, draft, findings, name) =>
  among(
    valuesOf(value).map((one) => letters[tokenOf(one).code]),
    value,
    draft,
    findings,
    name,
    Object.keys(letters).join(', '),
  );
const outcome: ReadJournal = (value, draft, findings, name) => {
  const code = tokenOf(value).code;
  if (code !== '0' && code !== '4') findings.push({ field: name, rule: 'CODE_INCONNU', given: code.slice(0, 64), expected: '0, 4' });
  else draft.outcome = code === '0' ? 'granted' : 'refused';
};
const journal = (type: Parameter<JournalDraft>['type'], read: ReadJournal): Parameter<JournalDraft> => ({ type, read });

export const journalSearch: ParameterTable<JournalDraft> = {
  parameters: {
    ...patientParameters,
    ...pageParameters,
    'date': journal('date', dated),
    'agent': journal('reference', agent),
    'agent.identifier': journal('token', agent),
    'subtype': journal('token', subtype),
    'action': journal('token', action),
    'outcome': journal('token', outcome),
  },
  synonyms: { ...patientSynonyms, 'entity': 'patient', 'entity.identifier': 'patient.identifier', 'period-start': 'date' },
};
export function parseJournalSearch(query: string): Parsed<ReadSearch<JournalSearch>> {
  const draft: JournalDraft = {};
  const read = readParameters(query, journalSearch, draft);
  if (!read.ok) return read;
  // ITI-81: a search without a date would be one of the whole journal.
  if (draft.dated === undefined) return faulty({ field: 'date', rule: 'CHAMP_ABSENT', expected: 'date=ge…&date=le…' });
  return parsed({ search: draft, ignored: read.value.ignored });
}

/** By number, or by the beginning of each word of a name. */
export interface DirectorySearch {
  readonly number?: string;
  readonly name?: string;
}
type DirectoryDraft = { -readonly [K in keyof DirectorySearch]: DirectorySearch[K] };
const byNumber: Parameter<DirectoryDraft> = {
  type: 'token',
  read: (value, draft) => {
    draft.number = number(value);
  },
};
const byName: Parameter<DirectoryDraft> = {
  type: 'string',
  read: (value, draft) => {
    draft.name = draft.name === undefined ? value : `${draft.name} ${value}`;
  },
};
const personal = { _id: byNumber, identifier: byNumber, name: byName, family: byName, given: byName };
export const directorySearches = {
  Practitioner: { parameters: personal, synonyms: {} },
  PractitionerRole: {
    parameters: {
      'practitioner': { ...byNumber, type: 'reference' },
      'practitioner.identifier': byNumber,
      'practitioner.name': byName,
      'practitioner.family': byName,
    },
    synonyms: {
      'practitioner:Practitioner': 'practitioner',
      'practitioner:Practitioner.identifier': 'practitioner.identifier',
      'identifier': 'practitioner.identifier',
    },
  },
  Organization: { parameters: { _id: byNumber, identifier: byNumber, name: byName }, synonyms: {} },
} as const satisfies Record<string, ParameterTable<DirectoryDraft>>;
export type DirectoryType = keyof typeof directorySearches;

export function parseDirectorySearch(type: DirectoryType, query: string): Parsed<ReadSearch<DirectorySearch>> {
  const draft: DirectoryDraft = {};
  const table: ParameterTable<DirectoryDraft> = directorySearches[type];
  const read = readParameters(query, table, draft);
  if (!read.ok) return read;
  if (draft.number === undefined && draft.name === undefined)
    return faulty({ field: 'identifier', rule: 'CHAMP_ABSENT', expected: Object.keys(table.parameters).join(', ') });
  return parsed({ search: draft, ignored: read.value.ignored });
}
