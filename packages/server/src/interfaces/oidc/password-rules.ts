// What a new password must be: the contract's list, which the screen shows while typing, then what only the server can tell
// (common, made of the person's own data, unchanged). Every fault is named; the password itself is in none of them.

import { passwordRules } from '@carnet/contract';
import type { Finding } from '@carnet/domain/kernel';
import type { Account } from '../../ports/index.ts';
import { breachedPasswords, commonWords } from './common-passwords.ts';

/** Lower case, no accent. */
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const lookAlikes: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '€': 'e' };
const lettersOf = (folded: string): string => folded.replace(/[^\p{L}]/gu, '');
/** The word under the decoration, both readings: `M0tdep@sse2024!` gives `mtdepsse` and `motdepasse…`. */
const wordsUnder = (password: string): readonly string[] => {
  const folded = fold(password);
  const undecorated = folded.replace(/[\d\W_]+$/u, '').replace(/^[\d\W_]+/u, '');
  return [lettersOf(folded), lettersOf(undecorated.replace(/[013457@$€]/gu, (sign) => lookAlikes[sign] ?? sign))];
};

const isCommon = (password: string): boolean => breachedPasswords.has(password.toLowerCase()) || wordsUnder(password).some((word) => commonWords.has(word));

/** Shorter parts ("de", "Le") are in half of all words: refusing them would be a riddle. */
const shortestPersonalPart = 3;

const personalParts = (login: string, account: Pick<Account, 'displayName' | 'birthYear'> | undefined): readonly string[] =>
  [login, ...(account?.displayName.split(/[\s'’-]+/u) ?? []), ...(account?.birthYear === undefined ? [] : [account.birthYear])]
    .map(fold)
    .filter((part) => part.length >= shortestPersonalPart);

const finding = (rule: string): Finding => ({ field: 'password', rule });

/** Faults that can be told to anybody: they depend on what was sent only. */
export const faultsOfForm = (password: string, login: string): readonly Finding[] => [
  ...passwordRules.filter(({ test }) => !test(password)).map(({ rule }) => finding(rule)),
  ...(isCommon(password) ? [finding('MOT_DE_PASSE_COURANT')] : []),
  ...(containsAny(password, personalParts(login, undefined)) ? [finding('MOT_DE_PASSE_PERSONNEL')] : []),
];

/** Faults that depend on the account: told only to somebody who proved to hold it. */
export const faultsOfOwner = (password: string, account: Pick<Account, 'login' | 'displayName' | 'birthYear'>): readonly Finding[] =>
  containsAny(password, personalParts(account.login, account)) ? [finding('MOT_DE_PASSE_PERSONNEL')] : [];

const containsAny = (password: string, parts: readonly string[]): boolean => parts.some((part) => fold(password).includes(part));
