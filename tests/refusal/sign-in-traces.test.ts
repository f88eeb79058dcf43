// Sign-ins are lines of the holder's journal: who came in and how sure it was, who tried, and when the way was closed for a while, once.
// A login nobody has leaves a line as well, of no record: the same work, so that no answer's time tells which logins exist.

import { titulaireOf, newDossier, noon, doctor, permitFor } from '../support/records.ts';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser, type Person, beginSignIn, finishSignIn, firstSignIn, startSignInServer } from '../support/sign-in-server.ts';

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

/** Every line of this record that is a sign-in, oldest first. */
const linesOf = async (dossier: string): Promise<readonly string[]> =>
  (
    await owner.query<{ line: string }>(
      `SELECT outcome || ' ' || coalesce(rule, '-') || ' ' || authentication AS line FROM trace WHERE action = 'sign-in' AND dossier_id = $1 AND request_id IS NOT NULL ORDER BY sequence`,
      [dossier],
    )
  ).rows.map(({ line }) => line);
async function settledPerson(): Promise<Person> {
  const person = await server.openAccount();
  await firstSignIn(server, new Browser(server.origin), person);
  return person;
}
const wrong = 'Mauvais-Mot-1!';

test('coming in, a wrong password, a wrong code', async () => {
  const person = await settledPerson();
  expect(await linesOf(person.dossier)).toEqual(['granted - DEUX_FACTEURS']);
  const browser = new Browser(server.origin);
  const routes = await beginSignIn(browser);
  await browser.refusedPost(`${routes}/identifier`, { login: person.login, password: wrong });
  await browser.post(`${routes}/identifier`, { login: person.login, password: person.password });
  const code = await server.codeFor(person.email);
  await browser.refusedPost(`${routes}/code`, { code: code === '000000' ? '000001' : '000000' });
  await finishSignIn(server, browser, routes, person.email);
  expect((await linesOf(person.dossier)).slice(1)).toEqual([
    'refused IDENTIFIANTS_REFUSES AUCUNE',
    'refused CODE_REFUSE UN_FACTEUR',
    'granted - DEUX_FACTEURS',
  ]);
});

test('closed for a while: one line for each delay, however many tries meet it', async () => {
  const person = await settledPerson();
  const browser = new Browser(server.origin);
  const routes = await beginSignIn(browser);
  const attempt = () => browser.refusedPost(`${routes}/identifier`, { login: person.login, password: wrong });
  for (let tries = 0; tries < 12; tries++) await attempt();
  server.advance(31);
  for (let tries = 0; tries < 4; tries++) await attempt();
  expect((await linesOf(person.dossier)).slice(1)).toEqual([
    ...Array.from({ length: 5 }, () => 'refused IDENTIFIANTS_REFUSES AUCUNE'),
    'refused TROP_DE_TENTATIVES AUCUNE',
    'refused IDENTIFIANTS_REFUSES AUCUNE',
    'refused TROP_DE_TENTATIVES AUCUNE',
  ]);
  server.advance(3_600);
});

test('a login nobody has is a line of no record, which names nobody', async () => {
  const browser = new Browser(server.origin);
  const routes = await beginSignIn(browser);
  await browser.refusedPost(`${routes}/identifier`, { login: 'personne.inconnue', password: wrong });
  const { rows } = await owner.query<{ dossier_id: string; actor_id: string; line: string }>(
    `SELECT dossier_id, actor_id, t::text AS line FROM trace t WHERE action = 'sign-in' AND dossier_id::text LIKE '00000000-0000-0000-%'`,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]!.actor_id).toBe(routes.split('/').at(-1));
  expect(rows[0]!.line).not.toContain('inconnue');
});

test('the patient reads them, and their médecin traitant does not', async () => {
  const mt = doctor('001');
  const dossier = newDossier({ medecinTraitant: mt.id });
  await server.database.storage.registry.openDossier(dossier);
  await server.ports.traceAccount({
    action: 'sign-in',
    at: noon,
    holder: { personne: dossier.titulaire, dossier: dossier.id, displayName: 'Apolline MARCHAND' },
    uid: 'x',
    authentication: 'DEUX_FACTEURS',
  });
  const read = (actor: typeof mt | ReturnType<typeof titulaireOf>) =>
    server.database.storage.transactions.run(async (tx) => tx.traces.list(await permitFor(tx, 'read-journal', actor, dossier.id), { actions: ['sign-in'] }));
  expect((await read(titulaireOf(dossier))).rows).toEqual([
    expect.objectContaining({ action: 'sign-in', outcome: 'granted', authentication: 'DEUX_FACTEURS', actorName: 'Apolline MARCHAND' }),
  ]);
  expect((await read(mt)).total).toBe(0);
});
