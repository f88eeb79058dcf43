// TD1.2: a closed record is open again, with everything that was in it. Whoever reopens it for the person says that they agreed, and may be
// told anew what the person wants in an emergency.

import type { DossierChoices } from '@carnet/domain/dossier';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DossierKey, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { isPatientSide } from './patient-side.ts';
import { type PersonAgreement, agreementSought } from './person-agreement.ts';
import { withAccess } from './with-access.ts';

export interface Reopening {
  /** The person agrees to it. The patient's own act says so by itself. */
  readonly agreed: boolean;
  readonly choices?: Partial<DossierChoices>;
  readonly personAgreement?: PersonAgreement;
}

export function reopenRecord(ports: Ports, caller: Caller, dossier: DossierKey, { agreed, choices, personAgreement }: Reopening): Promise<Result<true>> {
  const subject = choices === undefined ? {} : { subject: { act: 'choices-changed', choices } as const };
  return withAccess(ports, caller, { action: 'reopen-record', dossier }, async ({ permit, tx, at, also }) => {
    const sought = agreementSought(permit, personAgreement);
    if (!sought.ok) return sought;
    if (!agreed && !isPatientSide(caller)) return refuse('TRANSITION_INTERDITE', [{ field: 'agreed', rule: 'ACCORD_ABSENT' }]);
    if (!(await tx.dossiers.reopen(permit))) return refuse('TRANSITION_INTERDITE', [{ field: 'dossier', rule: 'DOSSIER_DEJA_OUVERT' }]);
    if (choices !== undefined) {
      const traced = await also({ action: 'reopen-record', dossier, ...subject });
      if (!traced.ok) return traced;
      await tx.dossiers.saveChoices(permit, choices);
    }
    await tx.notices.raise({ id: ports.newId(), dossier: permit.dossier.id, kind: 'dossier-cree', at, actorName: caller.context.actorName });
    return ok(true);
  });
}
