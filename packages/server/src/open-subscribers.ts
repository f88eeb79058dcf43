// Puts together what tells subscribers: the calls to their addresses, who they are on the day, the Bundle that is sent, and the job.

import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import type pg from 'pg';
import type { Logger } from 'pino';
import { notificationOf } from './interfaces/fhir/subscriptions.ts';
import { restHooks } from './interfaces/hooks/rest-hook.ts';
import { callerOfCardHolder } from './interfaces/pipeline/card-holder.ts';
import { startSubscriptionDelivery } from './jobs/deliver-subscriptions.ts';
import { ok, refuse } from '@carnet/domain/kernel';
import type { Config } from './config.ts';
import type { CallerOf } from './application/notify-subscribers.ts';
import type { HookCarrier, Ports, ServiceRegister } from './ports/index.ts';
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

/** Services that are not on line are told nothing, and what happens meanwhile is not kept for them. */
const callerOfOwner =
  (services: ServiceRegister): CallerOf =>
  async (directory, owner, context) => {
    if (owner.kind === 'professionnel') return callerOfCardHolder(directory, { id: owner.id, structure: owner.structure }, context, 'normal');
    const service = await services.find(owner.id);
    if (service?.state !== 'EN_LIGNE') return refuse('JETON_REFUSE');
    return ok({ actor: { kind: owner.kind, id: service.id }, mode: 'normal', context: { ...context, actorName: service.name } });
  };

export interface Subscribers {
  readonly ports: Ports;
  readonly carrier: HookCarrier;
  readonly services: ServiceRegister;
  readonly pool: pg.Pool;
  readonly config: Pick<Config, 'cardUrl' | 'publicUrl'>;
  readonly log: Logger;
}
/** Resolves, once it runs, to what stops it. */
export async function tellSubscribers({ ports, carrier, services, pool, config, log }: Subscribers): Promise<() => Promise<void>> {
  const delivery = await startSubscriptionDelivery({
    ports,
    carrier,
    callerOf: callerOfOwner(services),
    write: (event, number) => notificationOf({ ofCards: `${config.cardUrl}/fhir`, ofServices: `${config.publicUrl}/fhir` }, event, number),
    onNew: (wake) => listen(pool, subscriptionsChannel, wake),
    onError: (error) => log.error({ err: error }, 'subscribers were not told'),
  });
  return () => delivery.stop();
}
