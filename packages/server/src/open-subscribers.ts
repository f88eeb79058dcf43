// Puts together what tells subscribers: the calls to their addresses, who they are on the day, the Bundle that is sent, and the job.

import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import type pg from 'pg';
import type { Logger } from 'pino';
import { notificationOf } from './interfaces/fhir/subscriptions.ts';
import { restHooks } from './interfaces/hooks/rest-hook.ts';
import { callerOfCardHolder } from './interfaces/pipeline/card-holder.ts';
import { startSubscriptionDelivery } from './jobs/deliver-subscriptions.ts';
import type { HookCarrier, Ports } from './ports/index.ts';
import { listen } from './storage/postgres/listen.ts';
import { subscriptionsChannel } from './storage/postgres/subscription-store.ts';

/** `authorityFile`: of the sandbox, whose receivers have certificates of it and run beside the server; undefined in production. */
export function openHooks(authorityFile: string | undefined, log: Logger): HookCarrier {
  return restHooks({
    loopbackToo: authorityFile !== undefined,
    ca: authorityFile === undefined ? undefined : [...rootCertificates, readFileSync(authorityFile, 'utf8')],
    onFailure: (why) => log.warn(why, 'a subscriber did not take a notification'),
  });
}

/** Resolves, once it runs, to what stops it. */
export async function tellSubscribers(ports: Ports, carrier: HookCarrier, pool: pg.Pool, baseUrl: string, log: Logger): Promise<() => Promise<void>> {
  const delivery = await startSubscriptionDelivery({
    ports,
    carrier,
    callerOf: (directory, { id, structure }, context) => callerOfCardHolder(directory, { id, structure }, context, 'normal'),
    write: (event, number) => notificationOf(baseUrl, event, number),
    onNew: (wake) => listen(pool, subscriptionsChannel, wake),
    onError: (error) => log.error({ err: error }, 'subscribers were not told'),
  });
  return () => delivery.stop();
}
