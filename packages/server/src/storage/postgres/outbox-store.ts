// The outbox as the delivery job takes it, and the sandbox's inbox. Claims skip what another worker holds, and are leased: a worker that
// dies gives its messages back. A wake-up comes from the database itself (NOTIFY of a trigger), on a connection of its own that is renewed.

import type { PersonneId } from '@carnet/domain/dossier';
import type { PsIdNat } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { OutboxMessage, OutboxStore, ReceivedMail, SandboxMailStore } from '../../ports.ts';
import { toTimestamp } from './instants.ts';
import type { Vault } from '../vault.ts';
import { listen } from './listen.ts';

const channelName = 'carnet_outbox';

/** One of the two is set, none for somebody who has no account yet: the table's own check. */
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
      return rows.map(({ personne, professionnel, ...message }) => ({
        ...message,
        to: personne !== null ? { personne } : professionnel !== null ? { professionnel } : { assure: message.dossier },
      }));
    },
    markSent: (messages) => settle(messages, `state = 'sent'`, []),
    retry: (messages, at) => settle(messages, 'next_attempt_at = $3', [toTimestamp(at)]),
    giveUp: (messages) => settle(messages, `state = 'failed'`, []),
    onNew: (wake) => listen(pool, channelName, wake),
  };
}

type MailText = Omit<ReceivedMail, 'receivedAt'>;
interface MailRow {
  readonly id: string;
  readonly sealed: Buffer;
  readonly received_at: Instant;
}

/** Mails name people and hold codes: sealed, and found by a keyed hash of the address. */
export function postgresSandboxMails(pool: pg.Pool, vault: Vault): SandboxMailStore {
  const index = (address: string): Buffer => vault.blindIndex('sandbox-mail', address);
  const binding = (id: string): string => `sandbox_mail|${id}`;
  return {
    async keep({ receivedAt, ...mail }: ReceivedMail) {
      const id = randomUUID();
      await pool.query('INSERT INTO sandbox_mail (id, recipient_index, sealed, received_at) VALUES ($1, $2, $3, $4)', [
        id,
        index(mail.to),
        vault.sealSystem(binding(id), JSON.stringify(mail satisfies MailText)),
        toTimestamp(receivedAt),
      ]);
    },
    async list(to, limit) {
      const { rows } = await pool.query<MailRow>('SELECT * FROM sandbox_mail WHERE $1::bytea IS NULL OR recipient_index = $1 ORDER BY number DESC LIMIT $2', [
        to === undefined ? null : index(to),
        limit,
      ]);
      return rows.map((row) => ({ ...(JSON.parse(vault.openSystem(binding(row.id), row.sealed).toString('utf8')) as MailText), receivedAt: row.received_at }));
    },
    async empty() {
      await pool.query('DELETE FROM sandbox_mail');
    },
  };
}
