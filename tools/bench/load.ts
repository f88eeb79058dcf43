// Closed-loop load over TLS with a card: `concurrency` workers on as many kept-alive connections, each sending its next request when
// the last is answered. Counts what was answered as expected, the rest by what it was, and how long each took.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool } from 'undici';

export interface BenchRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string | Buffer;
  /** FHIR's unless told. */
  readonly contentType?: string;
  /** Undefined: as expected; otherwise what was wrong, in a few words. */
  readonly check: (status: number, body: string) => string | undefined;
}
export interface Measured {
  readonly seconds: number;
  readonly answered: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** What went wrong, how many times. */
  readonly errors: Readonly<Record<string, number>>;
}

/** Connections to the TLS listener that show this card. */
export async function cardPool(tlsUrl: string, sandboxDir: string, card: string, connections: number): Promise<Pool> {
  const [ca, cert, key] = await Promise.all([
    readFile(join(sandboxDir, 'ca.pem')),
    readFile(join(sandboxDir, 'cards', card, 'cert.pem')),
    readFile(join(sandboxDir, 'cards', card, 'key.pem')),
  ]);
  return new Pool(tlsUrl, { connections, pipelining: 1, connect: { ca, cert, key }, headersTimeout: 30_000, bodyTimeout: 30_000 });
}

export async function send(
  pool: Pool,
  { method, path, body, contentType = 'application/fhir+json' }: Pick<BenchRequest, 'method' | 'path' | 'body' | 'contentType'>,
): Promise<{ readonly status: number; readonly body: string }> {
  const answer = await pool.request({
    method,
    path,
    headers: { accept: contentType, ...(body === undefined ? {} : { 'content-type': contentType }) },
    ...(body === undefined ? {} : { body }),
  });
  return { status: answer.statusCode, body: await answer.body.text() };
}

/** The value below which `share` of the sorted values lie. */
const percentile = (sorted: readonly number[], share: number): number =>
  sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!;

function summarise(latencies: readonly number[], seconds: number, errors: Readonly<Record<string, number>>): Measured {
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    seconds,
    answered: sorted.length,
    perSecond: sorted.length / seconds,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    errors,
  };
}

/** Runs `next` from every worker until the time is up; requests begun are finished and counted. */
export async function runLoad(concurrency: number, seconds: number, once: () => Promise<string | undefined>): Promise<Measured> {
  const latencies: number[] = [];
  const errors: Record<string, number> = {};
  const started = performance.now();
  const until = started + seconds * 1_000;
  const work = async (): Promise<void> => {
    while (performance.now() < until) {
      const from = performance.now();
      const wrong = await once().catch((error: Error) => `${error.name}: ${error.message}`.slice(0, 80));
      if (wrong === undefined) latencies.push(performance.now() - from);
      else errors[wrong] = (errors[wrong] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return summarise(latencies, (performance.now() - started) / 1_000, errors);
}
