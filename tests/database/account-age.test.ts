// An account of one's own begins at the age the policy sets (features N8): before that day the right password is told so, and opens nothing.

import { type CivilDate, instantOf, startOfDayInParis } from '@carnet/domain/kernel';
import { submitCredentials } from '@carnet/server/interfaces/oidc/sign-in';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SignInServer, startSignInServer } from '../support/sign-in-server.ts';

let server: SignInServer;
beforeAll(async () => {
  server = await startSignInServer();
});
afterAll(() => server.close());

test('fifteen years to the day, in Paris; who does not hold the password is told nothing of it', async () => {
  const { login, initialPassword, email } = await server.openAccount('2012-03-04' as CivilDate);
  const birthday = startOfDayInParis('2027-03-04' as CivilDate);
  const signIn = (password: string) =>
    submitCredentials(server.ports, { uid: randomUUID(), requestId: 'a-request', address: '192.0.2.7' }, { login, password });
  const refused = (rule: string) => ({ ok: false, refusal: { code: 'SAISIE_REFUSEE', findings: [expect.objectContaining({ rule })] } });
  server.setClock(instantOf(birthday - 60_000));
  expect(await signIn(initialPassword)).toEqual(refused('AGE_INSUFFISANT'));
  expect(await signIn('Un-Autre-Mot-De-Passe-1')).toEqual(refused('IDENTIFIANTS_REFUSES'));
  expect(await server.mailsTo(email)).toEqual([]);
  server.setClock(birthday);
  expect(await signIn(initialPassword)).toEqual({ ok: true, value: { step: 'change-password' } });
});
