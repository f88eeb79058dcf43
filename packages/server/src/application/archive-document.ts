// TD3.3d: puts a document away from the lists that are read every day, or brings it back. Its author or the médecin traitant does it; a
// patient's document, the patient or the médecin traitant. Nothing is lost and nothing is hidden: an archived document may still be read.

import { type DocumentEntry, nextStatus } from '@carnet/domain/document';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DocumentKey, DossierKey, Ports } from '../ports.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export interface Archiving {
  readonly dossier: DossierKey;
  readonly document: DocumentKey;
  readonly act: 'archive' | 'unarchive';
  /** Absent: whatever the version is now. */
  readonly expectedVersion?: number;
}

export function archiveDocument(ports: Ports, caller: Caller, { dossier, document, act, expectedVersion }: Archiving): Promise<Result<DocumentEntry>> {
  return withAccess(ports, caller, { action: act, dossier, document }, async ({ permit, tx, at }) => {
    const { entry } = await tx.documents.read(permit);
    if (expectedVersion !== undefined && expectedVersion !== entry.version)
      return refuse('VERSION_PERIMEE', [{ field: 'version', rule: 'VERSION_PERIMEE', given: String(expectedVersion), expected: String(entry.version) }]);
    const status = nextStatus(entry.status, act);
    if (status === undefined)
      return refuse('TRANSITION_INTERDITE', [{ field: 'status', rule: 'STATUT', given: entry.status, expected: act === 'archive' ? 'Approved' : 'Archived' }]);
    const changed = await tx.documents.changeStatus(permit, { entryUuid: ports.newId(), expectedVersion: entry.version, at, status });
    return changed ? ok((await tx.documents.read(permit)).entry) : refuse('VERSION_PERIMEE');
  });
}
