// What the patient decided in advance of an emergency (L.1111-17 I CSP), and whether new documents arrive masked: read with the list of
// accesses, changed by the patient or who represents them, one trace each, which says which switches.

import type { DossierChoices } from '@carnet/domain/dossier';
import { type Result, ok } from '@carnet/domain/kernel';
import type { DossierKey, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export function readChoices(ports: Ports, caller: Caller, dossier: DossierKey): Promise<Result<DossierChoices>> {
  return withAccess(ports, caller, { action: 'read-accesses', dossier }, async ({ permit, tx }) => ok(await tx.dossiers.choices(permit)));
}

/** The switches that are named change; the others stay as they are now. */
export function changeChoices(ports: Ports, caller: Caller, dossier: DossierKey, change: Partial<DossierChoices>): Promise<Result<DossierChoices>> {
  const subject = { act: 'choices-changed', choices: change } as const;
  return withAccess(ports, caller, { action: 'manage-accesses', dossier, subject }, async ({ permit, tx }) =>
    ok(await tx.dossiers.saveChoices(permit, change)),
  );
}
