// TD3.3 (ITI-57, PATCH, the apps): masks a document to professionals or shows it to them again, shows to the patient or to the representatives
// what was kept from them, puts a document away or brings it back, deletes it. Each act has its own right and its own trace; several acts on
// visibility at once make one new version. Showing and deleting are final. The version the caller has seen is the lock.

import { type Permit, permits as isPermitFor } from '@carnet/domain/access';
import {
  type AvailabilityStatus,
  type DocumentEntry,
  type SubmissionSet,
  type Visibilite,
  confidentialityCodes,
  confidentialityLabels,
  nextStatus,
  parseVisibilite,
} from '@carnet/domain/document';
import { type Finding, type Result, invariant, ok, refuse } from '@carnet/domain/kernel';
import { lotSignatureType } from '@carnet/domain/terminology';
import type { DocumentAct, DocumentKey, DossierKey, Ports } from '../ports/index.ts';
import type { Caller } from './caller.ts';
import { ownSet } from './own-set.ts';
import { type Allowed, withAccessToEach } from './with-access.ts';

interface OneDocument {
  readonly document: DocumentKey;
  /** Absent: whatever the version is now (FHIR PATCH without If-Match). */
  readonly expectedVersion?: number;
}
export interface DocumentChange extends OneDocument {
  readonly dossier: DossierKey;
  /** One, or several on visibility. */
  readonly acts: readonly DocumentAct[];
  /** Documents that are one line with it, as their reader was shown them: all change, or none. */
  readonly copies?: readonly OneDocument[];
}

/** Yields the document itself. */
export function changeDocument(ports: Ports, caller: Caller, { dossier, acts, copies = [], ...itself }: DocumentChange): Promise<Result<DocumentEntry>> {
  const documents = [itself, ...copies];
  const asks = documents.flatMap(({ document }) => acts.map((action) => ({ action, dossier, document })));
  return withAccessToEach<DocumentAct, DocumentEntry>(ports, caller, asks, async (permits, allowed) => {
    const changed: DocumentEntry[] = [];
    for (const [index, { expectedVersion }] of documents.entries()) {
      const own = permits.slice(index * acts.length, (index + 1) * acts.length);
      invariant(own[0] !== undefined, 'a change is made of acts');
      const { entry } = await allowed.tx.documents.read(own[0]);
      if (expectedVersion !== undefined && expectedVersion !== entry.version) return staleVersion(expectedVersion, entry);
      const after = await applyActs(ports, caller, own, entry, allowed);
      if (!after.ok) return after;
      changed.push(after.value);
    }
    return ok(changed[0]!);
  });
}

/** The act that brings a document to this status; none brings it to Deprecated but its replacement. */
export const actForStatus = (status: AvailabilityStatus): 'archive' | 'unarchive' | 'delete' | undefined =>
  ({ Archived: 'archive', Approved: 'unarchive', Deleted: 'delete', Deprecated: undefined } as const)[status];

export const staleVersion = (given: number, { version }: DocumentEntry): Result<never> =>
  refuse('VERSION_PERIMEE', [{ field: 'version', rule: 'VERSION_PERIMEE', given: String(given), expected: String(version) }]);

/** The acts between what is and what is wanted. Hiding is its author's at deposit, or never: what was once shown is not taken back (TD3.3b). */
export function actsBetween(before: Visibilite, after: Visibilite, field: string): Result<readonly DocumentAct[]> {
  const hidden = (['invisiblePatient', 'invisibleRepresentants'] as const).filter((label) => after[label] && !before[label]);
  if (hidden.length > 0)
    return refuse(
      'ACTE_RESERVE',
      hidden.map((label): Finding => ({ field, rule: 'INVISIBLE_AU_DEPOT', given: confidentialityLabels[label] })),
    );
  return ok([
    ...(before.masquePs === after.masquePs ? [] : [after.masquePs ? ('mask' as const) : ('unmask' as const)]),
    ...(before.invisiblePatient && !after.invisiblePatient ? ['show-to-patient' as const] : []),
    ...(before.invisibleRepresentants && !after.invisibleRepresentants ? ['show-to-representants' as const] : []),
  ]);
}

/** What one act makes of the document. Refuses TRANSITION_INTERDITE where its status does not allow it. */
function after(act: DocumentAct, entry: DocumentEntry): Result<DocumentEntry> {
  const { visibilite } = entry;
  switch (act) {
    case 'mask':
    case 'unmask': {
      const masquePs = act === 'mask';
      if (visibilite.masquePs === masquePs) return ok(entry);
      return entry.status === 'Approved' ? ok({ ...entry, visibilite: { ...visibilite, masquePs } }) : wrongStatus(entry, 'Approved');
    }
    case 'show-to-patient':
      return ok({ ...entry, visibilite: { ...visibilite, invisiblePatient: false } });
    case 'show-to-representants':
      return ok({ ...entry, visibilite: { ...visibilite, invisibleRepresentants: false } });
    case 'archive':
    case 'unarchive':
    case 'delete': {
      const status = nextStatus(entry.status, act);
      const expected = { archive: 'Approved', unarchive: 'Archived', delete: undefined }[act];
      return status === undefined ? wrongStatus(entry, expected) : ok({ ...entry, status });
    }
  }
}

const wrongStatus = ({ status }: DocumentEntry, expected: string | undefined): Result<never> =>
  refuse('TRANSITION_INTERDITE', [{ field: 'status', rule: 'STATUT', given: status, ...(expected === undefined ? {} : { expected }) }]);

/** The body of every change, once each act is allowed and the locks hold. `set`: the one it was sent in; without, Carnet makes one. */
export async function applyActs(
  ports: Ports,
  caller: Caller,
  permits: readonly Permit<DocumentAct>[],
  entry: DocumentEntry,
  { tx, at, policy }: Omit<Allowed<DocumentAct>, 'permit'>,
  set: SubmissionSet = ownSet(ports, entry.patient, at),
): Promise<Result<DocumentEntry>> {
  let next = entry;
  for (const { action } of permits) {
    const done = after(action, next);
    if (!done.ok) return done;
    next = done.value;
  }
  const { visibilite, status } = next;
  const [permit] = permits;
  const seenOtherwise = (Object.keys(visibilite) as (keyof Visibilite)[]).some((label) => visibilite[label] !== entry.visibilite[label]);
  if (permit === undefined || (!seenOtherwise && status === entry.status)) return ok(entry);
  if (seenOtherwise && entry.type.code === lotSignatureType)
    return refuse('METADONNEES_INCOHERENTES', [{ field: 'confidentialityCode', rule: 'SIGNATURE_CACHEE' }]);
  const allowedTogether = parseVisibilite(confidentialityCodes(visibilite), policy.cumulInvisiblePatientMasquePs);
  if (visibilite.masquePs !== entry.visibilite.masquePs && !allowedTogether.ok) return refuse('METADONNEES_INCOHERENTES', allowedTogether.findings);
  const change = { entryUuid: ports.newId(), expectedVersion: entry.version, at, visibilite, status, set };
  if (!(await tx.documents.change(permit, change))) return refuse('VERSION_PERIMEE');
  const released = permits.some((one) => isPermitFor(one, 'unmask') || isPermitFor(one, 'show-to-patient') || isPermitFor(one, 'show-to-representants'));
  if (released && seenOtherwise) await tx.subscriptions.raise({ dossier: permit.dossier.id, topic: 'document-released', document: entry.logicalId, at });
  // Nothing is told of what the patient did, nor of a document they never saw.
  const deleted = permits.find((one) => isPermitFor(one, 'delete'));
  if (deleted !== undefined && deleted.actor.kind !== 'systeme' && !('personne' in deleted.actor) && !entry.visibilite.invisiblePatient)
    await tx.notices.raise({
      id: ports.newId(),
      dossier: deleted.dossier.id,
      kind: 'document-supprime',
      at,
      actorName: caller.context.actorName,
      secret: deleted.secret || entry.visibilite.invisibleRepresentants,
    });
  const shown = permits.find((one) => isPermitFor(one, 'show-to-patient') || isPermitFor(one, 'show-to-representants'));
  if (shown !== undefined && seenOtherwise && status === 'Approved' && !visibilite.invisiblePatient)
    await tx.notices.raise({
      id: ports.newId(),
      dossier: permit.dossier.id,
      kind: 'document-annonce',
      at,
      document: entry.logicalId,
      actorName: caller.context.actorName,
      secret: shown.secret,
    });
  return ok((await tx.documents.read(permit)).entry);
}
