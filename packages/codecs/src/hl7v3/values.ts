// Data types of HL7 v3 as these messages use them: II, CS and CD, TS, BL, ED. Everything read is bounded; what is longer is a finding, never
// cut in silence.

import { type CivilDate, type Finding, type Instant, type Parsed, faulty, parseCivilDate, parsed, toIso } from '@carnet/domain/kernel';
import { parseHl7Time } from '../cda/hl7-time.ts';
import { type Markup, element } from '../xml/write.ts';
import { type XmlElement, attribute } from '../xml/tree.ts';
import { xsiNamespace } from './codes.ts';

/** II: an OID or a UUID, and what is unique under it. */
export interface InstanceId {
  readonly root: string;
  readonly extension?: string;
}

const longest = { root: 128, extension: 128, text: 250 } as const;

/** Where findings go while a message is read: all of them are told at once. */
export interface Findings {
  readonly found: Finding[];
}
const tooLong = (field: string, value: string, most: number): Finding => ({ field, rule: 'TROP_LONG', given: `${value.length}`, expected: `${most}` });
export const absent = (field: string): Finding => ({ field, rule: 'CHAMP_ABSENT' });

/** Undefined: there is none. */
export function readId(from: XmlElement | undefined, field: string, findings: Findings): InstanceId | undefined {
  const root = attribute(from, 'root')?.trim();
  if (root === undefined || root === '') return undefined;
  const extension = attribute(from, 'extension')?.trim();
  for (const [value, most] of [
    [root, longest.root],
    [extension ?? '', longest.extension],
  ] as const)
    if (value.length > most) findings.found.push(tooLong(field, value, most));
  return { root, ...(extension === undefined || extension === '' ? {} : { extension }) };
}
export const writeId = (name: string, { root, extension }: InstanceId): Markup => element(name, { root, extension });

/** The text of an element, folded; undefined where there is none. */
export function readText(from: XmlElement | undefined, field: string, findings: Findings, most: number = longest.text): string | undefined {
  const value = from?.content.replaceAll(/\s+/g, ' ').trim() ?? '';
  if (value.length > most) findings.found.push(tooLong(field, value, most));
  return value === '' ? undefined : value.slice(0, most);
}

export const codeOf = (from: XmlElement | undefined): string | undefined => attribute(from, 'code')?.trim();

/** BL: `true` and `false`; software also writes 1 and 0. Undefined: not said. */
export function readFlag(from: XmlElement | undefined): boolean | undefined {
  const value = attribute(from, 'value')?.trim().toLowerCase();
  return value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : undefined;
}
const typed = (name: string, type: string, attributes: Readonly<Record<string, string | number | boolean | undefined>>): Markup =>
  element(name, { ...attributes, 'xmlns:xsi': xsiNamespace, 'xsi:type': type });
export const writeFlag = (name: string, value: boolean): Markup => typed(name, 'BL', { value });
export const writeInteger = (name: string, value: number): Markup => typed(name, 'INT', { value });
export const writeCodedValue = (name: string, code: string, codeSystem: string): Markup => typed(name, 'CV', { code, codeSystem });

/** `YYYYMMDD`, or a moment of which the day is taken. */
export function parseDay(text: string, field: string): Parsed<CivilDate> {
  const day = /^(\d{4})(\d{2})(\d{2})(?:\d{2,6}(?:\.\d+)?(?:[+-]\d{4})?)?$/.exec(text.trim());
  return day === null
    ? faulty({ field, rule: 'DATE_FORME', given: text.slice(0, 40), expected: 'AAAAMMJJ' })
    : parseCivilDate(`${day[1]}-${day[2]}-${day[3]}`, field);
}
export const writeDay = (day: CivilDate): string => day.replaceAll('-', '');

/** Moments without an offset are UTC in these messages (WSDL of the DMP, 03/11/2010), unlike in a CDA document. */
export function parseUtc(text: string, field: string): Parsed<Instant> {
  const given = text.trim();
  const read = parseHl7Time(/[+-]\d{4}$/.test(given) || given.length < 10 ? given : `${given}+0000`, field);
  return read.ok ? parsed(read.value.at) : read;
}
export const writeUtc = (at: Instant): string => toIso(at).slice(0, 19).replaceAll(/[-:T]/g, '');
