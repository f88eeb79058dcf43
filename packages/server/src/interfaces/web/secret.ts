// Connexion secrète at the web door: switched on for one record, kept by the session on the server, carried by each later request about it.

import type { DossierId } from '@carnet/domain/dossier';
import { parseDossierId } from '@carnet/domain/dossier';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { Caller } from '../../application/caller.ts';
import { enterConnexionSecrete } from '../../application/connexion-secrete.ts';
import type { Session } from '../../ports/index.ts';
import type { Call, DossierCall, WebDeps } from './web-deps.ts';

export const isSecret = (session: Session, dossier: DossierId): boolean => session.kind === 'professionnel' && session.secrets?.[dossier] === true;

/** The caller as this record sees them. */
export const callerInSecret = (caller: Caller, secret: boolean): Caller => (secret ? { ...caller, secret } : caller);

export async function enterSecret({ ports, sessions }: WebDeps, { token, caller, dossier }: DossierCall): Promise<Result<undefined>> {
  const entered = await enterConnexionSecrete(ports, caller, dossier);
  if (!entered.ok) return entered;
  await sessions.enterSecret(token, entered.value);
  return ok(undefined);
}

/** Says nothing of the record: leaving what was not entered is leaving. */
export async function leaveSecret({ sessions }: WebDeps, { token }: Call, dossier: string): Promise<Result<undefined>> {
  const id = parseDossierId(dossier);
  if (!id.ok) return refuse('DOSSIER_INEXISTANT');
  await sessions.leaveSecret(token, id.value);
  return ok(undefined);
}
