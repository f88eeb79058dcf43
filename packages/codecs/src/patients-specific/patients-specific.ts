// The DMP's own service about patients (WSDL PatientsSpecific): patientList (TD0.4). Its two namespaces are read alike, and answered with the one
// asked in. The web account of a patient (TD1.5) left that WSDL on 11/06/2024 and is not here (ADR 21).

import type { Ins } from '@carnet/domain/identity';
import { type CivilDate, type Instant, type Parsed, faulty, parsed } from '@carnet/domain/kernel';
import { type Markup, element, text } from '../xml/write.ts';
import { type XmlElement, elementsOf } from '../xml/tree.ts';
import { type Status, readChoice } from '../habilitations/habilitations.ts';
import { parseUtc, writeDay, writeUtc } from '../hl7v3/values.ts';

export const patientsNamespaces = ['urn:si-dmp-patients', 'urn:com:santeos:dmp:patient:2010'] as const;
export type PatientsNamespace = (typeof patientsNamespaces)[number];
export const dateTypes = ['LASTAUTORIZATION', 'LASTDOC'] as const;
export type DateType = (typeof dateTypes)[number];

export interface PatientListQuery {
  readonly namespace: PatientsNamespace;
  readonly startDate?: Instant;
  readonly dateType: DateType;
  /** PS_IdNat of whose list it is. */
  readonly psOwnerId?: string;
}

const namespaceOf = (body: XmlElement, name: string): Parsed<PatientsNamespace> => {
  const namespace = patientsNamespaces.find((one) => one === body.namespaceUri);
  return body.name === name && namespace !== undefined
    ? parsed(namespace)
    : faulty({ field: 'Body', rule: 'REQUETE_INATTENDUE', given: body.name.slice(0, 64), expected: name });
};

/** As the sample software of the DMP also writes a day: JJMMAAAA, which no AAAAMMJJ of these centuries is. */
const dayFirst = /^(\d{2})(\d{2})((?:19|20)\d{2})$/;

/** A date is a day, or a moment in UTC. Not said: since ever, by the date of the agreement. */
export function parsePatientList(body: XmlElement): Parsed<PatientListQuery> {
  const namespace = namespaceOf(body, 'patientList');
  if (!namespace.ok) return namespace;
  const textOf = (name: string): string | undefined =>
    elementsOf(body)
      .find((one) => one.name === name)
      ?.content.trim() || undefined;
  const dateType = readChoice(body, 'dateType', dateTypes);
  const date = textOf('startDate');
  const startDate = date === undefined ? undefined : parseUtc(dayFirst.exec(date) === null ? date : date.replace(dayFirst, '$3$2$1'), 'startDate');
  const findings = [...(dateType.ok ? [] : dateType.findings), ...(startDate?.ok === false ? startDate.findings : [])];
  if (findings.length > 0 || !dateType.ok) return faulty(...findings);
  const psOwnerId = textOf('psOwnerId')?.slice(0, 80);
  return parsed({
    namespace: namespace.value,
    dateType: dateType.value ?? 'LASTAUTORIZATION',
    ...(startDate?.ok === true ? { startDate: startDate.value } : {}),
    ...(psOwnerId === undefined ? {} : { psOwnerId }),
  });
}
export const writePatientList = ({ namespace, startDate, dateType, psOwnerId }: PatientListQuery): Markup =>
  element(
    'patientList',
    { xmlns: namespace },
    startDate === undefined ? [] : element('startDate', {}, text(writeUtc(startDate))),
    element('dateType', {}, text(dateType)),
    psOwnerId === undefined ? [] : element('psOwnerId', {}, text(psOwnerId)),
  );

export interface ListedDossier {
  readonly ids: readonly Ins[];
  readonly usedName: string;
  readonly birthName: string;
  readonly firstName: string;
  readonly birthDate?: CivilDate;
  readonly medecinTraitant: boolean;
  readonly lastAccessAt?: Instant;
  readonly lastAddedAt?: Instant;
}

const statusOf = ({ status, context }: Status): readonly Markup[] => [element('status', {}, text(status)), element('context', {}, text(context))];
const answerIn = (namespace: PatientsNamespace, operation: string, ...content: readonly (readonly Markup[] | Markup)[]): Markup =>
  element(`${operation}Response`, { xmlns: namespace }, element('output', {}, ...content));

export const writePatientListAnswer = (namespace: PatientsNamespace, rows: readonly ListedDossier[], status: Status): Markup =>
  answerIn(namespace, 'patientList', rows.map(writeRow), statusOf(status));

function writeRow({ ids, usedName, birthName, firstName, birthDate, medecinTraitant, lastAccessAt, lastAddedAt }: ListedDossier): Markup {
  const said = (name: string, value: string | undefined): readonly Markup[] => (value === undefined ? [] : [element(name, {}, text(value))]);
  return element(
    'patientlistData',
    {},
    ids.map(({ matricule, oid }) => element('patientIdentifier', {}, said('nationalId', matricule), said('nationalIdType', oid))),
    said('lastName', usedName),
    said('patronymicalName', birthName),
    said('firstName', firstName),
    said('dateOfBirth', birthDate === undefined ? undefined : writeDay(birthDate)),
    said('MT', String(medecinTraitant)),
    said('message', 'false'),
    said('lastAccessDate', lastAccessAt === undefined ? undefined : writeUtc(lastAccessAt)),
    said('lastAddDate', lastAddedAt === undefined ? undefined : writeUtc(lastAddedAt)),
  );
}
