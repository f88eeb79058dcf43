// By which channels people are told: their address, and push services reached with the installation's own key (VAPID), made once and kept among
// the system's secrets.

import { machineClock } from './clock.ts';
import { isPushEndpoint } from './interfaces/push/push-address.ts';
import { createPushSender } from './interfaces/push/push-sender.ts';
import { areKeys, newVapidKey, vapid } from './interfaces/push/web-push.ts';
import type { WebDeps } from './interfaces/web/web-deps.ts';
import type { AccountPorts } from './ports/index.ts';

/** `contact`: whom push services tell of a fault, as every other reader of this server. */
export async function openTold({ accounts, courier, secrets }: AccountPorts, contact: string): Promise<WebDeps['told']> {
  const key = await secrets.obtain('vapid-key', async () => newVapidKey());
  return {
    push: createPushSender({ vapid: vapid(key, contact), clock: machineClock }),
    isPushAddress: (address) => isPushEndpoint(address.endpoint) && areKeys(address),
    sendTrial: courier.sendTrial,
    emailOf: async (personne) => (await accounts.byPersonne(personne))?.email,
  };
}
