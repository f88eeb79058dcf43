// The account of whoever is signed in: their open sessions, and a new password from inside one. Both acts ask for the current password
// again, so that a screen left open gives neither the account nor the way to shut its owner out; each wrong one counts as at sign-in.

import type { CloseSessions, OpenSessions, PasswordChange } from '@carnet/contract';
import type { AccountAction, SignInFault } from '@carnet/domain/audit';
import { toIso } from '@carnet/domain/kernel';
import type { Account, AccountPorts, AttemptKey, Session } from '../../ports/index.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { newPasswordFaults, slowedDown } from './sign-in.ts';
import { perAccount, perAddress } from './sign-in-policy.ts';
import { type Step, done, refusedInput } from './sign-in-refusal.ts';

export interface AccountCall {
  readonly token: string;
  readonly session: Extract<Session, { kind: 'patient' }>;
  readonly address: string;
  readonly requestId: string;
}

export async function listSessions({ sessions }: AccountPorts, { token, session }: AccountCall): Promise<OpenSessions> {
  const open = await sessions.openOf(session.personne, token);
  return {
    sessions: open.map(({ openedAt, lastUsedAt, device, current }) => ({ openedAt: toIso(openedAt), lastUsedAt: toIso(lastUsedAt), current, ...device })),
  };
}

export async function closeOtherSessions(ports: AccountPorts, call: AccountCall, { password }: CloseSessions): Promise<Step<void>> {
  const proved = await provedHolder(ports, call, password, { field: 'password' });
  if (!proved.ok) return proved;
  await ports.sessions.closeOthers(call.session.personne, call.token);
  return done(undefined);
}

/** Every other session ends, and every sign-in under way: whoever knew the old password is out. */
export async function changeOwnPassword(ports: AccountPorts, call: AccountCall, { current, password }: PasswordChange): Promise<Step<void>> {
  const proved = await provedHolder(ports, call, current, { field: 'current', leavesLine: 'change-password' });
  if (!proved.ok) return proved;
  const account = proved.value;
  const faults = newPasswordFaults(password, account);
  if (faults.length > 0) return refusedInput(...faults);
  if (password === current) return refusedInput({ field: 'password', rule: 'MOT_DE_PASSE_IDENTIQUE' });
  const now = ports.clock.now();
  const hash = await hashPassword(password);
  await tellOfAccount(ports, call, account, 'change-password');
  await ports.accounts.changePassword(account.personne, hash, now);
  await ports.sessions.closeOthers(account.personne, call.token);
  await ports.progress.closeAllOf(account.personne);
  await ports.courier.sendPasswordChanged({ to: account.email });
  return done(undefined);
}

export const tellOfAccount = (ports: AccountPorts, { requestId }: AccountCall, holder: Account, action: AccountAction, fault?: SignInFault): Promise<void> =>
  ports.traceAccount({
    action,
    at: ports.clock.now(),
    holder,
    uid: requestId,
    authentication: 'DEUX_FACTEURS',
    requestId,
    ...(fault === undefined ? {} : { fault }),
  });

/** Whoever holds the session and knows the password too. `field`: where a wrong one was typed; `leavesLine`: of what, when it was wrong. */
export async function provedHolder(
  ports: AccountPorts,
  call: AccountCall,
  password: string,
  { field, leavesLine }: { readonly field: 'current' | 'password'; readonly leavesLine?: AccountAction },
): Promise<Step<Account>> {
  const account = await ports.accounts.byPersonne(call.session.personne);
  if (account === undefined) throw new Error('a session belongs to an account');
  const key: AttemptKey = { kind: 'login', value: account.login };
  const addressKey: AttemptKey = { kind: 'address', value: call.address };
  const slowed = (await slowedDown(ports, key, perAccount)) ?? (await slowedDown(ports, addressKey, perAddress));
  if (slowed !== undefined) return slowed;
  if (!(await verifyPassword(account.passwordHash, password))) {
    if (leavesLine !== undefined) await tellOfAccount(ports, call, account, leavesLine, 'IDENTIFIANTS_REFUSES');
    return refusedInput({ field, rule: 'MOT_DE_PASSE_ACTUEL_REFUSE' });
  }
  await ports.attempts.forgive(key, 'all');
  await ports.attempts.forgive(addressKey, 'this-one');
  return done(account);
}
