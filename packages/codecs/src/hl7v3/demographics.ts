// PRPA_IN201307UV02 and its answer PRPA_IN201308UV02: whether a record exists and what the caller may do with it (TD0.2, reason TEST_EXST), or
// who it is about and how they are reached (TD1.3a, reason CNSLT_DATA). HL7 v3 normative edition 2009, shapes of the DMP's own messages.

import type { AutorisationStatus, Closing, DossierChoices } from '@carnet/domain/dossier';
import { type ContactDetails, type IdentityTraits, type Ins } from '@carnet/domain/identity';
import type { Instant, Parsed } from '@carnet/domain/kernel';
import { type Content, type Markup, element, text } from '../xml/write.ts';
import { type XmlElement, attribute } from '../xml/tree.ts';
import { type Observation, attention, autorisationCodes, hl7 } from './codes.ts';
import { maskedPerson, writePerson } from './person.ts';
import { type AnswerContext, readObservations, readPatientId, reasonOf, writeObservation, writeReason, writeRegistrationEvent } from './record.ts';
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
import { type Findings, type InstanceId, absent, codeOf, parseUtc, readFlag, readId, readText, writeCodedValue, writeFlag, writeId } from './values.ts';

export interface DemographicsQuery {
  readonly transmission: Transmission;
  readonly reason: 'TEST_EXST' | 'CNSLT_DATA';
  readonly queryId: InstanceId;
  readonly patient: Ins;
}

export function parseDemographicsQuery(body: XmlElement): Parsed<DemographicsQuery> {
  if (!isInteraction(body, 'PRPA_IN201307UV02')) return wrongInteraction(body, 'PRPA_IN201307UV02');
  const findings: Findings = { found: [] };
  const transmission = readTransmission(body, findings);
  const act = hl7.first(body, 'controlActProcess');
  const reason = codeOf(hl7.first(act, 'reasonCode'));
  if (reason !== 'TEST_EXST' && reason !== 'CNSLT_DATA')
    findings.found.push({
      field: 'controlActProcess/reasonCode',
      rule: 'CODE_INCONNU',
      given: (reason ?? '').slice(0, 40),
      expected: 'TEST_EXST | CNSLT_DATA',
    });
  const query = hl7.first(act, 'queryByParameter');
  const queryId = readId(hl7.first(query, 'queryId'), 'queryByParameter/queryId', findings);
  if (queryId === undefined) findings.found.push(absent('queryByParameter/queryId'));
  const patient = readPatientId(hl7.first(query, 'parameterList', 'patientIdentifier', 'value'), 'patientIdentifier/value', findings);
  const known = transmission !== undefined && queryId !== undefined && patient !== undefined && (reason === 'TEST_EXST' || reason === 'CNSLT_DATA');
  return gathered(known ? { transmission, reason, queryId, patient } : undefined, findings);
}

/** What TD0.2 tells: that a record is there, and of what concerns its owner, nothing. */
export interface ExistenceTold {
  readonly kind: 'existence';
  readonly ids: readonly Ins[];
  readonly closing?: Pick<Closing, 'at' | 'motive' | 'reason'>;
  readonly closed: boolean;
  readonly autorisation: AutorisationStatus;
  readonly medecinTraitant: boolean;
  readonly compteOuvert: boolean;
  readonly rattachementEns: boolean;
}
/** What TD1.3a tells. */
export interface AdministrativeTold {
  readonly kind: 'administrative';
  readonly ids: readonly Ins[];
  readonly traits: IdentityTraits;
  readonly contact: ContactDetails;
  readonly representants: readonly string[];
  readonly choices: Pick<DossierChoices, 'opposesBrisDeGlace' | 'opposesCentre15'>;
}
/** `refused`: what was asked could not be taken; queryResponseCode AE. */
export type DemographicsAnswer =
  | ExistenceTold
  | AdministrativeTold
  | { readonly kind: 'not-found' }
  | { readonly kind: 'refused'; readonly acknowledgement: Acknowledgement };

export function writeDemographicsAnswer(query: DemographicsQuery, answer: DemographicsAnswer, { id, at }: AnswerContext): Markup {
  const { transmission, reason, queryId } = query;
  const acknowledgement = answer.kind === 'refused' ? answer.acknowledgement : accepted;
  const responseCode = answer.kind === 'refused' ? 'AE' : answer.kind === 'not-found' ? 'NF' : 'OK';
  const told = answer.kind === 'existence' || answer.kind === 'administrative' ? answer : undefined;
  return writeInteraction(
    answering(transmission, 'PRPA_IN201308UV02', id, at),
    'NE',
    [told?.kind === 'existence' ? attentionLines(told) : [], writeAcknowledgement(acknowledgement, transmission.id, 'NE2009')],
    element(
      'controlActProcess',
      { classCode: 'CACT', moodCode: 'EVN' },
      writeReason(reason),
      told === undefined ? [] : subjectOf(told),
      told?.kind === 'existence' && told.closing !== undefined ? reasonOf(told.closing) : [],
      element('queryAck', {}, writeId('queryId', queryId), element('queryResponseCode', { code: responseCode })),
    ),
  );
}

const attentionLine = (keyword: keyof typeof attention, value: Markup): Markup =>
  element('attentionLine', {}, element('keyWordText', { code: keyword, codeSystem: attention[keyword].keyword }), value);
const attentionLines = ({ autorisation, medecinTraitant }: ExistenceTold): Content => [
  attentionLine('AUTORISATION', writeCodedValue('value', autorisationCodes[autorisation], attention.AUTORISATION.value)),
  attentionLine('STATUT_MT', writeFlag('value', medecinTraitant)),
];

function subjectOf(told: ExistenceTold | AdministrativeTold): Markup {
  const closed = told.kind === 'existence' && told.closed;
  const closedAt = told.kind === 'existence' ? told.closing?.at : undefined;
  const [person, said] =
    told.kind === 'existence'
      ? [maskedPerson(), [writeObservation('COMPTE_INTERNET_OUVERT', told.compteOuvert), writeObservation('RATTACHEMENT_ENS', told.rattachementEns)]]
      : [
          writePerson(told),
          [
            writeObservation('OPPOSITION_BRIS_DE_GLACE', told.choices.opposesBrisDeGlace),
            writeObservation('OPPOSITION_ACCES_URGENCE', told.choices.opposesCentre15),
          ],
        ];
  return writeRegistrationEvent(
    { status: 'completed', ...(closedAt === undefined ? {} : { since: closedAt }) },
    { ids: told.ids, status: closed ? 'terminated' : 'active', person, more: said },
  );
}

/** As software asks it. */
export const writeDemographicsQuery = (sent: Omit<Sent, 'interaction'>, { reason, queryId, patient }: Omit<DemographicsQuery, 'transmission'>): Markup =>
  writeInteraction(
    { ...sent, interaction: 'PRPA_IN201307UV02' },
    'AL',
    [],
    element(
      'controlActProcess',
      { classCode: 'CACT', moodCode: 'EVN' },
      writeReason(reason),
      element(
        'queryByParameter',
        {},
        writeId('queryId', queryId),
        element('statusCode', { code: 'new' }),
        element(
          'parameterList',
          {},
          element(
            'patientIdentifier',
            {},
            element('value', { root: patient.oid, extension: patient.matricule }),
            element('semanticsText', {}, text('Patient.id')),
          ),
        ),
      ),
    ),
  );

/** As software reads it. */
export interface ReadDemographics {
  readonly acknowledgement: Acknowledgement | undefined;
  readonly queryId: InstanceId | undefined;
  readonly responseCode: string | undefined;
  readonly autorisation: string | undefined;
  readonly medecinTraitant: boolean | undefined;
  readonly status: string | undefined;
  readonly ids: readonly InstanceId[];
  readonly closedAt: Instant | undefined;
  readonly motive: string | undefined;
  readonly reason: string | undefined;
  readonly observations: Readonly<Partial<Record<Observation, boolean>>>;
}

export function parseDemographicsAnswer(body: XmlElement): Parsed<ReadDemographics> {
  if (!isInteraction(body, 'PRPA_IN201308UV02')) return wrongInteraction(body, 'PRPA_IN201308UV02');
  const findings: Findings = { found: [] };
  const act = hl7.first(body, 'controlActProcess');
  const registration = hl7.first(act, 'subject', 'registrationEvent');
  const patient = hl7.first(registration, 'subject1', 'patient');
  const line = (keyword: string): XmlElement | undefined =>
    hl7.first(
      hl7.children(body, 'attentionLine').find((one) => codeOf(hl7.first(one, 'keyWordText')) === keyword),
      'value',
    );
  const issue = hl7.first(act, 'reasonOf', 'detectedIssueEvent');
  const closed = attribute(hl7.first(registration, 'effectiveTime'), 'value');
  const closedAt = closed === undefined ? undefined : parseUtc(closed, 'effectiveTime');
  if (closedAt?.ok === false) findings.found.push(...closedAt.findings);
  return gathered(
    {
      acknowledgement: readAcknowledgement(body),
      queryId: readId(hl7.first(act, 'queryAck', 'queryId'), 'queryAck/queryId', findings),
      responseCode: codeOf(hl7.first(act, 'queryAck', 'queryResponseCode')),
      autorisation: codeOf(line('AUTORISATION')),
      medecinTraitant: readFlag(line('STATUT_MT')),
      status: codeOf(hl7.first(patient, 'statusCode')),
      ids: hl7.children(patient, 'id').flatMap((id) => readId(id, 'patient/id', findings) ?? []),
      closedAt: closedAt?.ok === true ? closedAt.value : undefined,
      motive: codeOf(hl7.first(issue, 'code')),
      reason: readText(hl7.first(issue, 'text'), 'detectedIssueEvent/text', findings, 1000),
      observations: readObservations(patient),
    },
    findings,
  );
}
