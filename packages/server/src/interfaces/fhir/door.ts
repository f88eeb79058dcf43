// The FHIR door (PDSm): reads a request, calls one use case, writes its answer. Who may do what is decided by the use case alone.
// JSON in and out; every refusal is an OperationOutcome.

import type { InsOid } from '@carnet/domain/identity';
import { type Result, toIso } from '@carnet/domain/kernel';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../application/caller.ts';
import type { Ports } from '../../ports.ts';
import { callerByCard } from '../pipeline.ts';
import { refusalOfError } from '../pipeline/listener.ts';
import { capabilityStatement } from './capability.ts';
import { sendRefusal, sendResource } from './outcome.ts';
import { findPatient, insOfToken } from './patient.ts';

export interface FhirDeps {
  readonly ports: Ports;
  /** Written in answers: `https://localhost:8443/fhir`. */
  readonly baseUrl: string;
  /** Authorities of the INS this server serves. */
  readonly insOids: readonly InsOid[];
}

export const fhirDoor =
  (deps: FhirDeps): FastifyPluginAsync =>
  async (app) => {
    const { ports, baseUrl } = deps;
    app.setErrorHandler((error: { statusCode?: number; code?: string }, request, reply) => {
      const { refusal, status } = refusalOfError(error);
      if (status >= 500) request.log.error({ id: request.id, route: request.routeOptions.url ?? 'none', err: error }, 'failed');
      return sendRefusal(request, reply, refusal, status);
    });
    app.setNotFoundHandler((request, reply) => sendRefusal(request, reply, { code: 'NON_PRIS_EN_CHARGE', findings: [] }, 404));
    app.get('/metadata', (_request, reply) => sendResource(reply, capabilityStatement(baseUrl, toIso(ports.clock.now()))));
    app.get<{ Querystring: Record<string, unknown> }>('/Patient', (request, reply) =>
      answer(ports, request, reply, async (caller) => {
        const token = request.query['identifier'];
        const ins = insOfToken(typeof token === 'string' ? token : '', deps.insOids, 'identifier');
        return ins.ok ? findPatient(ports, caller, ins.value, baseUrl) : ins;
      }),
    );
  };

async function answer(ports: Ports, request: FastifyRequest, reply: FastifyReply, act: (caller: Caller) => Promise<Result<object>>): Promise<FastifyReply> {
  const caller = await callerByCard(ports, { socket: request.raw.socket, headers: request.headers }, { door: 'fhir', mode: 'normal' });
  const result = caller.ok ? await act(caller.value) : caller;
  return result.ok ? sendResource(reply, result.value) : sendRefusal(request, reply, result.refusal);
}
