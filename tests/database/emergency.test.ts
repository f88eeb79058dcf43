// Emergency accesses on real PostgreSQL and real SMTP: opened without an agreement, refused where the patient opposed it, masked documents kept
// hidden unless permitted, the patient and the médecin traitant told once and at once.

import { actorId } from '@carnet/domain/audit';
import type { DossierChoices } from '@carnet/domain/dossier';
import { defaultChoices } from '@carnet/domain/dossier';
import type { ProfessionCode, Professionnel, PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type Instant, type Result, instantOf } from '@carnet/domain/kernel';
import type { Caller } from '@carnet/server/application/caller';
import { changeDocument } from '@carnet/server/application/change-document';
import { declareAutorisation } from '@carnet/server/application/declare-autorisation';
import { changeChoices, readChoices } from '@carnet/server/application/emergency-choices';
import { enterEmergency, inEmergency } from '@carnet/server/application/enter-emergency';
import { listDocuments } from '@carnet/server/application/list-documents';
import { readNotices, saveNoticePreferences } from '@carnet/server/application/notices';
import { readJournal } from '@carnet/server/application/read-journal';
import { type NoticeDelivery, startNoticeDelivery } from '@carnet/server/jobs/deliver-notices';
import type { Ports } from '@carnet/server/ports';
import type { NewDossier } from '@carnet/server/storage/index';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { portsOn } from '../support/ports.ts';
import { noPush } from '../support/push-service.ts';
import { depositAs, doctor, newDossier, newEntry, noon, titulaireOf } from '../support/records.ts';
import { type Person, type SignInServer, startSignInServer } from '../support/sign-in-server.ts';

const samu = '1990000099' as StructIdNat;
const stranger = doctor('70000000101');
const traitant = doctor('70000000102');
const author = doctor('70000000103');
const regulator = doctor('70000000104', { structures: [samu], structure: { id: samu, active: true, regulates: true } });
const doctorMail = 'dr.traitant@mssante.exemple.test';
const reason = 'Patient inconscient, traitements à connaître';

let server: SignInServer;
let ports: Ports;
let delivery: NoticeDelivery;
let now: Instant = noon;
const errors: unknown[] = [];
beforeAll(async () => {
  server = await startSignInServer();
  const { storage } = server.database;
  ports = portsOn(storage, () => now);
  const known = ({ id, structures }: typeof stranger): Professionnel => ({
    id,
    familyName: `NOM${id}`,
    givenName: 'Alex',
    profession: '10' as ProfessionCode,
    structures,
    active: true,
    ...(id === traitant.id ? { email: doctorMail } : {}),
  });
  await storage.registry.register({
    structures: [{ id: samu, name: 'SAMU 99', sector: 'SA01', active: true, regulates: true }],
    professionnels: [stranger, traitant, author, regulator].map(known),
  });
  delivery = await startNoticeDelivery({
    outbox: server.outbox,
    accounts: server.ports.accounts,
    transactions: storage.transactions,
    courier: server.ports.courier,
    push: noPush,
    clock: ports.clock,
    onError: (error) => errors.push(error),
  });
});
beforeEach(() => {
  now = noon;
});
afterAll(async () => {
  await delivery.stop();
  await server.close();
  expect(errors).toEqual([]);
});

const by = (actor: Caller['actor']): Caller => ({
  actor,
  mode: 'normal',
  context: { door: 'professional', actorName: `nom de ${actor.kind === 'titulaire' ? 'la patiente' : actorId(actor)}` },
});
function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result.value;
}
const codeOf = (result: Result<unknown>): string | undefined => (result.ok ? undefined : result.refusal.code);
const urgently = (actor = stranger, mode: 'bris_de_glace' | 'centre_15' = 'bris_de_glace', session?: string): Caller =>
  value(inEmergency(by(actor), { mode, reason }, session));

async function record(choices: Partial<DossierChoices> = {}, medecinTraitant?: PsIdNat): Promise<{ readonly dossier: NewDossier; readonly person: Person }> {
  const person = await server.openAccount();
  const dossier = newDossier({
    titulaire: person.personne,
    choices: { ...defaultChoices, ...choices },
    ...(medecinTraitant === undefined ? {} : { medecinTraitant }),
  });
  await server.database.storage.registry.openDossier(dossier);
  for (const masquePs of [false, true]) {
    const bytes = Buffer.from(`document ${randomUUID()}`);
    const visibilite = { masquePs, invisiblePatient: false, invisibleRepresentants: false };
    await depositAs(server.database.storage, author, dossier, newEntry(dossier.ins, bytes, { author: author.id, visibilite }), bytes);
  }
  return { dossier, person };
}
const list = (caller: Caller, { id }: NewDossier) => listDocuments(ports, caller, { id }, {});
const notices = async (dossier: NewDossier) => value(await readNotices(ports, by(titulaireOf(dossier)), { id: dossier.id }, { limit: 50 })).rows;

test('opens without an agreement what is not masked; the trace and the notice say who and why', async () => {
  const { dossier } = await record();
  expect(codeOf(await list(by(stranger), dossier))).toBe('AUTORISATION_ABSENTE');
  expect(value(await list(urgently(), dossier))).toMatchObject({ total: 1 });
  const journal = value(await readJournal(ports, by(titulaireOf(dossier)), { id: dossier.id }, {}));
  expect(journal.rows.find(({ mode }) => mode === 'bris_de_glace')).toMatchObject({
    action: 'list-documents',
    outcome: 'granted',
    reason,
    actorId: stranger.id,
  });
  expect(await notices(dossier)).toEqual([expect.objectContaining({ kind: 'bris-de-glace', actorName: `nom de ${stranger.id}`, reason, at: noon })]);
});

test('masked documents are opened only to whom the patient permitted them', async () => {
  const { dossier } = await record({ permitsMaskedInEmergency: true });
  expect(value(await list(urgently(), dossier))).toMatchObject({ total: 2 });
  expect(value(await list(urgently(regulator, 'centre_15'), dossier))).toMatchObject({ total: 2 });
});

test('each opposition closes its own door, and nothing is told of what did not happen', async () => {
  const { dossier } = await record({ opposesBrisDeGlace: true });
  expect(codeOf(await list(urgently(), dossier))).toBe('OPPOSITION_BRIS_DE_GLACE');
  expect(codeOf(await enterEmergency(ports, by(stranger), { id: dossier.id }, { mode: 'bris_de_glace', reason }))).toBe('OPPOSITION_BRIS_DE_GLACE');
  expect(await notices(dossier)).toEqual([]);
  expect((await list(urgently(regulator, 'centre_15'), dossier)).ok).toBe(true);
  const { dossier: other } = await record({ opposesCentre15: true });
  expect(codeOf(await list(urgently(regulator, 'centre_15'), other))).toBe('OPPOSITION_CENTRE_15');
  expect((await list(urgently(regulator), other)).ok).toBe(true);
});

test('the mode of the centre 15 belongs to whoever acts for one', async () => {
  const { dossier } = await record();
  expect(codeOf(await list(urgently(stranger, 'centre_15'), dossier))).toBe('FONCTION_INTERDITE');
  expect(value(await list(urgently(regulator, 'centre_15'), dossier))).toMatchObject({ total: 1 });
  expect((await notices(dossier)).map(({ kind }) => kind)).toEqual(['centre-15']);
});

test('an emergency neither agrees for the patient nor masks', async () => {
  const { dossier } = await record();
  expect(codeOf(await declareAutorisation(ports, urgently(), { id: dossier.id }, 'me'))).toBe('FONCTION_INTERDITE');
  const { entry } = value(await list(urgently(), dossier)).rows[0]!;
  const change = { dossier: { id: dossier.id }, document: { logicalId: entry.logicalId }, acts: ['mask'] } as const;
  expect(codeOf(await changeDocument(ports, urgently(), change))).toBe('FONCTION_INTERDITE');
});

test('a reason is asked of a bris de glace, neither a word nor a novel', async () => {
  const given = (text: string | undefined) => codeOf(inEmergency(by(stranger), { mode: 'bris_de_glace', reason: text }));
  expect([undefined, '', '   ', 'Urgence', ` ${'a'.repeat(9)} `, 'a'.repeat(501)].map(given)).toEqual(Array.from({ length: 6 }, () => 'PARAMETRE_INVALIDE'));
  expect(['a'.repeat(10), 'a'.repeat(500)].map(given)).toEqual([undefined, undefined]);
  expect(inEmergency(by(regulator), { mode: 'centre_15' }).ok).toBe(true);
});

test('one notice for a session, another for the next; without a session, one for as long as an emergency lasts', async () => {
  const { dossier } = await record();
  const { emergency } = value(await enterEmergency(ports, by(stranger), { id: dossier.id }, { mode: 'bris_de_glace', reason }));
  expect(emergency).toMatchObject({ mode: 'bris_de_glace', reason, until: instantOf(noon + 4 * 3_600_000) });
  for (let read = 0; read < 3; read++) await list(urgently(stranger, 'bris_de_glace', emergency.id), dossier);
  expect(await notices(dossier)).toHaveLength(1);
  value(await enterEmergency(ports, by(stranger), { id: dossier.id }, { mode: 'bris_de_glace', reason }));
  expect(await notices(dossier)).toHaveLength(2);
  for (let read = 0; read < 3; read++) await list(urgently(), dossier);
  expect(await notices(dossier)).toHaveLength(3);
  now = instantOf(noon + 4 * 3_600_000);
  await list(urgently(), dossier);
  expect(await notices(dossier)).toHaveLength(4);
});

test('the patient by e-mail whatever they chose of the rest, and the médecin traitant too: at once, and naming nobody', async () => {
  const { dossier, person } = await record({}, traitant.id);
  const none = { email: 'off', push: false } as const;
  const all = { choices: { 'dossier-cree': none, 'document-nouveau': none, 'premier-acces': none } };
  value(await saveNoticePreferences(ports, by(titulaireOf(dossier)), { id: dossier.id }, all));
  value(await enterEmergency(ports, by(stranger), { id: dossier.id }, { mode: 'bris_de_glace', reason }));
  await expect.poll(async () => (await server.mailsTo(person.email)).length, { timeout: 10_000 }).toBe(1);
  await expect.poll(async () => (await server.mailsTo(doctorMail)).length, { timeout: 10_000 }).toBe(1);
  const [toPatient] = await server.mailsTo(person.email);
  const [toDoctor] = await server.mailsTo(doctorMail);
  expect(toPatient!.text).toContain('Votre dossier a été ouvert en urgence.');
  expect(toDoctor!.text).toContain('dont vous êtes le médecin traitant');
  expect(toDoctor!.text).toContain(`/pro/dossier/${dossier.id}/journal`);
  for (const hidden of [reason, 'MARCHAND', dossier.ins.matricule, stranger.id]) expect(`${toPatient!.text}${toDoctor!.text}`).not.toContain(hidden);
});

test('the patient’s switches: each on its own, traced, and nobody else’s', async () => {
  const { dossier } = await record();
  const mine = by(titulaireOf(dossier));
  const key = { id: dossier.id };
  expect(value(await readChoices(ports, mine, key))).toEqual(defaultChoices);
  expect(value(await changeChoices(ports, mine, key, { opposesBrisDeGlace: true }))).toEqual({ ...defaultChoices, opposesBrisDeGlace: true });
  const after = value(await changeChoices(ports, mine, key, { masksByDefault: true, opposesBrisDeGlace: false }));
  expect(after).toEqual({ ...defaultChoices, masksByDefault: true });
  expect(value(await readChoices(ports, mine, key))).toEqual(after);
  for (const actor of [stranger, traitant, author])
    expect(codeOf(await changeChoices(ports, by(actor), key, { opposesCentre15: true }))).toBe('FONCTION_INTERDITE');
  expect(value(await readChoices(ports, mine, key))).toEqual(after);
  const journal = value(await readJournal(ports, mine, key, { actions: ['manage-accesses'], outcome: 'granted' }));
  expect(journal.rows).toHaveLength(2);
});
