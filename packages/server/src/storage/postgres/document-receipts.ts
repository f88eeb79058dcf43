// Receipts of documents that came again: the same uniqueId, bytes and authors. The first time is the document itself and has no row.

import type { Permit } from '@carnet/domain/access';
import { dossierOf } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import type { NewReceipt, ReaderOfAccesses, Received } from '../../ports.ts';
import type { Queryable } from './connection.ts';
import { toTimestamp } from './instants.ts';

export async function keepReceipt(db: Queryable, permit: Permit<'deposit'>, { id, document, door }: NewReceipt): Promise<void> {
  await db.query({
    name: 'document-receipt-insert',
    text: `INSERT INTO document_receipt (dossier_id, logical_id, id, at, door, sender_kind, sender_id, secret) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [dossierOf(permit), document, id, toTimestamp(permit.at), door, permit.actor.kind, actorId(permit.actor), permit.secret],
  });
}

/** Of these documents of the record, those that came several times. What came in secret is told only where every reader may know it. */
export async function receivedAgain(
  db: Queryable,
  readers: readonly [Permit<'list-documents' | 'read-document'>, ...ReaderOfAccesses[]],
  documents: readonly string[],
): Promise<ReadonlyMap<string, Received>> {
  if (documents.length === 0) return new Map();
  const { rows } = await db.query<Received & { logical_id: string }>({
    name: 'document-receipts',
    text: `SELECT logical_id, count(*) + 1 AS count, max(at) AS "lastAt" FROM document_receipt
      WHERE dossier_id = $1 AND logical_id = ANY ($2::uuid[]) AND (NOT secret OR $3) GROUP BY logical_id`,
    values: [dossierOf(readers[0]), documents, readers.every(({ actor }) => actor.kind === 'titulaire' || actor.kind === 'professionnel')],
  });
  return new Map(rows.map(({ logical_id, count, lastAt }) => [logical_id, { count, lastAt }]));
}
