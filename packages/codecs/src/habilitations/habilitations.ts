// The DMP's own service of authorisations (WSDL Habilitations): setAuthorization (TD0.3) and listAuthorizationByPatient (TD1.6), with the status
// and the free text that every answer of it bears.

import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { psIdNatOid, structIdNatOid } from '@carnet/domain/identity';
import { type Instant, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import { type Markup, element, text } from '../xml/write.ts';
import { type XmlElement, elementsOf, readerOf } from '../xml/tree.ts';
import { writeUtc } from '../hl7v3/values.ts';

export const habilitationsNamespace = 'urn:si-dmp-habilitations';
const habilitations = readerOf(habilitationsNamespace);

/** What was done, or why nothing was: `DMPOk` is the DMP's own. */
export interface Status {
  readonly status: string;
  readonly context: string;
}
export const done = (context = ''): Status => ({ status: 'DMPOk', context });

const wrong = (body: XmlElement, expected: string): Parsed<never> =>
  faulty({ field: 'Body', rule: 'REQUETE_INATTENDUE', given: body.name.slice(0, 64), expected });

/** One of a list, written as the text of a child; other children are stepped over. */
export function readChoice<T extends string>(body: XmlElement, name: string, among: readonly T[]): Parsed<T | undefined> {
  const value = elementsOf(body)
    .find((one) => one.name === name)
    ?.content.trim();
  if (value === undefined || value === '') return parsed(undefined);
  const found = among.find((one) => one === value);
  return found === undefined ? faulty({ field: name, rule: 'VALEUR_HORS_LISTE', given: value.slice(0, 40), expected: among.join(' | ') }) : parsed(found);
}

export interface SetAuthorization {
  readonly action: 'AJOUT' | 'SUPPRESSION';
  readonly role?: 'MEDECIN_TRAITANT';
}
export function parseSetAuthorization(body: XmlElement): Parsed<SetAuthorization> {
  if (!habilitations.is(body, 'setAuthorization')) return wrong(body, 'setAuthorization');
  const action = readChoice(body, 'action', ['AJOUT', 'SUPPRESSION']);
  const role = readChoice(body, 'role', ['MEDECIN_TRAITANT']);
  const findings = [
    ...(action.ok ? (action.value === undefined ? [{ field: 'action', rule: 'CHAMP_ABSENT' }] : []) : action.findings),
    ...(role.ok ? [] : role.findings),
  ];
  if (findings.length > 0 || !action.ok || action.value === undefined || !role.ok) return faulty(...findings);
  return parsed({ action: action.value, ...(role.value === undefined ? {} : { role: role.value }) });
}
export const writeSetAuthorization = ({ action, role }: SetAuthorization): Markup =>
  element(
    'setAuthorization',
    { xmlns: habilitationsNamespace },
    element('action', {}, text(action)),
    role === undefined ? [] : element('role', {}, text(role)),
  );

const output = (name: string, ...content: readonly (readonly Markup[] | Markup)[]): Markup =>
  element(name, { xmlns: habilitationsNamespace }, element('output', {}, ...content));
const statusOf = ({ status, context }: Status): readonly Markup[] => [element('status', {}, text(status)), element('context', {}, text(context))];

export const writeSetAuthorizationAnswer = (status: Status): Markup => output('setAuthorizationResponse', statusOf(status));

export const authorizationModes = ['ACTIVE', 'INTERDITE', 'TOUTE'] as const;
export type AuthorizationMode = (typeof authorizationModes)[number];

/** Not said: those that open the record. */
export function parseListAuthorization(body: XmlElement): Parsed<AuthorizationMode> {
  if (!habilitations.is(body, 'listAuthorizationByPatient')) return wrong(body, 'listAuthorizationByPatient');
  const mode = readChoice(body, 'mode', authorizationModes);
  return mode.ok ? parsed(mode.value ?? 'ACTIVE') : mode;
}
export const writeListAuthorization = (mode: AuthorizationMode): Markup =>
  element('listAuthorizationByPatient', { xmlns: habilitationsNamespace }, element('mode', {}, text(mode)));

export interface ListedAuthorization {
  readonly who: { readonly kind: 'professionnel'; readonly id: PsIdNat } | { readonly kind: 'structure'; readonly id: StructIdNat };
  readonly firstName?: string;
  /** Of a structure: its name. */
  readonly lastName?: string;
  readonly specialty?: { readonly code: string; readonly label: string };
  readonly since?: Instant;
  readonly lastActionAt?: Instant;
  readonly mode: 'ACTIVE' | 'INTERDITE';
  readonly medecinTraitant: boolean;
}

export const writeListAuthorizationAnswer = (rows: readonly ListedAuthorization[], status: Status): Markup =>
  output('listAuthorizationByPatientResponse', rows.map(writeRow), statusOf(status));

function writeRow({ who, firstName, lastName, specialty, since, lastActionAt, mode, medecinTraitant }: ListedAuthorization): Markup {
  const said = (name: string, value: string | undefined): readonly Markup[] => (value === undefined ? [] : [element(name, {}, text(value))]);
  return element(
    'listOfAuthorizationByPatient',
    {},
    said('nationalId', who.id),
    said('nationalIdType', who.kind === 'professionnel' ? psIdNatOid : structIdNatOid),
    said('firstName', firstName),
    said('lastName', lastName),
    said('codeSpeciality', specialty?.code),
    said('libSpeciality', specialty?.label),
    said('startOfAuthorization', since === undefined ? undefined : writeUtc(since)),
    said('lastActionDate', lastActionAt === undefined ? undefined : writeUtc(lastActionAt)),
    said('mode', mode),
    medecinTraitant ? said('specificRight', 'MEDECIN_TRAITANT') : [],
  );
}

/** What an answer of these services says, as software reads it: the rows as the text of their children. */
export interface ReadAnswer extends Status {
  readonly rows: readonly Readonly<Record<string, string>>[];
}
export function parseOutput(body: XmlElement, rowName: string): Parsed<ReadAnswer> {
  const [answer] = elementsOf(body);
  if (answer?.name !== 'output') return wrong(body, 'output');
  const children = elementsOf(answer);
  const textOf = (name: string): string => children.find((one) => one.name === name)?.content.trim() ?? '';
  const rows = children.filter((one) => one.name === rowName).map((row) => Object.fromEntries(elementsOf(row).map((one) => [one.name, one.content.trim()])));
  return parsed({ status: textOf('status'), context: textOf('context'), rows });
}
