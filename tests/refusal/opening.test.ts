// Opening one's record online, over real HTTP and SMTP: what a stranger learns is the same whoever they type, until the code that went to the
// insurer's address is right; then each situation has its answer, and the record opens with its session.

import type { KnownAssure } from '@carnet/server/ports';
import type { DossierId } from '@carnet/domain/dossier';
import type { CivilDate } from '@carnet/domain/kernel';
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { newDossier, newIns, noon } from '../support/records.ts';
import { Browser, startSignInServer } from '../support/sign-in-server.ts';

const server = await startSignInServer();
afterAll(() => server.close());
const { storage } = server.database;
const browser = (): Browser => new Browser(server.origin);
const password = 'Quatre-Cerises-Bleues-7';

let people = 0;
async function known(over: Partial<KnownAssure> = {}): Promise<KnownAssure & { readonly email: string; readonly identity: Record<string, string> }> {
  const email = `assure.${++people}@exemple.test`;
  const one: KnownAssure = {
    id: randomUUID() as DossierId,
    ins: newIns(),
    traits: newDossier().traits,
    regime: 'general',
    contact: { telecoms: [{ kind: 'email', value: email }] },
    attachedTo: [],
    ...over,
  };
  const id = await storage.registry.knowAssure(one, noon);
  const { traits } = one;
  return { ...one, id, email, identity: { matricule: one.ins.matricule, familyName: traits.birthName, firstName: 'claire', birthDate: traits.birthDate } };
}
const nobody = (): Record<string, string> => ({ matricule: newIns().matricule, familyName: 'PERSONNE', firstName: 'ALIX', birthDate: '1986-05-12' });
/** Everything a caller can see of an answer, but what the clock moves. */
const seen = ({ status, body }: { readonly status: number; readonly body: unknown }): unknown =>
  JSON.parse(JSON.stringify({ status, body }).replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'T'));
const call = async (from: Browser, path: string, body: unknown): Promise<{ readonly status: number; readonly body: unknown }> => {
  const headers = { 'content-type': 'application/json', 'x-carnet': '1', 'origin': server.origin };
  const answer = await from.fetch(`/api/opening/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
};
type Identity = Record<string, string>;
const start = (identity: Identity) => call(browser(), 'start', identity);
const verify = (identity: Identity, code: string) => call(browser(), 'verify', { identity, code });
/** Asks for a code, which leaves after the answer. */
async function codeFor({ email, identity }: { readonly email: string; readonly identity: Identity }): Promise<string> {
  const before = (await server.mailsTo(email)).length;
  expect((await start(identity)).status).toBe(202);
  await expect.poll(async () => (await server.mailsTo(email)).length, { timeout: 10_000 }).toBe(before + 1);
  return server.codeFor(email);
}
const stateOf = async (one: { readonly email: string; readonly identity: Identity }): Promise<{ readonly code: string; readonly state: unknown }> => {
  const code = await codeFor(one);
  return { code, state: (await verify(one.identity, code)).body };
};

test('a stranger learns nothing: unknown number, wrong name, no address, record open, closed, opposed or none, all answer alike', async () => {
  const [none, noAddress, opposed, other] = [await known(), await known({ contact: { telecoms: [] } }), await known(), await known({ regime: 'msa' })];
  const open = newDossier();
  const closed = newDossier({ closed: true });
  for (const record of [open, closed]) await storage.registry.openDossier(record);
  const held = [await known({ ins: open.ins }), await known({ ins: closed.ins })];
  const typed = [
    nobody(),
    { ...none.identity, familyName: 'AUTRE' },
    { ...none.identity, birthDate: '1985-05-13' },
    ...[none, noAddress, opposed, other, ...held].map(({ identity }) => identity),
  ];
  const [first, ...rest] = await Promise.all(typed.map(async (identity) => seen(await start(identity))));
  expect(first).toEqual({ status: 202, body: { expiresAt: 'T', resendAllowedAt: 'T' } });
  for (const answer of rest) expect(answer).toEqual(first);
  const [wrong, ...others] = await Promise.all(typed.map(async (identity) => seen(await verify(identity, '000000'))));
  expect(wrong).toMatchObject({ status: 422, body: { code: 'SAISIE_REFUSEE', findings: [{ field: 'code', rule: 'CODE_REFUSE' }] } });
  for (const answer of others) expect(answer).toEqual(wrong);
  // A code goes to whom the number and the traits both name, and to nobody else.
  server.advance(31);
  const sent = (await server.mailsTo(none.email)).length;
  await start({ ...none.identity, familyName: 'AUTRE' });
  await start(none.identity);
  await expect.poll(async () => (await server.mailsTo(none.email)).length, { timeout: 10_000 }).toBe(sent + 1);
});

test('what is wrong by itself is said at once, for everybody alike: a digit, a date, a child', async () => {
  const { identity } = await known();
  const rules = async (over: Record<string, string>): Promise<unknown> =>
    ((await start({ ...identity, ...over })).body as { findings: { field: string; rule: string }[] }).findings.map(({ field, rule }) => `${field} ${rule}`);
  const broken = identity['matricule']!.replace(/.$/, (digit) => String((Number(digit) + 1) % 10));
  expect(await rules({ matricule: broken })).toEqual(['matricule NUMERO_CLE']);
  expect(await rules({ matricule: '12', birthDate: 'hier' })).toEqual(['matricule NUMERO_FORME', 'birthDate DATE_NAISSANCE']);
  expect(await rules({ birthDate: '2019-09-30' })).toEqual(['birthDate OUVERTURE_MINEUR']);
});

test('the code, then the agreement and a password: the record is open, the session too, the identifier is given, and the code is dead', async () => {
  const one = await known();
  const { code, state } = await stateOf(one);
  expect(state).toEqual({ state: 'opens', displayName: 'CLAIRE MARCHAND', sentTo: 'a•••••@exemple.test' });
  const page = browser();
  const complete = (over: object) =>
    call(page, 'complete', { identity: one.identity, code, password, agreed: true, ...over }) as Promise<{
      status: number;
      body: { login?: string; findings?: unknown };
    }>;
  expect((await complete({ agreed: false })).status).toBe(400);
  expect((await complete({ password: 'Marchand-1985-Bleue!' })).body.findings).toMatchObject([{ rule: 'MOT_DE_PASSE_PERSONNEL' }]);
  const done = await complete({});
  expect(done.body.login).toMatch(/^\d{10}$/);
  const { rows } = await storage.pool.query<{ titulaire: string }>(`SELECT titulaire FROM dossier WHERE dossier_id = $1 AND life = 'ouvert'`, [one.id]);
  expect(rows).toHaveLength(1);
  expect((await page.fetch('/api/patient/sessions')).status).toBe(200);
  expect(await server.ports.accounts.byLogin(done.body.login!)).toMatchObject({ dossier: one.id, passwordIsInitial: false, email: one.email });
  expect((await complete({})).status).toBe(422);
  // Asked again, they are told their identifier, once their code is right.
  server.advance(31);
  expect((await stateOf(one)).state).toEqual({ state: 'has-space', login: done.body.login, life: 'open' });
});

test('each situation has its answer once the code is right: a regime not served, a record that opened by itself, one that is closed', async () => {
  expect((await stateOf(await known({ regime: 'msa' }))).state).toEqual({ state: 'regime', displayName: 'CLAIRE MARCHAND' });
  for (const [closed, life] of [
    [false, 'open'],
    [true, 'closed'],
  ] as const) {
    const record = newDossier({ closed });
    await storage.registry.openDossier(record);
    const one = await known({ ins: record.ins });
    const { code, state } = await stateOf(one);
    expect(state).toMatchObject({ state: 'opens', known: life });
    const answer = await call(browser(), 'complete', { identity: one.identity, code, password, agreed: true });
    expect(answer.status).toBe(200);
    const { login } = answer.body as { login: string };
    expect(await server.ports.accounts.byLogin(login)).toMatchObject({ dossier: record.id, personne: record.titulaire });
  }
});

test('a page of another site opens nothing; wrong codes wait longer and longer, by number, whoever it is', async () => {
  const one = await known();
  const code = await codeFor(one);
  const forged = await fetch(`${server.origin}/api/opening/complete`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'origin': 'https://ailleurs.example' },
    body: JSON.stringify({ identity: one.identity, code, password, agreed: true }),
  });
  expect(forged.status).toBe(400);
  for (const identity of [one.identity, nobody()]) {
    const statuses = [];
    for (let tries = 0; tries < 6; tries++) statuses.push((await verify(identity, '000000')).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  }
});

test('somebody born abroad, of a used name, with accents, is known by what is on the card', async () => {
  const one = await known({
    traits: {
      birthName: 'DIALLO',
      usedName: 'LE GOFF',
      birthFirstNames: 'AÏSSATOU MARIE',
      birthDate: '1985-05-12' as CivilDate,
      sexe: 'F',
      birthPlaceCog: '99335',
    },
  });
  const typed = { ...one.identity, familyName: 'Le Goff', firstName: 'aissatou' };
  expect((await stateOf({ email: one.email, identity: typed })).state).toMatchObject({ state: 'opens' });
});
