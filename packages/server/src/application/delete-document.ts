// TD3.3c: removes a document from the record. Always logical; final. A patient removes only what the patient deposited.

import { type DocumentEntry, nextStatus } from '@carnet/domain/document';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DocumentKey, DossierKey, Ports } from '../ports.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export function deleteDocument(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  document: DocumentKey,
  expectedVersion?: number,
): Promise<Result<DocumentEntry>> {
  return withAccess(ports, caller, { action: 'delete', dossier, document }, async ({ permit, tx, at }) => {
    const { entry } = await tx.documents.read(permit);
    if (expectedVersion !== undefined && expectedVersion !== entry.version)
      return refuse('VERSION_PERIMEE', [{ field: 'version', rule: 'VERSION_PERIMEE', given: String(expectedVersion), expected: String(entry.version) }]);
    const status = nextStatus(entry.status, 'delete');
    if (status === undefined) return refuse('TRANSITION_INTERDITE', [{ field: 'status', rule: 'STATUT', given: entry.status }]);
    const changed = await tx.documents.changeStatus(permit, { entryUuid: ports.newId(), expectedVersion: entry.version, at, status });
    return changed ? ok((await tx.documents.read(permit)).entry) : refuse('VERSION_PERIMEE');
  });
}
