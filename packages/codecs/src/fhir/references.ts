// Who a resource points to: a contained resource, another entry of the same Bundle, an identifier, or a record of Carnet's.
// Only national identifiers are believed: PS_IdNat, RPPS, Struct_IdNat, INS (docs/sources.md §1.2).

import type { Author, Coded, Institution } from '@carnet/domain/document';
import { type Ins, isInsOid, parseIns, parsePsIdNat, parseStructIdNat, psIdNatOid, structIdNatOid } from '@carnet/domain/identity';
import { type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import { authorSpecialtyOids, codingOf, conceptOf, systemOid } from './code-systems.ts';
import { Element, type JsonObject, isObject } from './json.ts';

const rppsSystem = 'https://rpps.esante.gouv.fr';

/** Resources a reference may resolve to beside the contained ones: the entries of a Bundle, by fullUrl and by `Type/id`. */
export type Surroundings = ReadonlyMap<string, JsonObject>;
export const noSurroundings: Surroundings = new Map();

export type PatientOf = (dossierId: string) => Ins | undefined;

const oidOf = (system: string): string => system.replace(/^urn:oid:/, '');

/** A conditional reference: `Patient?identifier=urn:oid:1.2.3|value`, percent-encoded or not. */
const conditional = /^([A-Za-z]+)\?identifier=([^&]+)$/;
const literal = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/;

interface Identified {
  readonly system: string;
  readonly value: string;
}
type Target =
  | { readonly kind: 'resource'; readonly resource: Element }
  | { readonly kind: 'identifier'; readonly type: string | undefined; readonly identifier: Identified }
  | { readonly kind: 'literal'; readonly type: string; readonly id: string };

const tokenOf = (token: string): Identified | undefined => {
  const bar = token.indexOf('|');
  return bar <= 0 || bar === token.length - 1 ? undefined : { system: token.slice(0, bar), value: token.slice(bar + 1) };
};

function decodeToken(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    if (!(cause instanceof URIError)) throw cause;
    return undefined;
  }
}

function identifierOf(element: Element | undefined): Identified | undefined {
  const system = element?.value['system'];
  const value = element?.value['value'];
  return typeof system === 'string' && typeof value === 'string' ? { system, value: value.trim() } : undefined;
}

/** What a Reference points to; undefined (with its fault noted) when nothing answers to it. */
export function resolve(reference: Element, owner: Element, around: Surroundings): Target | undefined {
  const text = reference.string('reference');
  const identifier = identifierOf(reference.child('identifier'));
  const type = typeof reference.value['type'] === 'string' ? reference.value['type'] : undefined;
  if (text === undefined) {
    if (identifier !== undefined) return { kind: 'identifier', type, identifier };
    reference.fault('reference', 'CHAMP_ABSENT');
    return undefined;
  }
  const target = targetOf(text, reference, owner, around);
  if (target !== undefined) return target;
  if (identifier !== undefined) return { kind: 'identifier', type, identifier };
  reference.fault('reference', 'REFERENCE_INTROUVABLE', text);
  return undefined;
}

function targetOf(text: string, reference: Element, owner: Element, around: Surroundings): Target | undefined {
  if (text.startsWith('#')) {
    const contained = owner.children('contained').find((resource) => resource.value['id'] === text.slice(1));
    return contained === undefined ? undefined : { kind: 'resource', resource: contained };
  }
  const found = around.get(text);
  if (found !== undefined) return { kind: 'resource', resource: new Element(found, reference.path, reference.findings) };
  const asked = conditional.exec(text);
  if (asked !== null) {
    const decoded = decodeToken(asked[2]!);
    const identifier = decoded === undefined ? undefined : tokenOf(decoded);
    return identifier === undefined ? undefined : { kind: 'identifier', type: asked[1]!, identifier };
  }
  const named = literal.exec(text);
  return named === null ? undefined : { kind: 'literal', type: named[1]!, id: named[2]! };
}

const identifiersOf = (resource: Element): Identified[] =>
  resource
    .children('identifier')
    .map(identifierOf)
    .filter((identifier): identifier is Identified => identifier !== undefined);

const insAmong = (identifiers: readonly Identified[], field: string): Parsed<Ins> | undefined => {
  const national = identifiers.find(({ system }) => isInsOid(oidOf(system)));
  return national === undefined ? undefined : parseIns(national.value, oidOf(national.system), field);
};

/** Reads who a `subject` is: by INS in any of its four forms, or by the id of a record, which the caller knows the INS of. */
export function patientOf(subject: Element | undefined, owner: Element, around: Surroundings, byDossier: PatientOf | undefined): Parsed<Ins> {
  if (subject === undefined) return faulty({ field: owner.at('subject'), rule: 'CHAMP_ABSENT' });
  const target = resolve(subject, owner, around);
  if (target === undefined) return faulty();
  const missing = (given: string): Parsed<Ins> =>
    faulty({ field: subject.path, rule: 'INS_ABSENT', given: given.slice(0, 140), expected: 'Patient?identifier=urn:oid:…|…' });
  if (target.kind === 'identifier') return insAmong([target.identifier], subject.path) ?? missing(target.identifier.system);
  if (target.kind === 'resource') return insAmong(identifiersOf(target.resource), subject.path) ?? missing(String(target.resource.value['id'] ?? ''));
  const ins = target.type === 'Patient' ? byDossier?.(target.id) : undefined;
  return ins === undefined ? faulty({ field: subject.path, rule: 'PATIENT_INCONNU', given: `${target.type}/${target.id}` }) : parsed(ins);
}

/** Every record a resource speaks of by its id (`Patient/<id>`): what a door looks up before it parses. */
export function dossierIdsIn(value: unknown): readonly string[] {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) visit(child);
    else if (isObject(node))
      for (const [name, child] of Object.entries(node)) {
        const named = name === 'reference' && typeof child === 'string' ? literal.exec(child) : null;
        if (named?.[1] === 'Patient') found.add(named[2]!);
        visit(child);
      }
  };
  visit(value);
  return [...found];
}

function nameOf(resource: Element): { familyName: string; givenName: string } {
  const name = resource.children('name')[0];
  const given = name?.value['given'];
  return { familyName: name?.string('family') ?? '', givenName: Array.isArray(given) ? given.filter((part) => typeof part === 'string').join(' ') : '' };
}

/** `8` + RPPS where only the RPPS number is given. */
const psIdAmong = (identifiers: readonly Identified[]): string | undefined =>
  identifiers.find(({ system }) => oidOf(system) === psIdNatOid)?.value ??
  identifiers.filter(({ system }) => system === rppsSystem).map(({ value }) => (/^\d{11}$/.test(value) ? `8${value}` : value))[0];

export function institutionOf(resource: Element): Institution | undefined {
  const name = resource.string('name') ?? '';
  const national = identifiersOf(resource).find(({ system }) => oidOf(system) === structIdNatOid);
  const id = national === undefined ? undefined : resource.keep(parseStructIdNat(national.value, resource.at('identifier')));
  return id === undefined && name === '' ? undefined : { ...(id === undefined ? {} : { id }), name };
}

/** The author a reference names, or the organisation that stands behind the others. */
export type Contributor = { readonly author: Author } | { readonly institution: Institution };

export function contributorOf(reference: Element, owner: Element, around: Surroundings): Contributor | undefined {
  const target = resolve(reference, owner, around);
  if (target === undefined) return undefined;
  if (target.kind === 'identifier') return contributorByIdentifier(reference, target.type, target.identifier);
  if (target.kind === 'literal') {
    reference.fault('reference', 'REFERENCE_INTROUVABLE', `${target.type}/${target.id}`, 'contained');
    return undefined;
  }
  return contributorByResource(reference, target.resource, owner, around);
}

function contributorByIdentifier(reference: Element, type: string | undefined, identifier: Identified): Contributor | undefined {
  const display = reference.string('display') ?? '';
  const oid = oidOf(identifier.system);
  if (oid === structIdNatOid) {
    const id = reference.keep(parseStructIdNat(identifier.value, reference.path));
    return id === undefined ? undefined : { institution: { id, name: display } };
  }
  if (isInsOid(oid)) {
    const ins = reference.keep(parseIns(identifier.value, oid, reference.path));
    return ins === undefined ? undefined : { author: { kind: 'patient', ins, familyName: display, givenName: '' } };
  }
  if (type === 'Device') return { author: { kind: 'systeme', id: identifier.value, name: display } };
  const psId = psIdAmong([identifier]);
  if (psId === undefined) {
    reference.fault('identifier', 'AUTEUR_ID_ABSENT', identifier.system, psIdNatOid);
    return undefined;
  }
  const id = reference.keep(parsePsIdNat(psId, reference.path));
  return id === undefined ? undefined : { author: { kind: 'professionnel', id, familyName: display, givenName: '' } };
}

function contributorByResource(reference: Element, resource: Element, owner: Element, around: Surroundings): Contributor | undefined {
  switch (resource.value['resourceType']) {
    case 'Practitioner':
      return professional(reference, resource, identifiersOf(resource), nameOf(resource));
    case 'PractitionerRole':
      return practitionerRole(reference, resource, owner, around);
    case 'Organization': {
      const institution = institutionOf(resource);
      if (institution === undefined) reference.fault('', 'AUTEUR_ID_ABSENT', undefined, structIdNatOid);
      return institution === undefined ? undefined : { institution };
    }
    case 'Patient': {
      const ins = insAmong(identifiersOf(resource), reference.path) ?? faulty({ field: reference.path, rule: 'INS_ABSENT' });
      const read = reference.keep(ins);
      return read === undefined ? undefined : { author: { kind: 'patient', ins: read, ...nameOf(resource) } };
    }
    case 'Device': {
      const identifier = identifiersOf(resource)[0];
      const name = resource.children('deviceName')[0]?.string('name') ?? resource.string('manufacturer') ?? '';
      if (identifier === undefined) reference.fault('', 'AUTEUR_ID_ABSENT');
      if (identifier === undefined) return undefined;
      const holder = linkedFrom(resource, 'owner', owner, around);
      const institution = holder === undefined ? undefined : institutionOf(holder);
      return { author: { kind: 'systeme', id: identifier.value.replace(/^urn:oid:/, ''), name, ...(institution === undefined ? {} : { institution }) } };
    }
    default:
      reference.fault('reference', 'NON_PRIS_EN_CHARGE', String(resource.value['resourceType']).slice(0, 64));
      return undefined;
  }
}

function professional(
  reference: Element,
  resource: Element,
  identifiers: readonly Identified[],
  name: { familyName: string; givenName: string },
): Contributor | undefined {
  const psId = psIdAmong(identifiers);
  if (psId === undefined) {
    reference.fault('', 'AUTEUR_ID_ABSENT', undefined, `urn:oid:${psIdNatOid}`);
    return undefined;
  }
  const id = resource.keep(parsePsIdNat(psId, reference.path));
  return id === undefined ? undefined : { author: { kind: 'professionnel', id, ...name } };
}

/** The resource that this element of the resource leads to, contained or in the Bundle. */
function linkedFrom(resource: Element, name: string, owner: Element, around: Surroundings): Element | undefined {
  const link = resource.child(name);
  const target = typeof link?.value['reference'] === 'string' ? targetOf(link.value['reference'], link, owner, around) : undefined;
  return target?.kind === 'resource' ? target.resource : undefined;
}

/** Where Carnet writes it: among the codes, after the role (write-people.ts). */
const specialtyAmongCodes = (role: Element): Coded | undefined =>
  role
    .children('code')
    .flatMap((concept) => concept.children('coding'))
    .filter((coding) => authorSpecialtyOids.has(systemOid(coding.string('system') ?? '') ?? '') && coding.string('code') !== undefined)
    .map((coding) => codingOf(coding))
    .at(-1);

function practitionerRole(reference: Element, role: Element, owner: Element, around: Surroundings): Contributor | undefined {
  const practitioner = linkedFrom(role, 'practitioner', owner, around);
  const organization = linkedFrom(role, 'organization', owner, around);
  const byLink = identifierOf(role.child('practitioner')?.child('identifier'));
  const identifiers = [...identifiersOf(role), ...(practitioner === undefined ? [] : identifiersOf(practitioner)), ...(byLink === undefined ? [] : [byLink])];
  const named = practitioner === undefined ? { familyName: role.child('practitioner')?.string('display') ?? '', givenName: '' } : nameOf(practitioner);
  const found = professional(reference, role, identifiers, named);
  if (found === undefined || !('author' in found)) return found;
  const institution = organization === undefined ? undefined : institutionOf(organization);
  const specialty = role.children('specialty')[0];
  const given = specialty === undefined ? undefined : conceptOf(specialty, 'kept');
  const coded = given !== undefined && authorSpecialtyOids.has(given.system) ? given : (specialtyAmongCodes(role) ?? given);
  return { author: { ...found.author, ...(institution === undefined ? {} : { institution }), ...(coded === undefined ? {} : { specialty: coded }) } };
}
