// Connexion secrète (R.1111-50 CSP): a minor asks that acts be kept from those who represent them. From then on, for this record, what is
// deposited is hidden from them, and no trace or notice of it is theirs. It has no meaning for an adult, and is refused.

import type { DossierId } from '@carnet/domain/dossier';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DossierKey, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export const secretForMinorsOnly = refuse('PARAMETRE_INVALIDE', [{ field: 'secret', rule: 'MINEUR_SEUL' }]);

/** For a door that keeps sessions: the record whose acts are secret from now on. Asking is itself traced in secret. */
export function enterConnexionSecrete(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<DossierId>> {
  return withAccess(ports, { ...caller, secret: true }, { action: 'test-existence', dossier }, async ({ permit }) =>
    permit.secret ? ok(permit.dossier.id) : secretForMinorsOnly,
  );
}
