// The transactions about records and authorisations on the wire, case by case (tests/golden/wire): what was asked, what the rules decided, the
// statements that were sent, what was answered.

import { writeListAuthorization, writeSetAuthorization } from '@carnet/codecs/habilitations';
import { writeCandidatesQuery, writeDemographicsQuery, writeRegistration } from '@carnet/codecs/hl7v3';
import { writePatientList } from '@carnet/codecs/patients-specific';
import type { Ins } from '@carnet/domain/identity';
import { habilitations } from '@carnet/server/interfaces/soap/habilitations';
import { patients } from '@carnet/server/interfaces/soap/patients';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { armand, insOf } from '../fixtures/cda/compose.ts';
import { noon } from '../support/records.ts';
import { type WireCase, expectGolden, formerIns, insC, openWireWorld } from '../support/wire-world.ts';

const golden = join(import.meta.dirname, '../golden/wire');
const world = await openWireWorld();
afterAll(async () => world.close());
beforeEach(async () => world.empty());

const { ins, traits } = world.dossier;
const nobody = insOf('185057800608491') satisfies Ins;
const sent = {
  id: { root: '1.2.250.1.999.1.1', extension: 'message-1' },
  at: noon,
  sender: { id: { root: '1.2.250.1.999.1' }, softwareName: 'Logiciel' },
  receiver: { id: { root: '1.2.250.1.213.4.1.1.1' }, softwareName: 'DMP' },
};
const queryId = { root: '1.2.250.1.999.2', extension: 'question-1' };
const contact = {
  telecoms: [{ kind: 'mobile', value: '0607080901' }],
  address: { lines: ['20 rue des Edelweiss'], postalCode: '75005', city: 'Paris' },
  representative: { relation: 'FTH', familyName: 'VASSEUR', givenName: 'Jean', telecoms: [] },
} as const;

const hl7 = (interaction: string) => patients[`urn:hl7-org:v3:PRPA_IN${interaction}UV02`]!;
const place = 'urn:si-dmp-habilitations:HabilitationsEndPoint';
const asking = (reason: 'TEST_EXST' | 'CNSLT_DATA', by: WireCase['by'], patient = ins): WireCase => ({
  transaction: hl7('201307'),
  by,
  patient,
  body: writeDemographicsQuery(sent, { reason, queryId, patient }),
});
const revising = (reason: 'REAC' | 'MODIF_DATA' | 'FERM', by: WireCase['by'], over: Partial<Parameters<typeof writeRegistration>[1]> = {}): WireCase => ({
  transaction: hl7('201314'),
  by,
  body: writeRegistration(sent, {
    reason,
    patient: ins,
    traits,
    ...(reason === 'FERM' ? { closing: { motive: 'demande-patient', reason: 'Ne souhaite plus' } } : {}),
    ...over,
  }),
});
const setting = (by: WireCase['by'], action: 'AJOUT' | 'SUPPRESSION', role?: 'MEDECIN_TRAITANT'): WireCase => ({
  transaction: habilitations[`${place}:setAuthorization`]!,
  by,
  body: writeSetAuthorization({ action, ...(role === undefined ? {} : { role }) }),
});
const close = revising('FERM', 'medecinTraitant');

/** [file, title, the case, what was done before it]. */
const cases: readonly (readonly [file: string, title: string, wire: WireCase, before?: readonly WireCase[]])[] = [
  ['td02/exists', 'TD0.2: a record, and what the caller may do with it', asking('TEST_EXST', 'medecinTraitant')],
  ['td02/without-agreement', 'TD0.2: a record without the patient’s agreement', asking('TEST_EXST', 'colleague')],
  ['td02/by-structure', 'TD0.2: asked by a structure', asking('TEST_EXST', 'structure')],
  ['td02/no-record', 'TD0.2: nobody has this INS', asking('TEST_EXST', 'colleague', nobody)],
  ['td02/former-number', 'TD0.2: asked by a former number, answered with today’s', asking('TEST_EXST', 'medecinTraitant', formerIns)],
  ['td02/ins-c', 'TD0.2: asked by a legacy INS-C', asking('TEST_EXST', 'colleague', insC)],
  ['td02/closed', 'TD0.2: a record that was closed, when and why', asking('TEST_EXST', 'colleague'), [close]],
  ['td02/other-patient', 'TD0.2: another patient than the assertion’s', { ...asking('TEST_EXST', 'colleague', insOf(armand.matricule)), patient: ins }],
  [
    'td02/another-interaction',
    'TD0.2: the interaction of another transaction',
    { ...asking('TEST_EXST', 'colleague'), body: revising('FERM', 'colleague').body },
  ],
  ['td03/declared', 'TD0.3: the patient’s agreement', setting('colleague', 'AJOUT')],
  ['td03/declared-again', 'TD0.3: the same agreement once more', setting('colleague', 'AJOUT'), [setting('colleague', 'AJOUT')]],
  ['td03/withdrawn', 'TD0.3: nothing to withdraw', setting('colleague', 'SUPPRESSION')],
  ['td03/medecin-traitant', 'TD0.3: a physician whom the patient chose', setting('colleague', 'AJOUT', 'MEDECIN_TRAITANT')],
  ['td03/not-medecin-traitant', 'TD0.3: leaving a role one does not have', setting('colleague', 'SUPPRESSION', 'MEDECIN_TRAITANT')],
  ['td03/by-structure', 'TD0.3: a structure declares nothing', setting('structure', 'AJOUT')],
  [
    'td04/mine',
    'TD0.4: the records that open to me',
    {
      transaction: patients['urn:si-dmp-patients:PatientSpecificEndPoint:patientList']!,
      by: 'medecinTraitant',
      patient: null,
      body: writePatientList({ namespace: 'urn:com:santeos:dmp:patient:2010', dateType: 'LASTAUTORIZATION' }),
    },
  ],
  [
    'td05/not-regulating',
    'TD0.5: nobody searches in normal mode',
    {
      transaction: hl7('201305'),
      by: 'colleague',
      patient: null,
      body: writeCandidatesQuery(sent, queryId, { familyName: traits.birthName, approximateName: false, birthDate: traits.birthDate, approximateCity: false }),
    },
  ],
  [
    'td11/left-to-patients',
    'TD1.1: professionals open no record',
    {
      transaction: hl7('201311'),
      by: 'author',
      patient: nobody,
      body: writeRegistration(sent, { reason: 'CREA_RD', patient: nobody, traits, said: { CONSENTEMENT_OUVERTURE_DMP: true } }),
    },
  ],
  ['td12/left-to-patients', 'TD1.2: nor reopen one', revising('REAC', 'medecinTraitant', { said: { CONSENTEMENT_REACTIVATION_DMP: true } }), [close]],
  [
    'td13/read',
    'TD1.3a: how the person is reached',
    asking('CNSLT_DATA', 'colleague'),
    [revising('MODIF_DATA', 'medecinTraitant', { contact, said: { OPPOSITION_ACCES_URGENCE: true } })],
  ],
  [
    'td13/revised',
    'TD1.3b: contact details and an opposition',
    revising('MODIF_DATA', 'medecinTraitant', { contact, said: { OPPOSITION_ACCES_URGENCE: true } }),
  ],
  ['td13/without-agreement', 'TD1.3b: without the patient’s agreement', revising('MODIF_DATA', 'colleague', { contact })],
  ['td14/closed', 'TD1.4: closed at the patient’s request', close],
  ['td14/closed-already', 'TD1.4: closed already', close, [close]],
  ['td14/without-motive', 'TD1.4: no motive', { ...close, body: close.body.replace('FERMETURE_DEMANDE_PATIENT', 'AUTRE') }],
  ['td14/by-structure', 'TD1.4: a structure closes nothing', revising('FERM', 'structure')],
  [
    'td16/listed',
    'TD1.6: who may see the record',
    { transaction: habilitations[`${place}:listAuthorizationByPatient`]!, by: 'medecinTraitant', body: writeListAuthorization('TOUTE') },
    [setting('colleague', 'AJOUT')],
  ],
  [
    'td16/without-agreement',
    'TD1.6: without the patient’s agreement',
    { transaction: habilitations[`${place}:listAuthorizationByPatient`]!, by: 'colleague', body: writeListAuthorization('TOUTE') },
  ],
];
for (const [file, title, wire, before = []] of cases)
  test(title, async () => {
    for (const one of before) expect((await world.run(one)).answer).not.toContain('<fault');
    expectGolden(join(golden, `${file}.json`), title, wire.body, await world.run(wire));
  });
