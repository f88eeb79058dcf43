// The patient's sign-in over the wire: OpenID Connect code flow with PKCE, password then mailed code, and the session it opens.

import { afterAll, describe, expect, test } from 'vitest';
import { Browser, beginSignIn, firstSignIn, finishSignIn, signIn, startSignInServer } from '../support/sign-in-server.ts';

const server = await startSignInServer();
afterAll(() => server.close());
const newBrowser = (): Browser => new Browser(server.origin);

describe('first sign-in (features A015)', () => {
  test('the initial password opens nothing but its own change, and is dead afterwards', async () => {
    const person = await server.openAccount();
    const browser = newBrowser();
    const routes = await beginSignIn(browser);
    expect((await browser.post(`${routes}/identifier`, { login: person.login, password: person.initialPassword })).body).toEqual({ step: 'change-password' });
    expect(await server.mailsTo(person.email)).toHaveLength(0);
    expect((await browser.refusedPost(`${routes}/code`, { code: '123456' })).body.code).toBe('ETAPE_INATTENDUE');

    const asked = await browser.post(`${routes}/password`, { password: person.password });
    expect(asked.body).toMatchObject({ step: 'code', sentTo: `p•••••${person.email.slice(person.email.indexOf('@'))}` });
    expect((await finishSignIn(server, browser, routes, person.email)).href).toBe(`${server.origin}/`);

    const again = newBrowser();
    const refused = await again.refusedPost(`${await beginSignIn(again)}/identifier`, { login: person.login, password: person.initialPassword });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ code: 'SAISIE_REFUSEE', findings: [{ field: 'password', rule: 'IDENTIFIANTS_REFUSES' }] });
    expect((await signIn(server, again, person, person.password)).pathname).toBe('/');
  });

  test('a new password given without the code that follows changes nothing', async () => {
    const person = await server.openAccount();
    const thief = newBrowser();
    const routes = await beginSignIn(thief);
    await thief.post(`${routes}/identifier`, { login: person.login, password: person.initialPassword });
    expect((await thief.post(`${routes}/password`, { password: 'Autre-Chose-42-Verte' })).body).toMatchObject({ step: 'code' });
    expect((await firstSignIn(server, newBrowser(), person)).pathname).toBe('/');
  });

  test.each([
    ['Zqv-7!x4', 'MOT_DE_PASSE_LONGUEUR'],
    ['QUATRE-CERISES-9', 'MOT_DE_PASSE_MINUSCULE'],
    ['quatre-cerises-9', 'MOT_DE_PASSE_MAJUSCULE'],
    ['Quatre-Cerises-Bleues', 'MOT_DE_PASSE_CHIFFRE'],
    ['QuatreCerises9Bleues', 'MOT_DE_PASSE_SIGNE'],
    ['M0tDePasse@2024!', 'MOT_DE_PASSE_COURANT'],
    ['Azertyuiop-2024', 'MOT_DE_PASSE_COURANT'],
    ['Vive-Marchand-9!', 'MOT_DE_PASSE_PERSONNEL'],
    ['Quatre-Cerises-1984', 'MOT_DE_PASSE_PERSONNEL'],
  ])('%s is refused: %s', async (password, rule) => {
    const person = await server.openAccount();
    const browser = newBrowser();
    const routes = await beginSignIn(browser);
    await browser.post(`${routes}/identifier`, { login: person.login, password: person.initialPassword });
    const refused = await browser.refusedPost(`${routes}/password`, { password });
    expect(refused.body).toMatchObject({ code: 'SAISIE_REFUSEE', findings: [{ field: 'password', rule }] });
  });

  test('the initial password itself, and one that contains the login, are refused', async () => {
    const person = await server.openAccount();
    const browser = newBrowser();
    const routes = await beginSignIn(browser);
    await browser.post(`${routes}/identifier`, { login: person.login, password: person.initialPassword });
    expect((await browser.refusedPost(`${routes}/password`, { password: person.initialPassword })).body.findings).toMatchObject([
      { field: 'password', rule: 'MOT_DE_PASSE_INCHANGE' },
    ]);
    expect((await browser.refusedPost(`${routes}/password`, { password: `A1!${person.login.toUpperCase()}z` })).body.findings).toMatchObject([
      { field: 'password', rule: 'MOT_DE_PASSE_PERSONNEL' },
    ]);
  });
});

describe('the session', () => {
  test('its cookie goes to the patient API only, out of reach of scripts; it says who signed in and when before', async () => {
    const person = await server.openAccount();
    const browser = newBrowser();
    await firstSignIn(server, browser, person);
    const cookie = browser.cookie('carnet_patient')!;
    expect(cookie.line).toMatch(/; Path=\/api\/patient; HttpOnly; SameSite=Lax$/);
    expect(await server.ports.sessions.find(cookie.value)).toMatchObject({
      kind: 'patient',
      personne: person.personne,
      dossier: person.dossier,
      displayName: 'Apolline MARCHAND',
      factors: 2,
    });
    expect(await server.ports.sessions.find(cookie.value)).not.toHaveProperty('previousSignInAt');

    const second = newBrowser();
    await signIn(server, second, person, person.password, '/documents?espace=1#haut');
    expect(await server.ports.sessions.find(second.cookie('carnet_patient')!.value)).toHaveProperty('previousSignInAt');
  });

  test('comes back where it was asked', async () => {
    const person = await server.openAccount();
    await firstSignIn(server, newBrowser(), person);
    const landed = await signIn(server, newBrowser(), person, person.password, '/documents?espace=1#haut');
    expect(landed.href).toBe(`${server.origin}/documents?espace=1#haut`);
  });

  test('is always a new one: a planted token never becomes a session', async () => {
    const person = await server.openAccount();
    const browser = newBrowser();
    const planted = 'x'.repeat(43);
    browser.plant('carnet_patient', planted, '/api/patient');
    await firstSignIn(server, browser, person);
    expect(browser.cookie('carnet_patient')!.value).not.toBe(planted);
    expect(await server.ports.sessions.find(planted)).toBeUndefined();
  });

  test('signing out ends it, and the provider’s own', async () => {
    const person = await server.openAccount();
    const browser = newBrowser();
    await firstSignIn(server, browser, person);
    const token = browser.cookie('carnet_patient')!.value;
    expect(browser.cookie('carnet_oidc')).toBeDefined();
    expect((await browser.post('/api/patient/logout')).status).toBe(204);
    expect(await server.ports.sessions.find(token)).toBeUndefined();
    expect(browser.cookie('carnet_patient')).toBeUndefined();
    expect(browser.cookie('carnet_oidc')).toBeUndefined();
    expect((await browser.post('/api/patient/logout')).status).toBe(204);
  });

  test('never spares the next one its factors', async () => {
    const person = await server.openAccount();
    const browser = newBrowser();
    await firstSignIn(server, browser, person);
    expect(browser.cookie('carnet_oidc')).toBeDefined();
    expect(await (await browser.fetch(await beginSignIn(browser))).json()).toEqual({ step: 'identifier' });
  });

  test('two sign-ins begun in one browser do not disturb each other', async () => {
    const person = await server.openAccount();
    await firstSignIn(server, newBrowser(), person);
    const browser = newBrowser();
    const first = await beginSignIn(browser, '/un');
    await beginSignIn(browser, '/deux');
    await browser.post(`${first}/identifier`, { login: person.login, password: person.password });
    expect((await finishSignIn(server, browser, first, person.email)).pathname).toBe('/un');
  });

  test('another person may sign in after the first in the same browser, who did not sign out', async () => {
    const [one, other] = [await server.openAccount(), await server.openAccount()];
    await firstSignIn(server, newBrowser(), one);
    await firstSignIn(server, newBrowser(), other);
    const browser = newBrowser();
    await signIn(server, browser, one, one.password);
    await signIn(server, browser, other, other.password);
    expect(await server.ports.sessions.find(browser.cookie('carnet_patient')!.value)).toMatchObject({ personne: other.personne });
  });
});

describe('recovery of a lost password', () => {
  test('a mailed code lets a new one be chosen; the login stays, every session ends', async () => {
    const person = await server.openAccount();
    const browser = newBrowser();
    await firstSignIn(server, browser, person);
    const open = browser.cookie('carnet_patient')!.value;
    server.advance(60);

    expect((await browser.post('/api/recovery/start', { login: person.login })).status).toBe(202);
    await expect
      .poll(async () => (await server.mailsTo(person.email))[0]?.subject)
      .toBe('Votre code pour un nouveau mot de passe / Your code for a new password');
    const code = await server.codeFor(person.email);
    const password = 'Trois-Pommes-7-Rouges';
    // What is wrong with the password is told to the holder of the code, who may correct it.
    expect((await browser.refusedPost('/api/recovery/complete', { login: person.login, code, password: 'Marchand-Pomme-7!' })).body.findings).toMatchObject([
      { field: 'password', rule: 'MOT_DE_PASSE_PERSONNEL' },
    ]);
    expect((await browser.post('/api/recovery/complete', { login: person.login, code, password })).status).toBe(204);
    expect(await server.ports.sessions.find(open)).toBeUndefined();
    expect((await server.mailsTo(person.email))[0]!.subject).toBe('Votre mot de passe a changé / Your password was changed');

    expect((await browser.refusedPost('/api/recovery/complete', { login: person.login, code, password: 'Encore-Une-8-Autre' })).status).toBe(422);
    const refused = newBrowser();
    expect((await refused.refusedPost(`${await beginSignIn(refused)}/identifier`, { login: person.login, password: person.password })).status).toBe(422);
    expect((await signIn(server, newBrowser(), person, password)).pathname).toBe('/');
  });
});

describe('the mail', () => {
  test('says the code in both languages, in text and HTML, with nothing remote and no identifier of the person', async () => {
    const person = await server.openAccount();
    await firstSignIn(server, newBrowser(), person);
    const mail = (await server.mailsTo(person.email))[0]!;
    const code = await server.codeFor(person.email);
    expect(mail).toMatchObject({ to: person.email, from: 'ne-pas-repondre@carnet.test', subject: 'Votre code de connexion / Your sign-in code' });
    expect(mail.text.match(new RegExp(code, 'g'))).toHaveLength(2);
    expect(mail.html.match(new RegExp(code, 'g'))).toHaveLength(2);
    expect(mail.html).toContain('lang="en"');
    expect(mail.html).not.toMatch(/src=|url\(|<script|<link|http/i);
    for (const hidden of [person.login, 'MARCHAND', 'Apolline']) expect(`${mail.subject}${mail.text}${mail.html}`).not.toContain(hidden);
  });
});
