// A record from its opening to its closing and back (TD1.1 to TD1.4), how its person is reached, and how one is found by traits (TD0.5): each
// act decided, traced and told; what a person with a space of their own can do, nobody does for them.

import type { Actor, Mode, Policy } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import type { PersonneId } from '@carnet/domain/dossier';
import type { ContactDetails, SoughtTraits, StructIdNat } from '@carnet/domain/identity';
import type { CivilDate, Result } from '@carnet/domain/kernel';
import type { Caller } from '@carnet/server/application/caller';
import { closeRecord } from '@carnet/server/application/close-record';
import { createRecord } from '@carnet/server/application/create-record';
import { declareAutorisation } from '@carnet/server/application/declare-autorisation';
import { findPatient } from '@carnet/server/application/find-patient';
import { listDocuments } from '@carnet/server/application/list-documents';
import { readNotices } from '@carnet/server/application/notices';
import { readJournal } from '@carnet/server/application/read-journal';
import { reopenRecord } from '@carnet/server/application/reopen-record';
import { readAdministrativeData, reviseContact } from '@carnet/server/application/revise-contact';
import { testExistence } from '@carnet/server/application/test-existence';
import type { Ports } from '@carnet/server/ports';
import type { NewDossier } from '@carnet/server/storage/index';
import { openStorage } from '@carnet/server/storage/index';
import { postgresAccounts } from '@carnet/server/storage/postgres/account-store';
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase, testMasterKey } from '../support/database.ts';
import { doctor, newDossier, newIns, noon, titulaireOf } from '../support/records.ts';
import { portsOn } from '../support/ports.ts';

const { storage, url, blobDir, close } = await freshDatabase();
afterAll(close);
const ports = portsOn(storage, () => noon);
/** The same law but for these values. */
const under = (policy: Partial<Policy>): Ports => ({
  ...ports,
  law: { at: async (at) => ({ ...(await storage.law.at(at)), policy: { ...(await storage.law.at(at)).policy, ...policy } }) },
});

const by = (actor: Actor, mode: Mode = 'normal'): Caller => ({ actor, mode, context: { door: 'soap', actorName: `nom de ${actorId(actor)}` } });
const physician = doctor('70000000201');
const samu = '1750000900' as StructIdNat;
const regulator = (digits: string): Actor => doctor(digits, { structures: [samu], structure: { id: samu, active: true, regulates: true } });
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : [result.refusal.code, ...result.refusal.findings.map(({ rule }) => rule)].join(' '));
function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

async function open(over: Partial<NewDossier> = {}): Promise<NewDossier> {
  const dossier = newDossier(over);
  expect(await storage.registry.openDossier(dossier)).toBe(true);
  return dossier;
}
/** Agreed to by the patient, in front of this physician. */
async function agreed(over: Partial<NewDossier> = {}): Promise<NewDossier> {
  const dossier = await open(over);
  value(await declareAutorisation(ports, by(physician), { id: dossier.id }, 'me'));
  return dossier;
}
/** `chosen`: the first password was changed, the space is theirs. */
async function giveAccount(personne: PersonneId, dossier: NewDossier, chosen: boolean): Promise<void> {
  const accounts = postgresAccounts(storage.pool, storage.vault);
  await accounts.create({ personne, dossier: dossier.id, login: randomUUID(), displayName: 'x', email: 'x@example.test', passwordHash: 'x' }, noon);
  if (chosen) await accounts.changePassword(personne, 'y', noon);
}
const journalOf = async (dossier: NewDossier): Promise<string[]> =>
  value(await readJournal(ports, by(titulaireOf(dossier)), { id: dossier.id }, {})).rows.map(({ actorKind, action, outcome, rule }) =>
    [actorKind, action, outcome, ...(rule === undefined ? [] : [rule])].join(' '),
  );

const traits = {
  birthName: 'LEFÈVRE-MOREAU',
  birthFirstNames: 'ANNE SOPHIE',
  birthDate: '1961-02-03' as CivilDate,
  sexe: 'F',
  birthPlaceCog: '59350',
} as const;
const contact: ContactDetails = {
  telecoms: [
    { kind: 'mobile', value: '0607080901' },
    { kind: 'email', value: 'anne@example.test' },
  ],
  address: { lines: ['20 rue des Edelweiss'], postalCode: '75005', city: 'Paris' },
  representative: { relation: 'FTH', familyName: 'REPLEG', givenName: 'Jean', telecoms: [] },
};

test('professionals open no record unless the policy lets them, and then only with the person’s agreement; the opening is told and is the first line', async () => {
  const ins = newIns();
  expect(codeOf(await createRecord(ports, by(physician), { ins, traits, agreed: true }))).toBe('FONCTION_INTERDITE');
  const letting = under({ creationByProfessionals: true });
  expect(codeOf(await createRecord(letting, by(physician), { ins, traits, agreed: false }))).toBe('TRANSITION_INTERDITE ACCORD_ABSENT');
  const created = value(await createRecord(letting, by(physician), { ins, traits, contact, choices: { opposesCentre15: true }, agreed: true }));
  if (created.kind !== 'created') throw new Error('known');
  expect(value(await createRecord(letting, by(physician), { ins, traits, agreed: true }))).toEqual({ kind: 'known', life: 'ouvert' });
  const found = value(await testExistence(ports, by(physician), { ins }));
  expect(found).toMatchObject({ found: true, dossier: created.dossier, life: 'ouvert', space: 'none' });
  const data = value(await readAdministrativeData(ports, by(physician), { ins }));
  expect(data).toMatchObject({ identity: { ins, traits }, contact, choices: { opposesCentre15: true, opposesBrisDeGlace: false } });
  const { rows } = await storage.pool.query<{ titulaire: PersonneId }>('SELECT titulaire FROM dossier WHERE dossier_id = $1', [created.dossier]);
  const person = { kind: 'titulaire', personne: rows[0]!.titulaire, factors: 2 } as const;
  const journal = value(await readJournal(ports, by(person), { id: created.dossier }, {})).rows;
  expect(journal.at(-1)).toMatchObject({ action: 'create-record', outcome: 'granted', actorName: `nom de ${physician.id}` });
  expect(value(await readNotices(ports, by(person), { id: created.dossier }, { limit: 5 })).rows.map(({ kind }) => kind)).toEqual(['dossier-cree']);
});

test('Carnet opens by itself, for whoever did not oppose it', async () => {
  const ins = newIns();
  const carnet: Caller = { actor: { kind: 'systeme' }, mode: 'normal', context: { door: 'job', actorName: 'Carnet' } };
  expect(value(await createRecord(ports, carnet, { ins, traits, agreed: false })).kind).toBe('created');
  expect(value(await testExistence(ports, by(physician), { ins }))).toMatchObject({ found: true });
});

test('two openings of one INS at once: one record, and the other is told so', async () => {
  const ins = newIns();
  const letting = under({ creationByProfessionals: true });
  const both = await Promise.all([1, 2].map(() => createRecord(letting, by(physician), { ins, traits, agreed: true })));
  const said = both.map((one) => (one.ok ? one.value.kind : one.refusal.code)).toSorted();
  expect(['VERSION_PERIMEE,created', 'created,known']).toContain(said.toSorted().join(','));
  const { rows } = await storage.pool.query('SELECT FROM trait_directory t JOIN dossier d USING (dossier_id) WHERE NOT d.traits_listed');
  expect(rows).toHaveLength(0);
});

test('closing: with the patient’s agreement, once, told, kept ten years; nothing is read in it; then reopened as it was', async () => {
  const dossier = await open();
  const key = { ins: dossier.ins };
  expect(codeOf(await closeRecord(ports, by(physician), key, { motive: 'demande-patient' }))).toBe('AUTORISATION_ABSENTE');
  value(await declareAutorisation(ports, by(physician), key, 'me'));
  expect(codeOf(await closeRecord(ports, by(physician), key, { motive: 'demande-patient', reason: 'x'.repeat(501) }))).toBe('PARAMETRE_INVALIDE TROP_LONG');
  const closed = value(await closeRecord(ports, by(physician), key, { motive: 'demande-patient', reason: 'Le patient le souhaite' }));
  expect(closed.keptUntil).toBe('2036-11-20');
  expect(codeOf(await closeRecord(ports, by(physician), key, { motive: 'demande-patient' }))).toBe('TRANSITION_INTERDITE DOSSIER_DEJA_FERME');
  expect(codeOf(await listDocuments(ports, by(physician), key, {}))).toBe('DOSSIER_INEXISTANT');
  expect(codeOf(await listDocuments(ports, by(titulaireOf(dossier)), key, {}))).toBe('DOSSIER_INEXISTANT');
  expect(codeOf(await reviseContact(ports, by(physician), key, { contact }))).toBe('DOSSIER_INEXISTANT');
  expect(value(await testExistence(ports, by(physician), key))).toMatchObject({
    life: 'ferme',
    closing: { at: noon, motive: 'demande-patient', reason: 'Le patient le souhaite', closedBy: `nom de ${physician.id}` },
  });
  // A professional reopens nothing; the person does.
  expect(codeOf(await reopenRecord(ports, by(physician), key, { agreed: true }))).toBe('FONCTION_INTERDITE');
  expect(codeOf(await reopenRecord(ports, by(titulaireOf(dossier)), key, { agreed: true }))).toBe('ok');
  expect(codeOf(await reopenRecord(ports, by(titulaireOf(dossier)), key, { agreed: true }))).toBe('TRANSITION_INTERDITE DOSSIER_DEJA_OUVERT');
  expect(codeOf(await listDocuments(ports, by(physician), key, {}))).toBe('ok');
  expect(value(await testExistence(ports, by(physician), key))).not.toHaveProperty('closing');
  const journal = await journalOf(dossier);
  for (const line of [
    'professionnel close-record refused AUTORISATION_ABSENTE',
    'professionnel close-record granted',
    'professionnel list-documents refused DOSSIER_FERME',
    'professionnel reopen-record refused FONCTION_INTERDITE',
    'titulaire reopen-record granted',
  ])
    expect(journal).toContain(line);
  const told = value(await readNotices(ports, by(titulaireOf(dossier)), { id: dossier.id }, { limit: 10 })).rows.map(({ kind }) => kind);
  expect(told.toSorted()).toEqual(['dossier-cree', 'dossier-ferme', 'premier-acces']);
});

test('where the policy lets a professional reopen, the person’s agreement is said, and what they want in an emergency may be told anew', async () => {
  const dossier = await agreed();
  const key = { ins: dossier.ins };
  value(await closeRecord(ports, by(physician), key, { motive: 'demande-patient' }));
  const letting = under({ creationByProfessionals: true });
  expect(codeOf(await reopenRecord(letting, by(physician), key, { agreed: false }))).toBe('TRANSITION_INTERDITE ACCORD_ABSENT');
  expect(codeOf(await reopenRecord(letting, by(physician), key, { agreed: true, choices: { opposesBrisDeGlace: true } }))).toBe('ok');
  expect(value(await readAdministrativeData(ports, by(physician), key)).choices.opposesBrisDeGlace).toBe(true);
});

test('a person with a space of their own, or whose parent has one, closes and revises themselves: nobody does it for them', async () => {
  const own = await agreed();
  const key = { id: own.id };
  await giveAccount(own.titulaire, own, false);
  expect(value(await testExistence(ports, by(physician), key))).toMatchObject({ space: 'awaited' });
  expect(codeOf(await reviseContact(ports, by(physician), key, { contact }))).toBe('ok');
  await storage.pool.query('UPDATE account SET password_is_initial = false WHERE personne_id = $1', [own.titulaire]);
  expect(value(await testExistence(ports, by(physician), key))).toMatchObject({ space: 'opened' });
  expect(codeOf(await reviseContact(ports, by(physician), key, { contact }))).toBe('ACTE_RESERVE');
  expect(codeOf(await closeRecord(ports, by(physician), key, { motive: 'demande-patient' }))).toBe('ACTE_RESERVE');
  expect(codeOf(await closeRecord(ports, by(titulaireOf(own)), key, { motive: 'demande-patient' }))).toBe('ok');

  const child = await agreed();
  const parent = await open();
  await giveAccount(parent.titulaire, parent, true);
  const represents = { personne: parent.titulaire, kind: 'parent', since: noon, names: { representant: 'Ruth NESSI', titulaire: 'Léo' } } as const;
  await storage.registry.represent(child.id, represents);
  expect(codeOf(await closeRecord(ports, by(physician), { id: child.id }, { motive: 'demande-patient' }))).toBe('ACTE_RESERVE');
  expect(value(await readAdministrativeData(ports, by(physician), { id: child.id })).representants).toEqual(['Ruth NESSI']);
});

test('contact details are kept sealed, and the oppositions told with them are lines of their own', async () => {
  const dossier = await agreed();
  const key = { ins: dossier.ins };
  expect(codeOf(await reviseContact(ports, by(doctor('70000000202')), key, { contact }))).toBe('AUTORISATION_ABSENTE');
  value(await reviseContact(ports, by(physician), key, { contact, choices: { opposesBrisDeGlace: true, opposesCentre15: false } }));
  const { contact: kept, choices } = value(await readAdministrativeData(ports, by(doctor('70000000202')), key));
  expect(kept).toEqual(contact);
  expect(choices).toMatchObject({ opposesBrisDeGlace: true, opposesCentre15: false });
  const lines = value(await readJournal(ports, by(titulaireOf(dossier)), { id: dossier.id }, { actions: ['revise-contact'] })).rows;
  expect(lines.filter(({ outcome }) => outcome === 'granted').map(({ subject }) => subject?.choices)).toEqual([{ opposesBrisDeGlace: true }, undefined]);
  const { rows } = await storage.pool.query<{ sealed: Buffer }>('SELECT sealed FROM contact_details WHERE dossier_id = $1', [dossier.id]);
  expect(rows[0]!.sealed.includes('0607080901')).toBe(false);
});

const sought = (over: Partial<SoughtTraits> = {}): SoughtTraits => ({
  familyName: 'Lefevre Moreau',
  approximateName: false,
  birthDate: '1961-02-03' as CivilDate,
  approximateCity: false,
  ...over,
});

test('a centre 15 finds by name and birth date, as spelt or as it sounds; who is found reads it in their journal; nobody else may search', async () => {
  const person = await open({ traits: { ...traits, birthDate: '1950-06-07' as CivilDate, usedName: 'GAUTHIER' } });
  const of = (over: Partial<SoughtTraits>): SoughtTraits => sought({ birthDate: '1950-06-07' as CivilDate, ...over });
  const find = (asked: SoughtTraits, actor: Actor = regulator('70000000301'), mode: Mode = 'centre_15') => findPatient(ports, by(actor, mode), asked);
  expect(codeOf(await find(of({}), regulator('70000000301'), 'normal'))).toBe('FONCTION_INTERDITE');
  expect(codeOf(await find(of({}), physician))).toBe('FONCTION_INTERDITE');
  expect(value(await find(of({})))).toMatchObject([{ identity: { ins: person.ins }, opposesCentre15: false, likeness: 100 }]);
  expect(value(await find(of({ familyName: 'gauthier', givenName: 'Anne', sexe: 'F' })))[0]!.likeness).toBe(100);
  expect(value(await find(of({ familyName: 'Gautier' })))).toEqual([]);
  const near = value(await find(of({ familyName: 'Gautier', approximateName: true, givenName: 'Anne', city: 'Lille' })));
  expect(near).toHaveLength(1);
  expect(near[0]!.likeness).toBeLessThan(100);
  expect((await journalOf(person)).filter((line) => line === 'professionnel find-patient granted')).toHaveLength(3);
});

test('a closed record is not found, and a destroyed or absent one neither', async () => {
  const person = await open({ traits: { ...traits, birthDate: '1951-06-07' as CivilDate }, closed: true });
  expect(value(await findPatient(ports, by(regulator('70000000302'), 'centre_15'), sought({ birthDate: person.traits.birthDate })))).toEqual([]);
});

test('too many who match: the search is to be narrowed, and nobody is shown', async () => {
  const birthDate = '1952-01-01' as CivilDate;
  for (let count = 0; count < 11; count++) await open({ traits: { ...traits, birthName: 'DUPONT', birthDate } });
  const asked = sought({ familyName: 'DUPONT', birthDate });
  expect(codeOf(await findPatient(ports, by(regulator('70000000303'), 'centre_15'), asked))).toBe('PARAMETRE_INVALIDE RECHERCHE_TROP_LARGE');
});

test('whoever searches for people who are not there is stopped: each set of traits counts once', async () => {
  const actor = regulator('70000000304');
  const ask = (day: number) =>
    findPatient(ports, by(actor, 'centre_15'), sought({ familyName: 'INCONNU', birthDate: `1930-01-${String(day).padStart(2, '0')}` as CivilDate }));
  for (let again = 0; again < 3; again++) expect(codeOf(await ask(1))).toBe('ok');
  for (let day = 2; day <= 20; day++) expect(codeOf(await ask(day))).toBe('ok');
  expect(codeOf(await ask(21))).toBe('RECHERCHES_ARRETEES ARRET_CARTE');
});

test('records opened before the directory of traits are entered in it when the server starts', async () => {
  const birthDate = '1953-03-03' as CivilDate;
  const person = await open({ traits: { ...traits, birthName: 'ANCIEN', birthDate } });
  await storage.pool.query('UPDATE dossier SET traits_listed = false WHERE dossier_id = $1', [person.id]);
  const owner = await openStorage({ databaseUrl: url, blobDir, masterKey: testMasterKey, alarm: () => undefined, asOwner: true });
  await owner.pool.query('DELETE FROM trait_directory WHERE dossier_id = $1', [person.id]);
  await owner.pool.query('UPDATE dossier SET traits_listed = false WHERE dossier_id = $1', [person.id]);
  await owner.close();
  const again = await openStorage({ databaseUrl: url, blobDir, masterKey: testMasterKey, alarm: () => undefined });
  const asked = sought({ familyName: 'ancien', birthDate });
  expect(
    value(
      await findPatient(
        portsOn(again, () => noon),
        by(regulator('70000000305'), 'centre_15'),
        asked,
      ),
    ),
  ).toHaveLength(1);
  await again.close();
});
