// Accounts, codes, failures, sessions and the provider's artefacts, as PostgreSQL keeps them: what is sealed, what two at once do,
// what is swept.

import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import type { Account, AttemptPolicy } from '@carnet/server/ports';
import { postgresAccounts, postgresAttempts, postgresCodes, postgresSignInProgress } from '@carnet/server/storage/postgres/account-store';
import { postgresArtefacts, postgresSecrets } from '@carnet/server/storage/postgres/oidc-store';
import { postgresSessions } from '@carnet/server/storage/postgres/session-store';
import { postgresSignInSweep } from '@carnet/server/storage/postgres/sign-in-sweep';
import { createVault } from '@carnet/server/storage/vault';
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { freshDatabase, masterKeyOf } from '../support/database.ts';
import { noon } from '../support/records.ts';

const { storage, close } = await freshDatabase();
afterAll(close);
const { pool, vault } = storage;

const after = (seconds: number): Instant => instantOf(noon + seconds * 1_000);
let number = 0;
const newAccount = (over: Partial<Account> = {}): Omit<Account, 'passwordIsInitial'> => ({
  personne: randomUUID() as PersonneId,
  dossier: randomUUID() as DossierId,
  login: `compte.${++number}`,
  displayName: 'Apolline MARCHAND',
  email: `compte.${number}@exemple.test`,
  birthYear: '1984',
  passwordHash: '$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA',
  ...over,
});

describe('an account', () => {
  const accounts = postgresAccounts(pool, vault);

  test('comes back as it was given, by login whatever its case, or by person', async () => {
    const account = newAccount();
    expect(await accounts.create(account, noon)).toBe(true);
    const expected = { ...account, passwordIsInitial: true };
    expect(await accounts.byLogin(` ${account.login.toUpperCase()} `)).toEqual(expected);
    expect(await accounts.byPersonne(account.personne)).toEqual(expected);
    expect(await accounts.byLogin('personne')).toBeUndefined();
  });

  test('is the only one of its login, and of its person, also when two are made at once', async () => {
    const account = newAccount();
    const made = await Promise.all([accounts.create(account, noon), accounts.create({ ...account, personne: randomUUID() as PersonneId }, noon)]);
    expect(made.toSorted()).toEqual([false, true]);
    const kept = (await accounts.byLogin(account.login))!;
    expect(await accounts.create(newAccount({ personne: kept.personne }), noon)).toBe(false);
  });

  test('holds nothing of the person in clear', async () => {
    const account = newAccount();
    await accounts.create(account, noon);
    const { rows } = await pool.query<{ line: string }>({
      text: `SELECT a::text || encode(profile, 'escape') AS line FROM account a WHERE personne_id = $1`,
      values: [account.personne],
    });
    for (const clear of [account.login, 'MARCHAND', 'exemple.test', '1984']) expect(rows[0]!.line).not.toContain(clear);
  });

  test('does not open with another master key, nor when its row is moved', async () => {
    const [one, other] = [newAccount(), newAccount()];
    await accounts.create(one, noon);
    await accounts.create(other, noon);
    await pool.query({
      text: 'UPDATE account SET profile = (SELECT profile FROM account WHERE personne_id = $1) WHERE personne_id = $2',
      values: [one.personne, other.personne],
    });
    await expect(accounts.byPersonne(other.personne)).rejects.toThrow();
    await expect(
      postgresAccounts(
        pool,
        createVault(masterKeyOf(1), { blindIndex: Buffer.alloc(32, 1), directory: Buffer.alloc(32, 1) }, () => undefined),
      ).byPersonne(one.personne),
    ).rejects.toThrow();
  });

  test('loses its initial password at the first change, and remembers the sign-in before', async () => {
    const { personne } = await createdAccount();
    await accounts.changePassword(personne, '$argon2id$v=19$m=8,t=1,p=1$BBBBBBBBBBBBBBBBBBBBBB$BBBBBBBBBBBBBBBBBBBBBB', after(1));
    expect(await accounts.byPersonne(personne)).toMatchObject({ passwordIsInitial: false });
    expect(await accounts.recordSignIn(personne, after(2))).toBeUndefined();
    expect(await accounts.recordSignIn(personne, after(3))).toBe(after(2));
  });

  async function createdAccount(): Promise<Omit<Account, 'passwordIsInitial'>> {
    const account = newAccount();
    await accounts.create(account, noon);
    return account;
  }
});

describe('a one-time code', () => {
  const codes = postgresCodes(pool, vault);
  const limits = { at: after(1), tries: 5 };
  const issue = (subject: string, code: string, at: Instant = noon): Promise<boolean> =>
    codes.issue({ purpose: 'sign-in', subject, code, sentAt: at, expiresAt: instantOf(at + 600_000) }, instantOf(at - 30_000));
  const redeem = (subject: string, code: string, at: Instant = after(1)): Promise<boolean> =>
    codes.redeem({ purpose: 'sign-in', subject, code }, { ...limits, at });

  test('serves once when twenty give it at the same time', async () => {
    await issue('une-course', '123456');
    // A right answer counts as a try too: five of them are judged.
    const answers = await Promise.all(Array.from({ length: 20 }, () => redeem('une-course', '123456')));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  test('serves its own purpose and subject only', async () => {
    await issue('sujet', '123456');
    expect(await redeem('autre', '123456')).toBe(false);
    expect(await codes.redeem({ purpose: 'recovery', subject: 'sujet', code: '123456' }, limits)).toBe(false);
    expect(await redeem('sujet', '123456')).toBe(true);
  });

  test('ends at its instant', async () => {
    await issue('fin', '123456');
    expect(await redeem('fin', '123456', after(600))).toBe(false);
    expect(await redeem('fin', '123456', after(599))).toBe(true);
  });

  test('is sent again after thirty seconds; two asked at once make one', async () => {
    expect((await Promise.all([issue('deux', '111111'), issue('deux', '222222')])).filter(Boolean)).toHaveLength(1);
    expect(await issue('deux', '333333', after(29))).toBe(false);
    expect(await issue('deux', '333333', after(30))).toBe(true);
    // A sandbox clock moved back must not close the way.
    expect(await issue('deux', '444444', after(-3_600))).toBe(true);
  });

  test('is not in the table', async () => {
    await issue('cachee', '918273');
    const { rows } = await pool.query<{ line: string }>({ text: 'SELECT c::text AS line FROM one_time_code c' });
    const plain = createHash('sha256').update('918273').digest('hex');
    for (const { line } of rows) expect(line).not.toMatch(new RegExp(`918273|cachee|${plain}`));
  });
});

describe('failures', () => {
  const attempts = postgresAttempts(pool, vault);
  const policy: AttemptPolicy = { freeFailures: 3, firstDelaySeconds: 10, longestDelaySeconds: 60, forgottenAfterSeconds: 600 };
  const key = (value: string) => ({ kind: 'login', value }) as const;

  test('delay grows twofold up to its limit, and is forgotten after a while without failure', async () => {
    let at = noon;
    const waits: number[] = [];
    for (let failure = 0; failure < 8; failure++) {
      expect(await attempts.reserve(key('lente'), policy, at)).toBeUndefined();
      const until = (await attempts.reserve(key('lente'), policy, at))?.until;
      if (failure < 1) expect(until).toBeUndefined();
      if (failure === 0) continue;
      // Told of once, however many tries meet it.
      expect(await attempts.reserve(key('lente'), policy, at)).toEqual({ until, first: false });
      waits.push((until! - at) / 1_000);
      at = until!;
    }
    expect(waits).toEqual([10, 20, 40, 60, 60, 60, 60]);
    const later = instantOf(at + 601_000);
    expect(await attempts.reserve(key('lente'), policy, later)).toBeUndefined();
    expect(await attempts.reserve(key('lente'), policy, later)).toBeUndefined();
  });

  test('fifty at once are counted one by one', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => attempts.reserve(key('rafale'), policy, noon)));
    expect(answers.filter((until) => until === undefined)).toHaveLength(3);
  });

  test('forgiven, one or all', async () => {
    await attempts.reserve(key('pardon'), policy, noon);
    await attempts.reserve(key('pardon'), policy, noon);
    await attempts.forgive(key('pardon'), 'this-one');
    expect(await attempts.reserve(key('pardon'), policy, noon)).toBeUndefined();
    expect(await attempts.reserve(key('pardon'), policy, noon)).toBeUndefined();
    expect(await attempts.reserve(key('pardon'), policy, noon)).toEqual({ until: after(10), first: true });
    await attempts.forgive(key('pardon'), 'all');
    expect(await attempts.reserve(key('pardon'), policy, noon)).toBeUndefined();
  });
});

describe('a session', () => {
  let now = noon;
  const sessions = postgresSessions(pool, vault, { now: () => now });
  const professionnel = {
    kind: 'professionnel',
    professionnel: '899700000001' as PsIdNat,
    certificate: 'ab',
    openedAt: noon,
    expiresAt: after(3_600),
  } as const;

  test('is found by its token, and its token is not in the table', async () => {
    const token = await sessions.open(professionnel);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await sessions.find(token)).toEqual(professionnel);
    expect(await sessions.find(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toBeUndefined();
    const { rows } = await pool.query<{ line: string }>({ text: `SELECT s::text || encode(body, 'escape') AS line FROM web_session s` });
    for (const { line } of rows) expect(line).not.toMatch(new RegExp(`${token}|899700000001`));
  });

  test('of a professional changes structure, of nobody else', async () => {
    const token = await sessions.open(professionnel);
    const structure = '1010000017' as StructIdNat;
    await sessions.actFor(token, structure);
    expect(await sessions.find(token)).toEqual({ ...professionnel, structure });
    await sessions.actFor(token, undefined);
    expect(await sessions.find(token)).toEqual(professionnel);
    const patient = {
      kind: 'patient',
      personne: randomUUID() as PersonneId,
      dossier: randomUUID() as DossierId,
      displayName: 'A',
      factors: 2,
      openedAt: noon,
      expiresAt: after(3_600),
    } as const;
    const own = await sessions.open(patient);
    await sessions.actFor(own, structure);
    expect(await sessions.find(own)).toEqual(patient);
  });

  test('ends closed, one or all of a person', async () => {
    const personne = randomUUID() as PersonneId;
    const patient = {
      kind: 'patient',
      personne,
      dossier: randomUUID() as DossierId,
      displayName: 'A',
      factors: 2,
      openedAt: noon,
      expiresAt: after(3_600),
    } as const;
    const [one, two, other] = [
      await sessions.open(patient),
      await sessions.open(patient),
      await sessions.open({ ...patient, personne: randomUUID() as PersonneId }),
    ];
    await sessions.closeAllOf(personne);
    expect([await sessions.find(one), await sessions.find(two)]).toEqual([undefined, undefined]);
    expect(await sessions.find(other)).toBeDefined();
    await sessions.close(other);
    expect(await sessions.find(other)).toBeUndefined();
  });

  test('ends at its limit though in use, or idle for half an hour', async () => {
    const token = await sessions.open(professionnel);
    now = after(1_799);
    expect(await sessions.find(token)).toBeDefined();
    now = after(3_599);
    expect(await sessions.find(token)).toBeUndefined();
    const used = await sessions.open({ ...professionnel, expiresAt: after(5_000) });
    now = after(4_999);
    expect(await sessions.find(used)).toBeDefined();
    now = after(5_000);
    expect(await sessions.find(used)).toBeUndefined();
    now = noon;
  });
});

describe('what the provider keeps', () => {
  const artefacts = postgresArtefacts(pool, vault);

  test('is found, consumed, replaced, destroyed, and gone once expired', async () => {
    await artefacts.upsert('AuthorizationCode', 'un-code', { grantId: 'octroi', uid: undefined, a: 1 }, 60);
    expect(await artefacts.find('AuthorizationCode', 'un-code')).toEqual({ grantId: 'octroi', a: 1 });
    expect(await artefacts.find('Session', 'un-code')).toBeUndefined();
    await artefacts.consume('AuthorizationCode', 'un-code');
    expect(await artefacts.find('AuthorizationCode', 'un-code')).toMatchObject({ consumed: expect.any(Number) as number });
    await artefacts.upsert('Session', 'biscuit', { uid: 'u1' }, 60);
    await artefacts.upsert('Session', 'biscuit', { uid: 'u2' }, 60);
    expect(await artefacts.findByUid('Session', 'u1')).toBeUndefined();
    expect(await artefacts.findByUid('Session', 'u2')).toEqual({ uid: 'u2' });
    await artefacts.revokeByGrantId('octroi');
    expect(await artefacts.find('AuthorizationCode', 'un-code')).toBeUndefined();
    await artefacts.destroy('Session', 'biscuit');
    expect(await artefacts.find('Session', 'biscuit')).toBeUndefined();
    await artefacts.upsert('Session', 'passee', { uid: 'u3' }, -1);
    expect(await artefacts.find('Session', 'passee')).toBeUndefined();
    expect(await artefacts.findByUid('Session', 'u3')).toBeUndefined();
  });

  test('cannot be read in the table', async () => {
    await artefacts.upsert('AccessToken', 'jeton-tres-secret', { accountId: 'une-personne' }, 60);
    const { rows } = await pool.query<{ line: string }>({ text: `SELECT o::text || encode(payload, 'escape') AS line FROM oidc_artefact o` });
    for (const { line } of rows) expect(line).not.toMatch(/jeton-tres-secret|une-personne/);
  });

  test('a secret is made once, by one of those who start together', async () => {
    const secrets = postgresSecrets(pool, vault);
    const obtained = await Promise.all(Array.from({ length: 8 }, (_, index) => secrets.obtain('course', async () => `secret-${index}`)));
    expect(new Set(obtained).size).toBe(1);
  });
});

test('the sweep clears what has ended and leaves the rest', async () => {
  const sweep = postgresSignInSweep(pool);
  const accounts = postgresAccounts(pool, vault);
  const account = newAccount();
  await accounts.create(account, noon);
  const progress = postgresSignInProgress(pool);
  await progress.save({ uid: 'vieille', personne: account.personne, startedAt: noon, awaitsNewPassword: false });
  const day = 86_400;
  await sweep(after(day * 2));
  const now = after(day * 2);
  expect(await progress.find('vieille')).toBeUndefined();
  for (const table of ['one_time_code', 'attempt', 'web_session']) {
    expect((await pool.query<{ count: number }>({ text: `SELECT count(*)::int AS count FROM ${table}` })).rows[0]!.count).toBe(0);
  }
  const sessions = postgresSessions(pool, vault, { now: () => now });
  const token = await sessions.open({
    kind: 'professionnel',
    professionnel: '899700000001' as PsIdNat,
    certificate: 'ab',
    openedAt: now,
    expiresAt: instantOf(now + 1_000),
  });
  await progress.save({ uid: 'fraiche', personne: account.personne, startedAt: now, awaitsNewPassword: true });
  expect(await sweep(now)).toBe(0);
  expect(await sessions.find(token)).toBeDefined();
  expect(await progress.find('fraiche')).toMatchObject({ awaitsNewPassword: true });
  expect(await accounts.byLogin(account.login)).toBeDefined();
});
