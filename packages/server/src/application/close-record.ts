// TD1.4: the record is closed. Nobody consults it or adds to it from then on; it is kept ten years (L.1111-18 CSP), and can be reopened. The
// person, and those who represent them, are told.

import { type Closing, type ClosingMotive, keptUntil } from '@carnet/domain/dossier';
import { type CivilDate, type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DossierKey, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { type PersonAgreement, agreementSought } from './person-agreement.ts';
import { withAccess } from './with-access.ts';

export interface ClosingAsked {
  readonly motive: ClosingMotive;
  /** Free text, 500 characters at most. */
  readonly reason?: string;
  readonly personAgreement?: PersonAgreement;
}
export interface ClosedRecord {
  readonly closing: Closing;
  /** First day on which it may be destroyed. */
  readonly keptUntil: CivilDate;
}
const longestReason = 500;

export function closeRecord(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  { motive, reason, personAgreement }: ClosingAsked,
): Promise<Result<ClosedRecord>> {
  return withAccess(ports, caller, { action: 'close-record', dossier }, async ({ permit, tx, at }) => {
    const agreed = agreementSought(permit, personAgreement);
    if (!agreed.ok) return agreed;
    if (reason !== undefined && reason.length > longestReason)
      return refuse('PARAMETRE_INVALIDE', [{ field: 'reason', rule: 'TROP_LONG', given: `${reason.length}`, expected: `${longestReason}` }]);
    const closing: Closing = { at, motive, closedBy: caller.context.actorName, ...(reason === undefined ? {} : { reason }) };
    if (!(await tx.dossiers.close(permit, closing))) return refuse('TRANSITION_INTERDITE', [{ field: 'dossier', rule: 'DOSSIER_DEJA_FERME' }]);
    await tx.notices.raise({ id: ports.newId(), dossier: permit.dossier.id, kind: 'dossier-ferme', at, actorName: caller.context.actorName });
    return ok({ closing, keptUntil: keptUntil(closing) });
  });
}
