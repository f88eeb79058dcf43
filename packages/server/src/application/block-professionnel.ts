// The patient keeps a professional out, even before any access, and may take it back. Blocking also ends the professional's
// autorisations, so that unblocking returns to none: a new agreement is then needed (docs/sources.md §3.5).

import type { PsIdNat } from '@carnet/domain/identity';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DossierKey, Ports } from '../ports.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export function blockProfessionnel(ports: Ports, caller: Caller, dossier: DossierKey, professionnel: PsIdNat): Promise<Result<true>> {
  return withAccess(ports, caller, { action: 'manage-accesses', dossier }, async ({ permit, tx, at, also }) => {
    if ((await tx.directory.professionnel(professionnel)) === undefined)
      return refuse('PARAMETRE_INVALIDE', [{ field: 'id', rule: 'PROFESSIONNEL_INCONNU', given: professionnel }]);
    const withdrawal = await also({ action: 'withdraw-autorisation', dossier });
    if (!withdrawal.ok) return withdrawal;
    await tx.accesses.withdraw(withdrawal.value, { kind: 'professionnel', id: professionnel }, at);
    await tx.accesses.block(permit, { professionnel, since: at });
    return ok(true);
  });
}

export function unblockProfessionnel(ports: Ports, caller: Caller, dossier: DossierKey, professionnel: PsIdNat): Promise<Result<true>> {
  return withAccess(ports, caller, { action: 'manage-accesses', dossier }, async ({ permit, tx, at }) => {
    await tx.accesses.unblock(permit, professionnel, at);
    return ok(true);
  });
}
