// HL7 v2.5 types as XDS writes them in slots: CX, XCN, XON and coded values, components between `^`, subcomponents between `&`
// (ITI TF-3 §4.2.3.1.7), in the French forms (docs/sources.md §2.1). A person is written by the domain (`authorPerson`), which searches them too.

import type { Author, Coded, Institution } from '@carnet/domain/document';
import { type Ins, isInsOid, parseIns, parsePsIdNat, parseStructIdNat, psIdNatOid, structIdNatOid } from '@carnet/domain/identity';
import { type Parsed, faulty, parsed } from '@carnet/domain/kernel';

/** HL7 v2.5 §2.7.1. */
const escapes: Readonly<Record<string, string>> = { '\\E\\': '\\', '\\S\\': '^', '\\T\\': '&', '\\R\\': '~', '\\F\\': '|' };
const unescaped = (text: string): string => text.replaceAll(/\\[ESTRF]\\/g, (sequence) => escapes[sequence]!);
/** What separates has no place inside a component (as the domain writes authors). */
const written = (text: string): string => text.replaceAll(/[\^&~|\\\s]+/g, ' ').trim();

const componentsOf = (text: string): readonly string[] => text.split('^').map((part) => part.trim());
/** Component of this number, from 1, as HL7 counts. */
const component = (parts: readonly string[], number: number): string => unescaped(parts[number - 1] ?? '');
/** Trailing separators say nothing. */
const joined = (parts: readonly (string | undefined)[]): string =>
  parts
    .map((part) => part ?? '')
    .join('^')
    .replace(/\^+$/, '');

const oidShape = /^[0-2](?:\.(?:0|[1-9]\d*))+$/;
/** The OID of an assigning authority (`&<oid>&ISO`); undefined: none, or another kind of authority. */
function authorityOid(parts: readonly string[], number: number): string | undefined {
  const [, oid = '', kind] = (parts[number - 1] ?? '').split('&');
  return oidShape.test(oid) && (kind === undefined || kind === 'ISO') ? oid : undefined;
}
const authority = (oid: string): string => `&${oid}&ISO`;

export interface Cx {
  readonly value: string;
  readonly oid: string;
  readonly type: string;
}
/** `<value>^^^&<oid>&ISO^<type>`. */
export function parseCx(text: string, field: string): Parsed<Cx> {
  const parts = componentsOf(text);
  const oid = authorityOid(parts, 4);
  const value = component(parts, 1);
  return value === '' || oid === undefined
    ? faulty({ field, rule: 'CX_FORME', given: text.slice(0, 140), expected: 'valeur^^^&OID&ISO^type' })
    : parsed({ value, oid, type: component(parts, 5) });
}

/** A patient by INS. A local number has no place here (`INS_OID`). */
export function parsePatientId(text: string, field: string): Parsed<Ins> {
  const cx = parseCx(text, field);
  return cx.ok ? parseIns(cx.value.value, cx.value.oid, field) : cx;
}

/** `<code>^<meaning>^<OID of the system>`, or IHE's `<code>^^^&<OID>&ISO`; undefined: free text. */
export function codedOf(text: string): Coded | undefined {
  const parts = componentsOf(text);
  const code = component(parts, 1);
  const system = authorityOid(parts, 4) ?? component(parts, 3).replace(/^urn:oid:/i, '');
  const display = component(parts, 2);
  return code === '' || !oidShape.test(system) ? undefined : { code, system, ...(display === '' ? {} : { display }) };
}
export const writeCoded = ({ code, display, system }: Coded): string => joined([written(code), written(display ?? ''), system]);

/** XON: `<name>^^^^^&<OID>&ISO^IDNST^^^<number>`. Only a national number is believed; a structure without one keeps its name. */
export function parseInstitution(text: string, field: string): Parsed<Institution> {
  const parts = componentsOf(text);
  const name = component(parts, 1);
  const number = component(parts, 10);
  const national = number !== '' && authorityOid(parts, 6) === structIdNatOid;
  if (!national) return name === '' ? faulty({ field, rule: 'XON_FORME', given: text.slice(0, 140), expected: xonForm }) : parsed({ name });
  const id = parseStructIdNat(number, field);
  return id.ok ? parsed({ id: id.value, name }) : id;
}
const xonForm = `Nom^^^^^&${structIdNatOid}&ISO^IDNST^^^identifiant`;
export const writeInstitution = ({ id, name }: Institution): string =>
  id === undefined ? written(name) : joined([written(name), '', '', '', '', authority(structIdNatOid), 'IDNST', '', '', id]);

/**
 * XCN: a professional by PS_IdNat, the patient by INS, a system by any other number (name type `U`, or identifier of resource `RI`). A person
 * without one of these is not an author (`AUTEUR_ID_ABSENT`).
 */
export function parsePerson(text: string, field: string): Parsed<Author> {
  const parts = componentsOf(text);
  const [number, familyName, givenName] = [component(parts, 1), component(parts, 2), component(parts, 3)];
  const oid = authorityOid(parts, 9);
  const machine = component(parts, 10) === 'U' || component(parts, 13) === 'RI';
  if (number === '' || (oid === undefined && !machine)) return faulty({ field, rule: 'AUTEUR_ID_ABSENT', given: text.slice(0, 140), expected: xcnForm });
  if (oid !== undefined && isInsOid(oid)) {
    const ins = parseIns(number, oid, field);
    return ins.ok ? parsed({ kind: 'patient', ins: ins.value, familyName, givenName }) : ins;
  }
  if (oid === psIdNatOid && !machine) {
    const id = parsePsIdNat(number, field);
    return id.ok ? parsed({ kind: 'professionnel', id: id.value, familyName, givenName }) : id;
  }
  const id = oid === undefined || oid === psIdNatOid ? number : `${oid}^${number}`;
  return parsed({ kind: 'systeme', id, name: givenName === '' ? familyName : givenName });
}
const xcnForm = `identifiant^Nom^Prénom^^^^^^&${psIdNatOid}&ISO^D^^^IDNPS`;
