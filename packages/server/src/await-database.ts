// The database may come after the server: a machine that boots, a failover. Until it answers the start waits, says so in the log and under
// /health/ready, and tries again, less and less often. What is wrong with it rather than away (a password, a newer schema) stops the start.

import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { healthDoor } from './interfaces/operations/health.ts';
import { answerProblem, openListener } from './interfaces/pipeline/listener.ts';
import { type Failure, outageOf } from './interfaces/pipeline/outage.ts';
import { newRateLimits } from './interfaces/pipeline/rate-limits.ts';
import { type Storage, type StorageOptions, openStorage } from './storage/index.ts';

const firstWaitMs = 500;
const longestWaitMs = 15_000;

type Listening = Pick<Config, 'httpHost' | 'httpPort' | 'rates'>;

/** Rejects as `openStorage` does for anything that time does not mend. */
export async function openStorageInTime(config: Listening, log: Logger, options: StorageOptions): Promise<Storage> {
  let meanwhile: FastifyInstance | undefined;
  try {
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      try {
        return await openStorage(options);
      } catch (error) {
        if (outageOf(error as Failure) !== 'SERVICE_INDISPONIBLE') throw error;
        log.warn({ err: error, againInMs: waitMs }, 'the database, or what keeps its keys, does not answer: the start waits for it');
        meanwhile ??= await openMeanwhile(config, log);
        await wait(waitMs);
      }
    }
  } finally {
    await meanwhile?.close();
  }
}

/** Lives, and is not ready: on the clear port alone. Everything else is told to come back. */
async function openMeanwhile({ httpHost, httpPort, rates }: Listening, log: Logger): Promise<FastifyInstance> {
  const app = await openListener({ log, hosts: undefined, strictTransport: false, onAnswer: () => undefined, limits: newRateLimits(rates) });
  healthDoor(app, { ready: () => Promise.reject(new Error('not started')), lacking: () => [] });
  app.setNotFoundHandler((request, reply) => answerProblem(request, reply, { code: 'SERVICE_INDISPONIBLE', findings: [] }));
  await app.listen({ host: httpHost, port: httpPort });
  return app;
}
