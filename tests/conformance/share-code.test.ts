// A code the patient shows (ADR 44) through the web doors: made by the patient's side only, redeemed once by a professional with their own card, for as
// long as was chosen; wrong, used, withdrawn, over and another's look alike; the wrong ones are counted; all of it in the journal, and told.

import { dossierStatusSchema, journalSchema, madeShareSchema, noticesSchema, offeredShareSchema, shareStateSchema, shownShareSchema } from '@carnet/contract';
import type { PersonneId } from '@carnet/domain/dossier';
import { type Instant, instantOf, toIso } from '@carnet/domain/kernel';
import { makeShare, redeemShare } from '@carnet/server/application/share-code';
import { postgresSignInSweep } from '@carnet/server/storage/postgres/sign-in-sweep';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { noon } from '../support/records.ts';
import { type Answer, type ProfessionalName, type WebWorld, acting, professionals, startWebWorld, structures } from '../support/web-server.ts';

let world: WebWorld;
let patient: string;
let now: Instant = noon;
beforeEach(async () => {
  now = noon;
  world = await startWebWorld({ now: () => now });
  patient = await world.asPatient(world.alice);
});
afterEach(() => world.close());

const minute = 60_000;
const hour = 60 * minute;
const after = (ms: number): Instant => instantOf(noon + ms);
/** The server's clock stands elsewhere from now on. */
const at = (moment: Instant): void => {
  now = moment;
};
const own = (method: 'GET' | 'POST' | 'DELETE', body?: object, token = patient): Promise<Answer> =>
  world.ask('patient', `/dossiers/${world.alice.id}/share`, { method, token, ...(body === undefined ? {} : { body }) });
const make = async (span = 'consultation') => {
  const made = await own('POST', { span });
  expect(made.statusCode).toBe(201);
  return madeShareSchema.parse(made.json());
};
const give = async (who: ProfessionalName, act: 'read' | 'redeem', body: object): Promise<Answer> =>
  world.ask('pro', `/shares/${act}`, { method: 'POST', token: await world.asProfessional(who, structures.cabinet.id), body });
const refusalOf = ({ statusCode, json }: Answer): string => `${statusCode} ${json<{ code: string }>().code}`;
const noSuchCode = '404 CODE_PARTAGE_INVALIDE';
const acts = async () => {
  const answer = await world.ask('patient', `/dossiers/${world.alice.id}/journal?limit=200`, { token: patient });
  return journalSchema.parse(answer.json()).lines.map(({ action, about, outcome }) => `${about?.act ?? action} ${outcome}`);
};
const shown = async () => shownShareSchema.parse((await own('GET')).json()).share;

it('opens the record once, for as long as was chosen, and says who did; the access ends by itself', async () => {
  expect(shownShareSchema.parse((await own('GET')).json())).toEqual({ terms: { consultationHours: 4, usualDays: 365, codeMinutes: 10 } });
  const made = await make();
  expect(made).toMatchObject({ until: toIso(after(10 * minute)), span: 'consultation' });
  expect(made.secret).toMatch(/^[\w-]{22}$/);
  expect(made.code).toMatch(/^[2-9CFHJKLMPRTVXY]{9}$/);
  expect(await shown()).toEqual(made);
  const state = async (): Promise<string> =>
    shareStateSchema.parse((await world.ask('patient', '/shares/state', { method: 'POST', token: patient, body: { secret: made.secret } })).json()).state;
  expect(await state()).toBe('waiting');

  const offered = offeredShareSchema.parse((await give('stranger', 'read', { secret: made.secret })).json());
  expect(offered).toEqual({
    displayName: expect.stringContaining('MARCHAND') as string,
    birthDate: '1985-05-12',
    sexe: 'F',
    by: { name: 'Claire MARCHAND', representing: false },
    span: 'consultation',
    until: toIso(after(4 * hour)),
  });
  const spoken = `${made.code.slice(0, 3)}-${made.code.slice(3, 6)} ${made.code.slice(6).toLowerCase()}`;
  const redeemed = dossierStatusSchema.parse((await give('stranger', 'redeem', { code: spoken })).json());
  expect(redeemed).toMatchObject({ found: true, dossierId: world.alice.id, autorisation: 'VALIDE', until: toIso(after(4 * hour)), byStructure: false });
  expect(await state()).toBe('redeemed');
  expect(await shown()).toEqual({
    state: 'redeemed',
    by: expect.objectContaining({ id: professionals.stranger.id, displayName: 'Camille INCONNU', structureName: 'Cabinet des Tilleuls' }) as object,
    at: toIso(noon),
    until: toIso(after(4 * hour)),
    already: false,
  });
  const list = `/dossiers/${world.alice.id}/documents`;
  const token = await world.asProfessional('stranger', structures.cabinet.id);
  expect((await world.ask('pro', list, { token })).statusCode).toBe(200);

  expect(await acts()).toEqual(expect.arrayContaining(['share-made granted', 'share-read granted', 'share-redeemed granted']));
  const told = noticesSchema.parse((await world.ask('patient', `/dossiers/${world.alice.id}/notices`, { token: patient })).json()).notices;
  expect(told.filter(({ kind }) => kind === 'code-utilise')).toMatchObject([{ actorName: 'Camille INCONNU' }]);
  expect(told.filter(({ kind }) => kind === 'premier-acces')).toHaveLength(1);

  const { rows } = await world.database.storage.pool.query(
    'SELECT express, given_by::text AS by, expires_at FROM autorisation WHERE dossier_id = $1 AND beneficiaire = $2',
    [world.alice.id, professionals.stranger.id],
  );
  expect(rows).toEqual([{ express: true, by: world.alice.titulaire, expires_at: after(4 * hour) }]);
});

it('answers alike a code that is used, withdrawn, replaced, over, misread, or of a record that closed', async () => {
  const used = await make('day');
  expect((await give('stranger', 'redeem', { secret: used.secret })).statusCode).toBe(200);
  const replaced = await make();
  const withdrawn = await make('usual');
  expect((await own('DELETE')).statusCode).toBeLessThan(300);
  expect(await shown()).toMatchObject({ state: 'redeemed' });
  const [bodies, over] = [[used, replaced, withdrawn], await make()] as const;
  for (const [who, { secret, code }] of [
    ['author', bodies[0]],
    ['nurse', bodies[1]],
    ['reader', bodies[2]],
  ] as const)
    for (const act of ['read', 'redeem'] as const) {
      expect(refusalOf(await give(who, act, { secret }))).toBe(noSuchCode);
      expect(refusalOf(await give(who, act, { code }))).toBe(noSuchCode);
    }
  expect(refusalOf(await give('treating', 'redeem', { secret: 'A'.repeat(22) }))).toBe(noSuchCode);
  at(after(10 * minute - 1));
  expect((await give('treating', 'read', { secret: over.secret })).statusCode).toBe(200);
  at(after(10 * minute));
  const late = await give('treating', 'redeem', { secret: over.secret });
  expect(refusalOf(late)).toBe(noSuchCode);
  expect(await shown()).toMatchObject({ state: 'redeemed' });
  const ofClosed = await make();
  await world.ask('patient', `/dossiers/${world.alice.id}/close`, { method: 'POST', token: patient, body: { confirmed: true } });
  const { rows } = await world.database.storage.pool.query("UPDATE dossier SET life = 'ferme' WHERE dossier_id = $1 RETURNING life", [world.alice.id]);
  expect(rows).toHaveLength(1);
  const closed = await give('treating', 'redeem', { secret: ofClosed.secret });
  expect([closed.statusCode, closed.body]).toEqual([late.statusCode, late.body]);
});

it('lets one win of two who redeem at once', async () => {
  const { secret } = await make();
  const callers = (['stranger', 'expired', 'reader', 'nurse'] as const).map((who) => professionals[who]);
  const outcomes = await Promise.all(
    callers.map((one) =>
      redeemShare(world.ports, { actor: acting(one), mode: 'normal', context: { door: 'professional', actorName: one.familyName } }, { secret }),
    ),
  );
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.flatMap((one) => (one.ok ? [] : [one.refusal.code]))).toEqual(Array.from({ length: 3 }, () => 'CODE_PARTAGE_INVALIDE'));
});

it('stops a card that tries a sixth wrong code within the hour, however many at once; a right one is no try, and the QR code still opens', async () => {
  const { code, secret } = await make('day');
  const wrong = { code: '234567892' };
  const answers = await Promise.all(Array.from({ length: 12 }, () => give('stranger', 'read', wrong)));
  const refused = answers.map(refusalOf);
  expect(refused.filter((one) => one === noSuchCode)).toHaveLength(5);
  expect(refused.filter((one) => one === '429 TROP_DE_DEMANDES')).toHaveLength(7);
  const stopped = await give('stranger', 'redeem', { code });
  expect([refusalOf(stopped), stopped.headers['retry-after']]).toEqual(['429 TROP_DE_DEMANDES', '3600']);
  // Of another shape: said at once, and nobody's.
  expect(refusalOf(await give('stranger', 'read', { code: 'O01 IZS 5B8' }))).toBe('400 PARAMETRE_INVALIDE');
  for (let i = 0; i < 7; i++) expect((await give('reader', 'read', { code })).statusCode).toBe(200);
  expect((await give('stranger', 'read', { secret })).statusCode).toBe(200);
  // An hour later the tries are forgotten.
  const caller = { actor: acting(professionals.stranger), mode: 'normal', context: { door: 'professional', actorName: 'Camille INCONNU' } } as const;
  at(after(hour - 1));
  expect(await redeemShare(world.ports, caller, wrong)).toMatchObject({ refusal: { code: 'TROP_DE_DEMANDES' } });
  at(after(hour));
  expect(await redeemShare(world.ports, caller, wrong)).toMatchObject({ refusal: { code: 'CODE_PARTAGE_INVALIDE' } });
});

it('is not for a professional the patient blocked, who is told so and traced, nor for a card that is no carer’s', async () => {
  const { secret, code } = await make();
  for (const act of ['read', 'redeem'] as const) expect(refusalOf(await give('blocked', act, { secret }))).toBe('403 PS_BLOQUE');
  expect(await acts()).toEqual(expect.arrayContaining(['share-read refused', 'share-redeemed refused']));
  const indirect = { ...acting(professionals.reader), authentication: 'INDIRECTE_RENFORCEE' as const };
  const context = { door: 'professional', actorName: 'quelqu’un' } as const;
  expect(await redeemShare(world.ports, { actor: indirect, mode: 'normal', context }, { secret })).toMatchObject({ refusal: { code: 'FONCTION_INTERDITE' } });
  const travail = { ...acting(professionals.reader), specialty: 'SM25' } as Parameters<typeof redeemShare>[1]['actor'];
  expect(await redeemShare(world.ports, { actor: travail, mode: 'normal', context }, { code })).toMatchObject({ refusal: { code: 'FONCTION_INTERDITE' } });
  expect(await shown()).toMatchObject({ state: 'waiting' });
  expect((await give('reader', 'redeem', { secret })).statusCode).toBe(200);
});

it('never shortens an access that holds, and gives the médecin traitant none; what is taken back is no longer shown', async () => {
  const first = await make();
  expect((await give('reader', 'redeem', { secret: first.secret })).statusCode).toBe(200);
  expect(await shown()).toMatchObject({ state: 'redeemed', already: true, until: toIso(after(2400 * hour)) });
  const second = await make('usual');
  const longer = dossierStatusSchema.parse((await give('reader', 'redeem', { secret: second.secret })).json());
  expect(longer.until).toBe(toIso(after(365 * 24 * hour)));
  await world.ask('patient', `/dossiers/${world.alice.id}/accesses/withdraw`, {
    method: 'POST',
    token: patient,
    body: { kind: 'professionnel', id: professionals.reader.id },
  });
  expect(await shown()).toBeUndefined();
  at(after(minute));
  const third = await make();
  expect((await give('treating', 'redeem', { secret: third.secret })).statusCode).toBe(200);
  const share = await shown();
  expect(share).toMatchObject({ state: 'redeemed', already: true });
  expect(share).not.toHaveProperty('until');
});

it('is made by a tuteur who says that the person’s agreement was sought, and names them to whom it is shown', async () => {
  const personne = randomUUID() as PersonneId;
  const { id, openedAt } = world.bob;
  await world.database.storage.registry.represent(id, { personne, kind: 'tuteur', since: openedAt, names: { representant: 'Paule TUTRICE', titulaire: 'B' } });
  const tuteur = { actor: { kind: 'representant', personne, factors: 2 }, mode: 'normal', context: { door: 'patient', actorName: 'Paule TUTRICE' } } as const;
  const asked = (personAgreement?: 'agrees' | 'refuses') =>
    makeShare(world.ports, tuteur, { id }, { span: 'day', ...(personAgreement === undefined ? {} : { personAgreement }) });
  expect(await asked()).toMatchObject({ refusal: { code: 'PARAMETRE_INVALIDE', findings: [{ rule: 'ACCORD_NON_RECHERCHE' }] } });
  expect(await asked('refuses')).toMatchObject({ refusal: { code: 'TRANSITION_INTERDITE' } });
  const made = await asked('agrees');
  const read = offeredShareSchema.parse((await give('stranger', 'read', { secret: made.ok ? made.value.secret : '' })).json());
  expect(read).toMatchObject({ by: { name: 'Paule TUTRICE', representing: true }, span: 'day', until: toIso(after(24 * hour)) });
});

it('keeps the secret and the code by keyed hashes and sealed, and is swept a day after', async () => {
  const { secret, code } = await make();
  const dump = async (): Promise<string> =>
    JSON.stringify(
      await Promise.all(
        ['share_code', 'share_code_directory', 'share_try'].map(
          async (table) => (await world.database.storage.pool.query(`SELECT t::text FROM ${table} t`)).rows,
        ),
      ),
    );
  const stored = await dump();
  for (const clear of [secret, code, 'Claire', Buffer.from(code).toString('hex'), Buffer.from(secret).toString('hex')]) expect(stored).not.toContain(clear);
  await give('stranger', 'read', { code: '234567892' });
  const sweep = postgresSignInSweep(world.database.storage.pool);
  await sweep(after(24 * hour));
  expect(JSON.parse(await dump())).toEqual([[expect.anything()], [expect.anything(), expect.anything()], [expect.anything()]]);
  await sweep(after(24 * hour + 11 * minute));
  expect(JSON.parse(await dump())).toEqual([[], [], []]);
});
