// Kept passwords, and what a new one must be.

import { hashPassword, verifyPassword } from '@carnet/server/interfaces/oidc/password-hash';
import { breachedPasswords } from '@carnet/server/interfaces/oidc/common-passwords';
import { faultsOfForm } from '@carnet/server/interfaces/oidc/password-rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test('a kept password names its algorithm and its cost, and two of the same differ', async () => {
  const [one, other] = [await hashPassword('Quatre-Cerises-9'), await hashPassword('Quatre-Cerises-9')];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(one).not.toBe(other);
  expect(await verifyPassword(one, 'Quatre-Cerises-9')).toBe(true);
  expect(await verifyPassword(one, 'quatre-cerises-9')).toBe(false);
});

test('reads strings made by another implementation, at other costs', async () => {
  // `echo -n "password" | argon2 somesalt -id -t 2 -m 16 -p 1 -l 24` of the reference program (its own test vector).
  const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  expect(await verifyPassword(reference, 'password')).toBe(true);
  expect(await verifyPassword(reference, 'differentpassword')).toBe(false);
});

test('an unknown login is never right, whatever is typed', async () => {
  expect(await verifyPassword(undefined, '')).toBe(false);
  expect(await verifyPassword(undefined, 'Quatre-Cerises-9')).toBe(false);
});

test('an accent typed in two ways is one password', async () => {
  expect(await verifyPassword(await hashPassword('Été-Indien-2030'.normalize('NFC')), 'Été-Indien-2030'.normalize('NFD'))).toBe(true);
});

test('a string that is no kept password is a programmer’s error', async () => {
  await expect(verifyPassword('$2b$10$abcdefghijklmnopqrstuv', 'x')).rejects.toThrow('argon2id');
});

test('a flood of passwords is refused rather than queued for ever, and the next one is served', async () => {
  const kept = await hashPassword('Quatre-Cerises-9');
  const outcomes = await Promise.allSettled(Array.from({ length: 80 }, () => verifyPassword(kept, 'Quatre-Cerises-9')));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(62);
  expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toMatchObject({ statusCode: 503 });
  expect(await verifyPassword(kept, 'Quatre-Cerises-9')).toBe(true);
});

const rules = (password: string, login = 'personne.une'): readonly string[] => faultsOfForm(password, login).map(({ rule }) => rule);

test.each(['Quatre-Cerises-9-Bleues', 'correct Horse 7 battery!', 'Ünïcødé-Mélange-42', 'Xk9#vQ2$mZ7!pL'])('%s is a good one', (password) => {
  expect(rules(password)).toEqual([]);
});
test.each(['MotDePasse-2024!', 'M0t-De-P@sse-99', 'Azerty123456!', 'P@ssw0rd2024!!', '!!Bonjour12345', 'Doudou-Doudou-1', 'Marseille13013!'])(
  '%s is too common',
  (password) => {
    expect(rules(password)).toContain('MOT_DE_PASSE_COURANT');
  },
);
test.each(['Bulldogs-2024-!!', 'Welcome-Welcome-1!', 'Snowball-1984-#', '1Qaz2Wsx3Edc', 'Carnet-De-Sante-1!', 'Assurance.Maladie.75'])(
  '%s is what leaked, or what is ours',
  (password) => {
    expect(rules(password)).toContain('MOT_DE_PASSE_COURANT');
  },
);
test('the list is the fifty thousand of the dictionary, whatever their case', () => {
  expect(breachedPasswords.size).toBeGreaterThan(45_000);
  // Those a new password could be, by its length: the others are refused by it.
  const long = [...breachedPasswords].filter((password) => password.length >= 12);
  expect(long.length).toBeGreaterThan(100);
  expect(long.filter((password) => !rules(password.toUpperCase()).includes('MOT_DE_PASSE_COURANT'))).toEqual([]);
});
test('every fault is named at once', () => {
  expect(rules('a')).toEqual(['MOT_DE_PASSE_LONGUEUR', 'MOT_DE_PASSE_MAJUSCULE', 'MOT_DE_PASSE_CHIFFRE', 'MOT_DE_PASSE_SIGNE']);
});
test('whatever is typed gets an answer, and never comes back in it', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 256, unit: 'grapheme' }), fc.string({ minLength: 3, maxLength: 64 }), (password, login) => {
      for (const fault of faultsOfForm(password, login)) expect(Object.keys(fault)).toEqual(['field', 'rule']);
    }),
  );
});
