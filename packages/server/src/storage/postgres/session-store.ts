// Browsers' sessions. The token is 256 random bits and is kept by its SHA-256 only; what the session says is sealed.
// A session ends at its own limit, or earlier when idle; the clock is the server's (the sandbox moves it).

import { sessionIdleSeconds } from '@carnet/domain/identity';
import type { PersonneId } from '@carnet/domain/dossier';
import { type Instant, instantOf } from '@carnet/domain/kernel';
import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Clock, Session, SessionStore } from '../../ports/index.ts';
import type { Vault } from '../vault.ts';
import { toTimestamp } from './instants.ts';
import { inTransaction } from './transactions.ts';

/** The idle delay is prolonged at most this often: not one write per click. */
const prolongedEverySeconds = 30;

type ProfessionalSession = Extract<Session, { kind: 'professionnel' }>;

const tokenShape = /^[A-Za-z0-9_-]{43}$/;
const idleSince = (now: Instant): string => toTimestamp(instantOf(now - sessionIdleSeconds * 1_000));
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
const binding = (hash: Buffer): string => `web_session|${hash.toString('hex')}`;

export function postgresSessions(pool: pg.Pool, vault: Vault, clock: Clock): SessionStore {
  const bodyOf = (hash: Buffer, session: Session): Buffer => vault.sealSystem(binding(hash), JSON.stringify(session));

  const connectHash = (of: 'subject' | 'sid', text: string | undefined): Buffer | null => (text === undefined ? null : vault.blindIndex(`connect-${of}`, text));

  const readBody = (hash: Buffer, body: Buffer): Session => JSON.parse(vault.openSystem(binding(hash), body).toString('utf8')) as Session;

  const live = async (hash: Buffer, now: Instant): Promise<{ readonly body: Buffer; readonly last_used_at: Instant } | undefined> => {
    const { rows } = await pool.query<{ body: Buffer; last_used_at: Instant }>({
      name: 'session-find',
      text: 'SELECT body, last_used_at FROM web_session WHERE token_hash = $1 AND expires_at > $2 AND last_used_at > $3',
      values: [hash, toTimestamp(now), idleSince(now)],
    });
    return rows[0];
  };

  const find = async (token: string): Promise<Session | undefined> => {
    if (!tokenShape.test(token)) return undefined;
    const hash = hashOf(token);
    const now = clock.now();
    const row = await live(hash, now);
    if (row === undefined) return undefined;
    if (now - row.last_used_at > prolongedEverySeconds * 1_000)
      await pool.query('UPDATE web_session SET last_used_at = $2 WHERE token_hash = $1', [hash, toTimestamp(now)]);
    return readBody(hash, row.body);
  };

  /** Under a lock, so that two changes at once do not undo each other. */
  const change = async (token: string, edit: (session: ProfessionalSession) => ProfessionalSession): Promise<void> => {
    const hash = hashOf(token);
    await inTransaction(pool, async (client) => {
      const { rows } = await client.query<{ body: Buffer }>('SELECT body FROM web_session WHERE token_hash = $1 FOR UPDATE', [hash]);
      const session = rows[0] === undefined ? undefined : readBody(hash, rows[0].body);
      if (session?.kind !== 'professionnel') return;
      await client.query('UPDATE web_session SET body = $2 WHERE token_hash = $1', [hash, bodyOf(hash, edit(session))]);
    });
  };

  return {
    find,
    markOf: (token) => hashOf(token).toString('hex'),
    async byMark(mark) {
      const hash = Buffer.from(mark, 'hex');
      const row = await live(hash, clock.now());
      return row && readBody(hash, row.body);
    },
    async open(session) {
      const token = randomBytes(32).toString('base64url');
      const hash = hashOf(token);
      const { subject, sid } = (session.kind === 'professionnel' ? session.connect : undefined) ?? {};
      await pool.query(
        `INSERT INTO web_session (token_hash, kind, personne_id, body, opened_at, expires_at, last_used_at, connect_subject, connect_sid)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          hash,
          session.kind,
          session.kind === 'patient' ? session.personne : null,
          bodyOf(hash, session),
          toTimestamp(session.openedAt),
          toTimestamp(session.expiresAt),
          toTimestamp(clock.now()),
          connectHash('subject', subject),
          connectHash('sid', sid),
        ],
      );
      return token;
    },
    actFor: (token, structure) =>
      change(token, ({ structure: _left, emergencies: _ended, ...session }) => (structure === undefined ? session : { ...session, structure })),
    enterEmergency: (token, dossier, emergency) => change(token, (session) => ({ ...session, emergencies: { ...session.emergencies, [dossier]: emergency } })),
    leaveEmergency: (token, dossier) =>
      change(token, (session) => {
        const { [dossier]: _ended, ...emergencies } = session.emergencies ?? {};
        return { ...session, emergencies };
      }),
    enterSecret: (token, dossier) => change(token, (session) => ({ ...session, secrets: { ...session.secrets, [dossier]: true } })),
    leaveSecret: (token, dossier) =>
      change(token, (session) => {
        const { [dossier]: _left, ...secrets } = session.secrets ?? {};
        return { ...session, secrets };
      }),
    async close(token) {
      await pool.query('DELETE FROM web_session WHERE token_hash = $1', [hashOf(token)]);
    },
    async closeConnected({ subject, sid }) {
      // A session whose provider did not name its own ends with every session of that person there.
      const { rowCount } = await pool.query(
        `DELETE FROM web_session WHERE ($1::bytea IS NOT NULL OR $2::bytea IS NOT NULL)
           AND ($1::bytea IS NULL OR connect_subject = $1) AND ($2::bytea IS NULL OR connect_sid = $2 OR ($1::bytea IS NOT NULL AND connect_sid IS NULL))`,
        [connectHash('subject', subject), connectHash('sid', sid)],
      );
      return rowCount ?? 0;
    },
    async openOf(personne, token) {
      const now = clock.now();
      const { rows } = await pool.query<{ token_hash: Buffer; body: Buffer; opened_at: Instant; last_used_at: Instant }>(
        `SELECT token_hash, body, opened_at, last_used_at FROM web_session
         WHERE personne_id = $1 AND expires_at > $2 AND last_used_at > $3 ORDER BY token_hash = $4 DESC, last_used_at DESC`,
        [personne, toTimestamp(now), idleSince(now), hashOf(token)],
      );
      return rows.map(({ token_hash: hash, body, opened_at: openedAt, last_used_at: lastUsedAt }) => {
        const session = readBody(hash, body);
        return { openedAt, lastUsedAt, device: (session.kind === 'patient' ? session.device : undefined) ?? {}, current: hash.equals(hashOf(token)) };
      });
    },
    async closeOthers(personne, token) {
      await pool.query('DELETE FROM web_session WHERE personne_id = $1 AND token_hash <> $2', [personne, hashOf(token)]);
    },
    async closeAllOf(personne: PersonneId) {
      await pool.query('DELETE FROM web_session WHERE personne_id = $1', [personne]);
    },
  };
}
