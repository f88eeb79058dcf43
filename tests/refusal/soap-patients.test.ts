// The services `patients` and `habilitations` through the whole door: real cards and certificates, assertions signed by their holders, the
// sandbox's records. Each row is one caller on one side of one line of the law, and what their software hears.

import { parseOutput, writeListAuthorization, writeSetAuthorization } from '@carnet/codecs/habilitations';
import {
  parseCandidatesAnswer,
  parseDemographicsAnswer,
  parseRegistrationAnswer,
  writeCandidatesQuery,
  writeDemographicsQuery,
  writeRegistration,
} from '@carnet/codecs/hl7v3';
import { writePatientList } from '@carnet/codecs/patients-specific';
import { type Markup, type XmlElement, elementsOf, parseXml } from '@carnet/codecs/xml';
import type { Ins } from '@carnet/domain/identity';
import { type CivilDate, type Parsed, instantOf } from '@carnet/domain/kernel';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SenderKeys } from '../../tools/simulator/sender.ts';
import type { ServiceName, SoapReply } from '../../tools/simulator/soap.ts';
import type { Purpose } from '../../tools/simulator/vihf.ts';
import { newDossier, newIns } from '../support/records.ts';
import { type SoapWorld, refusalIn, startSoapWorld } from '../support/soap-world.ts';

let world: SoapWorld;
beforeAll(async () => {
  world = await startSoapWorld();
}, 180_000);
afterAll(async () => world.close());

const sent = () => ({
  id: { root: '1.2.250.1.999.1', extension: randomUUID() },
  at: instantOf(Date.now()),
  sender: { id: { root: '1.2.250.1.999' } },
  receiver: { id: { root: '1.2.250.1.213.4.1.1.1' } },
});
const queryId = { root: '1.2.250.1.999.2', extension: 'q' };
const insOf = (key: string): Ins => {
  const found = world.server.personas.patients.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no patient ${key}`);
  return { matricule: found.ins as Ins['matricule'], oid: found.oid as Ins['oid'] };
};
const traits = newDossier().traits;

/** Service, action and body of each transaction, about that INS. */
const messages: Readonly<Record<string, readonly [ServiceName, string, (ins: Ins) => Markup]>> = {
  'TD0.2': ['patients', 'urn:hl7-org:v3:PRPA_IN201307UV02', (patient) => writeDemographicsQuery(sent(), { reason: 'TEST_EXST', queryId, patient })],
  'TD1.3a': ['patients', 'urn:hl7-org:v3:PRPA_IN201307UV02', (patient) => writeDemographicsQuery(sent(), { reason: 'CNSLT_DATA', queryId, patient })],
  'TD0.3': ['habilitations', 'urn:si-dmp-habilitations:HabilitationsEndPoint:setAuthorization', () => writeSetAuthorization({ action: 'AJOUT' })],
  'TD0.3 MT': [
    'habilitations',
    'urn:si-dmp-habilitations:HabilitationsEndPoint:setAuthorization',
    () => writeSetAuthorization({ action: 'SUPPRESSION', role: 'MEDECIN_TRAITANT' }),
  ],
  'TD0.4': [
    'patients',
    'urn:si-dmp-patients:PatientSpecificEndPoint:patientList',
    () => writePatientList({ namespace: 'urn:si-dmp-patients', dateType: 'LASTAUTORIZATION' }),
  ],
  'TD0.5': [
    'patients',
    'urn:hl7-org:v3:PRPA_IN201305UV02',
    () => writeCandidatesQuery(sent(), queryId, { familyName: 'Mercié', approximateName: true, birthDate: '1972-04-15' as CivilDate, approximateCity: false }),
  ],
  'TD1.1': [
    'patients',
    'urn:hl7-org:v3:PRPA_IN201311UV02',
    (patient) => writeRegistration(sent(), { reason: 'CREA_RD', patient, traits, said: { CONSENTEMENT_OUVERTURE_DMP: true } }),
  ],
  'TD1.2': [
    'patients',
    'urn:hl7-org:v3:PRPA_IN201314UV02',
    (patient) => writeRegistration(sent(), { reason: 'REAC', patient, traits, said: { CONSENTEMENT_REACTIVATION_DMP: true } }),
  ],
  'TD1.3b': ['patients', 'urn:hl7-org:v3:PRPA_IN201314UV02', (patient) => writeRegistration(sent(), { reason: 'MODIF_DATA', patient, traits })],
  'TD1.4': [
    'patients',
    'urn:hl7-org:v3:PRPA_IN201314UV02',
    (patient) => writeRegistration(sent(), { reason: 'FERM', patient, traits, closing: { motive: 'demande-patient' } }),
  ],
  'TD1.6': ['habilitations', 'urn:si-dmp-habilitations:HabilitationsEndPoint:listAuthorizationByPatient', () => writeListAuthorization('TOUTE')],
};

interface Told {
  readonly purpose?: Purpose;
  readonly reason?: string;
  /** Whom the message is about, where it is not whom the assertion is. */
  readonly about?: Ins;
}
async function ask(keys: SenderKeys, transaction: string, patient: Ins | undefined, { about, purpose, reason }: Told = {}): Promise<SoapReply> {
  const [service, action, body] = messages[transaction]!;
  return world.ask(keys, service, {
    action,
    body: body(about ?? patient ?? newIns()),
    vihf: {
      ...(patient === undefined ? {} : { patient: { ins: patient.matricule, oid: patient.oid } }),
      ...(purpose === undefined ? {} : { purpose }),
      ...(reason === undefined ? {} : { reason }),
    },
  });
}

/** The body of an answer, by one of our own readers. */
function bodyOf<T>(reply: SoapReply, read: (body: XmlElement) => Parsed<T>): T {
  const parsed = parseXml(reply.raw);
  if (!parsed.ok) throw new Error(reply.raw.toString('utf8').slice(0, 500));
  using document = parsed.value;
  const body = elementsOf(document.root).find(({ name }) => name === 'Body')!;
  const value = read(elementsOf(body)[0]!);
  if (!value.ok) throw new Error(JSON.stringify(value.findings));
  return value.value;
}
/** `AUTORISATION_ABSENTE` of a fault, `OK VALIDE` of TD0.2, `201315 AA`, `DMPOk`. */
function said(reply: SoapReply): string {
  if (reply.fault !== undefined) {
    expect(reply.status).toBe(400);
    const code = refusalIn(reply.envelope)?.code;
    return `${reply.fault.codes.at(-1)} ${code}`;
  }
  expect(reply.status).toBe(200);
  const name = reply.body!.name;
  if (name === 'PRPA_IN201308UV02') {
    const { responseCode, autorisation, acknowledgement } = bodyOf(reply, parseDemographicsAnswer);
    return [responseCode, autorisation, acknowledgement?.details[0]?.code].filter(Boolean).join(' ');
  }
  if (name === 'PRPA_IN201306UV02') {
    const { responseCode, candidates } = bodyOf(reply, parseCandidatesAnswer);
    return `${responseCode} ${candidates.length}`;
  }
  if (name.endsWith('_Response')) {
    const { interaction, acknowledgement } = bodyOf(reply, parseRegistrationAnswer);
    return [interaction.slice(7, 13), acknowledgement?.kind, acknowledgement?.details[0]?.code].filter(Boolean).join(' ');
  }
  const { status, rows } = bodyOf(reply, (body) => parseOutput(body, name === 'patientListResponse' ? 'patientlistData' : 'listOfAuthorizationByPatient'));
  return [status, ...(rows.length === 0 ? [] : [rows.length])].join(' ');
}

const hospital = 'hopital-saint-fictif';
const denied = (code: string): string => `DMPAccessDeniedByRightsService ${code}`;
/** [who, transaction, patient, what is heard, what else is told]. */
const rows: readonly (readonly [who: string | SenderKeys, transaction: string, patient: string, heard: string, told?: Told])[] = [
  ['dr-moreau', 'TD0.2', 'dominique', 'OK VALIDE'],
  ['dr-royer', 'TD0.2', 'dominique', 'OK NON_EXISTE'],
  ['dr-royer', 'TD0.2', 'roland', 'OK INTERDIT'],
  ['dr-lefevre', 'TD0.2', 'camille', 'OK EXPIRE'],
  ['sec-marchal', 'TD0.2', 'dominique', 'OK NON_EXISTE'],
  [hospital, 'TD0.2', 'dominique', 'OK NON_EXISTE'],
  ['dr-royer', 'TD0.2', 'odette', 'OK NON_EXISTE'],
  ['dr-royer', 'TD1.3a', 'odette', 'NF'],
  ['dr-royer', 'TD1.3a', 'dominique', 'OK'],
  ['dr-royer', 'TD1.6', 'dominique', denied('AUTORISATION_ABSENTE')],
  ['dr-royer', 'TD1.6', 'roland', denied('PS_BLOQUE')],
  ['dr-royer', 'TD0.3', 'roland', denied('PS_BLOQUE')],
  ['dr-moreau', 'TD1.6', 'dominique', 'DMPOk 2'],
  ['dr-moreau', 'TD1.6', 'dominique', denied('FONCTION_INTERDITE'), { purpose: 'bris_de_glace', reason: 'Patiente inconsciente' }],
  ['dr-lefevre', 'TD0.3 MT', 'dominique', denied('FONCTION_INTERDITE')],
  [hospital, 'TD0.3', 'dominique', denied('FONCTION_INTERDITE')],
  ['sec-marchal', 'TD1.4', 'dominique', denied('AUTHENTIFICATION_INSUFFISANTE')],
  [hospital, 'TD1.4', 'dominique', denied('AUTHENTIFICATION_INSUFFISANTE')],
  ['dr-royer', 'TD1.4', 'dominique', denied('AUTORISATION_ABSENTE')],
  ['dr-royer', 'TD1.3b', 'dominique', denied('AUTORISATION_ABSENTE')],
  ['dr-moreau', 'TD1.2', 'odette', denied('FONCTION_INTERDITE')],
  ['dr-moreau', 'TD1.4', 'dominique', '201316 AE PATIENT_HORS_ASSERTION', { about: newIns() }],
  [{ card: hospital, person: 'ide-marin' }, 'TD1.4', 'dominique', denied('FONCTION_INTERDITE')],
  ['dr-royer', 'TD0.5', '', denied('FONCTION_INTERDITE'), { purpose: 'centre_15' }],
  ['dr-astier', 'TD0.5', '', 'OK 2', { purpose: 'centre_15' }],
  ['dr-astier', 'TD0.5', '', denied('FONCTION_INTERDITE')],
  [hospital, 'TD0.5', '', denied('FONCTION_INTERDITE'), { purpose: 'centre_15' }],
];

describe('each line of the law', () => {
  for (const [who, transaction, patient, heard, told = {}] of rows) {
    const keys = typeof who === 'string' ? { card: who } : who;
    const whom = [keys.card, keys.person].filter(Boolean).join(' for ');
    test(`${whom}, ${transaction} of ${patient || 'nobody named'}${told.purpose === undefined ? '' : `, ${told.purpose}`}: ${heard}`, async () => {
      expect(said(await ask(keys, transaction, patient === '' ? undefined : insOf(patient), told))).toBe(heard);
    });
  }

  test('nobody has this INS: the same NF to whoever may ask', async () => {
    for (const who of ['dr-royer', 'sec-marchal', hospital]) expect(said(await ask({ card: who }, 'TD0.2', newIns()))).toBe('NF');
    expect(said(await ask({ card: 'dr-royer' }, 'TD1.1', newIns()))).toBe(denied('FONCTION_INTERDITE'));
    expect(said(await ask({ card: 'dr-royer' }, 'TD1.4', newIns()))).toBe(denied('DOSSIER_INEXISTANT'));
  });

  test('my patients, without a patient in the assertion', async () => {
    expect(said(await ask({ card: 'dr-moreau' }, 'TD0.4', undefined))).toMatch(/^DMPOk \d+$/);
    expect(said(await ask({ card: hospital }, 'TD0.4', undefined))).toBe('PARAMETRE_INVALIDE');
  });

  test('what left the WSDL is not answered', async () => {
    const body = writePatientList({ namespace: 'urn:si-dmp-patients', dateType: 'LASTDOC' });
    for (const name of ['createPatientAccess', 'patientOTPUpdate', 'updatePatientAccess']) {
      const reply = await world.ask({ card: 'dr-moreau' }, 'patients', { action: `urn:si-dmp-patients:PatientSpecificEndPoint:${name}`, body });
      expect(reply.fault?.codes).toContain('ActionNotSupported');
      expect(refusalIn(reply.fault?.detail)).toMatchObject({ code: 'NON_PRIS_EN_CHARGE', rules: ['WSA_ACTION_RETIREE'] });
    }
  });
});

test('a médecin traitant declares, revises and closes for a patient without a space, who is told; then only the patient reopens', async () => {
  const [card, nicole] = [{ card: 'dr-lefevre' }, insOf('nicole')];
  expect(said(await ask(card, 'TD1.4', nicole))).toBe(denied('AUTORISATION_ABSENTE'));
  expect(said(await ask(card, 'TD0.3', nicole))).toBe('DMPOk');
  expect(said(await ask(card, 'TD1.3b', nicole))).toBe('201315 AA');
  expect(said(await ask(card, 'TD1.4', nicole))).toBe('201315 AA');
  expect(said(await ask(card, 'TD1.4', nicole))).toBe('201316 AE DMPClosed');
  const closed = bodyOf(await ask(card, 'TD0.2', nicole), parseDemographicsAnswer);
  expect(closed).toMatchObject({ responseCode: 'OK', status: 'terminated', motive: 'FERMETURE_DEMANDE_PATIENT' });
  expect(said(await ask(card, 'TD1.2', nicole))).toBe(denied('FONCTION_INTERDITE'));
  const told = await world.server.query<{ kind: string }>(`SELECT n.kind FROM notice n JOIN closing c USING (dossier_id)`);
  expect(told.map(({ kind }) => kind)).toContain('dossier-ferme');
});

test('whoever asks for INS after INS over SOAP is stopped, and told when to come back', async () => {
  for (let count = 0; count < 20; count++) {
    const reply = await ask({ card: 'mk-benali' }, 'TD0.2', newIns());
    if (reply.status === 429) break;
    expect(said(reply)).toBe('NF');
  }
  const last = await ask({ card: 'mk-benali' }, 'TD0.2', newIns());
  expect(last.status).toBe(429);
  expect(refusalIn(last.envelope)).toMatchObject({ code: 'RECHERCHES_ARRETEES', rules: ['ARRET_CARTE'] });
});
