// A person as these messages write one: names, sex, birth, how they are reached, who stands for them. `family` qualified BR is the birth name,
// SP the name in use (CI-SIS); unqualified, it is either.

import {
  type ContactDetails,
  type DeclaredRepresentative,
  type IdentityTraits,
  type PostalAddress,
  type RepresentativeRelation,
  type Sexe,
  type Telecom,
  representativeRelations,
} from '@carnet/domain/identity';
import type { CivilDate } from '@carnet/domain/kernel';
import { type Content, type Markup, element, text } from '../xml/write.ts';
import { type XmlElement, attribute } from '../xml/tree.ts';
import { hl7, relationOid } from './codes.ts';
import { type Findings, codeOf, parseDay, readText, writeDay } from './values.ts';

export interface ReadName {
  readonly birthName?: string;
  readonly usedName?: string;
  /** As written, in their order. */
  readonly givenNames: readonly string[];
}
export interface ReadPerson extends ReadName {
  readonly sexe?: Sexe;
  readonly birthDate?: CivilDate;
  /** COG, where the birth place is written with INSEE's code. */
  readonly birthPlaceCog?: string;
  readonly contact: ContactDetails;
}

const most = { names: 10, telecoms: 20, lines: 6 } as const;

export function readName(name: XmlElement | undefined, field: string, findings: Findings): ReadName {
  const families = hl7.children(name, 'family').slice(0, most.names);
  const qualified = (qualifier: string): string | undefined =>
    readText(
      families.find((one) => attribute(one, 'qualifier')?.split(/\s+/).includes(qualifier)),
      `${field}/family`,
      findings,
    );
  const plain = readText(
    families.find((one) => attribute(one, 'qualifier') === undefined),
    `${field}/family`,
    findings,
  );
  const birthName = qualified('BR') ?? plain;
  const usedName = qualified('SP') ?? qualified('CL');
  const givenNames = hl7
    .children(name, 'given')
    .slice(0, most.names)
    .flatMap((given) => readText(given, `${field}/given`, findings) ?? []);
  return { ...(birthName === undefined ? {} : { birthName }), ...(usedName === undefined ? {} : { usedName }), givenNames };
}

const sexes: Readonly<Record<string, Sexe>> = { F: 'F', M: 'M', U: 'I', UN: 'I', I: 'I' };
export function readSexe(from: XmlElement | undefined, field: string, findings: Findings): Sexe | undefined {
  const code = codeOf(from);
  if (code === undefined || code === '') return undefined;
  const read = Object.hasOwn(sexes, code) ? sexes[code] : undefined;
  if (read === undefined) findings.found.push({ field, rule: 'CODE_INCONNU', given: code.slice(0, 20), expected: 'F | M | U' });
  return read;
}

export function readBirth(from: XmlElement | undefined, field: string, findings: Findings): CivilDate | undefined {
  const value = attribute(from, 'value');
  if (value === undefined || value.trim() === '') return undefined;
  const read = parseDay(value, field);
  if (!read.ok) findings.found.push(...read.findings);
  return read.ok ? read.value : undefined;
}

function readTelecoms(from: XmlElement | undefined, field: string, findings: Findings): readonly Telecom[] {
  const read: Telecom[] = [];
  for (const one of hl7.children(from, 'telecom').slice(0, most.telecoms)) {
    const value = attribute(one, 'value')?.trim() ?? '';
    const [, scheme = '', written = ''] = /^(tel|mailto):(.*)$/i.exec(value) ?? [];
    if (written === '') continue;
    if (written.length > 250) findings.found.push({ field: `${field}/telecom`, rule: 'TROP_LONG', given: `${written.length}`, expected: '250' });
    const kind = scheme.toLowerCase() === 'mailto' ? 'email' : (attribute(one, 'use') ?? '').split(/\s+/).includes('MC') ? 'mobile' : 'phone';
    if (!read.some((other) => other.kind === kind && other.value === written)) read.push({ kind, value: written.slice(0, 250) });
  }
  return read;
}

export function readAddress(from: XmlElement | undefined, field: string, findings: Findings): PostalAddress | undefined {
  if (from === undefined) return undefined;
  const part = (name: string): string | undefined => readText(hl7.first(from, name), `${field}/${name}`, findings);
  const lines = ['streetAddressLine', 'streetName', 'additionalLocator']
    .flatMap((name) => hl7.children(from, name))
    .slice(0, most.lines)
    .flatMap((line) => readText(line, `${field}/streetAddressLine`, findings) ?? []);
  const [postalCode, city, country] = [part('postalCode'), part('city'), part('country')];
  if (lines.length === 0 && postalCode === undefined && city === undefined && country === undefined) return undefined;
  return {
    lines,
    ...(postalCode === undefined ? {} : { postalCode }),
    ...(city === undefined ? {} : { city }),
    ...(country === undefined ? {} : { country }),
  };
}

const isRelation = (code: string | undefined): code is RepresentativeRelation => (representativeRelations as readonly (string | undefined)[]).includes(code);

/** A relationship whose code the DMP does not list is one of another legal representative. */
function readRepresentative(person: XmlElement | undefined, field: string, findings: Findings): DeclaredRepresentative | undefined {
  const relationship = hl7.first(person, 'personalRelationship');
  if (relationship === undefined) return undefined;
  const name = readName(hl7.first(relationship, 'relationshipHolder1', 'name'), `${field}/relationshipHolder1/name`, findings);
  const familyName = name.usedName ?? name.birthName;
  if (familyName === undefined) return undefined;
  const code = codeOf(hl7.first(relationship, 'code'));
  const address = readAddress(hl7.first(relationship, 'addr'), `${field}/addr`, findings);
  return {
    relation: isRelation(code) ? code : 'RESPRSN',
    familyName,
    givenName: name.givenNames.join(' '),
    telecoms: readTelecoms(relationship, field, findings),
    ...(address === undefined ? {} : { address }),
  };
}

function readContact(person: XmlElement | undefined, field: string, findings: Findings): ContactDetails {
  const address = readAddress(hl7.first(person, 'addr'), `${field}/addr`, findings);
  const representative = readRepresentative(person, `${field}/personalRelationship`, findings);
  return {
    telecoms: readTelecoms(person, field, findings),
    ...(address === undefined ? {} : { address }),
    ...(representative === undefined ? {} : { representative }),
  };
}

export function readPerson(person: XmlElement | undefined, field: string, findings: Findings): ReadPerson {
  const sexe = readSexe(hl7.first(person, 'administrativeGenderCode'), `${field}/administrativeGenderCode`, findings);
  const birthDate = readBirth(hl7.first(person, 'birthTime'), `${field}/birthTime`, findings);
  const birthPlaceCog = readText(hl7.first(person, 'birthPlace', 'addr', 'county'), `${field}/birthPlace/addr/county`, findings, 5);
  return {
    ...readName(hl7.first(person, 'name'), `${field}/name`, findings),
    ...(sexe === undefined ? {} : { sexe }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(birthPlaceCog === undefined ? {} : { birthPlaceCog }),
    contact: readContact(person, field, findings),
  };
}

const person = (...content: readonly Content[]): Markup => element('patientPerson', { classCode: 'PSN', determinerCode: 'INSTANCE' }, ...content);
const family = (qualifier: 'BR' | 'SP', name: string): Markup => element('family', { qualifier }, text(name));

/** Every first name, then the name in use, then the birth name. */
const writeName = ({ birthName, birthFirstNames, usedName }: Pick<IdentityTraits, 'birthName' | 'birthFirstNames' | 'usedName'>): Markup =>
  element(
    'name',
    {},
    birthFirstNames.split(' ').map((given) => element('given', {}, text(given))),
    family('SP', usedName ?? birthName),
    family('BR', birthName),
  );
/** A person is there, and is not named (HL7 NullFlavor MSK: masked). */
export const maskedPerson = (): Markup => person(element('name', { nullFlavor: 'MSK' }));

const genders: Readonly<Record<Sexe, string>> = { F: 'F', M: 'M', I: 'U' };
const writeTelecoms = (telecoms: readonly Telecom[]): readonly Markup[] =>
  telecoms.map(({ kind, value }) =>
    element('telecom', {
      use: kind === 'email' ? undefined : kind === 'mobile' ? 'MC' : 'HP',
      value: `${kind === 'email' ? 'mailto' : 'tel'}:${value}`,
    }),
  );
const writeAddress = ({ lines, postalCode, city, country }: PostalAddress): Markup =>
  element(
    'addr',
    {},
    lines.map((line) => element('streetAddressLine', {}, text(line))),
    postalCode === undefined ? [] : element('postalCode', {}, text(postalCode)),
    city === undefined ? [] : element('city', {}, text(city)),
    country === undefined ? [] : element('country', {}, text(country)),
  );

const relationship = (relation: RepresentativeRelation, name: Content, reached: Content = []): Markup =>
  element(
    'personalRelationship',
    { classCode: 'PRS' },
    element('code', { code: relation, codeSystem: relationOid }),
    reached,
    element('relationshipHolder1', { classCode: 'PSN', determinerCode: 'INSTANCE' }, element('name', {}, name)),
  );

export interface WrittenPerson {
  readonly traits: IdentityTraits;
  readonly contact?: ContactDetails;
  /** Names of those who represent the person by law, written where nobody was declared. */
  readonly representants?: readonly string[];
  /** Whether the rest of the birth is written: only where the five traits are asked for. */
  readonly birthPlace?: boolean;
}

export function writePerson({ traits, contact, representants = [], birthPlace = true }: WrittenPerson): Markup {
  const declared = contact?.representative;
  const standing =
    declared === undefined
      ? representants.map((name) => relationship('RESPRSN', text(name)))
      : relationship(
          declared.relation,
          [element('given', {}, text(declared.givenName)), element('family', {}, text(declared.familyName))],
          [declared.address === undefined ? [] : writeAddress(declared.address), writeTelecoms(declared.telecoms)],
        );
  return person(
    writeName(traits),
    writeTelecoms(contact?.telecoms ?? []),
    element('administrativeGenderCode', { code: genders[traits.sexe] }),
    element('birthTime', { value: writeDay(traits.birthDate) }),
    contact?.address === undefined ? [] : writeAddress(contact.address),
    standing,
    birthPlace ? element('birthPlace', { classCode: 'BIRTHPL' }, element('addr', {}, element('county', {}, text(traits.birthPlaceCog)))) : [],
  );
}
