// Carries a notification to its receiver: one POST over HTTPS, signed as Standard Webhooks says (HMAC-SHA-256 over id, time and body, so that a
// receiver knows who sent it, what, and when). No redirect is followed, nothing of the answer is kept but whether it was a 2xx.

import { createHmac } from 'node:crypto';
import { request } from 'node:https';
import type { HookCarrier } from '../../ports/index.ts';
import { type Outward, addressFault, guardedLookup } from '../pipeline/outward.ts';

export interface RestHookOptions extends Outward {
  /** PEM, of the authorities a receiver's certificate may come from. Undefined: those of the system. */
  readonly ca: readonly string[] | undefined;
  /** Told when one was not taken: why, never where to, nor what. */
  readonly onFailure: (why: { readonly code: string }) => void;
}

const timeoutMs = 10_000;

export function restHooks({ ca, onFailure, ...outward }: RestHookOptions): HookCarrier {
  const lookup = guardedLookup(outward);
  return {
    fault: (endpoint) => addressFault(endpoint, outward),
    send({ channel, id, at, body }) {
      const bytes = Buffer.from(body, 'utf8');
      // It was checked when it was given; the law of addresses may have changed since.
      const fault = addressFault(channel.endpoint, outward);
      if (fault !== undefined) {
        onFailure({ code: fault });
        return Promise.resolve(false);
      }
      return new Promise((resolve) => {
        const failed = (code: string): void => {
          onFailure({ code });
          resolve(false);
        };
        const asked = request(channel.endpoint, {
          method: 'POST',
          headers: { 'content-type': 'application/fhir+json; charset=utf-8', 'content-length': bytes.length, ...signature(channel.secret, id, at, bytes) },
          signal: AbortSignal.timeout(timeoutMs),
          // A connection of its own: one that is kept could be another name's.
          agent: false,
          lookup,
          minVersion: 'TLSv1.2',
          ...(ca === undefined ? {} : { ca: [...ca] }),
        });
        asked.once('error', (error: NodeJS.ErrnoException) => failed(error.code ?? error.name));
        asked.once('response', (answer) => {
          const status = answer.statusCode ?? 0;
          answer.once('error', () => asked.destroy());
          asked.destroy();
          if (status >= 200 && status < 300) resolve(true);
          else failed(`HTTP_${status}`);
        });
        asked.end(bytes);
      });
    },
  };
}

/** https://www.standardwebhooks.com: seconds, and base64 behind the scheme's version. */
function signature(secret: string, id: string, at: number, body: Buffer): Readonly<Record<string, string>> {
  const seconds = Math.floor(at / 1000);
  const mac = createHmac('sha256', Buffer.from(secret, 'base64')).update(`${id}.${seconds}.`).update(body).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${mac}` };
}
