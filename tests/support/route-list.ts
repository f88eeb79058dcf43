// The routes a server declares, as fastify itself declares them: heard on fastify's own diagnostics channel while the server starts, so that
// the product needs no option for it. A route that no test knows of cannot hide here.

import diagnostics from 'node:diagnostics_channel';
import { Server as TlsServer } from 'node:tls';
import type { FastifyInstance } from 'fastify';

export interface DeclaredRoute {
  /** `clear`: HTTP; `cards`: mutual TLS. */
  readonly listener: 'clear' | 'cards';
  readonly method: string;
  /** As declared: `/api/patient/dossiers/:dossierId`. */
  readonly path: string;
}

/** What `start` starts, and every route declared meanwhile. */
export async function withRoutes<T>(start: () => Promise<T>): Promise<{ readonly started: T; readonly routes: readonly DeclaredRoute[] }> {
  const routes: DeclaredRoute[] = [];
  const listen = (message: unknown): void => {
    const { fastify } = message as { readonly fastify: FastifyInstance };
    const listener = fastify.server instanceof TlsServer ? 'cards' : 'clear';
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) routes.push({ listener, method: one, path: url });
    });
  };
  diagnostics.subscribe('fastify.initialization', listen);
  try {
    return { started: await start(), routes };
  } finally {
    diagnostics.unsubscribe('fastify.initialization', listen);
  }
}
