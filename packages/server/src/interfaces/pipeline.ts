// The grid every door of software passes through, in this order: a TLS socket gives a card, the card gives an actor known of the
// directory with the structure claimed, the actor gives the caller of a use case. What fails is a refusal with its code; no default.

import type { Mode } from '@carnet/domain/access';
import type { TraceContext } from '@carnet/domain/audit';
import { type StructIdNat, parseStructIdNat } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import type { Caller } from '../application/caller.ts';
import type { Directory, Ports } from '../ports/index.ts';
import { type StructureCard, cardOf } from './pipeline/card.ts';
import { callerOfCardHolder } from './pipeline/card-holder.ts';
import type { Revocations } from './pipeline/revocations.ts';

/** Names the structure a professional of several acts for: its Struct_IdNat. */
export const structureHeader = 'x-carnet-structure';

export interface Arrival {
  readonly socket: Socket;
  readonly headers: IncomingHttpHeaders;
  /** Of the answer, kept in every trace it leaves. */
  readonly requestId: string;
}
export interface Doorway {
  readonly door: TraceContext['door'];
  readonly mode: Mode;
  readonly revocations: Revocations;
}

/** Who calls, by the card on this socket. */
export async function callerByCard(ports: Ports, { socket, headers, requestId }: Arrival, doorway: Doorway): Promise<Result<Caller>> {
  const card = cardOf(socket, doorway.revocations);
  if (!card.ok) return card;
  const claimed = claimedStructure(headers);
  if (!claimed.ok) return claimed;
  const software = softwareOf(headers);
  return ports.transactions.look(({ directory }) => {
    const context = { door: doorway.door, requestId, ...(software === undefined ? {} : { software }) };
    return card.value.kind === 'structure'
      ? structureCaller(directory, card.value, context, doorway.mode)
      : callerOfCardHolder(directory, { id: card.value.id, structure: claimed.value ?? 'the only one' }, context, doorway.mode);
  });
}

function claimedStructure(headers: IncomingHttpHeaders): Result<StructIdNat | undefined> {
  const given = headers[structureHeader];
  if (given === undefined) return ok(undefined);
  const read = parseStructIdNat(String(given), structureHeader);
  return read.ok ? ok(read.value) : refuse('PARAMETRE_INVALIDE', read.findings);
}

/** Kept in the trace: what a product says of itself, cut short. */
export const softwareOf = (headers: IncomingHttpHeaders): string | undefined => headers['user-agent']?.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 80);

type Context = Pick<TraceContext, 'door' | 'software' | 'requestId'>;

export async function structureCaller(directory: Directory, card: Pick<StructureCard, 'id'>, context: Context, mode: Mode): Promise<Result<Caller>> {
  const structure = await directory.structure(card.id);
  if (structure === undefined) return refuse('CARTE_INCONNUE');
  return ok({
    actor: {
      kind: structure.assuranceMaladie === true ? 'assurance-maladie' : 'structure',
      id: structure.id,
      active: structure.active,
      ...(structure.regulates === true ? { regulates: true } : {}),
    },
    mode,
    context: { ...context, actorName: structure.name, structureName: structure.name },
  });
}
