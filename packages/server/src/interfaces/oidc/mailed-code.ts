// The one-time code: six random digits, mailed to the account's address, kept by a keyed hash, alive ten minutes and for one use.
// A new code kills the one before; two within thirty seconds are refused.

import { type Instant, instantOf } from '@carnet/domain/kernel';
import { randomInt } from 'node:crypto';
import type { AccountPorts, CodePurpose } from '../../ports/index.ts';
import { codeDigits, codeMinutes, codeTries, resendAfterSeconds } from './sign-in-policy.ts';

export interface CodeAddressee {
  readonly purpose: CodePurpose;
  /** What the code is for: the sign-in under way, or the login that is recovered. */
  readonly subject: string;
  readonly email: string;
}
export type Sending = 'sent' | 'too-soon' | 'not-delivered';

export async function mailCode({ clock, codes, courier }: AccountPorts, { purpose, subject, email }: CodeAddressee): Promise<Sending> {
  const sentAt = clock.now();
  const code = String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0');
  const expiresAt = instantOf(sentAt + codeMinutes * 60_000);
  const issued = await codes.issue({ purpose, subject, code, sentAt, expiresAt }, instantOf(sentAt - resendAfterSeconds * 1_000));
  if (!issued) return 'too-soon';
  const delivered = await courier.sendCode({ to: email, purpose, code, minutes: codeMinutes });
  return delivered ? 'sent' : 'not-delivered';
}

export const resendAllowedAt = (sentAt: Instant): Instant => instantOf(sentAt + resendAfterSeconds * 1_000);

const codeShape = /^\d{6}$/;
/** People copy a code with its spaces. */
const digitsOf = (typed: string): string => typed.replace(/[\s.-]/g, '');

/** `keep`: the code is right but stays alive, because something else has to be corrected first. */
export function redeemCode(
  { clock, codes }: AccountPorts,
  given: { readonly purpose: CodePurpose; readonly subject: string; readonly code: string },
  keep = false,
): Promise<boolean> {
  const code = digitsOf(given.code);
  // A malformed code still counts as a try, like any wrong one.
  return codes.redeem({ ...given, code: codeShape.test(code) ? code : '' }, { at: clock.now(), tries: codeTries, keep });
}

/** `c•••••@exemple.fr`: enough to know which mailbox to open, not enough to learn the address. */
export function maskedAddress(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}•••••${email.slice(at)}`;
}
