// Passkeys: added, used, renamed, removed by their owner; and every way in which one is refused. None tells whose it would be, or whether it is
// anybody's.

import type { NewPasskeyQuestion, OwnPasskey, PasskeyQuestion, Passkeys } from '@carnet/contract';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Authenticator, type Lies } from '../support/authenticator.ts';
import { Browser, type Person, beginSignIn, finishSignIn, firstSignIn, signIn, startSignInServer } from '../support/sign-in-server.ts';

let server: Awaited<ReturnType<typeof startSignInServer>>;
let owner: pg.Client;
/** Whom most refusals are tried on: a password is slow to make, on purpose. */
let home: Awaited<ReturnType<typeof owning>>;
beforeAll(async () => {
  server = await startSignInServer();
  owner = new pg.Client({ connectionString: server.database.url });
  await owner.connect();
  home = await owning();
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

const ours = { 'x-carnet': '1', 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
async function call<T = unknown>(browser: Browser, method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = ours) {
  const answer = await browser.fetch(`/api/patient${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const read = await answer.text();
  const said = (read === '' ? {} : JSON.parse(read)) as T & { findings?: { rule: string }[]; code?: string };
  return { status: answer.status, body: said, rules: said.findings?.map(({ rule }) => rule) ?? [] };
}
const own = async (browser: Browser): Promise<readonly OwnPasskey[]> => (await call<Passkeys>(browser, 'GET', '/passkeys')).body.passkeys;
const isIn = async (browser: Browser): Promise<boolean> => (await server.ports.sessions.find(browser.cookie('carnet_patient')?.value ?? '')) !== undefined;

async function settled(): Promise<{ readonly person: Person; readonly browser: Browser }> {
  const person = await server.openAccount();
  const browser = new Browser(server.origin);
  await firstSignIn(server, browser, person);
  return { person, browser };
}
const ask = (browser: Browser, { password }: Pick<Person, 'password'>) => call<NewPasskeyQuestion>(browser, 'POST', '/passkeys/options', { password });
async function add(browser: Browser, person: Person, name = 'Mon téléphone', key = new Authenticator(server.origin)) {
  const asked = await ask(browser, person);
  const added = await call<OwnPasskey>(browser, 'POST', '/passkeys', { name, answer: key.create(asked.body) });
  expect(added.status).toBe(201);
  return { key, added: added.body, asked: asked.body };
}
async function owning(): Promise<{ readonly person: Person; readonly browser: Browser; readonly key: Authenticator; readonly added: OwnPasskey }> {
  const { person, browser } = await settled();
  return { person, browser, ...(await add(browser, person)) };
}
async function question(): Promise<{ readonly there: Browser; readonly routes: string; readonly asked: PasskeyQuestion }> {
  const there = new Browser(server.origin);
  const routes = await beginSignIn(there);
  return { there, routes, asked: (await there.post<PasskeyQuestion>(`${routes}/passkey/options`)).body };
}
const rulesOf = ({ body: { findings = [] } }: { body: { findings?: readonly { rule: string }[] | undefined } }): readonly string[] =>
  findings.map(({ rule }) => rule);
const linesOf = async (dossier: string, ...actions: readonly string[]): Promise<readonly string[]> =>
  (
    await owner.query<{ line: string }>(
      `SELECT action || ' ' || outcome || ' ' || coalesce(rule, '-') || ' ' || authentication AS line FROM trace
       WHERE dossier_id = $1 AND action = ANY ($2) ORDER BY sequence`,
      [dossier, actions],
    )
  ).rows.map(({ line }) => line);
const subjects = async ({ email }: Person): Promise<readonly string[]> => (await server.mailsTo(email)).map(({ subject }) => subject);

describe('one’s own', () => {
  test('added with the password, it signs in alone: no password, no code, both factors said, and the journal says how', async () => {
    const { person, key, added, browser } = await owning();
    expect(added).toEqual({ id: expect.any(String), name: 'Mon téléphone', addedAt: expect.any(String) });
    const mails = (await server.mailsTo(person.email)).length;
    const { there, routes, asked } = await question();
    expect(asked).toEqual({ rpId: 'localhost', challenge: expect.any(String), timeout: 300_000, userVerification: 'required' });
    const done = await there.post(`${routes}/passkey`, key.get(asked));
    if (done.body.step !== 'done') throw new Error(JSON.stringify(done.body));
    // Asked again, the sign-in that is over only tells the way.
    expect((await there.post(`${routes}/passkey/options`)).body).toEqual(done.body);
    expect((await there.go(done.body.redirectTo)).url.pathname).toBe('/');
    expect(await isIn(there)).toBe(true);
    expect((await server.mailsTo(person.email)).length).toBe(mails);
    expect((await linesOf(person.dossier, 'sign-in')).at(-1)).toBe('sign-in granted - CLE_D_ACCES');
    expect((await own(browser))[0]).toMatchObject({ id: added.id, lastUsedAt: expect.any(String) });
  });
  test('several, each by name; the owner’s mark is random, one for all, and says nothing of them', async () => {
    const { person, browser } = await settled();
    const [one, other] = [await add(browser, person, 'Téléphone'), await add(browser, person, '  Clé au travail ')];
    expect((await own(browser)).map(({ name }) => name)).toEqual(['Téléphone', 'Clé au travail']);
    expect(other.asked.user.id).toBe(one.asked.user.id);
    expect(Buffer.from(one.asked.user.id, 'base64url')).toHaveLength(32);
    expect(other.asked.excludeCredentials.map(({ id }) => id)).toEqual([one.key.credential]);
    const said = JSON.stringify(other.asked);
    for (const secret of [person.login, person.personne, person.dossier, person.email]) expect(said).not.toContain(secret);
    expect(other.asked.authenticatorSelection).toEqual({ residentKey: 'required', requireResidentKey: true, userVerification: 'required' });
  });
  test('renamed; removed, it opens nothing, the other sessions end, the journal and the mailbox say so', async () => {
    const { person, browser, key, added } = await owning();
    expect((await call(browser, 'PUT', `/passkeys/${added.id}`, { name: 'Tablette' })).status).toBe(204);
    expect((await own(browser)).map(({ name }) => name)).toEqual(['Tablette']);
    const elsewhere = new Browser(server.origin);
    server.advance(40);
    await signIn(server, elsewhere, person, person.password);
    expect((await call(browser, 'POST', `/passkeys/${added.id}/remove`, { password: 'Un-Autre-Mot-9' })).rules).toEqual(['MOT_DE_PASSE_ACTUEL_REFUSE']);
    expect(await own(browser)).toHaveLength(1);
    expect((await call(browser, 'POST', `/passkeys/${added.id}/remove`, { password: person.password })).status).toBe(204);
    expect(await own(browser)).toEqual([]);
    expect([await isIn(browser), await isIn(elsewhere)]).toEqual([true, false]);
    expect(await linesOf(person.dossier, 'add-passkey', 'remove-passkey')).toEqual([
      'add-passkey granted - DEUX_FACTEURS',
      'remove-passkey refused IDENTIFIANTS_REFUSES DEUX_FACTEURS',
      'remove-passkey granted - DEUX_FACTEURS',
    ]);
    expect((await subjects(person)).filter((subject) => subject.includes('clé d’accès')).map((subject) => subject.split(' / ')[0])).toEqual([
      'Une clé d’accès a été retirée',
      'Une clé d’accès a été ajoutée',
    ]);
    const { there, routes, asked } = await question();
    expect(rulesOf(await there.refusedPost(`${routes}/passkey`, key.get(asked)))).toEqual(['CLE_REFUSEE']);
  });
  test('another person’s are neither seen, renamed nor removed', async () => {
    const { added, browser } = await owning();
    const stranger = await settled();
    expect(await own(stranger.browser)).toEqual([]);
    expect((await call(stranger.browser, 'PUT', `/passkeys/${added.id}`, { name: 'À moi' })).rules).toEqual(['CLE_INCONNUE']);
    expect((await call(stranger.browser, 'POST', `/passkeys/${added.id}/remove`, { password: stranger.person.password })).rules).toEqual(['CLE_INCONNUE']);
    expect((await call(stranger.browser, 'POST', '/passkeys/not-an-id/remove', { password: stranger.person.password })).rules).toEqual(['CLE_INCONNUE']);
    expect((await own(browser)).map(({ name }) => name)).toEqual(['Mon téléphone']);
  });
  test('erased with the account', async () => {
    const { person, key } = await owning();
    await owner.query('DELETE FROM account WHERE dossier_id = $1', [person.dossier]);
    expect((await owner.query('SELECT 1 FROM passkey WHERE personne_id = $1', [person.personne])).rowCount).toBe(0);
    const { there, routes, asked } = await question();
    expect(rulesOf(await there.refusedPost(`${routes}/passkey`, key.get(asked)))).toEqual(['CLE_REFUSEE']);
  });
  test('a lost password recovered leaves them', async () => {
    const { person, key } = await owning();
    const browser = new Browser(server.origin);
    await browser.post('/api/recovery/start', { login: person.login });
    await expect.poll(async () => (await subjects(person))[0]).toContain('Votre code pour un nouveau mot de passe');
    const password = 'Nouvelle-Barque-7-Verte';
    await browser.post('/api/recovery/complete', { login: person.login, code: await server.codeFor(person.email), password });
    const { there, routes, asked } = await question();
    expect((await there.post(`${routes}/passkey`, key.get(asked))).body.step).toBe('done');
  });
});

describe('adding', () => {
  test('without the password nothing is asked, and the journal tells the try', async () => {
    const { person, browser } = await settled();
    expect((await ask(browser, { password: 'Un-Autre-Mot-9' })).rules).toEqual(['MOT_DE_PASSE_ACTUEL_REFUSE']);
    const key = new Authenticator(server.origin);
    const invented = { rp: { id: 'localhost' }, user: { id: 'x' }, challenge: 'x' } as NewPasskeyQuestion;
    expect((await call(browser, 'POST', '/passkeys', { name: 'x', answer: key.create(invented) })).rules).toEqual(['CLE_EXPIREE']);
    expect(await linesOf(person.dossier, 'add-passkey')).toEqual(['add-passkey refused IDENTIFIANTS_REFUSES DEUX_FACTEURS']);
    expect(await own(browser)).toEqual([]);
  });
  test.each<readonly [string, Lies, string]>([
    ['another challenge', { challenge: 'AAAA' }, 'CLE_ILLISIBLE'],
    ['another origin', { origin: 'https://carnet.exemple.test' }, 'CLE_ILLISIBLE'],
    ['another relying party', { rpId: 'exemple.test' }, 'CLE_ILLISIBLE'],
    ['a chain of certificates nobody asked for', { format: 'packed' }, 'CLE_ILLISIBLE'],
    ['a form unknown', { format: 'autre' }, 'CLE_ILLISIBLE'],
    ['nobody verified', { unverified: true }, 'CLE_SANS_VERIFICATION'],
  ])('%s adds nothing, and its question is used up', async (_name, lies, rule) => {
    const { person, browser } = home;
    const before = await own(browser);
    const mails = await subjects(person);
    const asked = await ask(browser, person);
    const key = new Authenticator(server.origin);
    expect((await call(browser, 'POST', '/passkeys', { name: 'x', answer: key.create(asked.body, lies) })).rules).toEqual([rule]);
    expect((await call(browser, 'POST', '/passkeys', { name: 'x', answer: key.create(asked.body) })).rules).toEqual(['CLE_EXPIREE']);
    expect(await own(browser)).toEqual(before);
    expect(await subjects(person)).toEqual(mails);
  });
  test('the question of one session serves no other, nor later than five minutes', async () => {
    const { person, browser } = home;
    const stranger = await settled();
    const asked = await ask(browser, person);
    const answer = new Authenticator(server.origin).create(asked.body);
    expect((await call(stranger.browser, 'POST', '/passkeys', { name: 'x', answer })).rules).toEqual(['CLE_EXPIREE']);
    await owner.query(`UPDATE oidc_artefact SET expires_at = now() WHERE model = 'PasskeyChallenge'`);
    expect((await call(browser, 'POST', '/passkeys', { name: 'x', answer })).rules).toEqual(['CLE_EXPIREE']);
  });
  test('the same credential is nobody’s twice', async () => {
    const { key } = home;
    const stranger = await settled();
    const asked = await ask(stranger.browser, stranger.person);
    expect((await call(stranger.browser, 'POST', '/passkeys', { name: 'x', answer: key.create(asked.body) })).rules).toEqual(['CLE_DEJA_AJOUTEE']);
    expect(await own(stranger.browser)).toEqual([]);
  });
  test('twenty, and no more', async () => {
    const { person, browser, added } = await owning();
    const [known] = await server.ports.passkeys.listOf(person.personne);
    for (let more = 1; more < 20; more++) await server.ports.passkeys.add({ ...known!, id: randomUUID(), credential: `${known!.credential}${more}` }, 0);
    expect((await ask(browser, person)).rules).toEqual(['CLES_TROP_NOMBREUSES']);
    await call(browser, 'POST', `/passkeys/${added.id}/remove`, { password: person.password });
    expect((await ask(browser, person)).status).toBe(200);
  });
  test('not from another site, not without a session, not unnamed', async () => {
    const { person, browser } = home;
    const body = { password: person.password };
    expect((await call(browser, 'POST', '/passkeys/options', body, { ...ours, 'sec-fetch-site': 'cross-site' })).status).toBe(400);
    expect((await call(new Browser(server.origin), 'POST', '/passkeys/options', body)).status).toBe(401);
    expect((await call(new Browser(server.origin), 'GET', '/passkeys')).status).toBe(401);
    const answer = new Authenticator(server.origin).create((await ask(browser, person)).body);
    for (const name of ['', '   ', 'n'.repeat(61)]) expect((await call(browser, 'POST', '/passkeys', { name, answer })).status).toBe(400);
  });
});

describe('signing in', () => {
  let count = 100;
  test.each<readonly [string, Lies, string, string]>([
    ['another challenge', { challenge: 'AAAA' }, 'CLE_REFUSEE', 'CLE_REFUSEE AUCUNE'],
    ['a page that passes for ours', { origin: 'https://carnet.exemple.test' }, 'CLE_REFUSEE', 'CLE_REFUSEE AUCUNE'],
    ['another relying party', { rpId: 'exemple.test' }, 'CLE_REFUSEE', 'CLE_REFUSEE AUCUNE'],
    ['another owner', { userHandle: 'AAAA' }, 'CLE_REFUSEE', 'CLE_REFUSEE AUCUNE'],
    ['nobody verified', { unverified: true }, 'CLE_SANS_VERIFICATION', 'CLE_SANS_VERIFICATION UN_FACTEUR'],
    ['a counter that does not go up', { counter: 1 }, 'CLE_COMPTEUR', 'CLE_COMPTEUR UN_FACTEUR'],
  ])('%s opens nothing, leaves a line, and its question is used up', async (_name, lies, rule, line) => {
    const { person, key } = home;
    const { there, routes, asked } = await question();
    const refused = await there.refusedPost(`${routes}/passkey`, key.get(asked, lies));
    expect([refused.status, rulesOf(refused)]).toEqual([422, [rule]]);
    expect((await linesOf(person.dossier, 'sign-in')).at(-1)).toBe(`sign-in refused ${line}`);
    expect(rulesOf(await there.refusedPost(`${routes}/passkey`, key.get(asked, { counter: 90 })))).toEqual(['CLE_EXPIREE']);
    expect(await isIn(there)).toBe(false);
    const again = (await there.post<PasskeyQuestion>(`${routes}/passkey/options`)).body;
    count += 10;
    expect((await there.post(`${routes}/passkey`, key.get(again, { counter: count }))).body.step).toBe('done');
  });
  test('one that counts nothing signs in again and again', async () => {
    const { person, browser } = home;
    const key = new Authenticator(server.origin);
    const asked = await ask(browser, person);
    expect((await call(browser, 'POST', '/passkeys', { name: 'x', answer: key.create(asked.body, { counter: 0 }) })).status).toBe(201);
    for (let times = 0; times < 2; times++) {
      const { there, routes, asked: toSignIn } = await question();
      expect((await there.post(`${routes}/passkey`, key.get(toSignIn, { counter: 0 }))).body.step).toBe('done');
    }
  });
  test('one that nobody has and one that signs wrong are answered alike; the first is a line of no record', async () => {
    const { key } = home;
    const stranger = new Authenticator(server.origin);
    const first = await question();
    const unknown = await first.there.refusedPost(`${first.routes}/passkey`, stranger.get(first.asked, { userHandle: key.userHandle }));
    const second = await question();
    const wrong = await second.there.refusedPost(`${second.routes}/passkey`, {
      ...stranger.get(second.asked, { userHandle: key.userHandle }),
      id: key.credential,
      rawId: key.credential,
    });
    expect(unknown.body).toEqual(wrong.body);
    expect(unknown.status).toBe(wrong.status);
    const { rows } = await owner.query(`SELECT 1 FROM trace WHERE actor_id = $1 AND rule = 'CLE_REFUSEE' AND dossier_id::text LIKE '00000000-0000-0000-%'`, [
      first.routes.split('/').at(-1),
    ]);
    expect(rows).toHaveLength(1);
  });
  test('the question of one browser serves no other; a newer one kills it; after five minutes it is dead', async () => {
    const { key } = home;
    const [mine, other] = [await question(), await question()];
    expect(rulesOf(await other.there.refusedPost(`${other.routes}/passkey`, key.get(mine.asked)))).toEqual(['CLE_REFUSEE']);
    expect((await other.there.refusedPost(`${mine.routes}/passkey`, key.get(mine.asked))).body.code).toBe('CONNEXION_EXPIREE');
    await mine.there.post(`${mine.routes}/passkey/options`);
    expect(rulesOf(await mine.there.refusedPost(`${mine.routes}/passkey`, key.get(mine.asked)))).toEqual(['CLE_REFUSEE']);
    const late = (await mine.there.post<PasskeyQuestion>(`${mine.routes}/passkey/options`)).body;
    await owner.query(`UPDATE oidc_artefact SET expires_at = now() WHERE model = 'PasskeyChallenge'`);
    expect(rulesOf(await mine.there.refusedPost(`${mine.routes}/passkey`, key.get(late)))).toEqual(['CLE_EXPIREE']);
  });
  test('guesses from one address are slowed down; a login closed by guesses leaves this way open', async () => {
    const { person, key } = home;
    const { there, routes } = await question();
    for (let tries = 0; tries < 6; tries++) await there.refusedPost(`${routes}/identifier`, { login: person.login, password: 'Un-Autre-Mot-9' });
    expect((await there.refusedPost(`${routes}/identifier`, { login: person.login, password: person.password })).status).toBe(429);
    const asked = (await there.post<PasskeyQuestion>(`${routes}/passkey/options`)).body;
    expect((await there.post(`${routes}/passkey`, key.get(asked))).body.step).toBe('done');

    const guesser = await question();
    const stranger = new Authenticator(server.origin);
    let last = 0;
    for (let tries = 0; tries < 22 && last !== 429; tries++) {
      const again = (await guesser.there.post<PasskeyQuestion>(`${guesser.routes}/passkey/options`)).body;
      last = (await guesser.there.refusedPost(`${guesser.routes}/passkey`, stranger.get(again, { userHandle: 'AAAA' }))).status;
    }
    expect(last).toBe(429);
  });
  test('too young for an account: said to who proved who they are', async () => {
    const { person, browser, key } = home;
    expect(await isIn(browser)).toBe(true);
    const real = server.ports.hasAccountAge;
    Object.assign(server.ports, { hasAccountAge: async () => false });
    const { there, routes, asked } = await question();
    expect(rulesOf(await there.refusedPost(`${routes}/passkey`, key.get(asked)))).toEqual(['AGE_INSUFFISANT']);
    Object.assign(server.ports, { hasAccountAge: real });
    expect((await linesOf(person.dossier, 'sign-in')).at(-1)).toBe('sign-in refused AGE_INSUFFISANT UN_FACTEUR');
  });
  test('with the code of a password sign-in half done, the passkey ends the sign-in and the code is worth nothing more', async () => {
    const { person, key } = home;
    const { there, routes } = await question();
    server.advance(300);
    expect((await there.post(`${routes}/identifier`, { login: person.login, password: person.password })).body.step).toBe('code');
    const asked = (await there.post<PasskeyQuestion>(`${routes}/passkey/options`)).body;
    const done = await there.post(`${routes}/passkey`, key.get(asked));
    expect(done.body.step).toBe('done');
    expect(await server.ports.progress.find(routes.split('/').at(-1)!)).toBeUndefined();
    await expect(finishSignIn(server, there, routes, person.email)).resolves.toMatchObject({ pathname: '/' });
  });
  test.each([
    ['nothing', {}],
    ['a text for bytes', { id: 'é', rawId: 'é', type: 'public-key', response: { clientDataJSON: '{}', authenticatorData: '', signature: '' } }],
    [
      'bytes that are nothing',
      { id: 'AAAA', rawId: 'BBBB', type: 'public-key', response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' } },
    ],
  ])('%s is refused, without a fault of the server', async (_name, body) => {
    const { there, routes } = await question();
    expect([400, 422]).toContain((await there.refusedPost(`${routes}/passkey`, body)).status);
  });
});
