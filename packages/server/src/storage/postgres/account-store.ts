// Accounts, one-time codes, sign-ins under way and failures, as PostgreSQL keeps them.
// Guarantees: texts about a person are sealed, a login and a code are found by keyed hash only, a try is counted before it is judged,
// and two tries at once never count as one. Knows nothing of passwords but the PHC string it is given.

import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import { timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import type {
  Account,
  AccountStore,
  AttemptKey,
  AttemptPolicy,
  AttemptStore,
  OneTimeCodeStore,
  SignInProgress,
  SignInProgressStore,
} from '../../ports/index.ts';
import type { Vault } from '../vault.ts';
import { toTimestamp } from './instants.ts';

type Profile = Pick<Account, 'login' | 'displayName' | 'email' | 'birthYear'>;
interface AccountRow {
  readonly personne_id: PersonneId;
  readonly dossier_id: DossierId;
  readonly profile: Buffer;
  readonly password_hash: string;
  readonly password_is_initial: boolean;
}

const uniqueViolation = '23505';

/** Logins differ by more than case, and by more than the spaces a letter prints them with: `4827 1936 05` and `4827193605` are one. */
const plainLogin = (login: string): string => login.replaceAll(/\s/g, '').toLowerCase();
const loginIndex = (vault: Vault, login: string): Buffer => vault.blindIndex('login', plainLogin(login));
const profileBinding = (personne: PersonneId): string => `account|${personne}`;

export function postgresAccounts(pool: pg.Pool, vault: Vault): AccountStore {
  const toAccount = (row: AccountRow): Account => ({
    ...(JSON.parse(vault.openSystem(profileBinding(row.personne_id), row.profile).toString('utf8')) as Profile),
    personne: row.personne_id,
    dossier: row.dossier_id,
    passwordHash: row.password_hash,
    passwordIsInitial: row.password_is_initial,
  });
  const columns = 'personne_id, dossier_id, profile, password_hash, password_is_initial';
  // An access replaced at the counter has an initial password too, and is somebody's already.
  const neverUsed = 'password_is_initial AND last_sign_in_at IS NULL';
  const renew = async (
    personne: PersonneId,
    { passwordHash, email }: Pick<Account, 'passwordHash' | 'email'>,
    at: Instant,
    where: typeof neverUsed | 'true',
  ): Promise<boolean> => {
    const { rows } = await pool.query<{ profile: Buffer }>(`SELECT profile FROM account WHERE personne_id = $1 AND ${where}`, [personne]);
    if (rows[0] === undefined) return false;
    const profile = JSON.parse(vault.openSystem(profileBinding(personne), rows[0].profile).toString('utf8')) as Profile;
    const sealed = vault.sealSystem(profileBinding(personne), JSON.stringify({ ...profile, email } satisfies Profile));
    const { rowCount } = await pool.query(
      `UPDATE account SET profile = $2, password_hash = $3, password_changed_at = $4, password_is_initial = true WHERE personne_id = $1 AND ${where}`,
      [personne, sealed, passwordHash, toTimestamp(at)],
    );
    return rowCount === 1;
  };

  return {
    async create({ personne, dossier, passwordHash, ...profile }, at) {
      const sealed = vault.sealSystem(profileBinding(personne), JSON.stringify(profile satisfies Profile));
      try {
        await pool.query(
          `INSERT INTO account (personne_id, dossier_id, login_index, profile, password_hash, password_is_initial, password_changed_at, created_at)
           VALUES ($1, $2, $3, $4, $5, true, $6, $6)`,
          [personne, dossier, loginIndex(vault, profile.login), sealed, passwordHash, toTimestamp(at)],
        );
        return true;
      } catch (error) {
        if ((error as { code?: unknown }).code === uniqueViolation) return false;
        throw error;
      }
    },
    renewInitial: (personne, renewed, at) => renew(personne, renewed, at, neverUsed),
    replaceLost: (personne, replaced, at) => renew(personne, replaced, at, 'true'),
    async byLogin(login) {
      const { rows } = await pool.query<AccountRow>({
        name: 'account-by-login',
        text: `SELECT ${columns} FROM account WHERE login_index = $1`,
        values: [loginIndex(vault, login)],
      });
      return rows[0] && toAccount(rows[0]);
    },
    async byPersonne(personne) {
      const { rows } = await pool.query<AccountRow>({
        name: 'account-by-personne',
        text: `SELECT ${columns} FROM account WHERE personne_id = $1`,
        values: [personne],
      });
      return rows[0] && toAccount(rows[0]);
    },
    async changePassword(personne, passwordHash, at) {
      await pool.query('UPDATE account SET password_hash = $2, password_is_initial = false, password_changed_at = $3 WHERE personne_id = $1', [
        personne,
        passwordHash,
        toTimestamp(at),
      ]);
    },
    async recordSignIn(personne, at) {
      const { rows } = await pool.query<{ previous: Instant | null }>(
        `UPDATE account SET last_sign_in_at = $2 FROM (SELECT last_sign_in_at AS previous FROM account WHERE personne_id = $1 FOR UPDATE) AS before
         WHERE personne_id = $1 RETURNING before.previous`,
        [personne, toTimestamp(at)],
      );
      return rows[0]?.previous ?? undefined;
    },
  };
}

export function postgresCodes(pool: pg.Pool, vault: Vault): OneTimeCodeStore {
  const subjectIndex = (purpose: string, subject: string): Buffer => vault.blindIndex(`code-subject/${purpose}`, subject);
  const codeHash = (purpose: string, subject: string, code: string): Buffer => vault.blindIndex(`code/${purpose}`, `${subject}\0${code}`);

  return {
    async issue({ purpose, subject, code, sentAt, expiresAt }, notSentSince) {
      const { rowCount } = await pool.query(
        `INSERT INTO one_time_code (purpose, subject, code_hash, sent_at, expires_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (purpose, subject) DO UPDATE
           SET code_hash = EXCLUDED.code_hash, sent_at = EXCLUDED.sent_at, expires_at = EXCLUDED.expires_at, tries = 0, used_at = NULL
           WHERE one_time_code.sent_at <= $6 OR one_time_code.sent_at > EXCLUDED.sent_at`,
        [purpose, subjectIndex(purpose, subject), codeHash(purpose, subject, code), toTimestamp(sentAt), toTimestamp(expiresAt), toTimestamp(notSentSince)],
      );
      return rowCount === 1;
    },
    async find(purpose, subject) {
      const { rows } = await pool.query<{ sent_at: Instant; expires_at: Instant }>(
        'SELECT sent_at, expires_at FROM one_time_code WHERE purpose = $1 AND subject = $2 AND used_at IS NULL',
        [purpose, subjectIndex(purpose, subject)],
      );
      return rows[0] && { sentAt: rows[0].sent_at, expiresAt: rows[0].expires_at };
    },
    async redeem({ purpose, subject, code }, { at, tries, keep }) {
      const index = subjectIndex(purpose, subject);
      const counted = await pool.query<{ code_hash: Buffer }>(
        `UPDATE one_time_code SET tries = tries + 1
         WHERE purpose = $1 AND subject = $2 AND used_at IS NULL AND tries < $3 AND expires_at > $4 RETURNING code_hash`,
        [purpose, index, tries, toTimestamp(at)],
      );
      const expected = counted.rows[0]?.code_hash;
      if (expected === undefined || !timingSafeEqual(expected, codeHash(purpose, subject, code))) return false;
      if (keep === true) {
        // A right code is no try: it may be shown again while the rest is corrected.
        await pool.query('UPDATE one_time_code SET tries = tries - 1 WHERE purpose = $1 AND subject = $2 AND code_hash = $3', [purpose, index, expected]);
        return true;
      }
      // Of two right answers at once, one only finds it unused. The hash is named: a code resent meanwhile is another code.
      const used = await pool.query('UPDATE one_time_code SET used_at = $4 WHERE purpose = $1 AND subject = $2 AND code_hash = $3 AND used_at IS NULL', [
        purpose,
        index,
        expected,
        toTimestamp(at),
      ]);
      return used.rowCount === 1;
    },
  };
}

interface ProgressRow {
  readonly uid: string;
  readonly personne_id: PersonneId;
  readonly started_at: Instant;
  readonly awaits_new_password: boolean;
  readonly new_password_hash: string | null;
}
const toProgress = (row: ProgressRow): SignInProgress => ({
  uid: row.uid,
  personne: row.personne_id,
  startedAt: row.started_at,
  awaitsNewPassword: row.awaits_new_password,
  ...(row.new_password_hash === null ? {} : { newPasswordHash: row.new_password_hash }),
});

export function postgresSignInProgress(pool: pg.Pool): SignInProgressStore {
  return {
    async save({ uid, personne, startedAt, awaitsNewPassword, newPasswordHash }) {
      await pool.query(
        `INSERT INTO sign_in_progress (uid, personne_id, started_at, awaits_new_password, new_password_hash) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (uid) DO UPDATE SET personne_id = EXCLUDED.personne_id, started_at = EXCLUDED.started_at,
           awaits_new_password = EXCLUDED.awaits_new_password, new_password_hash = EXCLUDED.new_password_hash`,
        [uid, personne, toTimestamp(startedAt), awaitsNewPassword, newPasswordHash ?? null],
      );
    },
    async find(uid) {
      const { rows } = await pool.query<ProgressRow>(
        'SELECT uid, personne_id, started_at, awaits_new_password, new_password_hash FROM sign_in_progress WHERE uid = $1',
        [uid],
      );
      return rows[0] && toProgress(rows[0]);
    },
    async close(uid) {
      await pool.query('DELETE FROM sign_in_progress WHERE uid = $1', [uid]);
    },
    async closeAllOf(personne) {
      await pool.query('DELETE FROM sign_in_progress WHERE personne_id = $1', [personne]);
    },
  };
}

export function postgresAttempts(pool: pg.Pool, vault: Vault): AttemptStore {
  const index = ({ kind, value }: AttemptKey): Buffer => vault.blindIndex(`attempt/${kind}`, plainLogin(value));

  return {
    async reserve(key, policy, at) {
      const hash = index(key);
      const { rows } = await pool.query<{ refused_until: Instant | null }>(
        `INSERT INTO attempt AS a (key, failures, last_failure_at) VALUES ($1, 1, $2)
         ON CONFLICT (key) DO UPDATE SET
           failures = CASE WHEN a.last_failure_at < $3 THEN 1 ELSE a.failures + 1 END,
           last_failure_at = $2,
           refused_until = CASE WHEN a.last_failure_at < $3 OR a.failures + 1 < $4 THEN NULL
             ELSE $2::timestamptz + make_interval(secs => least($5::float8 * power(2, least(a.failures + 1 - $4, 30)), $6)) END
         WHERE a.refused_until IS NULL OR a.refused_until <= $2
         RETURNING refused_until`,
        attemptValues(hash, policy, at),
      );
      // The try that reaches the limit still runs; the delay it sets is for the next one.
      if (rows.length === 1) return undefined;
      const untold = await pool.query<{ until: Instant }>(
        'UPDATE attempt SET told_until = refused_until WHERE key = $1 AND told_until IS DISTINCT FROM refused_until AND refused_until IS NOT NULL RETURNING refused_until AS until',
        [hash],
      );
      if (untold.rows[0] !== undefined) return { until: untold.rows[0].until, first: true };
      const refused = await pool.query<{ until: Instant | null }>('SELECT refused_until AS until FROM attempt WHERE key = $1', [hash]);
      const until = refused.rows[0]?.until ?? undefined;
      return until === undefined ? undefined : { until, first: false };
    },
    async forgive(key, what) {
      if (what === 'all') await pool.query('DELETE FROM attempt WHERE key = $1', [index(key)]);
      else await pool.query('UPDATE attempt SET failures = failures - 1, refused_until = NULL WHERE key = $1 AND failures > 0', [index(key)]);
    },
  };
}

const attemptValues = (key: Buffer, policy: AttemptPolicy, at: Instant): unknown[] => [
  key,
  toTimestamp(at),
  toTimestamp(instantOf(at - policy.forgottenAfterSeconds * 1_000)),
  policy.freeFailures,
  policy.firstDelaySeconds,
  policy.longestDelaySeconds,
];
