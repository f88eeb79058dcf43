// Measures of the process for Prometheus, read from the loopback only. Labels are route patterns and statuses: never a value of a request.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

interface Service {
  readonly minutes: number;
  readonly answers: number;
  readonly failed: number;
  readonly alterations: number;
  readonly medianMs?: number;
  readonly slowMs?: number;
}

export interface Metrics {
  readonly observe: (request: FastifyRequest, reply: FastifyReply) => void;
  /** A table's name, or `blob`. */
  readonly integrityFault: (place: string) => void;
  /** Cards and structures whose look-ups by INS are stopped for now. */
  readonly lookUpStops: (holding: Readonly<Record<string, number>>) => void;
  readonly text: () => Promise<string>;
  readonly registry: Registry;
  /** Every answer since the start, and how long half of them and nineteen in twenty took at most (upper bound of the bucket they are in). */
  readonly service: () => Promise<Service>;
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
  const stops = new Gauge({
    name: 'carnet_look_up_stops',
    help: 'Cards and structures whose look-ups by INS are stopped, as counted every minute',
    labelNames: ['kind'],
    registers: [registry],
  });
  return {
    integrityFault: (place) => faults.labels(place).inc(),
    lookUpStops: (holding) => {
      for (const [kind, count] of Object.entries(holding)) stops.labels(kind).set(count);
    },
    observe: (request, reply) => answers.labels(request.method, request.routeOptions.url ?? 'none', String(reply.statusCode)).observe(reply.elapsedTime / 1000),
    text: () => registry.metrics(),
    registry,
    service: async () => serviceOf((await answers.get()).values, (await faults.get()).values),
  };
}

type Measured = Awaited<ReturnType<Histogram['get']>>['values'][number];

function serviceOf(values: readonly Measured[], faults: readonly { readonly value: number }[]): Service {
  const counts = values.filter(({ metricName }) => metricName?.endsWith('_count'));
  const sum = (some: readonly Measured[]): number => some.reduce((total, { value }) => total + value, 0);
  const answers = sum(counts);
  const within = Map.groupBy(
    values.filter(({ labels }) => typeof labels['le'] === 'number'),
    ({ labels }) => Number(labels['le']),
  );
  const upTo = (share: number): number | undefined =>
    answers === 0 ? undefined : [...within.keys()].toSorted((a, b) => a - b).find((bound) => sum(within.get(bound)!) >= share * answers);
  const [median, slow] = [upTo(0.5), upTo(0.95)];
  return {
    minutes: Math.floor(performance.now() / 60_000),
    answers,
    alterations: faults.reduce((total, { value }) => total + value, 0),
    failed: sum(counts.filter(({ labels }) => Number(labels['status']) >= 500)),
    ...(median === undefined ? {} : { medianMs: median * 1000 }),
    ...(slow === undefined ? {} : { slowMs: slow * 1000 }),
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
