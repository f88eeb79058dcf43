// From a token of a structure's software to the caller of a use case (RFC 8705 §3). The certificate on the socket is looked at first, as without a
// token; the token is worth something with that very certificate only. Who it names is looked up in the directory at each request, so that nothing
// of what the token says outlives what the directory, the register or the lists of revoked certificates say now.

import type { DossierId } from '@carnet/domain/dossier';
import type { Ins, PsIdNat, StructIdNat } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { Caller } from '../../application/caller.ts';
import type { OidcArtefactStore, Ports, Service } from '../../ports/index.ts';
import { type Arrival, type Doorway, softwareOf, structureCaller } from '../pipeline.ts';
import { type BearerDeps, tokenOf } from './bearer.ts';
import { cardOf } from './card.ts';
import { callerOfCardHolder } from './card-holder.ts';
import type { SmartLevel } from './smart-scopes.ts';

/** The structure a service's client acts for, where it is a structure's software (`carnet_structure`). */
export const structureOf = ({ client }: Pick<Service, 'client'>): string | undefined => {
  const structure = client['carnet_structure'];
  return typeof structure === 'string' ? structure : undefined;
};

/** SHA-256 of a certificate as RFC 8705 §3.1 writes it, from lower-case hex. */
const thumbprintOf = (certificate: string): string => Buffer.from(certificate, 'hex').toString('base64url');

/** The person a structure named, and the only patient it named them for; kept sealed, under the token. */
export interface NamedUser {
  readonly id: PsIdNat;
  readonly structure: StructIdNat;
  readonly patient: Ins;
}
const model = 'NamedUser';
export const keepNamedUser = (artefacts: OidcArtefactStore, token: string, user: NamedUser, seconds: number): Promise<void> =>
  artefacts.upsert(model, token, { ...user }, seconds);

export interface ByToken {
  readonly caller: Caller;
  readonly level: Exclude<SmartLevel, 'patient'>;
  /** What the token was given and its software may still ask for. */
  readonly scopes: readonly string[];
}

export const bearsToken = ({ authorization }: Arrival['headers']): boolean => authorization !== undefined && /^bearer\b/i.test(authorization);

export async function callerByToken(
  { ports, bearer }: { readonly ports: Ports; readonly bearer: BearerDeps },
  { socket, headers, requestId }: Arrival,
  { door, mode, revocations }: Doorway,
): Promise<Result<ByToken>> {
  const card = cardOf(socket, revocations);
  if (!card.ok) return card;
  const given = tokenOf(headers.authorization);
  if (!given.ok) return given;
  const token = await bearer.artefacts.find('ClientCredentials', given.value);
  const { clientId, exp, scope = '', 'x5t#S256': bound } = (token ?? {}) as Readonly<Record<string, unknown>>;
  // The protocol's deadlines are the machine's, whatever the sandbox's clock says.
  if (typeof clientId !== 'string' || typeof exp !== 'number' || exp * 1_000 <= Date.now()) return refuse('JETON_REFUSE');
  if (bound !== thumbprintOf(card.value.certificate)) return refuse('JETON_REFUSE');
  const [service, user] = await Promise.all([bearer.services.find(clientId), bearer.artefacts.find(model, given.value)]);
  if (service?.state !== 'EN_LIGNE' || card.value.kind !== 'structure' || structureOf(service) !== card.value.id) return refuse('JETON_REFUSE');
  const registered = String(service.client['scope']).split(' ');
  const scopes = String(scope)
    .split(' ')
    .filter((one) => registered.includes(one));
  const { id } = card.value;
  const software = softwareOf(headers);
  const context = { door, requestId, ...(software === undefined ? {} : { software }) };
  const caller = await ports.transactions.look(({ directory }) =>
    user === undefined ? structureCaller(directory, { id }, context, mode) : callerOfCardHolder(directory, user as unknown as NamedUser, context, mode),
  );
  if (!caller.ok) return caller;
  return user === undefined ? ok({ caller: caller.value, level: 'system', scopes }) : named(ports, caller.value, user as unknown as NamedUser, scopes);
}

/** As accès indirect renforcé at the other doors: a health professional, for the one patient of the assertion. */
async function named(ports: Ports, caller: Caller, { patient }: NamedUser, scopes: readonly string[]): Promise<Result<ByToken>> {
  const { actor } = caller;
  if (actor.kind !== 'professionnel') return refuse('JETON_REFUSE');
  const indirect = { ...actor, authentication: 'INDIRECTE_RENFORCEE' } as const;
  const found = await ports.transactions.run(({ facts }) => facts.dossier({ ins: patient }, indirect));
  const only: { readonly dossier: DossierId | undefined } = { dossier: found?.id };
  return ok({ caller: { ...caller, actor: indirect, only }, level: 'user', scopes });
}
