// TD3.1a (ITI-18, ITI-67): the documents of a record this caller may see. Rows, pages and totals come out as if the others did not exist.

import type { Permit } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import type { LogicalId } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import { type Instant, type Result, ok } from '@carnet/domain/kernel';
import type { DocumentPage, DocumentQuery, DossierKey, Ports, Stores, StoredDocument } from '../ports/index.ts';
import { inBinder } from './arranged.ts';
import { announceConsultation, announcesNothing } from './announce-consultation.ts';
import type { Caller } from './caller.ts';
import { underCurrentIns } from './current-ins.ts';
import { type ToldMasking, maskingOf } from './masked-to.ts';
import { type Allowed, withAccess } from './with-access.ts';

export interface ListedDocuments extends Omit<DocumentPage, 'rows'> {
  readonly rows: readonly (StoredDocument & ToldMasking)[];
  readonly dossier: DossierId;
}

export interface Listing {
  /** What is new since this caller's last visit before that moment is told as new (N3). */
  readonly visitBegan?: Instant;
  /** Of the documents of this binder of the caller's own, those the query asks for. */
  readonly binder?: string;
}

export function listDocuments(
  ports: Ports,
  caller: Caller,
  dossier: DossierKey,
  query: DocumentQuery,
  listing: Listing = {},
): Promise<Result<ListedDocuments>> {
  const { visitBegan, binder } = listing;
  return withAccess(ports, caller, { action: 'list-documents', dossier }, async (allowed) => {
    const { permit, tx, last } = allowed;
    const asked = binder === undefined ? query : { ...query, logicalIds: await inBinder(tx, permit, binder) };
    if (binder === undefined && announcesNothing(permit)) last();
    return ok(await listedWith(ports, caller, allowed, asked, visitBegan));
  });
}

/** The same, with a permit at hand. */
export async function listedWith(
  ports: Ports,
  caller: Caller,
  allowed: Allowed<'list-documents'>,
  query: DocumentQuery,
  visitBegan?: Instant,
): Promise<ListedDocuments> {
  const { permit, policy, tx } = allowed;
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
  return { ...page, rows: page.rows.map((row) => ({ ...told(row), ...masking(row.entry) })), dossier: permit.dossier.id };
}

/** What one wrote oneself is not new. Where too much is new to be told one by one, none is. */
async function newSinceVisit(tx: Stores, permit: Permit<'list-documents'>, visitBefore: Instant, maximum: number): Promise<ReadonlySet<LogicalId>> {
  const found = await tx.documents.changes(permit, { visitBefore, maximum });
  if (found.kind !== 'changes') return new Set();
  const me = actorId(permit.actor);
  const fresh = found.changes.flatMap((one) => (one.kind === 'new' ? [one.stored.entry] : []));
  return new Set(fresh.filter(({ authors }) => !authors.some((by) => by.kind === 'professionnel' && by.id === me)).map(({ logicalId }) => logicalId));
}
