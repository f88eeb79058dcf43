// The services `patients` and `habilitations` on real PostgreSQL, message in and message out: every column of the functional matrix against every
// transaction of them, then what each answers in each of its cases. The door around them has tests of its own.

import type { Actor, Mode, Policy } from '@carnet/domain/access';
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
import { type Markup, type XmlElement, parseXml } from '@carnet/codecs/xml';
import type { AutorisationId } from '@carnet/domain/dossier';
import type { Ins, ProfessionCode, PsIdNat, SpecialtyCode, StructIdNat } from '@carnet/domain/identity';
import { type CivilDate, type Instant, type Parsed, instantOf, plusDays } from '@carnet/domain/kernel';
import { noRevocations } from '@carnet/server/interfaces/pipeline/revocations';
import type { Service, SoapCall } from '@carnet/server/interfaces/soap/call';
import { habilitations } from '@carnet/server/interfaces/soap/habilitations';
import { patients } from '@carnet/server/interfaces/soap/patients';
import type { Ports } from '@carnet/server/ports';
import type { NewDossier } from '@carnet/server/storage/index';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { depositAs, doctor, newDossier, newEntry, newIns, noon } from '../support/records.ts';
import { portsOn } from '../support/ports.ts';

const { storage, close } = await freshDatabase();
afterAll(close);
let now: Instant = noon;
beforeEach(() => {
  now = noon;
});
const plain = portsOn(storage, () => now);
const under = (policy: Partial<Policy>): Ports => ({
  ...plain,
  law: { at: async (at) => ({ ...(await storage.law.at(at)), policy: { ...(await storage.law.at(at)).policy, ...policy } }) },
});
/** Professionals may open and reopen: what a cell refuses, it refuses by itself. */
const letting = under({ creationByProfessionals: true });

const here = '1750000018' as StructIdNat;
const self = '801234567897' as PsIdNat;
const other = '899700000001' as PsIdNat;
await storage.registry.register({
  structures: [{ id: here, name: 'Hôpital Saint-Fictif', sector: 'SA01', active: true, regulates: true }],
  professionnels: [
    {
      id: self,
      familyName: 'MOREAU',
      givenName: 'Claude',
      profession: '10' as ProfessionCode,
      specialty: 'SM26' as SpecialtyCode,
      structures: [here],
      active: true,
    },
    { id: other, familyName: 'PETIT', givenName: 'Jean', profession: '60' as ProfessionCode, structures: [], active: true },
  ],
});

type Column = 'ps' | 'medecin' | 'travail' | 'mt' | 'cpe' | 'structure';
const modeOf: Readonly<Record<string, Mode>> = { N: 'normal', R: 'centre_15', B: 'bris_de_glace' };
const place = { active: true, structures: [here], structure: { id: here, active: true, regulates: true } } as const;
const actorOf = (column: Column, indirect = false): Actor => {
  const authentication = indirect ? 'INDIRECTE_RENFORCEE' : 'DIRECTE';
  if (column === 'structure') return { kind: 'structure', id: here, active: true, regulates: true };
  if (column === 'cpe') return { kind: 'secretariat', id: '3750000018/0001' as PsIdNat, authentication, ...place };
  const profession = (column === 'ps' ? '60' : '10') as ProfessionCode;
  return { kind: 'professionnel', id: self, profession, authentication, ...place, ...(column === 'travail' ? { specialty: 'SM25' as SpecialtyCode } : {}) };
};

const software = () => ({
  id: { root: '1.2.250.1.999.1.1', extension: randomUUID() },
  at: now,
  sender: { id: { root: '1.2.250.1.999.1' } },
  receiver: { id: { root: '1.2.250.1.213.4.1.1.1' } },
});
const queryId = { root: '1.2.250.1.999.2', extension: 'q' };
const demographics = (reason: 'TEST_EXST' | 'CNSLT_DATA', patient: Ins) => writeDemographicsQuery(software(), { reason, queryId, patient });

/** Reads the body of an answer, or of a question, and gives the document back. */
function reading<T>(xml: string, read: (root: XmlElement) => T): T {
  const parsed = parseXml(Buffer.from(xml, 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  using document = parsed.value;
  return read(document.root);
}
interface Asking {
  readonly ports?: Ports;
  readonly mode?: Mode;
  readonly patient?: Ins;
}
interface Heard {
  readonly code: string;
  readonly action: string | undefined;
  readonly body: string;
}
async function ask(service: Service, action: string, actor: Actor, body: Markup, { ports = plain, mode = 'normal', patient }: Asking = {}): Promise<Heard> {
  const parsed = parseXml(Buffer.from(body, 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  using document = parsed.value;
  const call: SoapCall = {
    ports,
    revocations: noRevocations,
    authorities: [],
    insOids: ['1.2.250.1.213.1.4.10'],
    repositoryOid: '1.2.3',
    cdaSchema: undefined,
    hold: () => true,
    keepRefused: async () => undefined,
    baseUrl: 'https://localhost/si-dmp-server/v2/services',
    caller: { actor, mode, context: { door: 'soap', actorName: 'Claude MOREAU' } },
    patient,
    body: document.root,
    parts: new Map(),
  };
  const answered = await service[action]!(call);
  return answered.ok ? { code: 'ok', action: answered.value.action, body: answered.value.body } : { code: answered.refusal.code, action: undefined, body: '' };
}
const value = <T>(parsed: Parsed<T>): T => {
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  return parsed.value;
};
const hl7 = 'urn:hl7-org:v3:PRPA_IN';
const end = { habilitations: 'urn:si-dmp-habilitations:HabilitationsEndPoint', patients: 'urn:si-dmp-patients:PatientSpecificEndPoint' } as const;

const held = { declaredAt: plusDays(noon, -9), declaredBy: 'x', expiresAt: plusDays(noon, 90) } as const;
async function open(over: Partial<NewDossier> = {}): Promise<NewDossier> {
  const dossier = newDossier({
    autorisations: [
      { id: randomUUID() as AutorisationId, beneficiaire: { kind: 'professionnel', id: self }, ...held },
      { id: randomUUID() as AutorisationId, beneficiaire: { kind: 'structure', id: here }, ...held },
    ],
    ...over,
  });
  expect(await storage.registry.openDossier(dossier)).toBe(true);
  return dossier;
}

/** Each asks one transaction for this record; `done`: it was not refused, by anybody. */
const transactions: Readonly<Record<string, (actor: Actor, dossier: NewDossier, mode: Mode) => Promise<string>>> = {
  'TD0.2': async (actor, { ins }, mode) => (await ask(patients, `${hl7}201307UV02`, actor, demographics('TEST_EXST', ins), { mode, patient: ins })).code,
  'TD0.3 AJOUT': async (actor, { ins }, mode) =>
    (await ask(habilitations, `${end.habilitations}:setAuthorization`, actor, writeSetAuthorization({ action: 'AJOUT' }), { mode, patient: ins })).code,
  'TD0.3 SUPPRESSION': async (actor, { ins }, mode) =>
    (await ask(habilitations, `${end.habilitations}:setAuthorization`, actor, writeSetAuthorization({ action: 'SUPPRESSION' }), { mode, patient: ins })).code,
  'TD0.3 MT AJOUT': async (actor, { ins }, mode) =>
    (
      await ask(habilitations, `${end.habilitations}:setAuthorization`, actor, writeSetAuthorization({ action: 'AJOUT', role: 'MEDECIN_TRAITANT' }), {
        mode,
        patient: ins,
      })
    ).code,
  'TD0.3 MT SUPPRESSION': async (actor, { ins }, mode) =>
    (
      await ask(habilitations, `${end.habilitations}:setAuthorization`, actor, writeSetAuthorization({ action: 'SUPPRESSION', role: 'MEDECIN_TRAITANT' }), {
        mode,
        patient: ins,
      })
    ).code,
  'TD0.4': async (actor, _, mode) =>
    (
      await ask(
        patients,
        `${end.patients}:patientList`,
        actor,
        writePatientList({ namespace: 'urn:si-dmp-patients', dateType: 'LASTAUTORIZATION', startDate: plusDays(noon, 30) }),
        { mode },
      )
    ).code,
  'TD0.5': async (actor, { traits }, mode) => {
    const sought = { familyName: traits.birthName, approximateName: false, birthDate: traits.birthDate, approximateCity: false };
    return (await ask(patients, `${hl7}201305UV02`, actor, writeCandidatesQuery(software(), queryId, sought), { mode })).code;
  },
  'TD1.1': async (actor, { traits }, mode) => registered(actor, 'CREA_RD', newIns(), traits, mode),
  'TD1.2': async (actor, dossier, mode) => {
    await storage.pool.query(`UPDATE dossier SET life = 'ferme' WHERE dossier_id = $1`, [dossier.id]);
    return registered(actor, 'REAC', dossier.ins, dossier.traits, mode);
  },
  'TD1.3a': async (actor, { ins }, mode) => (await ask(patients, `${hl7}201307UV02`, actor, demographics('CNSLT_DATA', ins), { mode, patient: ins })).code,
  'TD1.3b': async (actor, { ins, traits }, mode) => registered(actor, 'MODIF_DATA', ins, traits, mode),
  'TD1.4': async (actor, { ins, traits }, mode) => registered(actor, 'FERM', ins, traits, mode),
  'TD1.6': async (actor, { ins }, mode) =>
    (await ask(habilitations, `${end.habilitations}:listAuthorizationByPatient`, actor, writeListAuthorization('TOUTE'), { mode, patient: ins })).code,
};
async function registered(
  actor: Actor,
  reason: 'CREA_RD' | 'REAC' | 'MODIF_DATA' | 'FERM',
  ins: Ins,
  traits: NewDossier['traits'],
  mode: Mode,
): Promise<string> {
  const said = { CONSENTEMENT_OUVERTURE_DMP: true, CONSENTEMENT_REACTIVATION_DMP: true } as const;
  const body = writeRegistration(software(), { reason, patient: ins, traits, said, ...(reason === 'FERM' ? { closing: { motive: 'demande-patient' } } : {}) });
  const heard = await ask(patients, `${hl7}${reason === 'CREA_RD' ? '201311' : '201314'}UV02`, actor, body, { ports: letting, mode, patient: ins });
  if (heard.code !== 'ok') return heard.code;
  const { acknowledgement } = value(reading(heard.body, parseRegistrationAnswer));
  return acknowledgement?.kind === 'AA' ? 'ok' : (acknowledgement?.details[0]?.code ?? 'AE');
}

/** What only reads first, then what changes the record; the last ones begin with a record of their own. */
const inOrder = [
  'TD0.2',
  'TD0.4',
  'TD0.5',
  'TD1.3a',
  'TD1.6',
  'TD1.3b',
  'TD1.1',
  'TD0.3 AJOUT',
  'TD0.3 SUPPRESSION',
  'TD0.3 MT AJOUT',
  'TD0.3 MT SUPPRESSION',
  'TD1.4',
  'TD1.2',
];
const beginning: readonly string[] = ['TD0.3 MT AJOUT', 'TD0.3 MT SUPPRESSION', 'TD1.4'];

const columns: readonly (readonly [Column, string])[] = [
  ['ps', 'NRB'],
  ['medecin', 'NRB'],
  ['travail', 'N'],
  ['mt', 'NB'],
  ['cpe', 'N'],
  ['structure', 'NR'],
];
/** Typed from docs/sources.md §3.3: the matrix of direct accesses, then that of indirect ones (no column of structures). TD1.x: ADR 21. */
const matrix: Readonly<Record<string, readonly [direct: string, indirect: string]>> = {
  'TD0.2': ['✔✔✔ ✔✔✔ ✔ ✔✔ ✔ ✔✔', '✔✔✔ ✔✔✔ ✔ ✔✔ –'],
  'TD0.3 AJOUT': ['✔–– ✔–– – ✔– ✔ ––', '✔–– ✔–– – ✔– ✔'],
  'TD0.3 SUPPRESSION': ['✔–– ✔–– – ✔– – ––', '✔–– ✔–– – ✔– –'],
  'TD0.3 MT AJOUT': ['––– ✔–– – ✔– – ––', '––– ✔–– – ✔– –'],
  'TD0.3 MT SUPPRESSION': ['––– ––– – ✔– – ––', '––– ––– – ✔– –'],
  'TD0.4': ['✔✔✔ ✔✔✔ ✔ ✔✔ ✔ ✔–', '✔✔✔ ✔✔✔ ✔ ✔✔ ✔'],
  'TD0.5': ['–✔– –✔– – –– – –✔', '–✔– –✔– – –– –'],
  'TD1.1': ['✔–– ✔–– – ✔– ✔ ✔–', '––– ––– – –– –'],
  'TD1.2': ['✔–– ✔–– – ✔– ✔ ✔–', '––– ––– – –– –'],
  'TD1.3a': ['✔✔✔ ✔✔✔ ✔ ✔✔ ✔ ✔✔', '✔✔✔ ✔✔✔ ✔ ✔✔ ✔'],
  'TD1.3b': ['✔–– ✔–– – ✔– – ––', '––– ––– – –– –'],
  'TD1.4': ['✔–– ✔–– – ✔– – ––', '––– ––– – –– –'],
  'TD1.6': ['✔–– ✔–– – ✔– – ––', '✔–– ✔–– – ✔– –'],
};

describe.each([false, true])('the columns of the functional matrix, indirect %s', (indirect) => {
  const cells = columns
    .filter(([column]) => !(indirect && column === 'structure'))
    .flatMap(([column, letters], index) => [...letters].map((letter, at) => ({ column, letter, index, at })));

  test('are all there', () => {
    expect(cells).toHaveLength(indirect ? 10 : 12);
    expect(inOrder.toSorted()).toEqual(Object.keys(transactions).toSorted());
  });

  test.each(cells)('$column $letter', async ({ column, letter, index, at }) => {
    const mode = modeOf[letter]!;
    // A birth date of this cell's own: TD0.5 finds one person, or nobody.
    const birthDate = `19${30 + index}-0${at + 1}-${indirect ? '11' : '12'}` as CivilDate;
    const another = () => open({ ...(column === 'mt' ? { medecinTraitant: self } : {}), traits: { ...newDossier().traits, birthDate } });
    let dossier = await another();
    for (const transaction of inOrder) {
      if (beginning.includes(transaction)) dossier = await another();
      const said = await transactions[transaction]!(actorOf(column, indirect), dossier, mode);
      const mark = matrix[transaction]![indirect ? 1 : 0].split(' ')[index]![at]!;
      const expected = mark === '✔' ? ['ok'] : ['FONCTION_INTERDITE', 'AUTHENTIFICATION_INSUFFISANTE'];
      expect([transaction, expected.includes(said) ? 'as expected' : said]).toEqual([transaction, 'as expected']);
    }
  });
});

describe('TD0.2 and TD1.3a', () => {
  const get = async (actor: Actor, reason: 'TEST_EXST' | 'CNSLT_DATA', ins: Ins, asking: Asking = {}) => {
    const heard = await ask(patients, `${hl7}201307UV02`, actor, demographics(reason, ins), { patient: ins, ...asking });
    expect(heard).toMatchObject({ code: 'ok', action: `${hl7}201308UV02` });
    return { ...value(reading(heard.body, parseDemographicsAnswer)), body: heard.body };
  };
  const stranger = doctor('70000000401');

  test('no record is NF, in the same words whether it never was or its INS is another’s', async () => {
    expect(await get(stranger, 'TEST_EXST', newIns())).toMatchObject({ responseCode: 'NF', ids: [], autorisation: undefined });
    expect(await get(stranger, 'CNSLT_DATA', newIns())).toMatchObject({ responseCode: 'NF', ids: [] });
  });

  test('what may be done with a record, and nothing of its person', async () => {
    const dossier = await open({ medecinTraitant: self, blocages: [{ professionnel: other, since: plusDays(noon, -1) }] });
    const mine = await get(actorOf('medecin'), 'TEST_EXST', dossier.ins);
    expect(mine).toMatchObject({
      responseCode: 'OK',
      autorisation: 'VALIDE',
      medecinTraitant: true,
      status: 'active',
      queryId,
      observations: { COMPTE_INTERNET_OUVERT: false, RATTACHEMENT_ENS: false },
    });
    for (const said of ['MARCHAND', 'CLAIRE', '1985']) expect(mine.body).not.toContain(said);
    expect(await get(stranger, 'TEST_EXST', dossier.ins)).toMatchObject({ autorisation: 'NON_EXISTE', medecinTraitant: false });
    expect(await get(doctor('x', { id: other }), 'TEST_EXST', dossier.ins)).toMatchObject({ autorisation: 'INTERDIT' });
    now = plusDays(noon, 400);
    const lapsed = await open();
    expect(await get({ ...actorOf('ps') }, 'TEST_EXST', lapsed.ins)).toMatchObject({ autorisation: 'EXPIRE' });
  });

  test('a closed record says when and why, and its person’s data are no more', async () => {
    const dossier = await open();
    const body = writeRegistration(software(), {
      reason: 'FERM',
      patient: dossier.ins,
      traits: dossier.traits,
      closing: { motive: 'demande-patient', reason: 'Ne souhaite plus' },
    });
    await ask(patients, `${hl7}201314UV02`, actorOf('medecin'), body, { patient: dossier.ins });
    expect(await get(stranger, 'TEST_EXST', dossier.ins)).toMatchObject({
      responseCode: 'OK',
      status: 'terminated',
      closedAt: noon,
      motive: 'FERMETURE_DEMANDE_PATIENT',
      reason: 'Ne souhaite plus',
    });
    expect(await get(actorOf('medecin'), 'CNSLT_DATA', dossier.ins)).toMatchObject({ responseCode: 'NF' });
  });

  test('another patient than the assertion’s is refused without a look at either', async () => {
    const dossier = await open();
    const heard = await get(stranger, 'TEST_EXST', dossier.ins, { patient: newIns() });
    expect(heard).toMatchObject({ responseCode: 'AE', ids: [], acknowledgement: { kind: 'AE', details: [{ code: 'PATIENT_HORS_ASSERTION' }] } });
    const { rows } = await storage.pool.query('SELECT FROM trace WHERE dossier_id = $1', [dossier.id]);
    expect(rows).toHaveLength(0);
  });

  test('data revised are the data read, in the same words', async () => {
    const dossier = await open();
    const contact = {
      telecoms: [{ kind: 'mobile', value: '0607080901' }],
      address: { lines: ['20 rue des Edelweiss'], postalCode: '75005', city: 'Paris' },
    } as const;
    const body = writeRegistration(software(), {
      reason: 'MODIF_DATA',
      patient: dossier.ins,
      traits: dossier.traits,
      contact,
      said: { OPPOSITION_BRIS_DE_GLACE: true },
    });
    const heard = await ask(patients, `${hl7}201314UV02`, actorOf('medecin'), body, { patient: dossier.ins });
    expect(value(reading(heard.body, parseRegistrationAnswer))).toMatchObject({ interaction: 'PRPA_IN201315UV02', status: 'active' });
    const read = await get(stranger, 'CNSLT_DATA', dossier.ins);
    expect(read.observations).toEqual({ OPPOSITION_BRIS_DE_GLACE: true, OPPOSITION_ACCES_URGENCE: false });
    for (const said of ['tel:0607080901', '20 rue des Edelweiss', 'MARCHAND', '<birthTime value="19850512"/>']) expect(read.body).toContain(said);
  });
});

describe('TD1.1, TD1.2 and TD1.4: what became of the record is an interaction, who may not a fault', () => {
  const send = async (
    reason: 'CREA_RD' | 'REAC' | 'MODIF_DATA' | 'FERM',
    ins: Ins,
    over: Partial<Parameters<typeof writeRegistration>[1]> = {},
    asking: Asking = {},
  ) => {
    const body = writeRegistration(software(), {
      reason,
      patient: ins,
      traits: newDossier().traits,
      ...(reason === 'FERM' ? { closing: { motive: 'demande-patient' } } : {}),
      ...over,
    });
    const heard = await ask(patients, `${hl7}${reason === 'CREA_RD' ? '201311' : '201314'}UV02`, actorOf('medecin'), body, {
      ports: letting,
      patient: ins,
      ...asking,
    });
    if (heard.code !== 'ok') return heard.code;
    expect(heard.action).toBe(`${hl7}${reason === 'CREA_RD' ? '201311' : '201314'}ResponseUV02`);
    const { interaction, acknowledgement, status } = value(reading(heard.body, parseRegistrationAnswer));
    return [interaction, acknowledgement?.kind, ...(acknowledgement?.details.map(({ code }) => code) ?? []), ...(status === undefined ? [] : [status])].join(
      ' ',
    );
  };
  const agreed = { said: { CONSENTEMENT_OUVERTURE_DMP: true, CONSENTEMENT_REACTIVATION_DMP: true } } as const;

  test('from the opening to the closing and back', async () => {
    const ins = newIns();
    expect(await send('CREA_RD', ins, agreed, { ports: plain })).toBe('FONCTION_INTERDITE');
    expect(await send('CREA_RD', ins)).toBe('PRPA_IN201313UV02 AE ACCORD_ABSENT');
    expect(await send('CREA_RD', ins, agreed)).toBe('PRPA_IN201312UV02 AA active');
    expect(await send('CREA_RD', ins, agreed)).toBe('PRPA_IN201313UV02 AE DMPFound');
    expect(await send('REAC', ins, agreed)).toBe('PRPA_IN201316UV02 AE DMPFound');
    expect(await send('FERM', ins)).toBe('AUTORISATION_ABSENTE');
    await ask(habilitations, `${end.habilitations}:setAuthorization`, actorOf('medecin'), writeSetAuthorization({ action: 'AJOUT' }), { patient: ins });
    expect(await send('FERM', ins)).toBe('PRPA_IN201315UV02 AA terminated');
    expect(await send('FERM', ins)).toBe('PRPA_IN201316UV02 AE DMPClosed');
    expect(await send('CREA_RD', ins, agreed)).toBe('PRPA_IN201313UV02 AE DMPClosed');
    expect(await send('MODIF_DATA', ins)).toBe('DOSSIER_INEXISTANT');
    expect(await send('REAC', ins)).toBe('PRPA_IN201316UV02 AE ACCORD_ABSENT');
    expect(await send('REAC', ins, agreed)).toBe('PRPA_IN201315UV02 AA active');
  });

  test('an identity that is not whole, another patient, a record that is not there', async () => {
    const ins = newIns();
    const incomplete = { ...agreed, traits: { ...newDossier().traits, birthPlaceCog: '' } };
    expect(await send('CREA_RD', ins, incomplete)).toBe('PRPA_IN201313UV02 AE CHAMP_ABSENT');
    expect(await send('CREA_RD', ins, agreed, { patient: newIns() })).toBe('PRPA_IN201313UV02 AE PATIENT_HORS_ASSERTION');
    expect(await send('FERM', ins)).toBe('DOSSIER_INEXISTANT');
  });
});

describe('TD0.3 and TD1.6', () => {
  const set = async (actor: Actor, ins: Ins, action: 'AJOUT' | 'SUPPRESSION', role?: 'MEDECIN_TRAITANT') => {
    const heard = await ask(
      habilitations,
      `${end.habilitations}:setAuthorization`,
      actor,
      writeSetAuthorization({ action, ...(role === undefined ? {} : { role }) }),
      { patient: ins },
    );
    if (heard.code !== 'ok') return heard.code;
    const { status, context } = value(reading(heard.body, (root) => parseOutput(root, '-')));
    return [status, context].filter((one) => one !== '').join(': ');
  };
  const list = async (actor: Actor, ins: Ins, mode: 'ACTIVE' | 'INTERDITE' | 'TOUTE') => {
    const heard = await ask(habilitations, `${end.habilitations}:listAuthorizationByPatient`, actor, writeListAuthorization(mode), { patient: ins });
    return heard.code === 'ok' ? value(reading(heard.body, (root) => parseOutput(root, 'listOfAuthorizationByPatient'))).rows : [heard.code];
  };

  test('an agreement is declared once, withdrawn once; a secretary declares it for the structure', async () => {
    const dossier = newDossier();
    await storage.registry.openDossier(dossier);
    const { ins } = dossier;
    expect(await set(actorOf('medecin'), ins, 'AJOUT')).toBe('DMPOk');
    now = instantOf(noon + 60_000);
    expect(await set(actorOf('medecin'), ins, 'AJOUT')).toBe('DMPOk: Autorisation déjà présente, aucune action effectuée');
    expect(await set(actorOf('cpe'), ins, 'AJOUT')).toBe('DMPOk');
    const listed = (await list(actorOf('medecin'), ins, 'ACTIVE')) as readonly Readonly<Record<string, string>>[];
    expect(listed.toSorted((a, b) => b['nationalIdType']!.localeCompare(a['nationalIdType']!)).toReversed()).toEqual([
      {
        nationalId: self,
        nationalIdType: '1.2.250.1.71.4.2.1',
        firstName: 'Claude',
        lastName: 'MOREAU',
        codeSpeciality: 'G15_10/SM26',
        libSpeciality: expect.stringContaining('decin'),
        startOfAuthorization: '20261120120000',
        mode: 'ACTIVE',
      },
      { nationalId: here, nationalIdType: '1.2.250.1.71.4.2.2', lastName: 'Hôpital Saint-Fictif', startOfAuthorization: '20261120120100', mode: 'ACTIVE' },
    ]);
    expect(await set(actorOf('medecin'), ins, 'SUPPRESSION')).toBe('DMPOk');
    expect(await set(actorOf('medecin'), ins, 'SUPPRESSION')).toBe('DMPOk: Aucune autorisation en cours, aucune action effectuée');
  });

  test('the role of médecin traitant is taken and left; who is kept out is in the other list', async () => {
    const dossier = newDossier({ blocages: [{ professionnel: other, since: plusDays(noon, -1) }] });
    await storage.registry.openDossier(dossier);
    expect(await set(actorOf('ps'), dossier.ins, 'AJOUT', 'MEDECIN_TRAITANT')).toBe('FONCTION_INTERDITE');
    expect(await set(actorOf('medecin'), dossier.ins, 'AJOUT', 'MEDECIN_TRAITANT')).toBe('DMPOk');
    expect(await list(actorOf('medecin'), dossier.ins, 'TOUTE')).toMatchObject([
      { nationalId: self, mode: 'ACTIVE', specificRight: 'MEDECIN_TRAITANT' },
      { nationalId: other, lastName: 'PETIT', codeSpeciality: 'G15_60', mode: 'INTERDITE' },
    ]);
    expect(await list(actorOf('medecin'), dossier.ins, 'INTERDITE')).toHaveLength(1);
    expect(await set(actorOf('medecin'), dossier.ins, 'SUPPRESSION', 'MEDECIN_TRAITANT')).toBe('DMPOk');
    expect(await list(actorOf('medecin'), dossier.ins, 'TOUTE')).toEqual(['AUTORISATION_ABSENTE']);
  });

  test('an assertion that names no patient, and a body that is another, are refused', async () => {
    const action = `${end.habilitations}:setAuthorization`;
    expect((await ask(habilitations, action, actorOf('medecin'), writeSetAuthorization({ action: 'AJOUT' }))).code).toBe('INS_INVALIDE');
    expect((await ask(habilitations, action, actorOf('medecin'), writeListAuthorization('TOUTE'), { patient: newIns() })).code).toBe('REQUETE_MALFORMEE');
    const wrong = writeSetAuthorization({ action: 'AUTRE' as 'AJOUT' });
    expect((await ask(habilitations, action, actorOf('medecin'), wrong, { patient: newIns() })).code).toBe('REQUETE_MALFORMEE');
  });
});

describe('TD0.4', () => {
  const list = async (actor: Actor, query: Partial<Parameters<typeof writePatientList>[0]> = {}) => {
    const body = writePatientList({ namespace: 'urn:com:santeos:dmp:patient:2010', dateType: 'LASTAUTORIZATION', ...query });
    const heard = await ask(patients, `${end.patients}:patientList`, actor, body);
    expect(heard.body).toContain('xmlns="urn:com:santeos:dmp:patient:2010"');
    return value(reading(heard.body, (root) => parseOutput(root, 'patientlistData')));
  };
  const mine = doctor('70000000501');
  const give = (over: Partial<NewDossier> = {}, declaredAt: Instant = held.declaredAt) =>
    open({ autorisations: [{ id: randomUUID() as AutorisationId, beneficiaire: { kind: 'professionnel', id: mine.id }, ...held, declaredAt }], ...over });

  test('my patients: since an agreement, or since a document I may read', async () => {
    const before = await give({ traits: { ...newDossier().traits, birthName: 'AVANT', usedName: 'USAGE' } });
    const after = await give({ traits: { ...newDossier().traits, birthName: 'APRES' }, medecinTraitant: mine.id }, plusDays(noon, -2));
    await depositAs(storage, doctor('70000000502'), before, newEntry(before.ins, Buffer.from('a'), { author: doctor('70000000502').id }), Buffer.from('a'));
    const all = await list(mine);
    expect(all).toMatchObject({ status: 'DMPOk', context: '' });
    expect(all.rows.map(({ lastName, MT }) => `${lastName} ${MT}`).toSorted()).toEqual(['APRES true', 'USAGE false']);
    expect(all.rows.find(({ lastName }) => lastName === 'USAGE')).toMatchObject({
      patronymicalName: 'AVANT',
      firstName: 'CLAIRE',
      dateOfBirth: '19850512',
      lastAddDate: '20261120120000',
      message: 'false',
    });
    // A médecin traitant is one since the record opened.
    expect((await list(mine, { startDate: plusDays(noon, -1) })).rows).toHaveLength(1);
    expect((await list(mine, { startDate: noon, dateType: 'LASTDOC' })).rows.map(({ lastName }) => lastName)).toEqual(['USAGE']);
    expect((await list(mine, { startDate: plusDays(noon, 1), dateType: 'LASTDOC' })).rows).toEqual([]);
    expect(after.ins).not.toEqual(before.ins);
  });

  test('a structure is told of new agreements, by name only, and asks from a date', async () => {
    const structure: Actor = { kind: 'structure', id: '1690000023' as StructIdNat, active: true };
    await open({ autorisations: [{ id: randomUUID() as AutorisationId, beneficiaire: { kind: 'structure', id: structure.id }, ...held }] });
    expect(await list(structure)).toMatchObject({ status: 'PARAMETRE_INVALIDE', rows: [] });
    expect(await list(structure, { startDate: noon, dateType: 'LASTDOC' })).toMatchObject({ status: 'PARAMETRE_INVALIDE' });
    const { rows } = await list(structure, { startDate: plusDays(noon, -30) });
    expect(rows).toHaveLength(1);
    expect(rows[0]).not.toHaveProperty('dateOfBirth');
    expect((await list(structure, { startDate: plusDays(noon, -1) })).rows).toEqual([]);
  });

  test('nobody reads another’s list', async () => {
    expect(await list(mine, { psOwnerId: other })).toMatchObject({ status: 'PARAMETRE_INVALIDE', rows: [] });
    expect(await list(mine, { psOwnerId: mine.id })).toMatchObject({ status: 'DMPOk' });
  });
});

test('TD0.5: found, not found, and what a search lacks', async () => {
  const birthDate = '1944-04-04' as CivilDate;
  const dossier = await open({
    traits: { ...newDossier().traits, birthName: 'DECHAINE', birthDate },
    choices: { ...newDossier().choices, opposesCentre15: true },
  });
  const regulator = actorOf('medecin');
  const search = async (familyName: string, without?: RegExp) => {
    const body = writeCandidatesQuery(software(), queryId, { familyName, approximateName: false, birthDate, approximateCity: false });
    const heard = await ask(patients, `${hl7}201305UV02`, regulator, (without === undefined ? body : body.replace(without, '')) as Markup, {
      mode: 'centre_15',
    });
    expect(heard).toMatchObject({ code: 'ok', action: `${hl7}201306UV02` });
    return value(reading(heard.body, parseCandidatesAnswer));
  };
  expect(await search('Dechaîne')).toMatchObject({ responseCode: 'OK', queryId, candidates: [{ ids: [dossier.ins], likeness: 100, opposesCentre15: true }] });
  expect(await search('Personne')).toMatchObject({ responseCode: 'NF', candidates: [], acknowledgement: { kind: 'AA' } });
  expect(await search('Dechaîne', /<livingSubjectBirthTime>.*<\/livingSubjectBirthTime>/)).toMatchObject({
    responseCode: 'AE',
    acknowledgement: { kind: 'AE', details: [{ code: 'CHAMP_ABSENT' }] },
  });
});
