// Recovery of a lost password: a code to the account's address, then a new password. The login never changes (features A016).
// Nothing said or done before the code is right tells whether the login exists; once it is, every session of the person is closed.

import type { recoveryCompleteSchema } from '@carnet/contract';
import type { z } from 'zod';
import type { AccountPorts, AttemptKey } from '../../ports/index.ts';
import { mailCode, redeemCode } from './mailed-code.ts';
import { hashPassword } from './password-hash.ts';
import { faultsOfForm, faultsOfOwner } from './password-rules.ts';
import { slowedDown } from './sign-in.ts';
import { perAccount, perAddress } from './sign-in-policy.ts';
import { type Step, done, refusedInput } from './sign-in-refusal.ts';

const subjectOf = (login: string): string => login.trim().toLowerCase();

/** Sends the code if there is an account; run after the answer has left, which is the same for every login. */
export async function startRecovery(ports: AccountPorts, address: string, login: string): Promise<void> {
  // Asking costs as much as failing: nobody's mailbox is flooded, and no address asks for a whole town.
  const slowed =
    (await slowedDown(ports, { kind: 'recovery', value: `start ${subjectOf(login)}` }, perAccount)) ??
    (await slowedDown(ports, { kind: 'address', value: address }, perAddress));
  const account = slowed === undefined ? await ports.accounts.byLogin(login) : undefined;
  if (account !== undefined) await mailCode(ports, { purpose: 'recovery', subject: subjectOf(login), email: account.email });
}

export async function completeRecovery(
  ports: AccountPorts,
  { ip: address, id: requestId }: { readonly ip: string; readonly id: string },
  { login, code, password }: z.infer<typeof recoveryCompleteSchema>,
): Promise<Step<void>> {
  const faults = faultsOfForm(password, login);
  if (faults.length > 0) return refusedInput(...faults);
  const recoveryKey: AttemptKey = { kind: 'recovery', value: subjectOf(login) };
  const addressKey: AttemptKey = { kind: 'address', value: address };
  const slowed = (await slowedDown(ports, recoveryKey, perAccount)) ?? (await slowedDown(ports, addressKey, perAddress));
  if (slowed !== undefined) return slowed;

  const account = await ports.accounts.byLogin(login);
  const ownerFaults = account === undefined ? [] : faultsOfOwner(password, account);
  // A right code with a password to correct stays alive; a wrong one hears nothing of the account's name.
  const right = await redeemCode(ports, { purpose: 'recovery', subject: subjectOf(login), code }, ownerFaults.length > 0);
  const tell = (fault?: 'CODE_REFUSE'): Promise<void> =>
    ports.traceAccount({
      action: 'change-password',
      at: ports.clock.now(),
      holder: account,
      uid: requestId,
      authentication: fault === undefined ? 'UN_FACTEUR' : 'AUCUNE',
      requestId,
      ...(fault === undefined ? {} : { fault }),
    });
  if (account === undefined || !right) {
    // Of a login nobody has, too: no answer's time tells which logins exist.
    await tell('CODE_REFUSE');
    return refusedInput({ field: 'code', rule: 'CODE_REFUSE' });
  }
  await ports.attempts.forgive(addressKey, 'this-one');
  if (ownerFaults.length > 0) return refusedInput(...ownerFaults);

  const hash = await hashPassword(password);
  await tell();
  await ports.accounts.changePassword(account.personne, hash, ports.clock.now());
  await ports.sessions.closeAllOf(account.personne);
  await ports.progress.closeAllOf(account.personne);
  for (const kind of ['login', 'recovery'] as const) await ports.attempts.forgive({ kind, value: subjectOf(login) }, 'all');
  await ports.courier.sendPasswordChanged({ to: account.email });
  return done(undefined);
}
