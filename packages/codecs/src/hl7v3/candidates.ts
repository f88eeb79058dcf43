// PRPA_IN201305UV02 and its answer PRPA_IN201306UV02 (IHE PDQv3, ITI-47; HL7 v3 normative edition 2008): people found by their traits, for
// whoever regulates the calls of a centre 15 (TD0.5). Approximate criteria are those marked `use="SRCH"` (ITI TF-2 §3.47.4.1.2).

import { type ContactDetails, type IdentityTraits, type Ins, type SoughtTraits, parseIns } from '@carnet/domain/identity';
import type { Parsed } from '@carnet/domain/kernel';
import { XmlC14NMode } from 'libxml2-wasm';
import { type Content, type Markup, alreadyMarkup, element, text } from '../xml/write.ts';
import { type XmlElement, attribute } from '../xml/tree.ts';
import { hl7, interactionOid } from './codes.ts';
import { readAddress, readBirth, readName, readSexe, writePerson } from './person.ts';
import { type AnswerContext, writeObservation, writeRegistrationEvent } from './record.ts';
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
import { type Findings, type InstanceId, absent, codeOf, readFlag, readId, writeDay, writeId, writeInteger } from './values.ts';

export interface CandidatesQuery {
  readonly transmission: Transmission;
  readonly queryId: InstanceId;
  readonly sought: SoughtTraits;
  /** The query as it came, which the answer repeats (ITI TF-2 §3.47.4.2.2). */
  readonly asked: Markup;
}
/** What an answer needs of a query that could not be taken. */
export type Unread = Pick<CandidatesQuery, 'transmission' | 'queryId'>;

const isApproximate = (value: XmlElement | undefined): boolean => (attribute(value, 'use') ?? '').split(/\s+/).includes('SRCH');

/** The transmission and the queryId are read apart: an answer can then say what was wrong with the rest. */
export function parseCandidatesQuery(body: XmlElement): Parsed<Unread & { readonly query: Parsed<CandidatesQuery> }> {
  if (!isInteraction(body, 'PRPA_IN201305UV02')) return wrongInteraction(body, 'PRPA_IN201305UV02');
  const findings: Findings = { found: [] };
  const transmission = readTransmission(body, findings);
  const by = hl7.first(body, 'controlActProcess', 'queryByParameter');
  const queryId = readId(hl7.first(by, 'queryId'), 'queryByParameter/queryId', findings);
  if (queryId === undefined) findings.found.push(absent('queryByParameter/queryId'));
  if (transmission === undefined || queryId === undefined || by === undefined) return gathered<never>(undefined, findings);
  const sought = readSought(hl7.first(by, 'parameterList'));
  const unread: Unread = { transmission, queryId };
  if (findings.found.length > 0) return gathered<never>(undefined, findings);
  return { ok: true, value: { ...unread, query: sought.ok ? { ok: true, value: { ...unread, sought: sought.value, asked: repeated(by) } } : sought } };
}

function readSought(list: XmlElement | undefined): Parsed<SoughtTraits> {
  const findings: Findings = { found: [] };
  const valueOf = (name: string): XmlElement | undefined => hl7.first(list, name, 'value');
  const nameValue = valueOf('livingSubjectName');
  const name = readName(nameValue, 'livingSubjectName/value', findings);
  const familyName = name.birthName ?? name.usedName;
  if (familyName === undefined) findings.found.push(absent('livingSubjectName/value/family'));
  const birthDate = readBirth(valueOf('livingSubjectBirthTime'), 'livingSubjectBirthTime/value', findings);
  if (birthDate === undefined && findings.found.length === 0) findings.found.push(absent('livingSubjectBirthTime/value'));
  const sexe = readSexe(valueOf('livingSubjectAdministrativeGender'), 'livingSubjectAdministrativeGender/value', findings);
  const addressValue = valueOf('patientAddress');
  const address = readAddress(addressValue, 'patientAddress/value', findings);
  const [givenName] = name.givenNames;
  if (familyName === undefined || birthDate === undefined) return gathered<SoughtTraits>(undefined, findings);
  return gathered<SoughtTraits>(
    {
      familyName,
      approximateName: isApproximate(nameValue),
      birthDate,
      ...(givenName === undefined ? {} : { givenName }),
      ...(sexe === undefined ? {} : { sexe }),
      ...(address?.postalCode === undefined ? {} : { postalCode: address.postalCode }),
      ...(address?.city === undefined ? {} : { city: address.city }),
      approximateCity: isApproximate(addressValue),
    },
    findings,
  );
}

/** Canonical: every namespace it uses is declared on it, wherever it was declared in what was sent. */
const repeated = (query: XmlElement): Markup => alreadyMarkup(query.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 }));

export interface Candidate {
  readonly ids: readonly Ins[];
  readonly traits: IdentityTraits;
  readonly contact: ContactDetails;
  readonly opposesCentre15: boolean;
  /** 0 to 100. */
  readonly likeness: number;
}

/** Of the address, only where one lives; nothing by which one is called. */
const placeOnly = ({ address }: ContactDetails): ContactDetails => ({ telecoms: [], ...(address === undefined ? {} : { address: { ...address, lines: [] } }) });

function writeCandidate({ ids, traits, contact, opposesCentre15, likeness }: Candidate): Markup {
  return writeRegistrationEvent(
    { status: 'active' },
    {
      ids,
      status: 'active',
      person: writePerson({ traits, contact: placeOnly(contact), birthPlace: false }),
      more: [
        element(
          'subjectOf1',
          { typeCode: 'SBJ' },
          element('queryMatchObservation', { classCode: 'COND', moodCode: 'EVN' }, element('code', { code: 'POURCENTAGE' }), writeInteger('value', likeness)),
        ),
        writeObservation('OPPOSITION_ACCES_URGENCE', opposesCentre15, 'subjectOf2'),
      ],
    },
  );
}

export type CandidatesAnswer =
  | { readonly kind: 'found'; readonly candidates: readonly Candidate[]; readonly asked: Markup }
  | { readonly kind: 'refused'; readonly acknowledgement: Acknowledgement };

export function writeCandidatesAnswer({ transmission, queryId }: Unread, answer: CandidatesAnswer, { id, at }: AnswerContext): Markup {
  const found = answer.kind === 'found' ? answer.candidates : [];
  const code = answer.kind === 'refused' ? 'AE' : found.length === 0 ? 'NF' : 'OK';
  const quantity = (name: string, value: number): Markup => element(name, { value });
  const quantities: Content =
    answer.kind === 'refused'
      ? []
      : [quantity('resultTotalQuantity', found.length), quantity('resultCurrentQuantity', found.length), quantity('resultRemainingQuantity', 0)];
  return writeInteraction(
    answering(transmission, 'PRPA_IN201306UV02', id, at),
    'NE',
    writeAcknowledgement(answer.kind === 'refused' ? answer.acknowledgement : accepted, transmission.id, 'NE2008'),
    element(
      'controlActProcess',
      { classCode: 'CACT', moodCode: 'EVN' },
      element('code', { code: 'PRPA_TE201306UV02', codeSystem: interactionOid }),
      found.map(writeCandidate),
      element(
        'queryAck',
        {},
        writeId('queryId', queryId),
        element('statusCode', { code: 'deliveredResponse' }),
        element('queryResponseCode', { code }),
        quantities,
      ),
      answer.kind === 'found' ? answer.asked : [],
    ),
  );
}

/** As software asks it. */
export function writeCandidatesQuery(sent: Omit<Sent, 'interaction'>, queryId: InstanceId, sought: SoughtTraits): Markup {
  const { familyName, givenName, approximateName, birthDate, sexe, postalCode, city, approximateCity } = sought;
  const parameter = (name: string, value: Markup, semantics: string): Markup => element(name, {}, value, element('semanticsText', {}, text(semantics)));
  return writeInteraction(
    { ...sent, interaction: 'PRPA_IN201305UV02' },
    'AL',
    [],
    element(
      'controlActProcess',
      { classCode: 'CACT', moodCode: 'EVN' },
      element('code', { code: 'PRPA_TE201305UV02', codeSystem: interactionOid }),
      element(
        'queryByParameter',
        {},
        writeId('queryId', queryId),
        element('statusCode', { code: 'new' }),
        element(
          'parameterList',
          {},
          sexe === undefined
            ? []
            : parameter('livingSubjectAdministrativeGender', element('value', { code: sexe === 'I' ? 'U' : sexe }), 'LivingSubject.administrativeGender'),
          parameter('livingSubjectBirthTime', element('value', { value: writeDay(birthDate) }), 'LivingSubject..birthTime'),
          parameter(
            'livingSubjectName',
            element(
              'value',
              { use: approximateName ? 'SRCH' : undefined },
              element('family', {}, text(familyName)),
              givenName === undefined ? [] : element('given', {}, text(givenName)),
            ),
            'LivingSubject.name',
          ),
          postalCode === undefined && city === undefined
            ? []
            : parameter(
                'patientAddress',
                element(
                  'value',
                  { use: approximateCity ? 'SRCH' : undefined },
                  postalCode === undefined ? [] : element('postalCode', {}, text(postalCode)),
                  city === undefined ? [] : element('city', {}, text(city)),
                ),
                'Patient.addr',
              ),
        ),
      ),
    ),
  );
}

/** As software reads it. */
export interface ReadCandidates {
  readonly acknowledgement: Acknowledgement | undefined;
  readonly queryId: InstanceId | undefined;
  readonly responseCode: string | undefined;
  readonly candidates: readonly {
    /** Those that are INS. */
    readonly ids: readonly Ins[];
    readonly familyNames: readonly string[];
    readonly likeness: number | undefined;
    readonly opposesCentre15: boolean | undefined;
  }[];
}

export function parseCandidatesAnswer(body: XmlElement): Parsed<ReadCandidates> {
  if (!isInteraction(body, 'PRPA_IN201306UV02')) return wrongInteraction(body, 'PRPA_IN201306UV02');
  const findings: Findings = { found: [] };
  const act = hl7.first(body, 'controlActProcess');
  const candidates = hl7.children(act, 'subject').map((subject) => {
    const patient = hl7.first(subject, 'registrationEvent', 'subject1', 'patient');
    const likeness = Number(attribute(hl7.first(patient, 'subjectOf1', 'queryMatchObservation', 'value'), 'value') ?? Number.NaN);
    return {
      ids: hl7.children(patient, 'id').flatMap((id) => {
        const read = parseIns(attribute(id, 'extension') ?? '', attribute(id, 'root') ?? '');
        return read.ok ? [read.value] : [];
      }),
      familyNames: hl7.children(hl7.first(patient, 'patientPerson', 'name'), 'family').map((family) => family.content.trim()),
      likeness: Number.isNaN(likeness) ? undefined : likeness,
      opposesCentre15: readFlag(hl7.first(patient, 'subjectOf2', 'administrativeObservation', 'value')),
    };
  });
  return gathered(
    {
      acknowledgement: readAcknowledgement(body),
      queryId: readId(hl7.first(act, 'queryAck', 'queryId'), 'queryAck/queryId', findings),
      responseCode: codeOf(hl7.first(act, 'queryAck', 'queryResponseCode')),
      candidates,
    },
    findings,
  );
}
