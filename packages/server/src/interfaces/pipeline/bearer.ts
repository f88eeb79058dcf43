// From an access token to the service that holds it, and the one record it was given for. Tokens are opaque: each is looked up at every request,
// so that one revoked, a grant taken back or a service suspended is dead at the next. What it may then see, the rules decide.

import { type DossierId, parseDossierId } from '@carnet/domain/dossier';
import type { Ins } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { OidcArtefactStore, Service, ServiceRegister } from '../../ports/index.ts';

/** A service that acts for one record. */
export interface App {
  readonly service: Service;
  readonly dossier: DossierId;
  /** What the service knows the record by. */
  readonly idPe: string;
  /** For what it deposits; never told to it. */
  readonly ins: Ins;
  readonly scopes: readonly string[];
}

/** Which record a grant is for; kept sealed, beside the grant, and gone with it. */
export interface GrantedRecord {
  readonly grantId: string;
  readonly dossier: DossierId;
  readonly idPe: string;
  readonly ins: Ins;
}
const model = 'GrantedRecord';
export const keepGrantedRecord = (artefacts: OidcArtefactStore, granted: GrantedRecord, seconds: number): Promise<void> =>
  artefacts.upsert(model, granted.grantId, { ...granted }, seconds);
export const grantedRecord = async (artefacts: OidcArtefactStore, grantId: string): Promise<GrantedRecord | undefined> => {
  const found = await artefacts.find(model, grantId);
  const dossier = parseDossierId(String(found?.['dossier']));
  return found === undefined || !dossier.ok ? undefined : (found as unknown as GrantedRecord);
};
/** Codes, tokens and the rest that live by this grant, and itself. */
export async function revokeGrant(artefacts: OidcArtefactStore, grantId: string): Promise<void> {
  await artefacts.revokeByGrantId(grantId);
  await artefacts.destroy('Grant', grantId);
}

/** RFC 6750 §2.1. */
const bearer = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;
export const tokenOf = (authorization: string | undefined): Result<string> => {
  if (authorization === undefined) return refuse('JETON_ABSENT');
  const token = bearer.exec(authorization)?.[1];
  return token === undefined ? refuse('JETON_REFUSE') : ok(token);
};

export interface BearerDeps {
  readonly artefacts: OidcArtefactStore;
  readonly services: ServiceRegister;
}

export async function appByToken({ artefacts, services }: BearerDeps, authorization: string | undefined): Promise<Result<App>> {
  const given = tokenOf(authorization);
  if (!given.ok) return given;
  const token = await artefacts.find('AccessToken', given.value);
  const { clientId, grantId, scope = '', exp } = (token ?? {}) as Readonly<Record<string, unknown>>;
  // The protocol's deadlines are the machine's, whatever the sandbox's clock says.
  if (typeof clientId !== 'string' || typeof grantId !== 'string' || typeof exp !== 'number' || exp * 1_000 <= Date.now()) return refuse('JETON_REFUSE');
  const [service, granted] = await Promise.all([services.find(clientId), grantedRecord(artefacts, grantId)]);
  if (service?.state !== 'EN_LIGNE' || granted === undefined) return refuse('JETON_REFUSE');
  return ok({ service, dossier: granted.dossier, idPe: granted.idPe, ins: granted.ins, scopes: String(scope).split(' ') });
}
