// Deletes what sign-ins, look-ups and SOAP messages leave behind: codes (of sharing too), steps, failures and misses a day after they ended, sessions and artefacts of the provider once expired.
// Nothing here is needed any more to decide anything; a crash in the middle leaves the rest to the next round.

import { sessionIdleSeconds } from '@carnet/domain/identity';
import { instantOf, millisecondsPerDay } from '@carnet/domain/kernel';
import type pg from 'pg';
import type { SignInSweep } from '../../ports/index.ts';
import { toTimestamp } from './instants.ts';

export const postgresSignInSweep =
  (pool: pg.Pool): SignInSweep =>
  async (now) => {
    const dayAgo = toTimestamp(instantOf(now - millisecondsPerDay));
    const idleSince = toTimestamp(instantOf(now - sessionIdleSeconds * 1_000));
    const deletions: readonly (readonly [string, readonly string[]])[] = [
      ['one_time_code WHERE expires_at < $1', [dayAgo]],
      ['sign_in_progress WHERE started_at < $1', [dayAgo]],
      ['attempt WHERE last_failure_at < $1', [dayAgo]],
      ['lookup_miss WHERE at < $1', [dayAgo]],
      ['share_try WHERE at < $1', [dayAgo]],
      ['share_code_directory d USING share_code s WHERE s.dossier_id = d.dossier_id AND s.id = d.id AND s.until < $1', [dayAgo]],
      ['share_code WHERE until < $1', [dayAgo]],
      ['web_session WHERE expires_at <= $1 OR last_used_at <= $2', [toTimestamp(now), idleSince]],
      // Assertions are dated by the machine, as the cards are.
      ['soap_message WHERE until <= now()', []],
      // The provider's own times are the machine's.
      ['oidc_artefact WHERE expires_at <= now()', []],
    ];
    let rows = 0;
    for (const [what, values] of deletions) rows += (await pool.query(`DELETE FROM ${what}`, [...values])).rowCount ?? 0;
    return rows;
  };
