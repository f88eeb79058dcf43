// Every JSON answer of the doors under test, held against what the table of calls says of it (contract/api): a field that is not said, or is said
// otherwise, is named when the server closes. Heard on fastify's own diagnostics channel, as the list of routes is.

import { apiCalls } from '@carnet/contract/api';
import diagnostics from 'node:diagnostics_channel';
import { isDeepStrictEqual } from 'node:util';
import type { FastifyInstance } from 'fastify';

export interface WatchedAnswers {
  /** Throws, naming the calls whose answers are not as said. */
  stop(): void;
}

/** Of the servers started from now on. */
export function watchAnswers(): WatchedAnswers {
  const wrong = new Set<string>();
  const listen = (message: unknown): void => {
    const { fastify } = message as { readonly fastify: FastifyInstance };
    fastify.addHook('onSend', async (request, reply, payload) => {
      const key = `${request.method} ${request.routeOptions.url ?? ''}`;
      const said = apiCalls[key];
      if (said === undefined || reply.statusCode >= 300) return payload;
      const expected = said.status ?? (said.answer === undefined ? 204 : 200);
      if (reply.statusCode !== expected) wrong.add(`${key}: ${reply.statusCode}, said ${expected}`);
      else if (said.answer !== undefined && typeof said.answer !== 'string') {
        const value: unknown = JSON.parse(String(payload));
        const read = said.answer.safeParse(value);
        if (!read.success) wrong.add(`${key}: ${read.error.issues.map(({ path, message: why }) => `${path.join('.')} ${why}`).join(', ')}`);
        else if (!isDeepStrictEqual(read.data, value)) wrong.add(`${key}: fields that are not said in ${JSON.stringify(value).slice(0, 300)}`);
      }
      return payload;
    });
  };
  diagnostics.subscribe('fastify.initialization', listen);
  return {
    stop() {
      diagnostics.unsubscribe('fastify.initialization', listen);
      if (wrong.size > 0) throw new Error([...wrong].join('\n'));
    },
  };
}
