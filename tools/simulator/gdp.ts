// Records and authorisations, as a program of the DMP asks for them: HL7 v3 for the person and the record (TD0.2, TD0.5, TD1.1 to TD1.4), the
// DMP's own messages for authorisations and lists (TD0.3, TD0.4, TD1.6). docs/sources.md §1.1, §1.3.

import { randomUUID } from 'node:crypto';
import { type Markup, element, text } from '@carnet/codecs/xml';
import type { PersonaPatient } from '../deposit/sandbox-files.ts';
import { dtm } from './ebrim.ts';

export const hl7Actions = {
  read: 'urn:hl7-org:v3:PRPA_IN201307UV02',
  create: 'urn:hl7-org:v3:PRPA_IN201311UV02',
  revise: 'urn:hl7-org:v3:PRPA_IN201314UV02',
  search: 'urn:hl7-org:v3:PRPA_IN201305UV02',
} as const;
const habilitations = 'urn:si-dmp-habilitations';
export const habilitationActions = {
  setAuthorization: `${habilitations}:HabilitationsEndPoint:setAuthorization`,
  listAuthorizationByPatient: `${habilitations}:HabilitationsEndPoint:listAuthorizationByPatient`,
} as const;
export const patientListAction = 'urn:si-dmp-patients:PatientSpecificEndPoint:patientList';

const interactions = '2.16.840.1.113883.1.6';
const dmpDevice = '1.2.250.1.213.4.1.1.1';
const ownDevice = '2.25.302478915521846329012876410263387152048';
type Reason = 'TEST_EXST' | 'CNSLT_DATA' | 'MODIF_DATA' | 'FERM' | 'REAC' | 'CREA_RD';

const device = (role: 'receiver' | 'sender', code: string, root: string, name: string): Markup =>
  element(
    role,
    { typeCode: code },
    element('device', { classCode: 'DEV', determinerCode: 'INSTANCE' }, element('id', { root }), element('softwareName', { code: name })),
  );

function interaction(name: string, controlAct: Markup): Markup {
  return element(
    name,
    { 'xmlns': 'urn:hl7-org:v3', 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance', 'ITSVersion': 'XML_1.0' },
    element('id', { root: randomUUID() }),
    element('creationTime', { value: dtm(new Date()) }),
    element('interactionId', { root: interactions, extension: name }),
    element('processingCode', { code: 'P' }),
    element('processingModeCode', { code: 'T' }),
    element('acceptAckCode', { code: 'AL' }),
    device('receiver', 'RCV', dmpDevice, 'DMP'),
    device('sender', 'SND', ownDevice, 'Carnet simulateur'),
    controlAct,
  );
}
const controlAct = (trigger: string, reason: Reason | undefined, ...content: readonly (Markup | undefined)[]): Markup =>
  element(
    'controlActProcess',
    { classCode: 'CACT', moodCode: 'EVN' },
    element('code', { code: trigger, codeSystem: interactions }),
    reason === undefined ? undefined : element('reasonCode', { code: reason, codeSystem: '1.2.250.1.213.1.1.4.11' }),
    ...content,
  );

const queryId = (): Markup => element('queryId', { root: randomUUID() });

/** TD0.2 (`TEST_EXST`) and TD1.3a (`CNSLT_DATA`). */
export const demographicsQuery = (reason: 'TEST_EXST' | 'CNSLT_DATA', { ins, oid }: Pick<PersonaPatient, 'ins' | 'oid'>): Markup =>
  interaction(
    'PRPA_IN201307UV02',
    controlAct(
      'PRPA_TE201307UV02',
      reason,
      element(
        'queryByParameter',
        {},
        queryId(),
        element('statusCode', { code: 'new' }),
        element(
          'parameterList',
          {},
          element('patientIdentifier', {}, element('value', { root: oid, extension: ins }), element('semanticsText', {}, text('Patient.id'))),
        ),
      ),
    ),
  );

/** What a program may say of somebody in TD0.5; at least a name. */
export interface Search {
  readonly name?: string;
  readonly firstName?: string;
  /** YYYY-MM-DD */
  readonly birthDate?: string;
  /** `F`, `M`. */
  readonly sex?: string;
  readonly city?: string;
  readonly postalCode?: string;
}
/** TD0.5 (ITI-47). */
export function candidatesQuery({ name, firstName, birthDate, sex, city, postalCode }: Search): Markup {
  const asked = (tag: string, semantics: string, value: Markup | undefined): Markup | undefined =>
    value === undefined ? undefined : element(tag, {}, value, element('semanticsText', {}, text(semantics)));
  const part = (tag: string, value: string | undefined): Markup | undefined => (value === undefined ? undefined : element(tag, {}, text(value)));
  const named = name === undefined && firstName === undefined ? undefined : element('value', {}, part('family', name), part('given', firstName));
  const address = city === undefined && postalCode === undefined ? undefined : element('value', {}, part('postalCode', postalCode), part('city', city));
  return interaction(
    'PRPA_IN201305UV02',
    controlAct(
      'PRPA_TE201305UV02',
      undefined,
      element(
        'queryByParameter',
        {},
        queryId(),
        element('statusCode', { code: 'new' }),
        element('responseModalityCode', { code: 'R' }),
        element('responsePriorityCode', { code: 'I' }),
        element(
          'parameterList',
          {},
          asked('livingSubjectAdministrativeGender', 'LivingSubject.administrativeGender', sex === undefined ? undefined : element('value', { code: sex })),
          asked(
            'livingSubjectBirthTime',
            'LivingSubject.birthTime',
            birthDate === undefined ? undefined : element('value', { value: birthDate.replaceAll('-', '') }),
          ),
          asked('livingSubjectName', 'LivingSubject.name', named),
          asked('patientAddress', 'Patient.addr', address),
        ),
      ),
    ),
  );
}

/** What changes with TD1.3b. */
export interface Contact {
  readonly phone?: string;
  readonly mail?: string;
  readonly street?: string;
  readonly postalCode?: string;
  readonly city?: string;
}
/** What the patient agreed to, in the answer to the question the program asks (EX_1.2-1030). */
type Agreement = 'CONSENTEMENT_OUVERTURE_DMP' | 'CONSENTEMENT_REACTIVATION_DMP';
function person(patient: PersonaPatient, status: string | undefined, { phone, mail, street, postalCode, city }: Contact = {}, agreed?: Agreement): Markup {
  const part = (tag: string, value: string | undefined): Markup | undefined => (value === undefined ? undefined : element(tag, {}, text(value)));
  return element(
    'patient',
    { classCode: 'PAT' },
    element('id', { root: patient.oid, extension: patient.ins }),
    status === undefined ? undefined : element('statusCode', { code: status }),
    element(
      'patientPerson',
      { classCode: 'PSN', determinerCode: 'INSTANCE' },
      element(
        'name',
        {},
        element('family', { qualifier: 'BR' }, text(patient.birthName)),
        patient.usedName === undefined ? undefined : element('family', { qualifier: 'SP' }, text(patient.usedName)),
        ...patient.firstNames.split(' ').map((given) => element('given', {}, text(given))),
      ),
      phone === undefined ? undefined : element('telecom', { value: `tel:${phone}`, use: 'H' }),
      mail === undefined ? undefined : element('telecom', { value: `mailto:${mail}` }),
      element('administrativeGenderCode', { code: patient.sex, codeSystem: '2.16.840.1.113883.5.1' }),
      element('birthTime', { value: patient.birthDate.replaceAll('-', '') }),
      street === undefined && postalCode === undefined && city === undefined
        ? undefined
        : element('addr', {}, part('streetAddressLine', street), part('postalCode', postalCode), part('city', city)),
      element('birthPlace', {}, element('addr', {}, element('county', {}, text(patient.birthPlaceCog)))),
    ),
    agreed === undefined
      ? undefined
      : element(
          'subjectOf',
          { typeCode: 'SBJ' },
          element(
            'administrativeObservation',
            { classCode: 'OBS', moodCode: 'EVN' },
            element('code', { code: agreed, codeSystem: '1.2.250.1.213.4.1.2.3' }),
            element('value', { 'xsi:type': 'BL', 'value': true }),
          ),
        ),
  );
}
const registration = (subject: Markup): Markup =>
  element(
    'subject',
    { typeCode: 'SUBJ' },
    element(
      'registrationRequest',
      { classCode: 'REG', moodCode: 'RQO' },
      element('statusCode', { code: 'active' }),
      element('subject1', { typeCode: 'SBJ' }, subject),
    ),
  );

/** TD1.1. */
export const createRecord = (patient: PersonaPatient): Markup =>
  interaction('PRPA_IN201311UV02', controlAct('PRPA_TE201311UV02', 'CREA_RD', registration(person(patient, 'active', {}, 'CONSENTEMENT_OUVERTURE_DMP'))));
/** TD1.2. */
export const reopenRecord = (patient: PersonaPatient): Markup =>
  interaction('PRPA_IN201314UV02', controlAct('PRPA_TE201314UV02', 'REAC', registration(person(patient, 'active', {}, 'CONSENTEMENT_REACTIVATION_DMP'))));
/** TD1.3b. */
export const reviseContact = (patient: PersonaPatient, contact: Contact): Markup =>
  interaction('PRPA_IN201314UV02', controlAct('PRPA_TE201314UV02', 'MODIF_DATA', registration(person(patient, 'active', contact))));
/** TD1.4. */
export const closeRecord = (patient: PersonaPatient, why: string): Markup =>
  interaction(
    'PRPA_IN201314UV02',
    controlAct(
      'PRPA_TE201314UV02',
      'FERM',
      element(
        'reasonOf',
        {},
        element(
          'detectedIssueEvent',
          {},
          element('code', { code: 'FERMETURE_DEMANDE_PATIENT', codeSystem: '1.2.250.1.213.4.1.2.4' }),
          element('text', {}, text(why)),
        ),
      ),
      registration(person(patient, 'terminated')),
    ),
  );

/** TD0.3. */
export const setAuthorization = (action: 'AJOUT' | 'SUPPRESSION', role?: 'MEDECIN_TRAITANT'): Markup =>
  element('setAuthorization', { xmlns: habilitations }, element('action', {}, text(action)), role === undefined ? undefined : element('role', {}, text(role)));
/** TD1.6. */
export const listAuthorizations = (mode: 'ACTIVE' | 'INTERDITE' | 'TOUTE'): Markup =>
  element('listAuthorizationByPatient', { xmlns: habilitations }, element('mode', {}, text(mode)));
/** TD0.4. `startDate`: YYYY-MM-DD. */
export const patientList = (startDate: string, dateType: 'LASTAUTORIZATION' | 'LASTDOC'): Markup =>
  element(
    'patientList',
    { xmlns: 'urn:si-dmp-patients' },
    element('startDate', {}, text(startDate.replaceAll('-', ''))),
    element('dateType', {}, text(dateType)),
  );
