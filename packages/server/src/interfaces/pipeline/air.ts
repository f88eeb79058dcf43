// Accès indirect renforcé by a browser (TD0.10, ADR 58): a structure's software, by its certificate, answers for a professional who showed two factors
// there. What such a session rests on is read again at each request: the certificate, the software's place in the register, the directory.

import type { Ins, StructIdNat } from '@carnet/domain/identity';
import { type Instant, type Result, ok, refuse } from '@carnet/domain/kernel';
import type { Caller } from '../../application/caller.ts';
import type { ServiceRegister } from '../../ports/index.ts';
import type { Arrival } from '../pipeline.ts';
import { structureOf } from './structure-token.ts';

/** Whom a signed assertion (VIHF) names, held against the certificate of the connection and the directory. */
export type ByAssertion = (arrival: Arrival & { readonly xml: Uint8Array }) => Promise<Result<EstablishedCaller>>;
export interface EstablishedCaller {
  readonly caller: Caller;
  /** Undefined: the assertion names none. */
  readonly patient: Ins | undefined;
  /** When they showed who they are. */
  readonly authenticatedAt: Instant;
}

/** What the software of a structure is registered for, when it opens the app for its users. */
export const airScope = 'launch';
/** Two factors shown longer ago open nothing, and no session outlives them: as those of Pro Santé Connect. */
export const airHours = 4;

/** Whoever runs Carnet registered a program of this structure for it, and has not suspended it. */
export const opensForUsers = async (services: Pick<ServiceRegister, 'list'>, certified: StructIdNat): Promise<boolean> =>
  (await services.list()).some(
    (service) => service.state === 'EN_LIGNE' && structureOf(service) === certified && String(service.client['scope']).split(' ').includes(airScope),
  );

/** The same person, known by their structure's word alone: a health professional, who consults and does not feed. */
export function throughStructure(caller: Caller): Result<Caller> {
  const { actor } = caller;
  return actor.kind === 'professionnel'
    ? ok({ ...caller, actor: { ...actor, authentication: 'INDIRECTE_RENFORCEE' } })
    : refuse('AUTHENTIFICATION_INSUFFISANTE');
}
