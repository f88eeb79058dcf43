// Whether the process lives, and whether it can serve: for `npm start`, a supervisor or a load balancer.

import type { FastifyInstance } from 'fastify';

/** `ready` rejects or answers false when a request would fail now. */
export function healthDoor(app: FastifyInstance, ready: () => Promise<boolean>): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const serves = await ready().catch(() => false);
    return reply.code(serves ? 200 : 503).send({ status: serves ? 'ready' : 'not ready' });
  });
}
