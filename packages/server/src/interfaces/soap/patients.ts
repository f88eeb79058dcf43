// The service `patients`: whether a record exists (TD0.2), whose list it is in (TD0.4), who it may be (TD0.5), what is known of how its person is
// reached (TD1.3), and its opening, reopening and closing (TD1.1, TD1.2, TD1.4). Translates, and decides nothing: what becomes a refusal of HL7
// v3 and what a SOAP fault is said in ADR 21.

import {
  type AnswerContext,
  type CandidatesAnswer,
  type DemographicsAnswer,
  type DemographicsQuery,
  parseCandidatesQuery,
  parseDemographicsQuery,
  writeCandidatesAnswer,
  writeDemographicsAnswer,
} from '@carnet/codecs/hl7v3';
import { type ListedDossier, parsePatientList, writePatientListAnswer } from '@carnet/codecs/patients-specific';
import type { SoapAnswer } from '@carnet/codecs/soap';
import { type Ins, sameIns } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import { findPatient } from '../../application/find-patient.ts';
import { type ListedPatient, listPatients } from '../../application/list-patients.ts';
import { readAdministrativeData } from '../../application/revise-contact.ts';
import { testExistence } from '../../application/test-existence.ts';
import type { DossierIdentity } from '../../ports/index.ts';
import type { Service, SoapCall, Transaction } from './call.ts';
import { acknowledgementOf, isOfMessage, otherPatient } from './hl7v3-refusals.ts';
import { addPatient, revisePatient } from './registrations.ts';

const contextOf = ({ ports }: SoapCall): AnswerContext => ({ id: ports.newId(), at: ports.clock.now() });
const idsOf = ({ ins, formerIns }: Pick<DossierIdentity, 'ins' | 'formerIns'>): readonly Ins[] => [ins, ...formerIns];

/** TD0.2 and TD1.3a. */
const getDemographics: Transaction = async (call) => {
  const query = parseDemographicsQuery(call.body);
  if (!query.ok) return refuse('REQUETE_MALFORMEE', query.findings);
  const told = await tell(call, query.value);
  return told.ok ? ok({ action: 'urn:hl7-org:v3:PRPA_IN201308UV02', body: writeDemographicsAnswer(query.value, told.value, contextOf(call)) }) : told;
};

async function tell(call: SoapCall, { reason, patient }: DemographicsQuery): Promise<Result<DemographicsAnswer>> {
  const { ports, caller } = call;
  if (call.patient === undefined || !sameIns(call.patient, patient))
    return ok({ kind: 'refused', acknowledgement: acknowledgementOf(otherPatient('patientIdentifier/value')) });
  if (reason === 'CNSLT_DATA') {
    const data = await readAdministrativeData(ports, caller, { ins: patient });
    if (!data.ok) return data.refusal.code === 'DOSSIER_INEXISTANT' ? ok({ kind: 'not-found' }) : data;
    const { identity, contact, representants, choices } = data.value;
    return ok({ kind: 'administrative', ids: idsOf(identity), traits: identity.traits, contact, representants, choices });
  }
  const existence = await testExistence(ports, caller, { ins: patient });
  if (!existence.ok) return existence;
  if (!existence.value.found) return ok({ kind: 'not-found' });
  const { life, closing, autorisation, medecinTraitant, space, currentIns } = existence.value;
  return ok({
    kind: 'existence',
    // The one that was asked, and today's where that is a former one: what else the person is known by is no business of this question.
    ids: currentIns === undefined ? [patient] : [currentIns, patient],
    closed: life === 'ferme',
    ...(closing === undefined ? {} : { closing }),
    autorisation,
    medecinTraitant,
    compteOuvert: space !== 'none',
    rattachementEns: space === 'opened',
  });
}

/** TD0.5. */
const findCandidates: Transaction = async (call) => {
  const read = parseCandidatesQuery(call.body);
  if (!read.ok) return refuse('REQUETE_MALFORMEE', read.findings);
  const { query, ...unread } = read.value;
  const answered = (answer: CandidatesAnswer): Result<SoapAnswer> =>
    ok({ action: 'urn:hl7-org:v3:PRPA_IN201306UV02', body: writeCandidatesAnswer(unread, answer, contextOf(call)) });
  if (!query.ok) return answered({ kind: 'refused', acknowledgement: acknowledgementOf({ code: 'PARAMETRE_INVALIDE', findings: query.findings }) });
  const found = await findPatient(call.ports, call.caller, query.value.sought);
  if (!found.ok) return isOfMessage(found.refusal) ? answered({ kind: 'refused', acknowledgement: acknowledgementOf(found.refusal) }) : found;
  const candidates = found.value.map(({ identity, contact, opposesCentre15, likeness }) => ({
    ids: idsOf(identity),
    traits: identity.traits,
    contact,
    opposesCentre15,
    likeness,
  }));
  return answered({ kind: 'found', candidates, asked: query.value.asked });
};

/** More than that is asked again from a later date. */
const longestList = 500;
const pageOf = 100;

/** TD0.4. A structure is told of new agreements only (note 3 of the functional matrix). */
const patientList: Transaction = async (call) => {
  const { ports, caller, body } = call;
  const read = parsePatientList(body);
  if (!read.ok) return refuse('REQUETE_MALFORMEE', read.findings);
  const { namespace, startDate, dateType, psOwnerId } = read.value;
  const answered = (rows: readonly ListedDossier[], status: string, context = ''): Result<SoapAnswer> =>
    ok({
      action: 'urn:si-dmp-patients:PatientSpecificEndPoint:patientListResponse',
      body: writePatientListAnswer(namespace, rows, { status, context }),
    });
  const { actor } = caller;
  if (psOwnerId !== undefined && !('id' in actor && actor.id === psOwnerId))
    return answered([], 'PARAMETRE_INVALIDE', 'psOwnerId : seule votre propre liste, ou celle de votre structure, vous est donnée.');
  if (actor.kind === 'structure' && (dateType === 'LASTDOC' || startDate === undefined))
    return answered([], 'PARAMETRE_INVALIDE', 'Une structure demande les nouvelles autorisations depuis une date : startDate et LASTAUTORIZATION.');
  const rows: ListedPatient[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await listPatients(ports, caller, {
      filter: 'all',
      limit: pageOf,
      lastAdded: true,
      ...(cursor === undefined ? {} : { cursor }),
      ...(startDate === undefined || dateType === 'LASTDOC' ? {} : { declaredSince: startDate }),
    });
    if (!page.ok) return page;
    rows.push(...page.value.rows);
    cursor = page.value.nextCursor;
    if (cursor === undefined || rows.length >= longestList) break;
  }
  const listed =
    dateType === 'LASTDOC' && startDate !== undefined ? rows.filter(({ lastAddedAt }) => lastAddedAt !== undefined && lastAddedAt >= startDate) : rows;
  const all = listed.slice(0, longestList).map(toListed);
  return answered(all, 'DMPOk', rows.length >= longestList ? `Liste limitée à ${longestList} dossiers : précisez startDate.` : '');
};

function toListed({ identity, nameOnly, tie, lastConsultedAt, lastAddedAt }: ListedPatient): ListedDossier {
  const { traits } = identity;
  return {
    ids: idsOf(identity),
    usedName: traits.usedName ?? traits.birthName,
    birthName: traits.birthName,
    firstName: traits.usedFirstName ?? traits.birthFirstNames.split(' ')[0]!,
    ...(nameOnly ? {} : { birthDate: traits.birthDate }),
    medecinTraitant: tie === 'medecin-traitant' || tie === 'administrateur',
    ...(lastConsultedAt === undefined ? {} : { lastAccessAt: lastConsultedAt }),
    ...(lastAddedAt === undefined ? {} : { lastAddedAt }),
  };
}

export const patients: Service = {
  'urn:hl7-org:v3:PRPA_IN201307UV02': getDemographics,
  'urn:hl7-org:v3:PRPA_IN201305UV02': findCandidates,
  'urn:hl7-org:v3:PRPA_IN201311UV02': addPatient,
  'urn:hl7-org:v3:PRPA_IN201314UV02': revisePatient,
  'urn:si-dmp-patients:PatientSpecificEndPoint:patientList': patientList,
};
