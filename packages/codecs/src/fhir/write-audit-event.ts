// A line of the journal as a FHIR AuditEvent, after the national guide on the traceability of events (profile tde-auditevent: at most one
// subtype, a period with its start, one or two agents who are named, an observer). It says what the logging component of the European health
// data space asks: who, about which person, which categories of data, when, and from where.

import { type Action, actions } from '@carnet/domain/access';
import type { KeptTrace } from '@carnet/domain/audit';
import { type AccountAction, isAccountAction, meansOf } from '@carnet/domain/audit';
import { psIdNatOid, structIdNatOid } from '@carnet/domain/identity';
import { toIso } from '@carnet/domain/kernel';
import { spaceOf } from '@carnet/domain/terminology';
import { documentResourceId } from './resource-id.ts';
import type { Identifier, Reference } from './write-people.ts';

export const auditEventProfile = 'https://interop.esante.gouv.fr/ig/fhir/tde/StructureDefinition/tde-auditevent';

/** A line as it is exported: without the names of the day where they were not opened. */
export type AuditLine = Omit<KeptTrace, 'actorName'> & { readonly actorName?: string };

const dcm = 'http://dicom.nema.org/resources/ontology/DCM';
const rest = 'http://hl7.org/fhir/restful-interaction';
/** As what one acts. */
export const actorSystem = 'urn:carnet:actor';
const eventType = 'http://terminology.hl7.org/CodeSystem/audit-event-type';

export type Interaction = 'read' | 'search-type' | 'create' | 'update' | 'delete';
const letters: Readonly<Record<Interaction, 'C' | 'R' | 'U' | 'D' | 'E'>> = { 'read': 'R', 'search-type': 'E', 'create': 'C', 'update': 'U', 'delete': 'D' };
/** What is not here changes something. */
const interactions: Readonly<Partial<Record<KeptTrace['action'], Interaction>>> = {
  'test-existence': 'search-type',
  'find-reference': 'search-type',
  'find-patient': 'search-type',
  'list-documents': 'search-type',
  'list-patients': 'search-type',
  'read-identity': 'read',
  'read-document': 'read',
  'read-journal': 'read',
  'read-accesses': 'read',
  'read-profile': 'read',
  'read-measures': 'search-type',
  'write-measures': 'create',
  'read-notices': 'read',
  'read-indicators': 'read',
  'deposit': 'create',
  'declare-autorisation': 'create',
  'delete': 'delete',
  'withdraw-autorisation': 'delete',
};

/** What an interaction stands for, of what is done to a record. */
export const actionsOf = (interaction: Interaction): readonly Action[] =>
  (Object.keys(actions) as Action[]).filter((action) => (interactions[action] ?? 'update') === interaction);

const attributesChanged = {
  type: { system: dcm, code: '110113', display: 'Security Alert' },
  subtype: { system: dcm, code: '110137', display: 'User Security Attributes Changed' },
  letter: 'U',
};
/** Type, subtype and letter of what is done to an account (DICOM PS3.16, CID 400 to 403). */
const accountEvents: Readonly<Record<AccountAction, { readonly type: object; readonly subtype: object; readonly letter: string }>> = {
  'sign-in': {
    type: { system: dcm, code: '110114', display: 'User Authentication' },
    subtype: { system: dcm, code: '110122', display: 'Login' },
    letter: 'E',
  },
  'change-password': attributesChanged,
  'add-passkey': attributesChanged,
  'remove-passkey': attributesChanged,
};

const typeOf = (action: KeptTrace['action']): object => {
  if (isAccountAction(action)) return accountEvents[action].type;
  if (action === 'read-journal') return { system: dcm, code: '110101', display: 'Audit Log Used' };
  return { system: eventType, code: 'rest', display: 'RESTful Operation' };
};

/** HL7 v3 ActReason. */
const purposes: Readonly<Record<KeptTrace['mode'], { readonly code: string; readonly display: string }>> = {
  normal: { code: 'TREAT', display: 'treatment' },
  bris_de_glace: { code: 'BTG', display: 'break the glass' },
  centre_15: { code: 'ETREAT', display: 'Emergency Treatment' },
};
const onePersons: readonly KeptTrace['actorKind'][] = ['titulaire', 'representant', 'aidant', 'ayant-droit'];
const purposeOf = ({ mode, actorKind }: AuditLine): object => {
  const { code, display } = onePersons.includes(actorKind) ? { code: 'PATRQT', display: 'patient requested' } : purposes[mode];
  return { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code, display }] };
};

const identifierOf = ({ actorKind, actorId }: AuditLine): Identifier => {
  switch (actorKind) {
    case 'professionnel':
    case 'secretariat':
    case 'pilotage':
    case 'exploitation':
      return { system: `urn:oid:${psIdNatOid}`, value: actorId };
    case 'structure':
    case 'assurance-maladie':
      return { system: `urn:oid:${structIdNatOid}`, value: actorId };
    default:
      return { system: `urn:carnet:${actorKind}`, value: actorId };
  }
};

/** The one who acted, then the structure they acted for. */
function agentsOf(line: AuditLine): readonly object[] {
  const { actorName, actorKind, profession, structureId, structureName, authentication } = line;
  const who: Reference = { identifier: identifierOf(line), ...(actorName === undefined || actorName === '' ? {} : { display: actorName }) };
  const role = [
    { coding: [{ system: actorSystem, code: actorKind }] },
    ...(profession === undefined
      ? []
      : [{ coding: [{ system: 'https://mos.esante.gouv.fr/NOS/TRE_G15-ProfessionSante/FHIR/TRE-G15-ProfessionSante', code: profession }] }]),
  ];
  const acting = {
    role,
    who,
    requestor: true,
    ...(authentication === undefined ? {} : { policy: [`urn:carnet:authentication:${authentication}`] }),
  };
  if (structureId === undefined || structureId === line.actorId) return [acting];
  const structure: Reference = {
    identifier: { system: `urn:oid:${structIdNatOid}`, value: structureId },
    ...(structureName === undefined ? {} : { display: structureName }),
  };
  return [acting, { who: structure, requestor: false }];
}

const objectType = (code: '1' | '2', display: string): object => ({ system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type', code, display });
const objectRole = (code: '1' | '3', display: string): object => ({ system: 'http://terminology.hl7.org/CodeSystem/object-role', code, display });

/** The person whose record it is; the document, with its category. What else the line says is detail of the first. */
function entitiesOf(line: AuditLine): readonly object[] {
  const { dossier, document, typeCode, documentTitle } = line;
  const person = {
    ...(dossier === undefined ? {} : { what: { reference: `Patient/${dossier}` } }),
    type: objectType('1', 'Person'),
    role: objectRole('1', 'Patient'),
    detail: detailsOf({
      action: line.action,
      rule: line.rule,
      reason: line.reason,
      door: line.door,
      means: meansOf(line),
      software: line.software,
      request: line.requestId,
      secret: line.secret === true ? 'true' : undefined,
      about: line.subject?.act,
      aboutWhom: line.subject?.name ?? line.subject?.profession,
      aboutSpace: line.subject?.space,
    }),
  };
  if (typeCode === undefined && document === undefined) return [person];
  const space = typeCode === undefined ? undefined : spaceOf(typeCode);
  return [
    person,
    {
      ...(document === undefined || dossier === undefined ? {} : { what: { reference: `DocumentReference/${documentResourceId(dossier, document)}` } }),
      type: objectType('2', 'System Object'),
      role: objectRole('3', 'Report'),
      ...(documentTitle === undefined ? {} : { name: documentTitle }),
      ...(typeCode === undefined ? {} : { detail: detailsOf({ typeCode, category: space }) }),
    },
  ];
}
const detailsOf = (values: Readonly<Record<string, string | undefined>>): readonly object[] =>
  Object.entries(values).flatMap(([type, valueString]) => (valueString === undefined || valueString === '' ? [] : [{ type, valueString }]));

export function writeAuditEvent(line: AuditLine): object {
  const at = toIso(line.at);
  const interaction = interactions[line.action] ?? 'update';
  const account = isAccountAction(line.action) ? accountEvents[line.action] : undefined;
  return {
    resourceType: 'AuditEvent',
    id: line.id,
    meta: { profile: [auditEventProfile] },
    type: typeOf(line.action),
    subtype: [account?.subtype ?? { system: rest, code: interaction, display: interaction }],
    action: account?.letter ?? letters[interaction],
    period: { start: at, end: at },
    recorded: at,
    // 4: minor failure, which a refusal is (audit-event-outcome).
    outcome: line.outcome === 'granted' ? '0' : '4',
    ...(line.rule === undefined ? {} : { outcomeDesc: line.rule }),
    purposeOfEvent: [purposeOf(line)],
    agent: agentsOf(line),
    source: { observer: { type: 'Device', display: 'Carnet' } },
    entity: entitiesOf(line),
  };
}
