// The values of FHIR search parameters (R4 §3.1.1.4): tokens, references, dates with their prefixes, strings with their modifiers. Shared by
// every search of the door.

import type { AnyOf, Coded } from '@carnet/domain/document';
import { type Ins, type LocalIdentifier, isInsOid, parseIns, parseLocalIdentifier } from '@carnet/domain/identity';
import { type Finding, type Instant, type InstantRange, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import { systemOid } from './code-systems.ts';
import { parseFhirDateTime } from './date-time.ts';
import { parseDocumentResourceId } from './resource-id.ts';

/** `a,b\,c` -> a and « b,c »: a comma means « or ». */
export const valuesOf = (value: string): string[] =>
  value
    .split(/(?<!\\),/)
    .map((one) => one.replaceAll('\\,', ',').trim())
    .filter((one) => one !== '');

export const intersected = <T>(known: readonly T[] | undefined, more: readonly T[]): readonly T[] =>
  known === undefined ? more : known.filter((one) => more.some((other) => JSON.stringify(other) === JSON.stringify(one)));

export interface Token {
  readonly system: string | undefined;
  readonly code: string;
}
export const tokenOf = (text: string): Token => {
  const bar = text.lastIndexOf('|');
  return bar === -1 ? { system: undefined, code: text } : { system: text.slice(0, bar) || undefined, code: text.slice(bar + 1) };
};

/** Tokens of codes; a system that is given must be one Carnet knows, and is told as its OID. */
export function codesOf(value: string, findings: Finding[], name: string): AnyOf {
  return valuesOf(value)
    .map(tokenOf)
    .map(({ system, code }) => {
      const oid = system === undefined ? undefined : systemOid(system);
      if (system !== undefined && oid === undefined) findings.push({ field: name, rule: 'SYSTEME_INCONNU', given: system.slice(0, 140) });
      return { code, ...(oid === undefined ? {} : { system: oid }) };
    });
}

export const hasCode = (codes: readonly Coded[], among: AnyOf): boolean =>
  codes.some((one) => among.some(({ code, system }) => code === one.code && (system === undefined || system === one.system)));

/** A token `urn:oid:<authority>|<number>`: an INS, or the number a structure gives its patients. */
export function readPatientIdentifier(text: string, field: string): Parsed<{ readonly ins: Ins } | { readonly local: LocalIdentifier }> {
  const { system, code } = tokenOf(text);
  const oid = system?.replace(/^urn:oid:/, '') ?? '';
  if (oid === '') return faulty({ field, rule: 'INS_OID', given: '', expected: 'urn:oid:1.2.250.1.213.1.4.…|matricule' });
  if (!isInsOid(oid)) {
    const local = parseLocalIdentifier(code, oid, field);
    return local.ok ? parsed({ local: local.value }) : local;
  }
  const ins = parseIns(code, oid, field);
  return ins.ok ? parsed({ ins: ins.value }) : ins;
}

export type PatientKey = { readonly ins: Ins } | { readonly local: LocalIdentifier } | { readonly dossierId: string };

/** `Patient/<id>`, `<id>`, an address that ends so, or `Patient?identifier=…` as the guide's references are. */
export function readPatient(value: string, field: string): Parsed<PatientKey> {
  const conditional = /^Patient\?identifier=(.+)$/.exec(value)?.[1] ?? (value.includes('|') ? value : undefined);
  if (conditional !== undefined) return readPatientIdentifier(conditional, field);
  const id = /^(?:https?:\/\/[^?#]+\/)?(?:Patient\/)?([A-Za-z0-9.-]{1,64})$/.exec(value)?.[1];
  return id === undefined ? faulty({ field, rule: 'REFERENCE_FORME', given: value.slice(0, 140), expected: 'Patient/<id>' }) : parsed({ dossierId: id });
}

/** Ids of resources of ours, with or without their type; what is no id of ours names nothing. */
export const resourceIdsOf = (value: string): readonly string[] =>
  valuesOf(value)
    .map((one) => one.replace(/^.*\//, ''))
    .filter((id) => parseDocumentResourceId(id) !== undefined);

const prefixed = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)?(\d.*)$/;
type Prefix = 'eq' | 'ge' | 'gt' | 'le' | 'lt' | 'sa' | 'eb';
interface PrefixedSpan extends InstantRange {
  readonly prefix: Prefix;
  readonly from: Instant;
  readonly until: Instant;
}
function prefixedSpan(value: string, name: string): Parsed<PrefixedSpan> {
  const [, prefix = 'eq', written = ''] = prefixed.exec(value) ?? [];
  const span = parseFhirDateTime(written, name);
  if (!span.ok) return span;
  if (prefix === 'ne' || prefix === 'ap') return faulty({ field: name, rule: 'NON_PRIS_EN_CHARGE', given: prefix, expected: 'eq, gt, lt, ge, le, sa, eb' });
  return parsed({ prefix: prefix as Prefix, from: span.value.from, until: span.value.until });
}

/** Of an element that is a moment. */
export function rangeOf(value: string, name: string): Parsed<InstantRange> {
  const read = prefixedSpan(value, name);
  if (!read.ok) return read;
  const { prefix, from, until } = read.value;
  return parsed(
    { eq: { from, until }, ge: { from }, gt: { from: until }, sa: { from: until }, le: { until }, lt: { until: from }, eb: { until: from } }[prefix],
  );
}

/** Of an element that lasts, by its two ends (R4 §3.1.1.4.5). */
export function periodOf(value: string, name: string): Parsed<{ readonly start: InstantRange; readonly end: InstantRange }> {
  const read = prefixedSpan(value, name);
  if (!read.ok) return read;
  const { prefix, from, until } = read.value;
  const none: InstantRange = {};
  const ends = {
    eq: { start: { from }, end: { until } },
    ge: { start: none, end: { from } },
    gt: { start: none, end: { from: until } },
    sa: { start: { from: until }, end: none },
    le: { start: { until }, end: none },
    lt: { start: { until: from }, end: none },
    eb: { start: none, end: { until: from } },
  } as const;
  return parsed(ends[prefix]);
}

export const narrowed = (known: InstantRange | undefined, more: InstantRange): InstantRange => {
  const froms = [known?.from, more.from].filter((one): one is Instant => one !== undefined);
  const untils = [known?.until, more.until].filter((one): one is Instant => one !== undefined);
  return { ...(froms.length === 0 ? {} : { from: Math.max(...froms) as Instant }), ...(untils.length === 0 ? {} : { until: Math.min(...untils) as Instant }) };
};

export type TextModifier = 'starts' | 'exact' | 'contains';
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .trim();

/** A string matches at its beginning, whatever the case and accents; `:contains` anywhere, `:exact` to the letter (R4 §3.1.1.4.8). */
export function textTest(value: string, modifier: TextModifier): (texts: readonly string[]) => boolean {
  const wanted = valuesOf(value);
  const one = {
    exact: (text: string, by: string) => text === by,
    contains: (text: string, by: string) => plain(text).includes(plain(by)),
    starts: (text: string, by: string) => plain(text).startsWith(plain(by)),
  }[modifier];
  return (texts) => texts.some((text) => wanted.some((by) => one(text, by)));
}
