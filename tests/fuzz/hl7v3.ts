// The patient transactions of the DMP, broken: every reader of HL7 v3 and of the DMP's own services answers each message, and where the wrapper
// reads, an answer to it can be written and is XML.

import { parseListAuthorization, parseOutput, parseSetAuthorization, writeListAuthorization, writeSetAuthorization } from '@carnet/codecs/habilitations';
import {
  parseCandidatesAnswer,
  parseCandidatesQuery,
  parseDemographicsAnswer,
  parseDemographicsQuery,
  parseRegistration,
  parseRegistrationAnswer,
  writeCandidatesAnswer,
  writeCandidatesQuery,
  writeDemographicsAnswer,
  writeDemographicsQuery,
  writeRegistration,
  writeRegistrationAnswer,
} from '@carnet/codecs/hl7v3';
import { parsePatientList, writePatientList } from '@carnet/codecs/patients-specific';
import { parseXml } from '@carnet/codecs/xml';
import type { Ins, Matricule } from '@carnet/domain/identity';
import { type CivilDate, instantOf } from '@carnet/domain/kernel';

const at = instantOf(Date.UTC(2026, 10, 20));
const patient: Ins = { matricule: '279035121518989' as Matricule, oid: '1.2.250.1.213.1.4.10' };
const sent = { id: { root: '1.2.250.1.999', extension: 'm' }, at, sender: { id: { root: '1.2' }, softwareName: 'L' }, receiver: { id: { root: '1.3' } } };
const queryId = { root: '1.4', extension: 'q' };
const traits = {
  birthName: 'PAT-TROIS',
  birthFirstNames: 'DOMINIQUE MARIE',
  birthDate: '1979-03-28' as CivilDate,
  sexe: 'F',
  birthPlaceCog: '51215',
  usedName: 'É & <B>',
} as const;
const contact = {
  telecoms: [{ kind: 'mobile', value: '0607080901' }],
  address: { lines: ['1 rue X'], city: 'Paris' },
  representative: { relation: 'FTH', familyName: 'R', givenName: 'J', telecoms: [] },
} as const;
const sought = {
  familyName: 'DÉCHAÎNE',
  givenName: 'Irène',
  approximateName: true,
  birthDate: traits.birthDate,
  sexe: 'F',
  city: 'Seclin',
  approximateCity: true,
} as const;
const context = { id: '7c1f0f38-9a5c-4a55-9a3c-1b2c3d4e5f60', at };
const acknowledgement = { kind: 'AE', details: [{ code: 'X', text: 'x' }] } as const;

const demographics = { reason: 'TEST_EXST', queryId, patient } as const;
const transmission = { id: sent.id, sender: sent.sender, receiver: sent.receiver };
export const hl7v3Messages: readonly Buffer[] = [
  writeDemographicsQuery(sent, demographics),
  writeDemographicsAnswer(
    { ...demographics, transmission },
    { kind: 'administrative', ids: [patient], traits, contact, representants: [], choices: { opposesBrisDeGlace: true, opposesCentre15: false } },
    context,
  ),
  writeCandidatesQuery(sent, queryId, sought),
  writeRegistration(sent, { reason: 'CREA_RD', patient, traits, contact, said: { CONSENTEMENT_OUVERTURE_DMP: true, OPPOSITION_BRIS_DE_GLACE: false } }),
  writeRegistration(sent, { reason: 'FERM', patient, traits, closing: { motive: 'demande-patient', reason: 'Ne souhaite plus' } }),
  writeRegistrationAnswer({ kind: 'revise', transmission, reason: 'FERM' }, { kind: 'refused', acknowledgement }, context),
  writeSetAuthorization({ action: 'AJOUT', role: 'MEDECIN_TRAITANT' }),
  writeListAuthorization('TOUTE'),
  writePatientList({ namespace: 'urn:si-dmp-patients', dateType: 'LASTDOC', startDate: at }),
].map((one) => Buffer.from(one, 'utf8'));

interface Answered {
  readonly ok: boolean;
  readonly findings?: readonly unknown[];
}
function answered<T extends Answered>(read: T): T {
  if (!read.ok && (read.findings?.length ?? 0) === 0) throw new Error('refused without a finding');
  return read;
}
function isXml(written: string): void {
  const again = parseXml(Buffer.from(written, 'utf8'));
  if (!again.ok) throw new Error(`what was written is no XML: ${JSON.stringify(again.findings)}`);
  again.value.dispose();
}

export function runHl7v3(bytes: Buffer): void {
  const parsed = parseXml(bytes);
  if (!parsed.ok) return void answered(parsed);
  using document = parsed.value;
  const { root } = document;
  const query = answered(parseDemographicsQuery(root));
  if (query.ok) isXml(writeDemographicsAnswer(query.value, { kind: 'not-found' }, context));
  const candidates = answered(parseCandidatesQuery(root));
  if (candidates.ok) {
    const { query: asked } = candidates.value;
    answered(asked);
    isXml(
      writeCandidatesAnswer(
        candidates.value,
        asked.ok ? { kind: 'found', candidates: [], asked: asked.value.asked } : { kind: 'refused', acknowledgement },
        context,
      ),
    );
  }
  for (const kind of ['add', 'revise'] as const) {
    const request = answered(parseRegistration(root, kind));
    if (!request.ok) continue;
    answered(request.value.registration);
    isXml(writeRegistrationAnswer(request.value, { kind: 'refused', acknowledgement }, context));
  }
  for (const read of [parseDemographicsAnswer, parseCandidatesAnswer, parseRegistrationAnswer, parseSetAuthorization, parseListAuthorization, parsePatientList])
    answered(read(root));
  answered(parseOutput(root, 'patientlistData'));
}
