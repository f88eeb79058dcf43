// What every message of the patient transactions says of a record in the same words: whose it is, what it is asked for, its state, what its
// owner agrees to or opposes, why it was closed.

import type { Closing } from '@carnet/domain/dossier';
import { type Ins, parseIns } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import { type Content, type Markup, element, text } from '../xml/write.ts';
import type { XmlElement } from '../xml/tree.ts';
import { type Observation, type Reason, closingCodes, closingOid, dmpDevice, hl7, observations, reasonOid, reasons } from './codes.ts';
import { type Findings, codeOf, readFlag, readId, writeFlag, writeId, writeUtc } from './values.ts';

export interface AnswerContext {
  /** Of the answer: a UUID. */
  readonly id: string;
  readonly at: Instant;
}

/** An INS written as an II: its OID as root. */
export function readPatientId(from: XmlElement | undefined, field: string, findings: Findings): Ins | undefined {
  const id = readId(from, field, findings);
  if (id?.extension === undefined) {
    findings.found.push({ field, rule: 'INS_ABSENT' });
    return undefined;
  }
  const ins = parseIns(id.extension, id.root, field);
  if (!ins.ok) findings.found.push(...ins.findings);
  return ins.ok ? ins.value : undefined;
}

export const writeReason = (reason: Reason): Markup => element('reasonCode', { code: reason, codeSystem: reasonOid, displayName: reasons[reason] });

/** `subjectOf2` where the message also says how well a person answers (TD0.5). */
export const writeObservation = (code: Observation, value: boolean, name: 'subjectOf' | 'subjectOf2' = 'subjectOf'): Markup =>
  element(
    name,
    { typeCode: 'SBJ' },
    element(
      'administrativeObservation',
      { classCode: 'OBS', moodCode: 'EVN' },
      element('code', { code, codeSystem: observations[code] }),
      writeFlag('value', value),
    ),
  );
const custodian = (): Markup =>
  element('custodian', { typeCode: 'CST' }, element('assignedEntity', { classCode: 'ASSIGNED' }, writeId('id', { root: dmpDevice.root })));
const writeInsId = ({ matricule, oid }: Ins): Markup => writeId('id', { root: oid, extension: matricule });

export const reasonOf = ({ motive, reason }: Pick<Closing, 'motive' | 'reason'>): Markup =>
  element(
    'reasonOf',
    { typeCode: 'RSON' },
    element(
      'detectedIssueEvent',
      { classCode: 'ALRT', moodCode: 'EVN' },
      element('code', { code: closingCodes[motive], codeSystem: closingOid }),
      reason === undefined ? [] : element('text', {}, text(reason)),
    ),
  );

interface PatientTold {
  readonly ids: readonly Ins[];
  /** Of the record: open or closed. */
  readonly status: 'active' | 'terminated';
  readonly person: Markup;
  readonly more?: Content;
}
const writeRegistered = (
  act: 'registrationEvent' | 'registrationRequest',
  before: Content,
  { ids, status, person, more }: PatientTold,
  after: Content,
): Markup =>
  element(
    'subject',
    { typeCode: 'SUBJ', contextConductionInd: false },
    element(
      act,
      { classCode: 'REG', moodCode: act === 'registrationEvent' ? 'EVN' : 'RQO' },
      before,
      element(
        'subject1',
        { typeCode: 'SBJ' },
        element('patient', { classCode: 'PAT' }, ids.map(writeInsId), element('statusCode', { code: status }), person, more),
      ),
      after,
    ),
  );

/** A record that is kept. `since`: when its state began. */
export const writeRegistrationEvent = (
  { status, since }: { readonly status: 'active' | 'completed'; readonly since?: Instant },
  patient: PatientTold,
): Markup =>
  writeRegistered(
    'registrationEvent',
    [element('statusCode', { code: status }), since === undefined ? [] : element('effectiveTime', { value: writeUtc(since) })],
    patient,
    custodian(),
  );
/** A record that is to be created or changed. */
export const writeRegistrationRequest = (patient: PatientTold): Markup =>
  writeRegistered('registrationRequest', element('statusCode', { code: 'active' }), patient, undefined);

const isObservation = (code: string | undefined): code is Observation => code !== undefined && Object.hasOwn(observations, code);
export function readObservations(patient: XmlElement | undefined): Readonly<Partial<Record<Observation, boolean>>> {
  const read = hl7.children(patient, 'subjectOf').flatMap((one) => {
    const observation = hl7.first(one, 'administrativeObservation');
    const code = codeOf(hl7.first(observation, 'code'));
    const value = readFlag(hl7.first(observation, 'value'));
    return isObservation(code) && value !== undefined ? [[code, value] as const] : [];
  });
  return Object.fromEntries(read);
}
