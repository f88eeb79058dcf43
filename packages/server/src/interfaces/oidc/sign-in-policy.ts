// Figures of the patient's sign-in, each with its reason. Times are counted on the server's clock, which the sandbox can move.

import type { AttemptPolicy } from '../../ports/index.ts';

export const codeDigits = 6;
/** Long enough for a slow mail and a slow reader, short enough that an old mail opens nothing. */
export const codeMinutes = 10;
/** 5 tries of 10^6: one chance in 200,000 per code. */
export const codeTries = 5;
/** A second click must neither send a second mail nor kill the code of the first. */
export const resendAfterSeconds = 30;

/** A sign-in that waits longer starts again. Covers a code that had to be sent again. */
export const signInMinutes = 30;
/** A record is not left open for days, even in use. */
export const sessionHours = 12;

/**
 * Delay after 5 wrong passwords, wrong codes or wrong recovery codes: 30 s, then twice as long each time, up to 15 minutes.
 * Never for ever: anybody who knows a login could otherwise keep its owner out. At that pace a login sees fewer than 110 guesses a day.
 */
export const perAccount: AttemptPolicy = { freeFailures: 5, firstDelaySeconds: 30, longestDelaySeconds: 15 * 60, forgottenAfterSeconds: 3_600 };

/** A household, a ward or a school share one address: more failures are free there, and the delay stays short. */
export const perAddress: AttemptPolicy = { freeFailures: 20, firstDelaySeconds: 30, longestDelaySeconds: 5 * 60, forgottenAfterSeconds: 3_600 };
