// Whether the process lives, and whether it can serve: for `npm start`, a supervisor or a load balancer. A process that does without something
// still serves what it can: it answers 200 and says what it lacks; 503 when no request could be answered.

import type { FastifyInstance } from 'fastify';

export interface Health {
  /** Rejects when a request would fail now. */
  readonly ready: () => Promise<void>;
  /** What is lacking, by its name in the alarms. */
  readonly lacking: () => readonly string[];
}

export function healthDoor(app: FastifyInstance, { ready, lacking }: Health): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const serves = await ready().then(
      () => true,
      () => false,
    );
    const degraded = lacking();
    const status = serves ? (degraded.length === 0 ? 'ready' : 'degraded') : 'not ready';
    return reply.code(serves ? 200 : 503).send(degraded.length === 0 ? { status } : { status, degraded });
  });
}
