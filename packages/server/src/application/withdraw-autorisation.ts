// TD0.3 SUPPRESSION: ends an autorisation at once. A patient ends anybody's; a professional only their own.

import type { Beneficiaire } from '@carnet/domain/dossier';
import { type Result, ok } from '@carnet/domain/kernel';
import type { DossierKey, Ports } from '../ports.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

/** How many were ended: none is not an error. */
export function withdrawAutorisation(ports: Ports, caller: Caller, dossier: DossierKey, beneficiaire: Beneficiaire): Promise<Result<number>> {
  const own: Beneficiaire = caller.actor.kind === 'professionnel' ? { kind: 'professionnel', id: caller.actor.id } : beneficiaire;
  return withAccess(ports, caller, { action: 'withdraw-autorisation', dossier }, async ({ permit, tx, at }) => ok(await tx.accesses.withdraw(permit, own, at)));
}
