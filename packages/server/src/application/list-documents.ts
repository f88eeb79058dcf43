// TD3.1a (ITI-18, ITI-67): the documents of a record this caller may see. Rows, pages and totals come out as if the others did not exist.

import type { Permit } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import type { LogicalId } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import { type Instant, type Result, ok } from '@carnet/domain/kernel';
import type { DocumentPage, DocumentQuery, DossierKey, Ports, Stores, StoredDocument } from '../ports/index.ts';
import { announceConsultation, announcesNothing } from './announce-consultation.ts';
import type { Caller } from './caller.ts';
import { underCurrentIns } from './current-ins.ts';
import { type ToldMasking, maskingOf } from './masked-to.ts';
import { withAccess } from './with-access.ts';

export interface ListedDocuments extends Omit<DocumentPage, 'rows'> {
  readonly rows: readonly (StoredDocument & ToldMasking)[];
  readonly dossier: DossierId;
}

/** `visitBegan`: what is new since this caller's last visit before that moment is told as new (N3). */
export function listDocuments(ports: Ports, caller: Caller, dossier: DossierKey, query: DocumentQuery, visitBegan?: Instant): Promise<Result<ListedDocuments>> {
  return withAccess(ports, caller, { action: 'list-documents', dossier }, async (allowed) => {
    const { permit, policy, tx, last } = allowed;
    if (announcesNothing(permit)) last();
    const [, page, masking, current, fresh] = await Promise.all([
      announceConsultation(ports, caller, allowed),
      tx.documents.list(permit, query),
      maskingOf(tx, permit),
      underCurrentIns(tx, permit),
      visitBegan === undefined ? undefined : newSinceVisit(tx, permit, visitBegan, policy.registryMaximumObjects),
    ]);
    const told = (row: StoredDocument): StoredDocument => ({
      ...row,
      entry: current(row.entry),
      ...(fresh === undefined ? {} : { isNew: fresh.has(row.entry.logicalId) }),
    });
    return ok({ ...page, rows: page.rows.map((row) => ({ ...told(row), ...masking(row.entry) })), dossier: permit.dossier.id });
  });
}

/** What one wrote oneself is not new. Where too much is new to be told one by one, none is. */
async function newSinceVisit(tx: Stores, permit: Permit<'list-documents'>, visitBefore: Instant, maximum: number): Promise<ReadonlySet<LogicalId>> {
  const found = await tx.documents.changes(permit, { visitBefore, maximum });
  if (found.kind !== 'changes') return new Set();
  const me = actorId(permit.actor);
  const fresh = found.changes.flatMap((one) => (one.kind === 'new' ? [one.stored.entry] : []));
  return new Set(fresh.filter(({ authors }) => !authors.some((by) => by.kind === 'professionnel' && by.id === me)).map(({ logicalId }) => logicalId));
}
