// From a SOAP message to the caller of a use case: the card on the socket, the assertion in the message and the directory are held against one
// another, and all three must agree. What fails is a refusal with its code; nothing is presumed.

import type { SoapMessage } from '@carnet/codecs/soap';
import type { Ins, InsOid } from '@carnet/domain/identity';
import { type Result, refuse } from '@carnet/domain/kernel';
import type { X509Certificate } from 'node:crypto';
import type { Caller } from '../../application/caller.ts';
import type { Ports } from '../../ports.ts';
import type { Arrival } from '../pipeline.ts';
import { cardOf } from '../pipeline/card.ts';
import type { Revocations } from '../pipeline/revocations.ts';

export interface VihfDeps {
  readonly ports: Ports;
  /** Authorities of the INS this server serves. */
  readonly insOids: readonly InsOid[];
  readonly revocations: Revocations;
  /** Those that cards and signature certificates come from: CARNET_CARD_CA_FILE. */
  readonly authorities: readonly X509Certificate[];
}
export interface VihfArrival extends Arrival {
  readonly message: SoapMessage;
}
export interface EstablishedCaller {
  readonly caller: Caller;
  /** Undefined: the assertion names none. */
  readonly patient: Ins | undefined;
}

/** Refuses every assertion until its signature can be verified. */
export async function callerByVihf({ revocations }: VihfDeps, { socket, message }: VihfArrival): Promise<Result<EstablishedCaller>> {
  const card = cardOf(socket, revocations);
  if (!card.ok) return card;
  return refuse(message.assertion === undefined ? 'VIHF_ABSENT' : 'VIHF_SIGNATURE_REFUSEE');
}
