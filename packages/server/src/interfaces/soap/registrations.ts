// PRPA_IN201311UV02 and PRPA_IN201314UV02 of the service `patients`: a record created, reopened, revised or closed for the person (TD1.1, TD1.2,
// TD1.3b, TD1.4). What the message is at fault for, and what became of the record, is an interaction of HL7 v3; who may not is a SOAP fault.

import {
  type ReadPerson,
  type Registration,
  type RegistrationAnswer,
  type RegistrationRequest,
  parseRegistration,
  writeRegistrationAnswer,
} from '@carnet/codecs/hl7v3';
import type { SoapAnswer } from '@carnet/codecs/soap';
import type { DossierChoices } from '@carnet/domain/dossier';
import { type IdentityTraits, sameIns } from '@carnet/domain/identity';
import { type Finding, type Parsed, type Refusal, type Result, ok, parsed, refuse } from '@carnet/domain/kernel';
import { closeRecord } from '../../application/close-record.ts';
import { createRecord } from '../../application/create-record.ts';
import { reopenRecord } from '../../application/reopen-record.ts';
import { reviseContact } from '../../application/revise-contact.ts';
import type { SoapCall, Transaction } from './call.ts';
import { acknowledgementOf, isOfMessage, otherPatient } from './hl7v3-refusals.ts';

const registering =
  (kind: RegistrationRequest['kind'], act: (call: SoapCall, registration: Registration) => Promise<Result<RegistrationAnswer>>): Transaction =>
  async (call) => {
    const request = parseRegistration(call.body, kind);
    if (!request.ok) return refuse('REQUETE_MALFORMEE', request.findings);
    const { registration } = request.value;
    const refused = (refusal: Refusal): RegistrationAnswer => ({ kind: 'refused', acknowledgement: acknowledgementOf(refusal) });
    const answered = (answer: RegistrationAnswer): Result<SoapAnswer> => {
      const context = { id: call.ports.newId(), at: call.ports.clock.now() };
      return ok({
        action: `urn:hl7-org:v3:PRPA_IN${kind === 'add' ? '201311' : '201314'}ResponseUV02`,
        body: writeRegistrationAnswer(request.value, answer, context),
      });
    };
    if (!registration.ok) return answered(refused({ code: 'PARAMETRE_INVALIDE', findings: registration.findings }));
    if (call.patient === undefined || !sameIns(call.patient, registration.value.patient)) return answered(refused(otherPatient('patient/id')));
    const done = await act(call, registration.value);
    if (done.ok) return answered(done.value);
    return isOfMessage(done.refusal) ? answered(refused(done.refusal)) : done;
  };

/** Those the message says; what it does not say stays as it is. */
function choicesOf({ said }: Registration): Pick<Partial<DossierChoices>, 'opposesBrisDeGlace' | 'opposesCentre15'> {
  const { OPPOSITION_BRIS_DE_GLACE: brisDeGlace, OPPOSITION_ACCES_URGENCE: centre15 } = said;
  return { ...(brisDeGlace === undefined ? {} : { opposesBrisDeGlace: brisDeGlace }), ...(centre15 === undefined ? {} : { opposesCentre15: centre15 }) };
}

/** A record begins with the five traits that qualify its INS: the birth place too, as INSi gives it. */
function traitsOf({ birthName, usedName, givenNames, sexe, birthDate, birthPlaceCog }: ReadPerson): Parsed<IdentityTraits> {
  const missing = (field: string): Finding => ({ field: `patientPerson/${field}`, rule: 'CHAMP_ABSENT' });
  if (birthName !== undefined && givenNames.length > 0 && sexe !== undefined && birthDate !== undefined && birthPlaceCog !== undefined)
    return parsed({
      birthName,
      birthFirstNames: givenNames.join(' '),
      birthDate,
      sexe,
      birthPlaceCog,
      ...(usedName === undefined || usedName === birthName ? {} : { usedName }),
    });
  return {
    ok: false,
    findings: [
      ...(birthName === undefined ? [missing('name/family[@qualifier="BR"]')] : []),
      ...(givenNames.length === 0 ? [missing('name/given')] : []),
      ...(sexe === undefined ? [missing('administrativeGenderCode')] : []),
      ...(birthDate === undefined ? [missing('birthTime')] : []),
      ...(birthPlaceCog === undefined ? [missing('birthPlace/addr/county')] : []),
    ],
  };
}

/** TD1.1. */
export const addPatient = registering('add', async ({ ports, caller }, registration) => {
  const { patient, person, said } = registration;
  const traits = traitsOf(person);
  if (!traits.ok) return refuse('PARAMETRE_INVALIDE', traits.findings);
  const creation = await createRecord(ports, caller, {
    ins: patient,
    traits: traits.value,
    contact: person.contact,
    choices: choicesOf(registration),
    agreed: said.CONSENTEMENT_OUVERTURE_DMP === true,
  });
  if (!creation.ok) return creation;
  if (creation.value.kind === 'created') return ok({ kind: 'accepted', patient, status: 'active', traits: traits.value });
  return refuse('TRANSITION_INTERDITE', [{ field: 'patient/id', rule: creation.value.life === 'ferme' ? 'DOSSIER_FERME' : 'DOSSIER_DEJA_OUVERT' }]);
});

/** TD1.2, TD1.3b and TD1.4. */
export const revisePatient = registering('revise', async ({ ports, caller }, registration) => {
  const { reason, patient, person, said, closing } = registration;
  const dossier = { ins: patient };
  const accepted = (status: 'active' | 'terminated', done: Result<unknown>): Result<RegistrationAnswer> =>
    done.ok ? ok({ kind: 'accepted', patient, status }) : done;
  const choices = choicesOf(registration);
  if (reason === 'FERM' && closing !== undefined) return accepted('terminated', await closeRecord(ports, caller, dossier, closing));
  if (reason === 'REAC') {
    const agreed = said.CONSENTEMENT_REACTIVATION_DMP === true;
    return accepted('active', await reopenRecord(ports, caller, dossier, { agreed, ...(Object.keys(choices).length === 0 ? {} : { choices }) }));
  }
  return accepted('active', await reviseContact(ports, caller, dossier, { contact: person.contact, choices }));
});
