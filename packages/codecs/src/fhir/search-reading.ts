// A query string -> the draft of a search, by a table of parameters. Values that cannot be read and modifiers that are not known are faults;
// parameters that are not known are set apart, so that the door may leave them out or refuse them (Prefer: handling). A repeated parameter
// means « and », a comma « or » (FHIR R4 §3.1.1.3).

import { type Finding, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import { type PatientKey, readPatient, readPatientIdentifier } from './search-values.ts';

type ParameterType = 'token' | 'reference' | 'date' | 'string' | 'number' | 'special';
/** Reads one occurrence into the draft; faults go to `findings`. */
export type ReadParameter<Draft> = (value: string, draft: Draft, findings: Finding[], name: string, modifier: string | undefined) => void;
export interface Parameter<Draft> {
  readonly type: ParameterType;
  readonly modifiers?: readonly string[];
  readonly read: ReadParameter<Draft>;
}
export interface ParameterTable<Draft> {
  readonly parameters: Readonly<Record<string, Parameter<Draft>>>;
  /** Other names of the same parameters. */
  readonly synonyms: Readonly<Record<string, string>>;
}
export interface ReadSearch<Search> {
  readonly search: Search;
  /** Parameters that were not understood, one finding each (`PARAMETRE_INCONNU`). */
  readonly ignored: readonly Finding[];
}

/** They choose a representation, not a set of resources: the door reads them. */
const representation = ['_format', '_pretty', '_total', '_elements', '_summary'];
const parametersMaximum = 60;

/** Reads everything after `?`. Percent-encoding is undone as forms do (`+` is a space). */
export function readParameters<Draft>(
  query: string,
  { parameters, synonyms }: ParameterTable<Draft>,
  draft: Draft,
): Parsed<{ readonly ignored: readonly Finding[] }> {
  const findings: Finding[] = [];
  const ignored: Finding[] = [];
  const pairs = [...new URLSearchParams(query)];
  if (pairs.length > parametersMaximum) return faulty({ field: 'query', rule: 'CARDINALITE', given: String(pairs.length), expected: `≤ ${parametersMaximum}` });
  const named = (written: string): Parameter<Draft> | undefined => {
    const name = Object.hasOwn(synonyms, written) ? synonyms[written]! : written;
    return Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  };
  for (const [written, value] of pairs) {
    // FHIR: a parameter without a value is as if it had not been written.
    if (value === '' || representation.includes(written)) continue;
    const whole = named(written);
    const colon = written.lastIndexOf(':');
    const base = whole === undefined && colon > 0 ? named(written.slice(0, colon)) : undefined;
    const modifier = base === undefined ? undefined : written.slice(colon + 1);
    if (whole !== undefined) whole.read(value, draft, findings, written, undefined);
    else if (base === undefined) ignored.push({ field: written.slice(0, 100), rule: 'PARAMETRE_INCONNU' });
    // A search that leaves a modifier out answers another question: always refused (R4 §3.1.1.3).
    else if (base.modifiers?.includes(modifier!) === true) base.read(value, draft, findings, written, modifier);
    else
      findings.push({
        field: written.slice(0, 100),
        rule: 'MODIFICATEUR_INCONNU',
        given: modifier!.slice(0, 40),
        ...(base.modifiers === undefined ? {} : { expected: base.modifiers.join(', ') }),
      });
  }
  return findings.length > 0 ? faulty(...findings) : parsed({ ignored });
}

export interface PatientDraft {
  patient?: PatientKey;
}
const setPatient = (key: PatientKey, draft: PatientDraft, findings: Finding[], name: string): void => {
  if (draft.patient !== undefined && JSON.stringify(draft.patient) !== JSON.stringify(key)) findings.push({ field: name, rule: 'PATIENT_DIFFERENT' });
  else draft.patient = key;
};
/** Whose record is searched: every search of the door names one. */
export const patientParameters = {
  'patient': {
    type: 'reference',
    read: (value, draft, findings, name) => {
      const key = readPatient(value, name);
      if (key.ok) setPatient(key.value, draft, findings, name);
      else findings.push(...key.findings);
    },
  },
  'patient.identifier': {
    type: 'token',
    read: (value, draft, findings, name) => {
      const key = readPatientIdentifier(value, name);
      if (key.ok) setPatient(key.value, draft, findings, name);
      else findings.push(...key.findings);
    },
  },
} as const satisfies Record<string, Parameter<PatientDraft>>;
/** The guide's capability statement, its examples, and the common chained form. */
export const patientSynonyms = {
  'patient:identifier': 'patient.identifier',
  'patient:Patient.identifier': 'patient.identifier',
  'subject.identifier': 'patient.identifier',
  'subject:Patient.identifier': 'patient.identifier',
  'subject': 'patient',
  'patient:Patient': 'patient',
} as const;

export interface PageDraft {
  /** 0 to 200; 0: the total alone. */
  count?: number;
  cursor?: string;
}
export const pageParameters = {
  _count: {
    type: 'number',
    read: (value, draft, findings, name) => {
      if (!/^(?:0|[1-9]\d{0,5})$/.test(value)) findings.push({ field: name, rule: 'VALEUR_INATTENDUE', given: value.slice(0, 20), expected: '0 – 200' });
      else draft.count = Math.min(Number(value), 200);
    },
  },
  cursor: {
    type: 'special',
    read: (value, draft) => {
      draft.cursor = value;
    },
  },
} as const satisfies Record<string, Parameter<PageDraft>>;

/** The parameters of a table, as a CapabilityStatement lists them. */
export const listed = <Draft>({ parameters }: ParameterTable<Draft>): readonly { readonly name: string; readonly type: ParameterType }[] =>
  Object.entries(parameters).map(([name, { type }]) => ({ name, type }));
