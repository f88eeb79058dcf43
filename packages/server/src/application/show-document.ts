// TD3.3b: shows a document that waited for its announcement to the patient, or one kept from the representatives to them. Irreversible.
// A professional does it, or Carnet itself on the day the policy sets (jobs/release-announcements.ts). Who may read it from then on is told.

import type { DocumentEntry, Visibilite } from '@carnet/domain/document';
import { type Result, ok, refuse } from '@carnet/domain/kernel';
import type { DocumentKey, DossierKey, Ports } from '../ports.ts';
import type { Caller } from './caller.ts';
import { withAccess } from './with-access.ts';

export interface Showing {
  readonly dossier: DossierKey;
  readonly document: DocumentKey;
  readonly to: 'patient' | 'representants';
  /** Absent: whatever the version is now. */
  readonly expectedVersion?: number;
}

const flagOf = { patient: 'invisiblePatient', representants: 'invisibleRepresentants' } as const satisfies Record<Showing['to'], keyof Visibilite>;

export function showDocument(ports: Ports, caller: Caller, { dossier, document, to, expectedVersion }: Showing): Promise<Result<DocumentEntry>> {
  return withAccess(ports, caller, { action: `show-to-${to}`, dossier, document }, async ({ permit, tx, at }) => {
    const { entry } = await tx.documents.read(permit);
    if (expectedVersion !== undefined && expectedVersion !== entry.version)
      return refuse('VERSION_PERIMEE', [{ field: 'version', rule: 'VERSION_PERIMEE', given: String(expectedVersion), expected: String(entry.version) }]);
    if (!entry.visibilite[flagOf[to]]) return ok(entry);
    const visibilite = { ...entry.visibilite, [flagOf[to]]: false };
    if (!(await tx.documents.changeVisibility(permit, { entryUuid: ports.newId(), expectedVersion: entry.version, at, visibilite })))
      return refuse('VERSION_PERIMEE');
    if (entry.status === 'Approved' && !visibilite.invisiblePatient)
      await tx.notices.raise({
        id: ports.newId(),
        dossier: permit.dossier.id,
        kind: 'document-annonce',
        at,
        document: entry.logicalId,
        actorName: caller.context.actorName,
        secret: permit.secret,
      });
    return ok((await tx.documents.read(permit)).entry);
  });
}
