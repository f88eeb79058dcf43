// `/.well-known/security.txt` (RFC 9116): whom to tell of a weakness, on both listeners. Made at each request, so that it never expires.

import { millisecondsPerDay } from '@carnet/domain/kernel';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../ports/index.ts';

export interface SecurityContact {
  /** `mailto:` or `https:`. */
  readonly contact: string;
  readonly publicUrl: string;
  readonly clock: Clock;
}

/** The RFC advises less than a year. */
const goodForDays = 180;
const path = '/.well-known/security.txt';

export function securityTxt(app: FastifyInstance, { contact, publicUrl, clock }: SecurityContact): void {
  app.get(path, async (_request, reply) => {
    const day = Math.floor(clock.now() / millisecondsPerDay) + goodForDays;
    const lines = [
      `Contact: ${contact}`,
      `Expires: ${new Date(day * millisecondsPerDay).toISOString().replace('.000Z', 'Z')}`,
      'Preferred-Languages: fr, en',
      `Canonical: ${publicUrl}${path}`,
    ];
    return reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'max-age=86400')
      .send(`${lines.join('\n')}\n`);
  });
}
