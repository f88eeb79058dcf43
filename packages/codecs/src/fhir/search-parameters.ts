// ITI-67: the query string of a DocumentReference search -> a typed search. Values that cannot be read are faults; parameters Carnet does
// not know are set apart, so that the door may leave them out or refuse them (Prefer: handling). A repeated parameter means « and »,
// a comma « or » (FHIR R4 §3.1.1.3).

import { type AvailabilityStatus, type EntryUuid, type LogicalId, type UniqueId, parseEntryUuid, parseLogicalId, parseUniqueId } from '@carnet/domain/document';
import { type Ins, isInsOid, parseIns } from '@carnet/domain/identity';
import { type Finding, type Instant, type InstantRange, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import { systemOid } from './code-systems.ts';
import { parseFhirDateTime } from './date-time.ts';

export type PatientKey = { readonly ins: Ins } | { readonly dossierId: string };
export type SearchedIdentifier = { readonly uniqueId: UniqueId } | { readonly logicalId: LogicalId; readonly entryUuid: EntryUuid };

export interface DocumentReferenceSearch {
  readonly patient?: PatientKey;
  /** Empty when the parameters contradict each other: nothing can match. Undefined: not asked. */
  readonly statuses?: readonly AvailabilityStatus[];
  readonly types?: readonly string[];
  readonly classes?: readonly string[];
  readonly facilityTypes?: readonly string[];
  readonly practiceSettings?: readonly string[];
  readonly formats?: readonly string[];
  readonly masked?: boolean;
  /** A UUID may be a uniqueId, a logicalId or an entryUUID: all the readings of each value are listed. */
  readonly identifiers?: readonly SearchedIdentifier[];
  readonly authorId?: string;
  readonly creation?: InstantRange;
  readonly service?: InstantRange;
  /** 1 to 200. */
  readonly count?: number;
  readonly order?: 'service' | 'deposited';
  readonly cursor?: string;
}
export interface ReadSearch {
  readonly search: DocumentReferenceSearch;
  /** Parameters that were not understood, one finding each (`PARAMETRE_INCONNU`). */
  readonly ignored: readonly Finding[];
}

type ParameterType = 'token' | 'reference' | 'date' | 'string' | 'number' | 'special';
type Draft = { -readonly [K in keyof DocumentReferenceSearch]: DocumentReferenceSearch[K] };

/** Reads one occurrence into the draft; faults go to `findings`. */
type ReadParameter = (value: string, draft: Draft, findings: Finding[], name: string) => void;
interface Parameter {
  readonly type: ParameterType;
  readonly read: ReadParameter;
}

const valuesOf = (value: string): string[] =>
  value
    .split(/(?<!\\),/)
    .map((one) => one.replaceAll('\\,', ',').trim())
    .filter((one) => one !== '');
const intersected = <T>(known: readonly T[] | undefined, more: readonly T[]): readonly T[] =>
  known === undefined ? more : known.filter((one) => more.includes(one));

interface Token {
  readonly system: string | undefined;
  readonly code: string;
}
const tokenOf = (text: string): Token => {
  const bar = text.lastIndexOf('|');
  return bar === -1 ? { system: undefined, code: text } : { system: text.slice(0, bar) || undefined, code: text.slice(bar + 1) };
};

/** Codes are compared alone: a code means one thing in each list; a system, when given, must be one Carnet knows. */
const codes =
  (field: 'types' | 'classes' | 'facilityTypes' | 'practiceSettings' | 'formats'): ReadParameter =>
  (value, draft, findings, name) => {
    const tokens = valuesOf(value).map(tokenOf);
    for (const { system } of tokens)
      if (system !== undefined && systemOid(system) === undefined) findings.push({ field: name, rule: 'SYSTEME_INCONNU', given: system.slice(0, 140) });
    draft[field] = intersected(
      draft[field],
      tokens.map(({ code }) => code),
    );
  };

const statusCodes: Readonly<Record<string, readonly AvailabilityStatus[]>> = {
  current: ['Approved', 'Archived'],
  superseded: ['Deprecated'],
  'entered-in-error': ['Deleted'],
};
const status: ReadParameter = (value, draft, findings, name) => {
  const asked = valuesOf(value).map((one) => tokenOf(one).code);
  const unknown = asked.find((one) => !Object.hasOwn(statusCodes, one));
  if (unknown !== undefined) findings.push({ field: name, rule: 'CODE_INCONNU', given: unknown.slice(0, 64), expected: Object.keys(statusCodes).join(', ') });
  else
    draft.statuses = intersected(
      draft.statuses,
      asked.flatMap((one) => statusCodes[one]!),
    );
};
const isArchived: ReadParameter = (value, draft, findings, name) => {
  if (value !== 'true' && value !== 'false') findings.push({ field: name, rule: 'VALEUR_INATTENDUE', given: value.slice(0, 64), expected: 'true, false' });
  else draft.statuses = intersected(draft.statuses, value === 'true' ? ['Archived'] : ['Approved', 'Deprecated', 'Deleted']);
};

function readIns(text: string, field: string): Parsed<Ins> {
  const { system, code } = tokenOf(text);
  const oid = system?.replace(/^urn:oid:/, '') ?? '';
  return isInsOid(oid)
    ? parseIns(code, oid, field)
    : faulty({ field, rule: 'INS_OID', given: oid.slice(0, 64), expected: 'urn:oid:1.2.250.1.213.1.4.…|matricule' });
}
const setPatient = (key: PatientKey, draft: Draft, findings: Finding[], name: string): void => {
  if (draft.patient !== undefined && JSON.stringify(draft.patient) !== JSON.stringify(key)) findings.push({ field: name, rule: 'PATIENT_DIFFERENT' });
  else draft.patient = key;
};
const patientIdentifier: ReadParameter = (value, draft, findings, name) => {
  const ins = readIns(value, name);
  if (ins.ok) setPatient({ ins: ins.value }, draft, findings, name);
  else findings.push(...ins.findings);
};
/** `Patient/<id>`, `<id>`, an address that ends so, or `Patient?identifier=…` as the guide's references are. */
const patient: ReadParameter = (value, draft, findings, name) => {
  const conditional = /^Patient\?identifier=(.+)$/.exec(value)?.[1] ?? (value.includes('|') ? value : undefined);
  if (conditional !== undefined) return patientIdentifier(conditional, draft, findings, name);
  const id = /^(?:https?:\/\/[^?#]+\/)?(?:Patient\/)?([A-Za-z0-9.-]{1,64})$/.exec(value)?.[1];
  if (id === undefined) findings.push({ field: name, rule: 'REFERENCE_FORME', given: value.slice(0, 140), expected: 'Patient/<id>' });
  else setPatient({ dossierId: id }, draft, findings, name);
};

const uuidShape = /^(?:urn:uuid:)?([0-9a-f]{8}-[0-9a-f-]{27})$/i;
const identifier: ReadParameter = (value, draft, findings, name) => {
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
  draft.identifiers =
    draft.identifiers === undefined ? found : draft.identifiers.filter((known) => found.some((one) => JSON.stringify(one) === JSON.stringify(known)));
};

/** By national identifier only: `author.identifier=urn:oid:…|801…`, `author=Practitioner?identifier=…`, or the bare number. */
const author: ReadParameter = (value, draft, findings, name) => {
  const { code } = tokenOf(value.replace(/^[A-Za-z]+\?identifier=/, ''));
  if (!/^[0-9A-Za-z./-]{3,80}$/.test(code)) findings.push({ field: name, rule: 'PS_IDNAT_FORME', given: code.slice(0, 64) });
  else if (draft.authorId !== undefined && draft.authorId !== code)
    findings.push({ field: name, rule: 'VALEUR_INATTENDUE', given: code.slice(0, 64), expected: draft.authorId });
  else draft.authorId = code;
};

const securityLabel: ReadParameter = (value, draft, findings, name) => {
  const asked = valuesOf(value).map((one) => tokenOf(one).code);
  if (asked.length === 1 && asked[0] === 'MASQUE_PS') draft.masked = true;
  else if (!asked.includes('N')) findings.push({ field: name, rule: 'NON_PRIS_EN_CHARGE', given: asked.join(',').slice(0, 64), expected: 'N, MASQUE_PS' });
};

const prefixed = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)?(\d.*)$/;
function rangeOf(value: string, name: string): Parsed<InstantRange> {
  const [, prefix = 'eq', written = ''] = prefixed.exec(value) ?? [];
  const span = parseFhirDateTime(written, name);
  if (!span.ok) return span;
  const { from, until } = span.value;
  switch (prefix) {
    case 'eq':
      return parsed({ from, until });
    case 'ge':
      return parsed({ from });
    case 'gt':
    case 'sa':
      return parsed({ from: until });
    case 'le':
      return parsed({ until });
    case 'lt':
    case 'eb':
      return parsed({ until: from });
    default:
      return faulty({ field: name, rule: 'NON_PRIS_EN_CHARGE', given: prefix, expected: 'eq, gt, lt, ge, le, sa, eb' });
  }
}
const narrowed = (known: InstantRange | undefined, more: InstantRange): InstantRange => {
  const froms = [known?.from, more.from].filter((one): one is Instant => one !== undefined);
  const untils = [known?.until, more.until].filter((one): one is Instant => one !== undefined);
  return { ...(froms.length === 0 ? {} : { from: Math.max(...froms) as Instant }), ...(untils.length === 0 ? {} : { until: Math.min(...untils) as Instant }) };
};
const dates =
  (field: 'creation' | 'service'): ReadParameter =>
  (value, draft, findings, name) => {
    const range = rangeOf(value, name);
    if (range.ok) draft[field] = narrowed(draft[field], range.value);
    else findings.push(...range.findings);
  };

const count: ReadParameter = (value, draft, findings, name) => {
  if (!/^[1-9]\d{0,5}$/.test(value)) findings.push({ field: name, rule: 'VALEUR_INATTENDUE', given: value.slice(0, 20), expected: '1 – 200' });
  else draft.count = Math.min(Number(value), 200);
};
/** Carnet lists newest first: by the act, or by arrival. */
const orders: Readonly<Record<string, 'service' | 'deposited'>> = { '-period': 'service', '-period-start': 'service', '-_lastUpdated': 'deposited' };
const sort: ReadParameter = (value, draft, findings, name) => {
  if (!Object.hasOwn(orders, value))
    findings.push({ field: name, rule: 'NON_PRIS_EN_CHARGE', given: value.slice(0, 64), expected: Object.keys(orders).join(', ') });
  else draft.order = orders[value]!;
};
const cursor: ReadParameter = (value, draft) => {
  draft.cursor = value;
};

export const searchParameters: Readonly<Record<string, Parameter>> = {
  patient: { type: 'reference', read: patient },
  'patient.identifier': { type: 'token', read: patientIdentifier },
  identifier: { type: 'token', read: identifier },
  status: { type: 'token', read: status },
  isArchived: { type: 'token', read: isArchived },
  type: { type: 'token', read: codes('types') },
  category: { type: 'token', read: codes('classes') },
  facility: { type: 'token', read: codes('facilityTypes') },
  setting: { type: 'token', read: codes('practiceSettings') },
  format: { type: 'token', read: codes('formats') },
  'security-label': { type: 'token', read: securityLabel },
  date: { type: 'date', read: dates('creation') },
  creation: { type: 'date', read: dates('creation') },
  period: { type: 'date', read: dates('service') },
  'period-start': { type: 'date', read: dates('service') },
  author: { type: 'reference', read: author },
  'author.identifier': { type: 'token', read: author },
  _count: { type: 'number', read: count },
  _sort: { type: 'string', read: sort },
  cursor: { type: 'special', read: cursor },
};
/** Other names of the same parameters: the guide's capability statement, and the common chained form. */
const synonyms: Readonly<Record<string, string>> = {
  PDSm_isArchived: 'isArchived',
  'patient:identifier': 'patient.identifier',
  'patient:Patient.identifier': 'patient.identifier',
  'author:Practitioner.identifier': 'author.identifier',
  'subject.identifier': 'patient.identifier',
  subject: 'patient',
};
/** They choose a representation, not a set of documents: the door reads them. */
const representation = ['_format', '_pretty'];

const parametersMaximum = 60;

/** Reads everything after `?`. Percent-encoding is undone as forms do (`+` is a space). */
export function parseSearch(query: string): Parsed<ReadSearch> {
  const findings: Finding[] = [];
  const ignored: Finding[] = [];
  const draft: Draft = {};
  const pairs = [...new URLSearchParams(query)];
  if (pairs.length > parametersMaximum) return faulty({ field: 'query', rule: 'CARDINALITE', given: String(pairs.length), expected: `≤ ${parametersMaximum}` });
  for (const [written, value] of pairs) {
    const name = Object.hasOwn(synonyms, written) ? synonyms[written]! : written;
    const parameter = Object.hasOwn(searchParameters, name) ? searchParameters[name] : undefined;
    // FHIR: a parameter without a value is as if it had not been written.
    if (value === '' || representation.includes(name)) continue;
    if (parameter === undefined) ignored.push({ field: written.slice(0, 100), rule: 'PARAMETRE_INCONNU' });
    else parameter.read(value, draft, findings, name);
  }
  return findings.length > 0 ? faulty(...findings) : parsed({ search: draft as DocumentReferenceSearch, ignored });
}
