// The account of whoever is signed in: where they are signed in, closing the rest, a new password from inside a session; what each asks
// for, what it ends, what it leaves in the journal and in the mailbox.

import type { OpenSessions } from '@carnet/contract';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser, type Person, firstSignIn, signIn, startSignInServer } from '../support/sign-in-server.ts';

let server: Awaited<ReturnType<typeof startSignInServer>>;
let owner: pg.Client;
beforeAll(async () => {
  server = await startSignInServer();
  owner = new pg.Client({ connectionString: server.database.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

const ours = { 'x-carnet': '1', 'sec-fetch-site': 'same-origin' };
const get = async (browser: Browser): Promise<OpenSessions['sessions']> => {
  const answer = await browser.fetch('/api/patient/sessions', { headers: ours });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as OpenSessions).sessions;
};
const isIn = async (browser: Browser): Promise<boolean> => (await server.ports.sessions.find(browser.cookie('carnet_patient')!.value)) !== undefined;
async function post(browser: Browser, path: string, body: object, headers: Readonly<Record<string, string>> = ours) {
  const answer = await browser.fetch(`/api/patient${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  const { findings = [] } = text === '' ? {} : (JSON.parse(text) as { findings?: { field: string; rule: string }[] });
  return { status: answer.status, rules: findings.map(({ field, rule }) => ({ field, rule })) };
}
/** Signed in on two browsers. */
async function twice(): Promise<{ readonly person: Person; readonly here: Browser; readonly there: Browser }> {
  const person = await server.openAccount();
  const [here, there] = [new Browser(server.origin), new Browser(server.origin)];
  await firstSignIn(server, here, person);
  server.advance(40);
  await signIn(server, there, person, person.password);
  return { person, here, there };
}
const passwordLines = async ({ dossier }: Person): Promise<readonly string[]> =>
  (
    await owner.query<{ line: string }>(
      `SELECT outcome || ' ' || coalesce(rule, '-') || ' ' || authentication AS line FROM trace WHERE action = 'change-password' AND dossier_id = $1 ORDER BY sequence`,
      [dossier],
    )
  ).rows.map(({ line }) => line);
const wasMailed = async ({ email }: Person, subject: string): Promise<boolean> => (await server.mailsTo(email)).some((mail) => mail.subject.includes(subject));
const changed = 'Votre mot de passe a changé';

describe('sessions', () => {
  test('the one that asks comes first and is named so; another person’s are not there', async () => {
    const { here, there } = await twice();
    const [mine, stranger] = [await get(here), await get((await twice()).here)];
    expect(mine.map(({ current }) => current)).toEqual([true, false]);
    expect(mine[0]!.openedAt < mine[1]!.openedAt).toBe(true);
    expect((await get(there)).map(({ openedAt }) => openedAt)).toEqual(mine.map(({ openedAt }) => openedAt).toReversed());
    expect(stranger).toHaveLength(2);
  });
  test('an idle one is no longer there', async () => {
    const { here } = await twice();
    server.advance(29 * 60);
    await get(here);
    server.advance(2 * 60);
    expect(await get(here)).toHaveLength(1);
  });
  test('the password closes the others, and this one goes on', async () => {
    const { person, here, there } = await twice();
    expect(await post(here, '/sessions/close-others', { password: person.initialPassword })).toEqual({
      status: 422,
      rules: [{ field: 'password', rule: 'MOT_DE_PASSE_ACTUEL_REFUSE' }],
    });
    expect(await isIn(there)).toBe(true);
    expect((await post(here, '/sessions/close-others', { password: person.password })).status).toBe(204);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
  });
});

describe('a new password', () => {
  const chosen = 'Nouvelle-Barque-7-Verte';
  test('the current one, then the new: every other session ends, the journal and the mailbox say so, the old one opens nothing', async () => {
    const { person, here, there } = await twice();
    expect((await post(here, '/password', { current: person.password, password: chosen })).status).toBe(204);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect(await passwordLines(person)).toEqual(['granted - DEUX_FACTEURS']);
    expect(await wasMailed(person, changed)).toBe(true);
    await expect(signIn(server, new Browser(server.origin), person, person.password)).rejects.toThrow('IDENTIFIANTS_REFUSES');
    server.advance(40);
    await signIn(server, new Browser(server.origin), person, chosen);
  });
  test.each([
    ['a wrong current one', { current: 'Un-Autre-Mot-9', password: chosen }, 'current', 'MOT_DE_PASSE_ACTUEL_REFUSE'],
    ['one that leaked', { password: 'Azertyuiop-123' }, 'password', 'MOT_DE_PASSE_COURANT'],
    ['one with the owner’s name', { password: 'Apolline-9-Cerises' }, 'password', 'MOT_DE_PASSE_PERSONNEL'],
    ['a short one', { password: 'Court-9' }, 'password', 'MOT_DE_PASSE_LONGUEUR'],
    ['the same one', 'same', 'password', 'MOT_DE_PASSE_IDENTIQUE'],
  ])('%s changes nothing', async (_name, given, field, rule) => {
    const { person, here, there } = await twice();
    const body = given === 'same' ? { current: person.password, password: person.password } : { current: person.password, ...(given as object) };
    const answer = await post(here, '/password', body);
    expect(answer.status).toBe(422);
    expect(answer.rules).toContainEqual({ field, rule });
    expect([await isIn(here), await isIn(there)]).toEqual([true, true]);
    expect(await wasMailed(person, changed)).toBe(false);
    expect(await passwordLines(person)).toEqual(field === 'current' ? ['refused IDENTIFIANTS_REFUSES DEUX_FACTEURS'] : []);
  });
  test('guesses are slowed down as at sign-in', async () => {
    const { person, here } = await twice();
    for (let tries = 0; tries < 5; tries++) await post(here, '/password', { current: 'Un-Autre-Mot-9', password: chosen });
    expect((await post(here, '/password', { current: person.password, password: chosen })).status).toBe(429);
    expect((await post(here, '/sessions/close-others', { password: person.password })).status).toBe(429);
  });
  test('not from another site, and not without a session', async () => {
    const { person, here, there } = await twice();
    const body = { current: person.password, password: chosen };
    expect((await post(here, '/password', body, { 'sec-fetch-site': 'same-origin' })).status).toBe(400);
    expect((await post(here, '/password', body, { 'x-carnet': '1', 'sec-fetch-site': 'cross-site' })).status).toBe(400);
    expect((await post(new Browser(server.origin), '/password', body)).status).toBe(401);
    expect([await isIn(here), await isIn(there)]).toEqual([true, true]);
  });
});

test('a recovery is a line of the journal too: a wrong code, then the right one', async () => {
  const { person } = await twice();
  const browser = new Browser(server.origin);
  await browser.post('/api/recovery/start', { login: person.login });
  await expect.poll(() => wasMailed(person, 'Votre code pour un nouveau mot de passe')).toBe(true);
  const code = await server.codeFor(person.email);
  const complete = (given: string) => browser.refusedPost('/api/recovery/complete', { login: person.login, code: given, password: 'Nouvelle-Barque-7-Verte' });
  expect((await complete(code === '000000' ? '000001' : '000000')).status).toBe(422);
  expect((await complete(code)).status).toBe(204);
  expect(await passwordLines(person)).toEqual(['refused CODE_REFUSE AUCUNE', 'granted - UN_FACTEUR']);
});

test('a password is never too old: years later it still signs in', async () => {
  const person = await server.openAccount();
  await firstSignIn(server, new Browser(server.origin), person);
  server.advance(10 * 365 * 86_400);
  const { pathname } = await signIn(server, new Browser(server.origin), person, person.password);
  expect(pathname).toBe('/');
});
