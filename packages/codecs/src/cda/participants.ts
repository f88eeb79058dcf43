// The people, devices and organisations a CDA header names: authors, legal authenticator, custodian.

import type { Author, Coded, Institution } from '@carnet/domain/document';
import { type StructIdNat, isInsOid, parseIns, parsePsIdNat, parseStructIdNat, psIdNatOid, structIdNatOid } from '@carnet/domain/identity';
import { type Finding, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import type { XmlElement } from 'libxml2-wasm';
import { attribute } from '../xml/tree.ts';
import { folded, hl7 } from './elements.ts';

export interface PersonName {
  readonly familyName: string;
  readonly givenName: string;
}

const partOf = (name: XmlElement, part: 'family' | 'given'): string => {
  const parts = hl7.children(name, part);
  const qualified = (qualifier: string | undefined): XmlElement | undefined =>
    parts.find((element) => attribute(element, 'qualifier') === qualifier && folded(element.content) !== '');
  return folded((qualified('CL') ?? qualified('BR') ?? qualified(undefined) ?? parts[0])?.content ?? '');
};

/** Used names before birth names; a name written as plain text is a family name. */
export function personName(name: XmlElement | undefined): PersonName {
  if (name === undefined) return { familyName: '', givenName: '' };
  const familyName = partOf(name, 'family');
  const givenName = partOf(name, 'given');
  return familyName === '' && givenName === '' ? { familyName: folded(name.content), givenName: '' } : { familyName, givenName };
}

/** A coded value; undefined where the code is missing or null. */
export function codedOf(element: XmlElement | undefined): Coded | undefined {
  const code = attribute(element, 'code');
  const system = attribute(element, 'codeSystem');
  if (code === undefined || code === '' || system === undefined) return undefined;
  const display = attribute(element, 'displayName');
  return { code, system, ...(display === undefined ? {} : { display }) };
}

function institutionOf(organization: XmlElement | undefined, field: string, findings: Finding[]): Institution | undefined {
  if (organization === undefined) return undefined;
  const name = folded(hl7.first(organization, 'name')?.content ?? '');
  const national = hl7.children(organization, 'id').find((id) => attribute(id, 'root') === structIdNatOid && attribute(id, 'extension') !== undefined);
  const id = national === undefined ? undefined : structIdOf(attribute(national, 'extension')!, `${field}/id`, findings);
  if (id === undefined && name === '') return undefined;
  return { ...(id === undefined ? {} : { id }), name };
}

function structIdOf(text: string, field: string, findings: Finding[]): StructIdNat | undefined {
  const read = parseStructIdNat(text, field);
  if (read.ok) return read.value;
  findings.push(...read.findings);
  return undefined;
}

type Identity = Parsed<Author>;

function deviceIdentity(device: XmlElement, ids: readonly XmlElement[], field: string): Identity {
  const written = ids.find((id) => attribute(id, 'root') !== undefined);
  if (written === undefined) return faulty({ field: `${field}/id`, rule: 'AUTEUR_ID_ABSENT' });
  const root = attribute(written, 'root')!;
  const extension = attribute(written, 'extension');
  const id = extension === undefined ? root : root === psIdNatOid ? extension : `${root}^${extension}`;
  const name = folded(hl7.first(device, 'softwareName')?.content ?? '') || folded(hl7.first(device, 'manufacturerModelName')?.content ?? '');
  return parsed({ kind: 'systeme', id, name });
}

function personIdentity(role: XmlElement, ids: readonly XmlElement[], field: string): Identity {
  const name = personName(hl7.first(role, 'assignedPerson', 'name'));
  const professional = ids.find((id) => attribute(id, 'root') === psIdNatOid && attribute(id, 'extension') !== undefined);
  if (professional !== undefined) {
    const id = parsePsIdNat(attribute(professional, 'extension')!, `${field}/id`);
    return id.ok ? parsed({ kind: 'professionnel', id: id.value, ...name }) : id;
  }
  const patient = ids.find((id) => isInsOid(attribute(id, 'root') ?? ''));
  if (patient !== undefined) {
    const ins = parseIns(attribute(patient, 'extension') ?? '', attribute(patient, 'root')!, `${field}/id`);
    return ins.ok ? parsed({ kind: 'patient', ins: ins.value, ...name }) : ins;
  }
  return faulty({ field: `${field}/id`, rule: 'AUTEUR_ID_ABSENT', expected: `${psIdNatOid} | INS` });
}

/**
 * Reads `assignedAuthor` or `assignedEntity`: a device, a professional by national identifier, or the patient by INS.
 * Refuses who bears none of these (`AUTEUR_ID_ABSENT`) and an identifier of the wrong form.
 */
export function authorOf(role: XmlElement, field: string, functionCode: XmlElement | undefined): Parsed<Author> {
  const ids = hl7.children(role, 'id');
  const device = hl7.first(role, 'assignedAuthoringDevice');
  const identity = device === undefined ? personIdentity(role, ids, field) : deviceIdentity(device, ids, field);
  const findings: Finding[] = [];
  const institution = institutionOf(hl7.first(role, 'representedOrganization'), `${field}/representedOrganization`, findings);
  if (!identity.ok || findings.length > 0) return faulty(...(identity.ok ? [] : identity.findings), ...findings);
  const specialty = codedOf(hl7.first(role, 'code'));
  const roleCode = codedOf(functionCode);
  return parsed({
    ...identity.value,
    ...(institution === undefined ? {} : { institution }),
    ...(specialty === undefined ? {} : { specialty }),
    ...(roleCode === undefined ? {} : { role: roleCode }),
  });
}
