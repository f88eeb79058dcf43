// The patient keeps a professional out, even before any access, until a day or for good, and may take it back. Blocking also ends the
// professional's autorisations, so that unblocking returns to none: a new agreement is then needed (docs/sources.md §3.5). The médecin
// traitant may be blocked like anybody (features X7): the answer says that it was they.

import type { Blocage } from '@carnet/domain/dossier';
import type { PsIdNat } from '@carnet/domain/identity';
import { type CivilDate, type Result, civilDateInParis, ok, refuse } from '@carnet/domain/kernel';
import type { DossierKey, Ports } from '../ports/index.ts';
import { endOf } from './authorise-beneficiaire.ts';
import type { Caller } from './caller.ts';
import { nameOfProfessionnel } from './directory-names.ts';
import { withAccess } from './with-access.ts';

export interface BlockedProfessionnel {
  readonly blocage: Blocage;
  readonly medecinTraitant: boolean;
  readonly administrateur: boolean;
}

/** `until`: last day, included. */
export async function blockProfessionnel(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  professionnel: PsIdNat,
  until?: CivilDate,
): Promise<Result<BlockedProfessionnel>> {
  const end = until === undefined ? {} : { until: endOf(until) };
  const subject = { act: 'blocked', ...(await nameOfProfessionnel(ports, professionnel)), ...end } as const;
  return withAccess(ports, caller, { action: 'manage-accesses', dossier, subject }, async ({ permit, tx, at, also }) => {
    if ((await tx.directory.professionnel(professionnel)) === undefined)
      return refuse('PARAMETRE_INVALIDE', [{ field: 'id', rule: 'PROFESSIONNEL_INCONNU', given: professionnel }]);
    if (until !== undefined && until < civilDateInParis(at)) return refuse('PARAMETRE_INVALIDE', [{ field: 'until', rule: 'JOUR_PASSE' }]);
    const { name, profession } = subject;
    const withdrawal = await also({
      action: 'withdraw-autorisation',
      dossier,
      subject: { act: 'withdrawn', ...(name === undefined ? {} : { name }), ...(profession === undefined ? {} : { profession }) },
    });
    if (!withdrawal.ok) return withdrawal;
    await tx.accesses.withdraw(withdrawal.value, { kind: 'professionnel', id: professionnel }, at);
    const blocage: Blocage = { professionnel, since: at, ...end };
    await tx.accesses.block(permit, blocage);
    const { medecinTraitant, administrateurs } = permit.dossier;
    return ok({ blocage, medecinTraitant: medecinTraitant === professionnel, administrateur: administrateurs.includes(professionnel) });
  });
}

export async function unblockProfessionnel(ports: Ports, caller: Caller, dossier: DossierKey, professionnel: PsIdNat): Promise<Result<true>> {
  const subject = { act: 'unblocked', ...(await nameOfProfessionnel(ports, professionnel)) } as const;
  return withAccess(ports, caller, { action: 'manage-accesses', dossier, subject }, async ({ permit, tx, at }) => {
    await tx.accesses.unblock(permit, professionnel, at);
    return ok(true);
  });
}
