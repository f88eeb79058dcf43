// Rings a browser through its push service (RFC 8030). Says that there is something new and where to read it: never whose, never what. Follows
// no redirect, reads no answer but its status, and never logs an address: whoever has it can ring.

import { pushWording } from '@carnet/contract/wording';
import { createHash } from 'node:crypto';
import https from 'node:https';
import type { PushAddress, PushSender, Rung } from '../../ports/index.ts';
import { guardedLookup } from '../pipeline/outward.ts';
import { isPushEndpoint, publicOnly } from './push-address.ts';
import { type Vapid, sealForBrowser } from './web-push.ts';

export interface PushSenderOptions {
  readonly vapid: Vapid;
  readonly clock: { now(): number };
  /** Tests only: a push service of ours, on this machine. */
  readonly local?: { readonly ca: string };
}

const timeoutMs = 10_000;
/** How long a push service keeps it for a device that is off: what is new stays new in the app. */
const keptSeconds = { notice: 3 * 86_400, trial: 600 } as const;
/** Undelivered messages of one topic replace one another (RFC 8030 §5.4): a second delivery of the same shows nothing twice. */
const topic = createHash('sha256').update('carnet').digest('base64url').slice(0, 32);

export function createPushSender({ vapid, clock, local }: PushSenderOptions): PushSender {
  return {
    publicKey: vapid.publicKey,
    async ring(address, { kind, urgent }) {
      if (local === undefined && !isPushEndpoint(address.endpoint)) return { outcome: 'gone' };
      const clear = Buffer.from(JSON.stringify({ ...pushWording[kind][address.language], url: '/avis' }));
      const { origin } = new URL(address.endpoint);
      return post(address, sealForBrowser(clear, address), {
        'authorization': vapid.authorization(origin, clock.now()),
        'content-encoding': 'aes128gcm',
        'content-type': 'application/octet-stream',
        'ttl': String(keptSeconds[kind]),
        'urgency': urgent ? 'high' : 'normal',
        'topic': topic,
      });
    },
  };

  function post({ endpoint }: PushAddress, body: Buffer, headers: Readonly<Record<string, string>>): Promise<Rung> {
    return new Promise((resolve) => {
      const failed = (why: string): void => resolve({ outcome: 'failed', why });
      const request = https.request(
        endpoint,
        {
          method: 'POST',
          headers: { ...headers, 'content-length': body.length },
          timeout: timeoutMs,
          signal: AbortSignal.timeout(timeoutMs),
          ...(local === undefined ? { lookup: guardedLookup(publicOnly) } : { ca: local.ca }),
        },
        (answer) => {
          answer.destroy();
          resolve(outcomeOf(answer.statusCode ?? 0, answer.headers['retry-after']));
        },
      );
      request.once('timeout', () => request.destroy(Object.assign(new Error('time-out'), { code: 'ETIMEDOUT' })));
      // A time-out is an AbortError without a code of the network.
      request.once('error', (error: NodeJS.ErrnoException) => failed(typeof error.code === 'string' ? error.code : 'ETIMEDOUT'));
      request.end(body);
    });
  }
}

function outcomeOf(status: number, retryAfter: string | undefined): Rung {
  if (status >= 200 && status < 300) return { outcome: 'taken' };
  if (status === 404 || status === 410) return { outcome: 'gone' };
  const seconds = /^\d{1,6}$/.test(retryAfter ?? '') ? { retryAfterSeconds: Number(retryAfter) } : {};
  return { outcome: 'failed', why: `HTTP ${status}`, ...seconds };
}
