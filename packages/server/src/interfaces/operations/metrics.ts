// Measures of the process for Prometheus, read from the loopback only. Labels are route patterns and statuses: never a value of a request.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface Metrics {
  readonly observe: (request: FastifyRequest, reply: FastifyReply) => void;
  /** A table's name, or `blob`. */
  readonly integrityFault: (place: string) => void;
  readonly text: () => Promise<string>;
  readonly registry: Registry;
}

export function newMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answers = new Histogram({
    name: 'carnet_http_answer_seconds',
    help: 'Time from request to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const faults = new Counter({
    name: 'carnet_integrity_faults_total',
    help: 'Stored bytes that were refused because they are not what was stored: altered, moved, missing',
    labelNames: ['place'],
    registers: [registry],
  });
  return {
    integrityFault: (place) => faults.labels(place).inc(),
    observe: (request, reply) => answers.labels(request.method, request.routeOptions.url ?? 'none', String(reply.statusCode)).observe(reply.elapsedTime / 1000),
    text: () => registry.metrics(),
    registry,
  };
}

const loopback = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

export function metricsDoor(app: FastifyInstance, metrics: Metrics): void {
  app.get('/metrics', async (request, reply) => {
    // The socket's own address: a header that claims another is not read.
    if (!loopback.includes(request.socket.remoteAddress ?? '')) return reply.callNotFound();
    return reply.type('text/plain; version=0.0.4').send(await metrics.text());
  });
}
