// The outbox as the delivery job takes it, and the sandbox's inbox. Claims are made in batches, one claim at a time, and leased: a worker that
// dies gives its messages back. A wake-up comes from the database itself (NOTIFY of a trigger), on a connection of its own that is renewed.

import type { PersonneId } from '@carnet/domain/dossier';
import type { PsIdNat } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import { type NoticeKind, noticeTable } from '@carnet/domain/notice';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { OutboxMessage, OutboxStore, ReceivedMail, SandboxMailStore } from '../../ports/index.ts';
import { toTimestamp } from './instants.ts';
import type { Vault } from '../vault.ts';
import { listen } from './listen.ts';
import { inTransaction } from './transactions.ts';

const channelName = 'carnet_outbox';

/** `personne` and `professionnel`: one of the two is set, none for somebody who has no account yet (the table's own check). */
interface OutboxRow extends Omit<OutboxMessage, 'to'> {
  readonly personne: PersonneId | null;
  readonly professionnel: PsIdNat | null;
  readonly device: Buffer | null;
}

/** Claims are made one after the other, so that a batch is never made twice. */
const claimLock = 0x6f757462;

/**
 * What leaves together by one channel: all that is due on a device; digests; documents that gathered. The rest leaves alone. What has left once
 * keeps its batch, so that a second delivery is the same mail.
 */
const claimStatement = `
  WITH next AS (
    SELECT dossier_id, id, personne FROM outbox WHERE state = 'pending' AND next_attempt_at <= $1 ORDER BY urgent DESC, next_attempt_at LIMIT $2
  ), due AS (
    SELECT o.dossier_id, o.id, coalesce(o.batch, first_value(o.id) OVER (PARTITION BY o.personne, o.professionnel, o.device, o.batch,
      CASE WHEN o.channel = 'push' THEN 'push' WHEN o.timing <> 'now' THEN 'digest' WHEN o.personne IS NOT NULL AND o.kind = ANY ($4) THEN 'documents' ELSE o.id::text END
      ORDER BY o.id)) AS batch
    FROM outbox o
    WHERE o.state = 'pending' AND o.next_attempt_at <= $1
      AND (o.personne IN (SELECT personne FROM next) OR (o.personne IS NULL AND (o.dossier_id, o.id) IN (SELECT dossier_id, id FROM next)))
  )
  UPDATE outbox o SET attempts = o.attempts + 1, next_attempt_at = $3, batch = due.batch
  FROM due WHERE o.dossier_id = due.dossier_id AND o.id = due.id AND o.state = 'pending'
  RETURNING o.dossier_id AS dossier, o.id, o.batch, o.personne, o.professionnel, o.device, o.kind, o.channel, o.attempts, o.urgent,
    EXISTS (SELECT FROM dossier d WHERE d.dossier_id = o.dossier_id AND d.titulaire <> o.personne) AS "forAnother"`;
const gathering = Object.keys(noticeTable).filter((kind) => noticeTable[kind as NoticeKind].urgency === 'rest');

export function postgresOutbox(pool: pg.Pool): OutboxStore {
  const settle = async (messages: readonly OutboxMessage[], change: string, values: readonly unknown[] = []): Promise<void> => {
    await pool.query(
      `UPDATE outbox o SET ${change} FROM unnest($1::uuid[], $2::uuid[]) AS chosen (dossier_id, id) WHERE o.dossier_id = chosen.dossier_id AND o.id = chosen.id AND o.state = 'pending'`,
      [messages.map(({ dossier }) => dossier), messages.map(({ id }) => id), ...values],
    );
  };

  return {
    async claim({ now, leaseUntil, limit }) {
      const { rows } = await inTransaction(pool, async (client) => {
        await client.query('SELECT pg_advisory_xact_lock($1)', [claimLock]);
        return client.query<OutboxRow & { urgent: boolean }>(claimStatement, [toTimestamp(now), limit, toTimestamp(leaseUntil), gathering]);
      });
      return rows
        .toSorted((one, other) => Number(other.urgent) - Number(one.urgent))
        .map(({ personne, professionnel, device, urgent: _, ...message }) => ({
          ...message,
          to:
            personne !== null
              ? { personne, ...(device === null ? {} : { device: device.toString('hex') }) }
              : professionnel !== null
                ? { professionnel }
                : { assure: message.dossier },
        }));
    },
    markSent: (messages) => settle(messages, `state = 'sent', failure = NULL`),
    retry: (messages, at, why) => settle(messages, 'next_attempt_at = $3, failure = $4', [toTimestamp(at), why]),
    giveUp: (messages, why) => settle(messages, `state = 'failed', failure = $3`, [why]),
    drop: (messages) => settle(messages, `state = 'dropped'`),
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
