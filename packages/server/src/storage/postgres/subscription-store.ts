// Subscriptions of software, and the events they are told of: an outbox like that of notices (claimed by lease, so that a worker that dies gives its
// events back), with one number more. An event takes its number when it is first allowed to be sent: what was withheld leaves no gap to be noticed.

import { type Permit, dossierOf } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import type { LogicalId } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import type { PsIdNat, StructIdNat } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import { randomUUID } from 'node:crypto';
import type { ClaimedEvent, HookChannel, Subscription, SubscriptionEvent, SubscriptionOwner, SubscriptionStore } from '../../ports/index.ts';
import { isThere, unlessAltered } from '../integrity-fault.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';
import { isUuid } from './statement.ts';

/** What wakes the job. */
export const subscriptionsChannel = 'carnet_subscriptions';
export const subscriptionBinding = (dossier: DossierId, id: string): string => `subscription|${dossier}|${id}`;

interface SubscriptionRow {
  readonly dossier_id: DossierId;
  readonly id: string;
  readonly topic: Subscription['topic'];
  readonly owner_kind: SubscriptionOwner['kind'];
  readonly owner: string;
  readonly structure: StructIdNat | null;
  readonly state: Subscription['state'];
  readonly created_at: Instant;
  readonly ends_at: Instant;
  readonly numbered: number;
  readonly sealed: Buffer;
}
interface EventRow {
  readonly event_id: string;
  readonly logical_id: LogicalId | null;
  readonly at: Instant;
  readonly number: number | null;
  readonly attempts: number;
}
const columns = 's.dossier_id, s.id, s.topic, s.owner_kind, s.owner, s.structure, s.state, s.created_at, s.ends_at, s.numbered, s.sealed';

export function subscriptionStore(context: StoreContext): SubscriptionStore {
  const { db, keys } = context;
  const one = (permit: Permit<'list-documents'>, id: string): unknown[] => [permit.dossier.id, id, permit.actor.kind, actorId(permit.actor)];
  const own = 'dossier_id = $1 AND id = $2 AND owner_kind = $3 AND owner = $4';
  /** Of an event: its place, and no other state than `pending` is left. */
  const settle = (name: string, change: string, { subscription, id }: ClaimedEvent, ...values: unknown[]): Promise<unknown> =>
    db.query({
      name,
      text: `UPDATE subscription_event SET ${change} WHERE dossier_id = $1 AND id = $2 AND state = 'pending'`,
      values: [subscription.dossier, id, ...values],
    });
  const shake = (name: string, state: 'active' | 'error', { dossier, id }: Subscription): Promise<unknown> =>
    db.query({ name, text: `UPDATE subscription SET state = '${state}' WHERE dossier_id = $1 AND id = $2 AND state = 'requested'`, values: [dossier, id] });
  const opened = async (row: SubscriptionRow): Promise<Subscription | undefined> => {
    const sealer = await keys.sealer(row.dossier_id, db);
    const clear = unlessAltered(() => sealer.open(subscriptionBinding(row.dossier_id, row.id), row.sealed).toString('utf8'));
    return clear === undefined ? undefined : fromRow(row, JSON.parse(clear) as HookChannel);
  };
  /** One connection answers one question at a time. */
  const openedInTurn = async (rows: readonly SubscriptionRow[]): Promise<readonly (Subscription | undefined)[]> => {
    const all: (Subscription | undefined)[] = [];
    for (const row of rows) all.push(await opened(row));
    return all;
  };

  return {
    async create(permit, { id, topic, owner, channel, state, createdAt, endsAt }, most) {
      const dossier = permit.dossier.id;
      const sealed = (await keys.sealer(dossier, db)).seal(subscriptionBinding(dossier, id), JSON.stringify(channel));
      const created = await db.query({
        name: 'subscription-create',
        text: `INSERT INTO subscription (dossier_id, id, topic, owner_kind, owner, structure, state, created_at, ends_at, sealed)
          SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
          WHERE (SELECT count(*) FROM subscription s WHERE s.dossier_id = $1 AND s.owner_kind = $4 AND s.owner = $5 AND s.state <> 'off' AND s.ends_at > $8) < $11`,
        values: [
          dossier,
          id,
          topic,
          owner.kind,
          owner.id,
          owner.kind === 'professionnel' ? (owner.structure ?? null) : null,
          state,
          toTimestamp(createdAt),
          toTimestamp(endsAt),
          sealed,
          most,
        ],
      });
      if (created.rowCount !== 1) return false;
      await db.query({
        name: 'subscription-handshake',
        text: `INSERT INTO subscription_event (dossier_id, id, subscription_id, at, state, next_attempt_at) VALUES ($1, $2, $3, $4, 'pending', $4)`,
        values: [dossier, randomUUID(), id, toTimestamp(createdAt)],
      });
      return true;
    },
    async own(permit, id) {
      if (id !== undefined && !isUuid(id)) return [];
      const { rows } = await db.query<SubscriptionRow>({
        name: 'subscription-own',
        text: `SELECT ${columns} FROM subscription s WHERE s.dossier_id = $1 AND s.owner_kind = $3 AND s.owner = $4 AND ($2::uuid IS NULL OR s.id = $2) ORDER BY s.created_at, s.id`,
        values: [permit.dossier.id, id ?? null, permit.actor.kind, actorId(permit.actor)],
      });
      return (await openedInTurn(rows)).filter(isThere);
    },
    async ofRecord(permit) {
      const { rows } = await db.query<Pick<SubscriptionRow, 'topic' | 'owner_kind' | 'owner' | 'structure' | 'created_at' | 'ends_at'>>({
        name: 'subscription-of-record',
        text: `SELECT topic, owner_kind, owner, structure, created_at, ends_at FROM subscription
          WHERE dossier_id = $1 AND state IN ('requested', 'active') AND ends_at > $2 ORDER BY created_at DESC, id`,
        values: [dossierOf(permit), toTimestamp(permit.at)],
      });
      return rows.map((row) => ({ topic: row.topic, owner: ownerOf(row), createdAt: row.created_at, endsAt: row.ends_at }));
    },
    async end(permit, id) {
      const ended = await db.query({ name: 'subscription-end', text: `UPDATE subscription SET state = 'off' WHERE ${own}`, values: one(permit, id) });
      if (ended.rowCount === 1)
        await db.query({
          name: 'subscription-end-events',
          text: `DELETE FROM subscription_event WHERE dossier_id = $1 AND subscription_id = $2 AND state = 'pending'`,
          values: [permit.dossier.id, id],
        });
    },
    async endOfService(permit, service) {
      await db.query({
        name: 'subscription-end-of-service',
        text: `WITH ended AS (UPDATE subscription SET state = 'off' WHERE dossier_id = $1 AND owner_kind = 'service-tiers' AND owner = $2 RETURNING id)
          DELETE FROM subscription_event e USING ended WHERE e.dossier_id = $1 AND e.subscription_id = ended.id AND e.state = 'pending'`,
        values: [dossierOf(permit), service],
      });
    },
    async events(permit, id, { from, until, failedOnly, limit }) {
      const { rows } = await db.query<EventRow>({
        name: 'subscription-events',
        text: `SELECT e.id AS event_id, e.logical_id, e.at, e.number, e.attempts FROM subscription_event e
          JOIN subscription s ON s.dossier_id = e.dossier_id AND s.id = e.subscription_id
          WHERE e.dossier_id = $1 AND e.subscription_id = $2 AND s.owner_kind = $3 AND s.owner = $4
            AND e.number >= $5 AND e.number <= $6 AND (NOT $7::boolean OR e.state = 'failed')
          ORDER BY e.number LIMIT $8`,
        values: [...one(permit, id), from, until, failedOnly, limit],
      });
      return rows.map(eventOf);
    },
    async replay(permit, id, at) {
      const again = await db.query({
        name: 'subscription-replay',
        text: `UPDATE subscription_event e SET state = 'pending', attempts = 0, next_attempt_at = $5
          WHERE e.dossier_id = $1 AND e.subscription_id = $2 AND e.state = 'failed'
            AND EXISTS (SELECT FROM subscription WHERE ${own} AND state IN ('active', 'error'))`,
        values: [...one(permit, id), toTimestamp(at)],
      });
      // A receiver that never answered is asked again whether it is there.
      await db.query({
        name: 'subscription-ask-again',
        text: `UPDATE subscription SET state = 'requested' WHERE ${own} AND state = 'error'`,
        values: one(permit, id),
      });
      await db.query({ name: 'subscription-wake', text: `SELECT pg_notify('${subscriptionsChannel}', '')`, values: [] });
      return again.rowCount ?? 0;
    },
    async raise({ dossier, topic, document, at }) {
      await db.query({
        name: 'subscription-raise',
        text: `INSERT INTO subscription_event (dossier_id, id, subscription_id, logical_id, at, state, next_attempt_at)
          SELECT $1, gen_random_uuid(), s.id, $3, $4, 'pending', $4 FROM subscription s
          WHERE s.dossier_id = $1 AND s.topic = $2 AND s.state IN ('requested', 'active') AND s.ends_at > $4`,
        values: [dossier, topic, document, toTimestamp(at)],
      });
    },
    async claim({ now, leaseUntil, limit }) {
      const { rows } = await db.query<SubscriptionRow & EventRow>({
        name: 'subscription-claim',
        text: `WITH due AS (
            SELECT e.dossier_id, e.id FROM subscription_event e JOIN subscription s ON s.dossier_id = e.dossier_id AND s.id = e.subscription_id
            WHERE e.state = 'pending' AND e.next_attempt_at <= $1 AND s.ends_at > $1 AND (s.state = 'active' OR (s.state = 'requested' AND e.logical_id IS NULL))
            ORDER BY e.next_attempt_at, e.id LIMIT $3 FOR UPDATE OF e SKIP LOCKED)
          UPDATE subscription_event e SET attempts = e.attempts + 1, next_attempt_at = $2
          FROM due, subscription s
          WHERE e.dossier_id = due.dossier_id AND e.id = due.id AND s.dossier_id = e.dossier_id AND s.id = e.subscription_id
          RETURNING ${columns}, e.id AS event_id, e.logical_id, e.at, e.number, e.attempts`,
        values: [toTimestamp(now), toTimestamp(leaseUntil), limit],
      });
      const subscriptions = await openedInTurn(rows);
      const claimed = rows.map((row, index): ClaimedEvent | undefined => {
        const subscription = subscriptions[index];
        return subscription && { ...eventOf(row), subscription };
      });
      return claimed.filter(isThere).toSorted((one, other) => one.at - other.at);
    },
    async number({ subscription: { dossier, id: subscription }, id }) {
      const { rows } = await db.query<{ number: number | null }>({
        name: 'subscription-event-number',
        text: `SELECT number FROM subscription_event WHERE dossier_id = $1 AND id = $2 AND state = 'pending' FOR UPDATE`,
        values: [dossier, id],
      });
      const known = rows[0];
      if (known === undefined || known.number !== null) return known?.number ?? undefined;
      const next = await db.query<{ numbered: number }>({
        name: 'subscription-next-number',
        text: `UPDATE subscription SET numbered = numbered + 1 WHERE dossier_id = $1 AND id = $2 AND state = 'active' RETURNING numbered`,
        values: [dossier, subscription],
      });
      const given = next.rows[0]?.numbered;
      if (given === undefined) return undefined;
      await db.query({
        name: 'subscription-give-number',
        text: 'UPDATE subscription_event SET number = $3 WHERE dossier_id = $1 AND id = $2',
        values: [dossier, id, given],
      });
      return given;
    },
    async sent(event) {
      await settle('subscription-event-sent', `state = 'sent'`, event);
      if (event.document === undefined) await shake('subscription-active', 'active', event.subscription);
    },
    async retry(event, at) {
      await settle('subscription-event-retry', 'next_attempt_at = $3', event, toTimestamp(at));
    },
    async giveUp(event) {
      await settle('subscription-event-failed', `state = 'failed'`, event);
      if (event.document === undefined) await shake('subscription-error', 'error', event.subscription);
    },
    async withhold({ subscription: { dossier }, id }) {
      await db.query({
        name: 'subscription-withhold',
        text: 'DELETE FROM subscription_event WHERE dossier_id = $1 AND id = $2 AND number IS NULL AND logical_id IS NOT NULL',
        values: [dossier, id],
      });
    },
    async forget(before, now) {
      await db.query({
        name: 'subscription-forget',
        text: `DELETE FROM subscription_event e USING subscription s
          WHERE s.dossier_id = e.dossier_id AND s.id = e.subscription_id AND (s.state = 'off' OR s.ends_at <= $2 OR (e.state <> 'pending' AND e.at < $1))`,
        values: [toTimestamp(before), toTimestamp(now)],
      });
    },
  };
}

const ownerOf = ({ owner_kind: kind, owner: id, structure }: Pick<SubscriptionRow, 'owner_kind' | 'owner' | 'structure'>): SubscriptionOwner =>
  kind === 'service-tiers' ? { kind, id } : { kind, id: id as PsIdNat, ...(structure === null ? {} : { structure }) };

const fromRow = (row: SubscriptionRow, channel: HookChannel): Subscription => ({
  dossier: row.dossier_id,
  id: row.id,
  topic: row.topic,
  owner: ownerOf(row),
  channel,
  state: row.state,
  createdAt: row.created_at,
  endsAt: row.ends_at,
  numbered: row.numbered,
});

const eventOf = ({ event_id: id, logical_id: document, at, number, attempts }: EventRow): SubscriptionEvent => ({
  id,
  at,
  attempts,
  ...(document === null ? {} : { document }),
  ...(number === null ? {} : { number }),
});
