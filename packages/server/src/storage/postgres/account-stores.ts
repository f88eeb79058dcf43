// Every store of a person's account and of their signing in, together.

import type pg from 'pg';
import type { AccountPorts, Clock } from '../../ports/index.ts';
import type { Vault } from '../vault.ts';
import { postgresAccounts, postgresAttempts, postgresCodes, postgresSignInProgress } from './account-store.ts';
import { postgresArtefacts, postgresSecrets } from './oidc-store.ts';
import { postgresPasskeys } from './passkey-store.ts';
import { postgresSessions } from './session-store.ts';

export const postgresAccountStores = (
  pool: pg.Pool,
  vault: Vault,
  clock: Clock,
): Omit<AccountPorts, 'clock' | 'courier' | 'hasAccountAge' | 'traceAccount'> => ({
  accounts: postgresAccounts(pool, vault),
  passkeys: postgresPasskeys(pool, vault),
  codes: postgresCodes(pool, vault),
  progress: postgresSignInProgress(pool),
  attempts: postgresAttempts(pool, vault),
  sessions: postgresSessions(pool, vault, clock),
  artefacts: postgresArtefacts(pool, vault),
  secrets: postgresSecrets(pool, vault),
});
