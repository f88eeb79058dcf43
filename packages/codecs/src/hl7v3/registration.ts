// PRPA_IN201311UV02 (a record is to be created, TD1.1) and PRPA_IN201314UV02 (reactivated REAC, its data revised MODIF_DATA, or closed FERM:
// TD1.2, TD1.3b, TD1.4), with their answers: accepted (201312, 201315) or refused (201313, 201316), each inside the DMP's own response element.

import { type ClosingMotive, closingMotives } from '@carnet/domain/dossier';
import type { ContactDetails, IdentityTraits, Ins } from '@carnet/domain/identity';
import type { Parsed } from '@carnet/domain/kernel';
import { type Markup, element } from '../xml/write.ts';
import { type XmlElement, attribute, elementsOf } from '../xml/tree.ts';
import { type Observation, closingCodes, gdp, gdpNamespace, hl7, reasonOid } from './codes.ts';

import { type ReadPerson, maskedPerson, readPerson, writePerson } from './person.ts';
import {
  type AnswerContext,
  readObservations,
  readPatientId,
  reasonOf,
  writeObservation,
  writeReason,
  writeRegistrationEvent,
  writeRegistrationRequest,
} from './record.ts';
import {
  type Acknowledgement,
  type Sent,
  type Transmission,
  accepted,
  answering,
  gathered,
  isInteraction,
  readAcknowledgement,
  readTransmission,
  writeAcknowledgement,
  writeInteraction,
  wrongInteraction,
} from './transmission.ts';
import { type Findings, codeOf, readText } from './values.ts';

export type RegistrationReason = 'CREA_RD' | 'REAC' | 'MODIF_DATA' | 'FERM';
const interactions = { add: 'PRPA_IN201311UV02', revise: 'PRPA_IN201314UV02' } as const;
type Kind = keyof typeof interactions;
const reasonsOf: Readonly<Record<Kind, readonly RegistrationReason[]>> = { add: ['CREA_RD'], revise: ['REAC', 'MODIF_DATA', 'FERM'] };

export interface Registration {
  readonly reason: RegistrationReason;
  readonly patient: Ins;
  readonly person: ReadPerson;
  /** What the patient agrees to or opposes; absent where the message does not say. */
  readonly said: Readonly<Partial<Record<Observation, boolean>>>;
  readonly closing?: { readonly motive: ClosingMotive; readonly reason?: string };
}
export interface RegistrationRequest {
  readonly kind: Kind;
  readonly transmission: Transmission;
  /** What the answer repeats. */
  readonly reason: RegistrationReason | undefined;
  readonly registration: Parsed<Registration>;
}

/** Where the wrapper can be read, so that the answer is one of the standard's, whatever the rest says. */
export function parseRegistration(body: XmlElement, kind: Kind): Parsed<RegistrationRequest> {
  const interaction = interactions[kind];
  if (!isInteraction(body, interaction)) return wrongInteraction(body, interaction);
  const wrapper: Findings = { found: [] };
  const transmission = readTransmission(body, wrapper);
  const act = hl7.first(body, 'controlActProcess');
  const code = codeOf(hl7.first(act, 'reasonCode'));
  const reason = reasonsOf[kind].find((one) => one === code);
  return gathered(transmission === undefined ? undefined : { kind, transmission, reason, registration: readRegistration(act, kind, reason, code) }, wrapper);
}

function readRegistration(act: XmlElement | undefined, kind: Kind, reason: RegistrationReason | undefined, code: string | undefined): Parsed<Registration> {
  const findings: Findings = { found: [] };
  if (reason === undefined)
    findings.found.push({
      field: 'controlActProcess/reasonCode',
      rule: 'CODE_INCONNU',
      given: (code ?? '').slice(0, 40),
      expected: reasonsOf[kind].join(' | '),
    });
  const asked = hl7.first(act, 'subject', 'registrationRequest', 'subject1', 'patient');
  const ids = hl7.children(asked, 'id');
  // The DMP's own software also sends a legacy INS-C beside the INS.
  const id = ids.find((one) => attribute(one, 'root') !== '1.2.250.1.213.1.4.2') ?? ids[0];
  const patient = readPatientId(id, 'patient/id', findings);
  const person = readPerson(hl7.first(asked, 'patientPerson'), 'patientPerson', findings);
  const closing = reason === 'FERM' ? readClosing(act, findings) : undefined;
  return gathered(
    reason === undefined || patient === undefined || (reason === 'FERM' && closing === undefined)
      ? undefined
      : { reason, patient, person, said: readObservations(asked), ...(closing === undefined ? {} : { closing }) },
    findings,
  );
}

function readClosing(act: XmlElement | undefined, findings: Findings): Registration['closing'] {
  const issue = hl7.first(act, 'reasonOf', 'detectedIssueEvent');
  const code = codeOf(hl7.first(issue, 'code'));
  const motive = closingMotives.find((one) => closingCodes[one] === code);
  const field = 'reasonOf/detectedIssueEvent';
  if (motive === undefined)
    findings.found.push({ field: `${field}/code`, rule: 'CODE_INCONNU', given: (code ?? '').slice(0, 60), expected: Object.values(closingCodes).join(' | ') });
  const reason = readText(hl7.first(issue, 'text'), `${field}/text`, findings, 500);
  return motive && { motive, ...(reason === undefined ? {} : { reason }) };
}

/** `patient`: whom it was about and how their record stands now; traits only of a record that was just created (TD1.1). */
export type RegistrationAnswer =
  | { readonly kind: 'accepted'; readonly patient: Ins; readonly status: 'active' | 'terminated'; readonly traits?: IdentityTraits }
  | { readonly kind: 'refused'; readonly acknowledgement: Acknowledgement };

const answers = {
  add: { accepted: 'PRPA_IN201312UV02', refused: 'PRPA_IN201313UV02' },
  revise: { accepted: 'PRPA_IN201315UV02', refused: 'PRPA_IN201316UV02' },
} as const;

export function writeRegistrationAnswer(
  { kind, transmission, reason }: Omit<RegistrationRequest, 'registration'>,
  answer: RegistrationAnswer,
  { id, at }: AnswerContext,
): Markup {
  const acknowledgement = answer.kind === 'accepted' ? accepted : answer.acknowledgement;
  const interaction = writeInteraction(
    answering(transmission, answers[kind][answer.kind], id, at),
    'NE',
    writeAcknowledgement(acknowledgement, transmission.id, 'NE2009'),
    element(
      'controlActProcess',
      { classCode: 'CACT', moodCode: 'EVN' },
      reason === undefined ? element('reasonCode', { nullFlavor: 'UNK', codeSystem: reasonOid }) : writeReason(reason),
      answer.kind === 'accepted' ? registered(answer) : [],
    ),
  );
  const wrapped = kind === 'add' ? 'PRPA_IN201311UV02_Response' : 'PRPA_IN201314UV02_Response';
  return element(`gdp:${wrapped}`, { 'xmlns:gdp': gdpNamespace }, interaction);
}

const registered = ({ patient, status, traits }: Extract<RegistrationAnswer, { kind: 'accepted' }>): Markup =>
  writeRegistrationEvent(
    { status: 'completed' },
    { ids: [patient], status, person: traits === undefined ? maskedPerson() : writePerson({ traits, birthPlace: false }) },
  );

/** As software asks it. */
export interface WrittenRegistration {
  readonly reason: RegistrationReason;
  readonly patient: Ins;
  readonly traits: IdentityTraits;
  readonly contact?: ContactDetails;
  readonly said?: Registration['said'];
  readonly closing?: Registration['closing'];
}

export function writeRegistration(sent: Omit<Sent, 'interaction'>, { reason, patient, traits, contact, said = {}, closing }: WrittenRegistration): Markup {
  return writeInteraction(
    { ...sent, interaction: interactions[reason === 'CREA_RD' ? 'add' : 'revise'] },
    'AL',
    [],
    element(
      'controlActProcess',
      { classCode: 'CACT', moodCode: 'EVN' },
      writeReason(reason),
      writeRegistrationRequest({
        ids: [patient],
        status: reason === 'FERM' ? 'terminated' : 'active',
        person: writePerson({ traits, ...(contact === undefined ? {} : { contact }) }),
        more: Object.entries(said).map(([code, value]) => writeObservation(code as Observation, value)),
      }),
      closing === undefined ? [] : reasonOf(closing),
    ),
  );
}

/** As software reads it. */
export interface ReadRegistrationAnswer {
  /** `PRPA_IN201315UV02`. */
  readonly interaction: string;
  readonly acknowledgement: Acknowledgement | undefined;
  readonly status: string | undefined;
}

export function parseRegistrationAnswer(body: XmlElement): Parsed<ReadRegistrationAnswer> {
  const inside = gdp.is(body, 'PRPA_IN201311UV02_Response') || gdp.is(body, 'PRPA_IN201314UV02_Response') ? elementsOf(body)[0] : undefined;
  if (inside === undefined || !Object.values(answers).some((names) => Object.values(names).some((name) => hl7.is(inside, name))))
    return wrongInteraction(body, 'PRPA_IN201311UV02_Response | PRPA_IN201314UV02_Response');
  const patient = hl7.first(inside, 'controlActProcess', 'subject', 'registrationEvent', 'subject1', 'patient');
  return { ok: true, value: { interaction: inside.name, acknowledgement: readAcknowledgement(inside), status: codeOf(hl7.first(patient, 'statusCode')) } };
}
