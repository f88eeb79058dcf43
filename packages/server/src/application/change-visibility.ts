// TD3.3a (ITI-57, PATCH securityLabel): masks a document to professionals, or shows it to them again. A new version of the
// metadata each time; the version the caller has seen is the lock.

import { type DocumentEntry, parseVisibilite, confidentialityCodes } from '@carnet/domain/document';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DocumentKey, DossierKey, Ports } from '../ports.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export interface VisibilityChange {
  readonly dossier: DossierKey;
  readonly document: DocumentKey;
  readonly masked: boolean;
  /** Absent: whatever the version is now (FHIR PATCH without If-Match). */
  readonly expectedVersion?: number;
}

export function changeVisibility(
  ports: Ports,
  caller: Caller,
  { dossier, document, masked, expectedVersion }: VisibilityChange,
): Promise<Result<DocumentEntry>> {
  return withAccess(ports, caller, { action: masked ? 'mask' : 'unmask', dossier, document }, async ({ permit, tx, at, policy }) => {
    const { entry } = await tx.documents.read(permit);
    if (expectedVersion !== undefined && expectedVersion !== entry.version)
      return refuse('VERSION_PERIMEE', [{ field: 'version', rule: 'VERSION_PERIMEE', given: String(expectedVersion), expected: String(entry.version) }]);
    if (entry.visibilite.masquePs === masked) return ok(entry);
    if (entry.status !== 'Approved') return refuse('TRANSITION_INTERDITE', [{ field: 'status', rule: 'STATUT', given: entry.status, expected: 'Approved' }]);
    const visibilite = { ...entry.visibilite, masquePs: masked };
    const allowedTogether = parseVisibilite(confidentialityCodes(visibilite), policy.cumulInvisiblePatientMasquePs);
    if (!allowedTogether.ok) return refuse('METADONNEES_INCOHERENTES', allowedTogether.findings);
    const changed = await tx.documents.changeVisibility(permit, { entryUuid: ports.newId(), expectedVersion: entry.version, at, visibilite });
    return changed ? ok((await tx.documents.read(permit)).entry) : refuse('VERSION_PERIMEE');
  });
}
