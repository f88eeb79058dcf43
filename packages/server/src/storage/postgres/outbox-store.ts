// The outbox as the delivery job takes it, and the sandbox's inbox. Claims skip what another worker holds, and are leased: a worker that
// dies gives its messages back. A wake-up comes from the database itself (NOTIFY of a trigger), on a connection of its own that is renewed.

import type { PersonneId } from '@carnet/domain/dossier';
import type { PsIdNat } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import type pg from 'pg';
import type { OutboxMessage, OutboxStore, ReceivedMail, SandboxMailStore } from '../../ports.ts';
import { toTimestamp } from './instants.ts';
import { listen } from './listen.ts';

const channelName = 'carnet_outbox';

/** One of the two is set: the table's own check. */
interface OutboxRow extends Omit<OutboxMessage, 'to'> {
  readonly personne: PersonneId | null;
  readonly professionnel: PsIdNat | null;
}

export function postgresOutbox(pool: pg.Pool): OutboxStore {
  const settle = async (messages: readonly OutboxMessage[], change: string, values: readonly unknown[]): Promise<void> => {
    await pool.query(
      `UPDATE outbox o SET ${change} FROM unnest($1::uuid[], $2::uuid[]) AS chosen (dossier_id, id) WHERE o.dossier_id = chosen.dossier_id AND o.id = chosen.id AND o.state = 'pending'`,
      [messages.map(({ dossier }) => dossier), messages.map(({ id }) => id), ...values],
    );
  };

  return {
    async claim({ now, digestsUntil, leaseUntil, limit }) {
      const { rows } = await pool.query<OutboxRow>(
        `WITH due AS (
           SELECT dossier_id, id FROM outbox
           WHERE state = 'pending' AND next_attempt_at <= $1 AND (channel = 'email' OR created_at < $2)
           ORDER BY next_attempt_at, id LIMIT $3 FOR UPDATE SKIP LOCKED)
         UPDATE outbox o SET attempts = o.attempts + 1, next_attempt_at = $4
         FROM due WHERE o.dossier_id = due.dossier_id AND o.id = due.id
         RETURNING o.dossier_id AS dossier, o.id, o.personne, o.professionnel, o.kind, o.channel, o.attempts,
           EXISTS (SELECT FROM dossier d WHERE d.dossier_id = o.dossier_id AND d.titulaire <> o.personne) AS "forAnother"`,
        [toTimestamp(now), toTimestamp(digestsUntil), limit, toTimestamp(leaseUntil)],
      );
      return rows.map(({ personne, professionnel, ...message }) => ({ ...message, to: personne === null ? { professionnel: professionnel! } : { personne } }));
    },
    markSent: (messages) => settle(messages, `state = 'sent'`, []),
    retry: (messages, at) => settle(messages, 'next_attempt_at = $3', [toTimestamp(at)]),
    giveUp: (messages) => settle(messages, `state = 'failed'`, []),
    onNew: (wake) => listen(pool, channelName, wake),
  };
}

interface MailRow {
  readonly recipient: string;
  readonly sender: string;
  readonly subject: string;
  readonly body_text: string;
  readonly body_html: string;
  readonly received_at: Instant;
}

/** PostgreSQL's text holds no U+0000; a hostile message may. */
const storable = (text: string): string => text.replaceAll('\u0000', '\uFFFD');

export function postgresSandboxMails(pool: pg.Pool): SandboxMailStore {
  return {
    async keep({ to, from, subject, text, html, receivedAt }: ReceivedMail) {
      await pool.query('INSERT INTO sandbox_mail (recipient, sender, subject, body_text, body_html, received_at) VALUES ($1, $2, $3, $4, $5, $6)', [
        ...[to, from, subject, text, html].map(storable),
        toTimestamp(receivedAt),
      ]);
    },
    async list(to, limit) {
      const { rows } = await pool.query<MailRow>('SELECT * FROM sandbox_mail WHERE $1::text IS NULL OR recipient = $1 ORDER BY number DESC LIMIT $2', [
        to ?? null,
        limit,
      ]);
      return rows.map((row) => ({
        to: row.recipient,
        from: row.sender,
        subject: row.subject,
        text: row.body_text,
        html: row.body_html,
        receivedAt: row.received_at,
      }));
    },
    async empty() {
      await pool.query('DELETE FROM sandbox_mail');
    },
  };
}
