// Features N3: what is new in a record since a cursor, in one call, as this caller may see it.

import type { DossierId } from '@carnet/domain/dossier';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DocumentChange, DossierKey, Ports } from '../ports/index.ts';
import { announceConsultation } from './announce-consultation.ts';
import type { Caller } from './caller.ts';
import { underCurrentIns } from './current-ins.ts';
import { withAccess } from './with-access.ts';

export interface ListedChanges {
  readonly dossier: DossierId;
  readonly changes: readonly DocumentChange[];
  readonly cursor: string;
}

/** `cursorOnly`: where to go on from, without the changes. */
export function listChanges(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  { cursor, cursorOnly }: { readonly cursor?: string; readonly cursorOnly: boolean },
): Promise<Result<ListedChanges>> {
  return withAccess(ports, caller, { action: 'list-documents', dossier }, async (allowed) => {
    await announceConsultation(ports, caller, allowed);
    const { permit, policy, tx } = allowed;
    const maximum = cursorOnly ? 0 : policy.registryMaximumObjects;
    const found = await tx.documents.changes(permit, { ...(cursor === undefined ? {} : { cursor }), maximum });
    if (found.kind === 'unknown-cursor') return refuse('PARAMETRE_INVALIDE', [{ field: 'cursor', rule: 'CURSEUR_INCONNU' }]);
    if (found.kind === 'too-many') return refuse('PARAMETRE_INVALIDE', [{ field: 'cursor', rule: 'TROP_DE_NOUVEAUTES', expected: `≤ ${maximum}` }]);
    const current = await underCurrentIns(tx, permit);
    const changes = found.changes.map((change) =>
      change.kind === 'gone' ? change : { ...change, stored: { ...change.stored, entry: current(change.stored.entry) } },
    );
    return ok({ dossier: permit.dossier.id, changes, cursor: found.cursor });
  });
}
