// The patient's sign-in, step by step: login and password, the initial password's change, the mailed code.
// Guarantees: no step tells whether a login exists (same answer, same work, a line in a journal either way); a new password given at first sign-in becomes the account's
// only once the code is right, so a letter in the wrong hands locks nobody out; every try is counted before it is judged.

import type { codeSchema, credentialsSchema, newPasswordSchema, SignInState } from '@carnet/contract';
import type { AccountAct, SignInFault } from '@carnet/domain/audit';
import type { PersonneId } from '@carnet/domain/dossier';
import { toIso } from '@carnet/domain/kernel';
import type { z } from 'zod';
import type { Account, AccountPorts, AttemptKey, AttemptPolicy, SignInProgress } from '../../ports/index.ts';
import { type CodeAddressee, mailCode, maskedAddress, redeemCode, resendAllowedAt } from './mailed-code.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { faultsOfForm, faultsOfOwner } from './password-rules.ts';
import { perAccount, perAddress, signInMinutes } from './sign-in-policy.ts';
import { type RefusedStep, type Step, done, refused, refusedInput } from './sign-in-refusal.ts';

/** One sign-in, where the browser calls from, and the id of the answer. */
export interface SignInCall {
  readonly uid: string;
  readonly address: string;
  readonly requestId: string;
}
export type OpenStep = Exclude<SignInState, { step: 'done' }>;

export async function currentStep(ports: AccountPorts, uid: string): Promise<OpenStep> {
  const progress = await liveProgress(ports, uid);
  if (progress === undefined) return { step: 'identifier' };
  if (progress.awaitsNewPassword) return { step: 'change-password' };
  return codeStep(ports, progress, await holderOf(ports, progress));
}

export async function submitCredentials(
  ports: AccountPorts,
  { uid, address, requestId }: SignInCall,
  { login, password }: z.infer<typeof credentialsSchema>,
): Promise<Step<OpenStep>> {
  const loginKey: AttemptKey = { kind: 'login', value: login };
  const addressKey: AttemptKey = { kind: 'address', value: address };
  const told = async (fault: SignInFault, holder: Account | undefined, authentication: AccountAct['authentication'] = 'AUCUNE'): Promise<void> =>
    ports.traceAccount({ action: 'sign-in', at: ports.clock.now(), holder, uid, fault, authentication, requestId });
  const closed = async (): Promise<void> => told('TROP_DE_TENTATIVES', await ports.accounts.byLogin(login));
  const slowed = (await slowedDown(ports, loginKey, perAccount, closed)) ?? (await slowedDown(ports, addressKey, perAddress));
  if (slowed !== undefined) return slowed;

  const account = await ports.accounts.byLogin(login);
  const right = await verifyPassword(account?.passwordHash, password);
  if (account === undefined || !right) {
    await told('IDENTIFIANTS_REFUSES', account);
    return refusedInput({ field: 'password', rule: 'IDENTIFIANTS_REFUSES' });
  }
  await ports.attempts.forgive(loginKey, 'all');
  await ports.attempts.forgive(addressKey, 'this-one');
  // Said to who holds the right password only: nobody else learns how old the holder is.
  if (!(await ports.hasAccountAge(account))) {
    await told('AGE_INSUFFISANT', account, 'UN_FACTEUR');
    return refusedInput({ field: 'login', rule: 'AGE_INSUFFISANT' });
  }

  const progress: SignInProgress = { uid, personne: account.personne, startedAt: ports.clock.now(), awaitsNewPassword: account.passwordIsInitial };
  await ports.progress.save(progress);
  return progress.awaitsNewPassword ? done({ step: 'change-password' }) : sendCode(ports, progress, account);
}

export async function submitNewPassword(ports: AccountPorts, uid: string, { password }: z.infer<typeof newPasswordSchema>): Promise<Step<OpenStep>> {
  const progress = await liveProgress(ports, uid);
  if (progress?.awaitsNewPassword !== true) return refused('ETAPE_INATTENDUE');
  const account = await holderOf(ports, progress);
  const faults = newPasswordFaults(password, account);
  if (faults.length > 0) return refusedInput(...faults);
  if (await verifyPassword(account.passwordHash, password)) return refusedInput({ field: 'password', rule: 'MOT_DE_PASSE_INCHANGE' });
  const answered: SignInProgress = { ...progress, awaitsNewPassword: false, newPasswordHash: await hashPassword(password) };
  await ports.progress.save(answered);
  return sendCode(ports, answered, account);
}

/** Every rule the password breaks, each named once. */
export const newPasswordFaults = (password: string, account: Account): ReturnType<typeof faultsOfForm> => {
  const byRule = new Map([...faultsOfForm(password, account.login), ...faultsOfOwner(password, account)].map((fault) => [fault.rule, fault]));
  return [...byRule.values()];
};

export async function resendCode(ports: AccountPorts, uid: string): Promise<Step<OpenStep>> {
  const progress = await liveProgress(ports, uid);
  if (progress === undefined || progress.awaitsNewPassword) return refused('ETAPE_INATTENDUE');
  const account = await holderOf(ports, progress);
  const sending = await mailCode(ports, addresseeOf(progress, account));
  if (sending === 'too-soon') {
    const sent = await ports.codes.find('sign-in', subjectOf(progress));
    return refused('TROP_DE_DEMANDES', [{ field: 'code', rule: 'RENVOI_TROP_TOT' }], sent === undefined ? undefined : resendAllowedAt(sent.sentAt));
  }
  return sending === 'sent' ? done(await codeStep(ports, progress, account)) : refused('COURRIEL_NON_ENVOYE');
}

/** The right code ends the sign-in: who signed in. */
export async function submitCode(ports: AccountPorts, { uid, requestId }: SignInCall, { code }: z.infer<typeof codeSchema>): Promise<Step<PersonneId>> {
  const progress = await liveProgress(ports, uid);
  if (progress === undefined || progress.awaitsNewPassword) return refused('ETAPE_INATTENDUE');
  const key: AttemptKey = { kind: 'code', value: progress.personne };
  const told = async (fault: SignInFault): Promise<void> =>
    ports.traceAccount({
      action: 'sign-in',
      at: ports.clock.now(),
      holder: await holderOf(ports, progress),
      uid,
      fault,
      authentication: 'UN_FACTEUR',
      requestId,
    });
  const slowed = await slowedDown(ports, key, perAccount, () => told('TROP_DE_TENTATIVES'));
  if (slowed !== undefined) return slowed;
  if (!(await redeemCode(ports, { purpose: 'sign-in', subject: subjectOf(progress), code }))) {
    await told('CODE_REFUSE');
    return refusedInput({ field: 'code', rule: 'CODE_REFUSE' });
  }
  await ports.attempts.forgive(key, 'all');
  if (progress.newPasswordHash !== undefined) await ports.accounts.changePassword(progress.personne, progress.newPasswordHash, ports.clock.now());
  await ports.progress.close(uid);
  return done(progress.personne);
}

/** Counts one failure in advance; the refusal when this key must wait. `onFirst`: once for each delay, the first time it is met. */
export async function slowedDown(
  { attempts, clock }: AccountPorts,
  key: AttemptKey,
  policy: AttemptPolicy,
  onFirst?: () => Promise<void>,
): Promise<RefusedStep | undefined> {
  const delay = await attempts.reserve(key, policy, clock.now());
  if (delay === undefined) return undefined;
  if (delay.first) await onFirst?.();
  return refused('TROP_DE_DEMANDES', [], delay.until);
}

async function liveProgress({ progress, clock }: AccountPorts, uid: string): Promise<SignInProgress | undefined> {
  const found = await progress.find(uid);
  return found !== undefined && clock.now() < found.startedAt + signInMinutes * 60_000 ? found : undefined;
}

async function holderOf({ accounts }: AccountPorts, { personne }: SignInProgress): Promise<Account> {
  const account = await accounts.byPersonne(personne);
  if (account === undefined) throw new Error('a sign-in under way belongs to an account');
  return account;
}

/** The person is part of it: a code mailed to one account never serves another that is tried in the same sign-in. */
const subjectOf = ({ uid, personne }: SignInProgress): string => `${uid}|${personne}`;
const addresseeOf = (progress: SignInProgress, { email }: Account): CodeAddressee => ({ purpose: 'sign-in', subject: subjectOf(progress), email });

/** A code that left less than thirty seconds ago for this very sign-in still serves. */
async function sendCode(ports: AccountPorts, progress: SignInProgress, account: Account): Promise<Step<OpenStep>> {
  const sending = await mailCode(ports, addresseeOf(progress, account));
  return sending === 'not-delivered' ? refused('COURRIEL_NON_ENVOYE') : done(await codeStep(ports, progress, account));
}

async function codeStep(ports: AccountPorts, progress: SignInProgress, { email }: Account): Promise<OpenStep> {
  const sent = await ports.codes.find('sign-in', subjectOf(progress));
  if (sent === undefined) return { step: 'identifier' };
  return { step: 'code', sentTo: maskedAddress(email), expiresAt: toIso(sent.expiresAt), resendAllowedAt: toIso(resendAllowedAt(sent.sentAt)) };
}
