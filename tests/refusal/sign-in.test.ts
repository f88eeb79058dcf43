// What the sign-in refuses: guesses, codes used twice or too late, other people's sign-ins, places that are not ours, unreadable bodies.
// Each refusal is typed, and none tells whether an identifier exists.

import { instantOf } from '@carnet/domain/kernel';
import { localPath } from '@carnet/server/interfaces/oidc/web-session';
import { afterAll, describe, expect, test } from 'vitest';
import { Browser, type Person, beginSignIn, finishSignIn, firstSignIn, signIn, startSignInServer } from '../support/sign-in-server.ts';

const server = await startSignInServer();
afterAll(() => server.close());
const newBrowser = (): Browser => new Browser(server.origin);

/** An account past its first sign-in. The pause lets another code be mailed at once. */
async function settledPerson(): Promise<Person> {
  const person = await server.openAccount();
  await firstSignIn(server, newBrowser(), person);
  server.advance(31);
  return person;
}
async function awaitingCode(person: Person): Promise<{ readonly browser: Browser; readonly routes: string }> {
  const browser = newBrowser();
  const routes = await beginSignIn(browser);
  expect((await browser.post(`${routes}/identifier`, { login: person.login, password: person.password })).body).toMatchObject({ step: 'code' });
  return { browser, routes };
}
const otherThan = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('the code', () => {
  test('serves once: replayed in the same sign-in or in another, it is refused', async () => {
    const person = await settledPerson();
    const { browser, routes } = await awaitingCode(person);
    const code = await server.codeFor(person.email);
    const finished = await browser.post(`${routes}/code`, { code });
    expect(finished.body.step).toBe('done');
    // The sign-in is over: asking again only tells the way, which leads nowhere without this browser's cookies.
    expect((await browser.post(`${routes}/code`, { code: '000000' })).body).toEqual(finished.body);

    const second = await awaitingCode(person);
    const newest = await server.codeFor(person.email);
    if (newest !== code)
      expect((await second.browser.refusedPost(`${second.routes}/code`, { code })).body).toMatchObject({
        code: 'SAISIE_REFUSEE',
        findings: [{ field: 'code', rule: 'CODE_REFUSE' }],
      });
    expect((await second.browser.post(`${second.routes}/code`, { code: ` ${newest.slice(0, 3)} ${newest.slice(3)} ` })).body.step).toBe('done');
  });

  test('is dead after ten minutes, not before', async () => {
    const person = await settledPerson();
    const { browser, routes } = await awaitingCode(person);
    const late = await server.codeFor(person.email);
    server.advance(10 * 60);
    expect((await browser.refusedPost(`${routes}/code`, { code: late })).body).toMatchObject({ findings: [{ rule: 'CODE_REFUSE' }] });
    expect((await browser.post(`${routes}/resend`)).body.step).toBe('code');
    const fresh = await server.codeFor(person.email);
    server.advance(10 * 60 - 5);
    expect((await browser.post(`${routes}/code`, { code: fresh })).body.step).toBe('done');
  });

  test('is dead after five wrong tries, even when right at last; the next ones wait longer and longer', async () => {
    const person = await settledPerson();
    const { browser, routes } = await awaitingCode(person);
    const code = await server.codeFor(person.email);
    for (let tries = 0; tries < 5; tries++) expect((await browser.refusedPost(`${routes}/code`, { code: otherThan(code) })).status).toBe(422);
    const slowed = await browser.refusedPost(`${routes}/code`, { code });
    expect(slowed.body.code).toBe('TROP_DE_DEMANDES');
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(25);
    server.advance(31);
    expect((await browser.refusedPost(`${routes}/code`, { code })).body).toMatchObject({ findings: [{ rule: 'CODE_REFUSE' }] });
    const slower = await browser.refusedPost(`${routes}/code`, { code });
    expect(Number(slower.headers.get('retry-after'))).toBeGreaterThan(55);
    server.advance(61);
    await browser.post(`${routes}/resend`);
    expect((await finishSignIn(server, browser, routes, person.email)).pathname).toBe('/');
  });

  test('sent again too soon is refused; sent again, the earlier one is dead', async () => {
    const person = await settledPerson();
    const { browser, routes } = await awaitingCode(person);
    const first = await server.codeFor(person.email);
    const tooSoon = await browser.refusedPost(`${routes}/resend`);
    expect(tooSoon.status).toBe(429);
    expect(tooSoon.body).toMatchObject({ code: 'TROP_DE_DEMANDES', findings: [{ field: 'code', rule: 'RENVOI_TROP_TOT' }] });
    server.advance(31);
    expect((await browser.post(`${routes}/resend`)).body.step).toBe('code');
    const second = await server.codeFor(person.email);
    if (first !== second) expect((await browser.refusedPost(`${routes}/code`, { code: first })).status).toBe(422);
    expect((await browser.post(`${routes}/code`, { code: second })).body.step).toBe('done');
  });

  test('mailed to one account never opens another tried in the same sign-in', async () => {
    const [own, victim] = [await settledPerson(), await settledPerson()];
    const { browser, routes } = await awaitingCode(own);
    const ownCode = await server.codeFor(own.email);
    expect((await browser.post(`${routes}/identifier`, { login: victim.login, password: victim.password })).body.step).toBe('code');
    const victims = await server.codeFor(victim.email);
    if (victims !== ownCode) expect((await browser.refusedPost(`${routes}/code`, { code: ownCode })).status).toBe(422);
  });

  test('tried twenty times at once is judged five times', async () => {
    const person = await settledPerson();
    const { browser, routes } = await awaitingCode(person);
    const code = await server.codeFor(person.email);
    const answers = await Promise.all(Array.from({ length: 20 }, () => browser.refusedPost(`${routes}/code`, { code: otherThan(code) })));
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
  });
});

describe('the password', () => {
  test('five wrong ones close the way for thirty seconds, then longer; the right one opens it again and forgets', async () => {
    const person = await settledPerson();
    const browser = newBrowser();
    const routes = await beginSignIn(browser);
    const attempt = (password: string) => browser.refusedPost(`${routes}/identifier`, { login: person.login, password });
    for (let tries = 0; tries < 5; tries++) expect((await attempt('Mauvais-Mot-1!')).status).toBe(422);
    const slowed = await attempt(person.password);
    expect(slowed.status).toBe(429);
    expect(slowed.body).toMatchObject({ code: 'TROP_DE_DEMANDES', title: 'Trop d’essais' });
    expect(slowed.body.detail).toMatch(/^Par sécurité, il faut attendre un peu\. Votre compte n’est pas fermé\. Réessayez dans \d+ secondes\.$/);
    server.advance(31);
    expect((await attempt('Mauvais-Mot-1!')).status).toBe(422);
    expect(Number((await attempt(person.password)).headers.get('retry-after'))).toBeGreaterThan(55);
    server.advance(61);
    expect((await attempt(person.password)).status).toBe(200);
    for (let tries = 0; tries < 4; tries++) expect((await attempt('Mauvais-Mot-1!')).status).toBe(422);
    expect((await attempt(person.password)).status).toBe(200);
  });

  test('an unknown identifier and a wrong password get the same answer, and the same lock', async () => {
    const person = await settledPerson();
    const answersOf = async (login: string): Promise<readonly string[]> => {
      const browser = newBrowser();
      const routes = await beginSignIn(browser);
      const answers: string[] = [];
      for (let tries = 0; tries < 6; tries++) {
        const { status, body, headers } = await browser.refusedPost(`${routes}/identifier`, { login, password: 'Mauvais-Mot-1!' });
        // The seconds left are those of the clock, which does not stand still between the two.
        const detail = body.detail.replace(/\d+/, 'n');
        answers.push(JSON.stringify([status, { ...body, detail }, headers.get('content-type'), headers.get('cache-control')]));
      }
      return answers;
    };
    const known = await answersOf(person.login);
    expect(await answersOf('personne.inconnue')).toEqual(known);
    expect(known[5]).toContain('TROP_DE_DEMANDES');
  });

  test('differs from the identifier in that case and spaces around do not count there', async () => {
    const person = await settledPerson();
    const browser = newBrowser();
    const routes = await beginSignIn(browser);
    expect((await browser.post(`${routes}/identifier`, { login: `  ${person.login.toUpperCase()} `, password: person.password })).status).toBe(200);
    expect((await browser.post(`${routes}/identifier`, { login: person.login, password: person.password.toLowerCase() })).status).toBe(422);
  });
});

describe('recovery', () => {
  test('answers the same whether the identifier exists or not, at both steps', async () => {
    const person = await settledPerson();
    const answersOf = async (login: string): Promise<readonly unknown[]> => {
      const browser = newBrowser();
      const started = await browser.post('/api/recovery/start', { login });
      const completed = await browser.refusedPost('/api/recovery/complete', { login, code: '000000', password: 'Trois-Pommes-7-Rouges' });
      return [started.status, started.body, completed.status, completed.body];
    };
    const known = await answersOf(person.login);
    expect(known).toMatchObject([202, undefined, 422, { code: 'SAISIE_REFUSEE', findings: [{ field: 'code', rule: 'CODE_REFUSE' }] }]);
    expect(await answersOf('personne.inconnue.aussi')).toEqual(known);
  });

  test('does not tell the account’s name to somebody who has not the code', async () => {
    const person = await settledPerson();
    const refused = await newBrowser().refusedPost('/api/recovery/complete', { login: person.login, code: '000000', password: 'Vive-Marchand-9!' });
    expect(refused.body.findings).toMatchObject([{ field: 'code', rule: 'CODE_REFUSE' }]);
  });

  test('a code of the sign-in does not serve there', async () => {
    const person = await settledPerson();
    await awaitingCode(person);
    const refused = await newBrowser().refusedPost('/api/recovery/complete', {
      login: person.login,
      code: await server.codeFor(person.email),
      password: 'Trois-Pommes-7-Rouges',
    });
    expect(refused.status).toBe(422);
  });

  test('five wrong codes, then it waits', async () => {
    const person = await settledPerson();
    const complete = () => newBrowser().refusedPost('/api/recovery/complete', { login: person.login, code: '000000', password: 'Trois-Pommes-7-Rouges' });
    for (let tries = 0; tries < 5; tries++) expect((await complete()).status).toBe(422);
    expect((await complete()).status).toBe(429);
  });
});

describe('the sign-in itself', () => {
  test('answers only to the browser that began it', async () => {
    const person = await settledPerson();
    const { routes } = await awaitingCode(person);
    const other = newBrowser();
    expect((await other.refusedPost(`${routes}/code`, { code: '000000' })).body.code).toBe('CONNEXION_EXPIREE');
    other.plant('carnet_sign_in', routes.split('/').at(-1)!, routes);
    expect((await other.fetch(routes)).status).toBe(404);
  });

  test('an unknown one is refused, in the reader’s language', async () => {
    const answer = await fetch(`${server.origin}/api/sign-in/inconnue`, { headers: { 'accept-language': 'en-GB,en;q=0.9' } });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'CONNEXION_EXPIREE', title: 'This sign-in page is no longer valid' });
  });

  test('half an hour later the password is asked again', async () => {
    const { browser, routes } = await awaitingCode(await settledPerson());
    server.advance(30 * 60);
    expect(await (await browser.fetch(routes)).json()).toEqual({ step: 'identifier' });
    expect((await browser.refusedPost(`${routes}/code`, { code: '000000' })).body.code).toBe('ETAPE_INATTENDUE');
  });

  test.each([
    ['no body', undefined],
    ['not an object', []],
    ['no password', { login: 'quelquun' }],
    ['numbers', { login: 12, password: 34 }],
    ['a login too long', { login: 'x'.repeat(65), password: 'x' }],
    ['a password too long', { login: 'x', password: 'x'.repeat(257) }],
  ])('unreadable: %s', async (_what, body) => {
    const browser = newBrowser();
    const refused = await browser.refusedPost(`${await beginSignIn(browser)}/identifier`, body);
    expect([refused.status, refused.body.code]).toEqual([400, 'REQUETE_MALFORMEE']);
  });

  test.each([
    ['truncated JSON', 'application/json', '{"login":'],
    ['a form', 'application/x-www-form-urlencoded', 'login=a&password=b'],
    ['ten megabytes', 'application/json', JSON.stringify({ login: 'x', password: 'y'.repeat(10_000_000) })],
  ])('unreadable: %s', async (_what, type, body) => {
    const browser = newBrowser();
    const answer = await browser.fetch(`${await beginSignIn(browser)}/identifier`, { method: 'POST', headers: { 'content-type': type }, body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'REQUETE_MALFORMEE' });
  });

  test('hostile identifiers and passwords get the ordinary refusal', async () => {
    for (const text of ["' OR 1=1 --", '\u0000', '\uD800', '%00', '${7*7}', '‮'.repeat(64)]) {
      const browser = newBrowser();
      const routes = await beginSignIn(browser);
      expect((await browser.refusedPost(`${routes}/identifier`, { login: text, password: text })).status).toBe(422);
    }
  });
});

describe('where the sign-in comes back to', () => {
  test.each([
    'https://ailleurs.test/',
    '//ailleurs.test/',
    '/\\ailleurs.test/',
    '/\t/ailleurs.test',
    '\\\\ailleurs.test',
    'javascript:alert(1)',
    'documents',
    '/a\r\nset-cookie: x=y',
    `/${'x'.repeat(600)}`,
    '',
  ])('%j is not ours', async (retour) => {
    const answer = await newBrowser().fetch(`/auth/login?retour=${encodeURIComponent(retour)}`);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test.each([
    ['/..//ailleurs.test', undefined],
    ['/.//ailleurs.test/', undefined],
    ['/a/../../..//ailleurs.test', undefined],
    ['/%2f%2failleurs.test', '/%2f%2failleurs.test'],
    ['/@ailleurs.test', '/@ailleurs.test'],
    ['/documents/../profil?x=//y', '/profil?x=//y'],
    [undefined, '/'],
  ])('%j leads to %j once its dots are resolved', (given, kept) => {
    expect(localPath(given, server.origin)).toBe(kept);
  });

  test('a list instead of a path is refused', async () => {
    expect((await newBrowser().fetch('/auth/login?retour=/a&retour=/b')).status).toBe(400);
  });
});

describe('the beginning', () => {
  test('is one address away from the page of the sign-in, with the cookies of the provider and its own', async () => {
    const answer = await newBrowser().fetch('/auth/login?retour=/documents');
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([303, 'no-store']);
    expect(answer.headers.get('location')).toMatch(/^\/connexion\/[\w-]+$/);
    const names = answer.headers.getSetCookie().map((line) => line.slice(0, line.indexOf('=')));
    expect(names).toEqual(expect.arrayContaining(['carnet_sign_in', 'carnet_sign_in.sig', 'carnet_oidc_interaction']));
    expect(names.filter((name) => name.startsWith('carnet_start_'))).toHaveLength(1);
  });

  test('is where the page’s name typed alone leads, and back to the first page of the record', async () => {
    const person = await settledPerson();
    const browser = newBrowser();
    const { url } = await browser.go('/connexion');
    const routes = `/api/sign-in/${/^\/connexion\/([\w-]+)$/.exec(url.pathname)![1]}`;
    await browser.post(`${routes}/identifier`, { login: person.login, password: person.password });
    expect((await finishSignIn(server, browser, routes, person.email)).pathname).toBe('/accueil');
  });
});

test('another name of this machine is led to the one the issuer goes by', async () => {
  const port = new URL(server.origin).port;
  const answer = await fetch(`http://127.0.0.1:${port}/auth/login?retour=/profil`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([307, `${server.origin}/auth/login?retour=/profil`]);
});

describe('the way back', () => {
  test('without the sign-in’s own cookie, with a state or a code made up, no session opens', async () => {
    const person = await settledPerson();
    const { browser, routes } = await awaitingCode(person);
    const finished = await browser.post(`${routes}/code`, { code: await server.codeFor(person.email) });
    if (finished.body.step !== 'done') throw new Error('the sign-in ends');
    const resumed = await browser.fetch(finished.body.redirectTo);
    const callback = new URL(resumed.headers.get('location')!);

    expect((await newBrowser().fetch(callback.href)).status).toBe(400);
    const forged = new URL(callback);
    forged.searchParams.set('code', 'forged');
    const answer = await browser.fetch(callback.href);
    expect(answer.status).toBe(303);
    expect(answer.headers.getSetCookie().some((line) => line.startsWith('carnet_patient='))).toBe(true);
    // The same answer again: its start is spent.
    expect((await browser.fetch(callback.href)).status).toBe(400);
    expect((await browser.fetch(forged.href)).status).toBe(400);
  });

  test('a forged code with a real state is refused by the exchange', async () => {
    const browser = newBrowser();
    const begun = await browser.fetch('/auth/login');
    const start = begun.headers.getSetCookie().find((line) => line.startsWith('carnet_start_'))!;
    const { state } = JSON.parse(/\{.*\}/.exec(decodeURIComponent(start))![0]) as { state: string };
    const answer = await browser.fetch(`/auth/callback?state=${state}&code=forged&iss=${encodeURIComponent(`${server.origin}/oidc`)}`);
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie().some((line) => line.startsWith('carnet_patient='))).toBe(false);
  });

  test('a link to finish somebody else’s sign-in opens nothing in another browser', async () => {
    const person = await settledPerson();
    const { browser, routes } = await awaitingCode(person);
    const finished = await browser.post(`${routes}/code`, { code: await server.codeFor(person.email) });
    if (finished.body.step !== 'done') throw new Error('the sign-in ends');
    const elsewhere = await newBrowser().fetch(finished.body.redirectTo);
    expect(elsewhere.status).toBe(400);
    expect(await elsewhere.text()).toContain('La connexion n’a pas abouti');
  });
});

describe('a session left alone', () => {
  test('ends after half an hour without use, and after twelve hours in any case', async () => {
    const person = await settledPerson();
    const browser = newBrowser();
    await signIn(server, browser, person, person.password);
    const token = browser.cookie('carnet_patient')!.value;
    server.advance(29 * 60);
    expect(await server.ports.sessions.find(token)).toBeDefined();
    server.advance(29 * 60);
    expect(await server.ports.sessions.find(token)).toBeDefined();
    server.advance(30 * 60);
    expect(await server.ports.sessions.find(token)).toBeUndefined();

    const other = newBrowser();
    await signIn(server, other, person, person.password);
    const used = other.cookie('carnet_patient')!.value;
    const limit = server.ports.clock.now() + 12 * 3_600_000 - 60_000;
    while (server.ports.clock.now() < limit) {
      expect(await server.ports.sessions.find(used)).toBeDefined();
      server.advance(20 * 60);
    }
    server.setClock(instantOf(limit + 120_000));
    expect(await server.ports.sessions.find(used)).toBeUndefined();
  });

  test('a malformed token is nobody’s', async () => {
    for (const token of ['', 'x', '../..', '\u0000'.repeat(43), 'é'.repeat(43)]) expect(await server.ports.sessions.find(token)).toBeUndefined();
  });
});

test('too many failures from one address slow that address down, whatever the identifiers', async () => {
  const browser = newBrowser();
  const routes = await beginSignIn(browser);
  const statuses: number[] = [];
  for (let number = 0; number < 40 && statuses.at(-1) !== 429; number++) {
    statuses.push((await browser.refusedPost(`${routes}/identifier`, { login: `devine.${number}`, password: 'Mauvais-Mot-1!' })).status);
  }
  expect(statuses.at(-1)).toBe(429);
  server.advance(5 * 60 + 1);
  const person = await server.openAccount();
  expect((await firstSignIn(server, newBrowser(), person)).pathname).toBe('/');
});
