// Sends what subscribers are to be told: takes what is due, has each decided again, carries it, then marks it. A receiver may get an event twice (we
// died in between) and knows it by its number; it never gets one it may not see. A receiver that does not answer is left alone for a while with
// all that waits for it.

import { instantOf, plusDays } from '@carnet/domain/kernel';
import { type CallerOf, allowEvent } from '../application/notify-subscribers.ts';
import type { ClaimedEvent, HookCarrier, Ports } from '../ports/index.ts';
import { type Woken, wakeful } from './wakeful.ts';

export interface SubscriptionDeliveryDeps {
  readonly ports: Ports;
  readonly callerOf: CallerOf;
  readonly carrier: HookCarrier;
  /** The Bundle that is sent; without a number: the handshake. */
  readonly write: (event: ClaimedEvent, number: number | undefined) => string;
  /** Calls back when an event was written, in any process. Resolves to what stops listening. */
  readonly onNew: (wake: () => void) => Promise<() => Promise<void>>;
  readonly onError: (error: unknown) => void;
}

const batchSize = 50;
/** A claim that was not settled (the process died) may be taken again after this. A whole batch of ten-second time-outs fits in; no wait below is as long. */
const leaseMinutes = 20;
/** Together about two days and a half: a receiver that is down over a weekend still gets its events. */
const retryMinutes: readonly number[] = [1, 5, 15, 60, 240, 720, 1_440, 1_440];
const keptDays = 90;

export const startSubscriptionDelivery = (deps: SubscriptionDeliveryDeps): Promise<Woken> =>
  wakeful({ onNew: deps.onNew, round: () => deliverDue(deps), onError: deps.onError });

/** What was told long ago, or is nobody's any more. */
export const forgetEvents = ({ clock, transactions }: Ports): Promise<void> =>
  transactions.run(({ subscriptions }) => subscriptions.forget(plusDays(clock.now(), -keptDays), clock.now()));

async function deliverDue(deps: SubscriptionDeliveryDeps): Promise<number> {
  const { clock, transactions } = deps.ports;
  let sent = 0;
  for (;;) {
    const now = clock.now();
    const due = await transactions.run(({ subscriptions }) =>
      subscriptions.claim({ now, leaseUntil: instantOf(now + leaseMinutes * 60_000), limit: batchSize }),
    );
    if (due.length === 0) return sent;
    // One receiver after the other would have all of them wait for the slowest.
    const told = await Promise.all([...Map.groupBy(due, ({ subscription }) => subscription.id).values()].map((events) => deliverToOne(deps, events)));
    sent += told.reduce((sum, count) => sum + count, 0);
  }
}

/** In their order. After one that was not taken, the others wait with it. */
async function deliverToOne(deps: SubscriptionDeliveryDeps, events: readonly ClaimedEvent[]): Promise<number> {
  let sent = 0;
  for (const [index, event] of events.entries()) {
    const outcome = await deliver(deps, event);
    if (outcome === 'sent') sent += 1;
    if (outcome === 'kept-back') await postpone(deps, event);
    if (outcome !== 'not-taken') continue;
    for (const waiting of events.slice(index)) await postpone(deps, waiting);
    return sent;
  }
  return sent;
}

async function deliver(
  { ports, callerOf, carrier, write }: SubscriptionDeliveryDeps,
  event: ClaimedEvent,
): Promise<'sent' | 'nothing' | 'kept-back' | 'not-taken'> {
  const allowance = event.document === undefined ? undefined : await allowEvent(ports, callerOf, event);
  if (allowance === 'over') return 'nothing';
  // Withheld, and never told: it is gone. Numbered before, and taken perhaps: it waits as one that was not taken, and tells nothing by waiting.
  if (allowance === 'withheld') return event.number === undefined ? 'nothing' : 'kept-back';
  const { channel } = event.subscription;
  const taken = await carrier.send({ channel, id: event.id, at: ports.clock.now(), body: write(event, allowance?.number) });
  if (!taken) return 'not-taken';
  await ports.transactions.run(({ subscriptions }) => subscriptions.sent(event));
  return 'sent';
}

function postpone({ ports: { clock, transactions } }: SubscriptionDeliveryDeps, event: ClaimedEvent): Promise<void> {
  const wait = retryMinutes[event.attempts - 1];
  return transactions.run(({ subscriptions }) =>
    wait === undefined ? subscriptions.giveUp(event) : subscriptions.retry(event, instantOf(clock.now() + wait * 60_000)),
  );
}
