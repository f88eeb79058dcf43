// The access letter (features A015, A016): a permanent identifier and an initial password, drawn here, given once to be printed, kept by the
// keyed hash of the one and the derivation of the other. It is typed from paper: digits, and letters that look like no other. For whoever
// has chosen a password already, only in the place of what they lost.

import { randomInt } from 'node:crypto';
import type { AccountPorts } from '../../ports/index.ts';
import { type AccountToOpen, createAccount } from './create-account.ts';
import { hashPassword } from './password-hash.ts';

export type LetterFor = Omit<AccountToOpen, 'login' | 'initialPassword' | 'personneId' | 'dossierId'> & {
  readonly personne: AccountToOpen['personneId'];
  readonly dossier: AccountToOpen['dossierId'];
};
export interface Letter {
  readonly login: string;
  readonly initialPassword: string;
}

/** Ten digits: neither a name nor a date, and ten thousand million of them. */
const loginDigits = 10;
/** Without 0, 1, i, l, o: 31 signs, twelve of them are 59 bits. */
const letters = '23456789abcdefghjkmnpqrstuvwxyz';
const groups = 3;
const groupLength = 4;

const drawn = (alphabet: string, length: number): string => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]!).join('');
export const newLogin = (): string => `${randomInt(1, 10)}${drawn('0123456789', loginDigits - 1)}`;
const newPassword = (): string => Array.from({ length: groups }, () => drawn(letters, groupLength)).join('-');
/** Two people in a million opened at once draw the same; the next try is another. */
const tries = 5;

/** Undefined: this person chose a password already, and nothing was changed. */
export async function issueLetter(ports: Pick<AccountPorts, 'accounts' | 'clock' | 'progress'>, holder: LetterFor): Promise<Letter | undefined> {
  const { personne, dossier, ...rest } = holder;
  const initialPassword = newPassword();
  for (let attempt = 0; attempt < tries; attempt++) {
    const known = await ports.accounts.byPersonne(personne);
    if (known !== undefined) {
      const renewed = await ports.accounts.renewInitial(personne, { passwordHash: await hashPassword(initialPassword), email: rest.email }, ports.clock.now());
      // Whoever began to sign in with the letter before holds a password that is no longer one.
      await ports.progress.closeAllOf(personne);
      return renewed ? { login: known.login, initialPassword } : undefined;
    }
    const login = newLogin();
    if (await createAccount(ports, { personneId: personne, dossierId: dossier, login, initialPassword, ...rest })) return { login, initialPassword };
  }
  throw new Error('no identifier was free in five draws');
}

/**
 * For whoever lost what they sign in with: the identifier stays, the password and the address are other ones, every session is closed, and both
 * addresses are told, the former one first: it is where somebody in whose name this was done can still read it. Undefined: they have no account.
 */
export async function replaceLost(
  { accounts, sessions, progress, attempts, courier, clock }: Pick<AccountPorts, 'accounts' | 'sessions' | 'progress' | 'attempts' | 'courier' | 'clock'>,
  { personne, email }: LetterFor,
): Promise<Letter | undefined> {
  const known = await accounts.byPersonne(personne);
  const initialPassword = newPassword();
  if (known === undefined || !(await accounts.replaceLost(personne, { passwordHash: await hashPassword(initialPassword), email }, clock.now())))
    return undefined;
  await sessions.closeAllOf(personne);
  await progress.closeAllOf(personne);
  for (const kind of ['login', 'recovery'] as const) await attempts.forgive({ kind, value: known.login.trim().toLowerCase() }, 'all');
  for (const to of new Set([known.email, email])) await courier.sendPasswordChanged({ to, atCounter: true });
  return { login: known.login, initialPassword };
}
