// Receipts of documents that came again: the same uniqueId, bytes and authors. The first time is the document itself and has no row.

import type { Permit } from '@carnet/domain/access';
import { dossierOf } from '@carnet/domain/access';
import { actorId } from '@carnet/domain/audit';
import type { Instant } from '@carnet/domain/kernel';
import type { NewReceipt, Receipt } from '../../ports/index.ts';
import type { Queryable } from './connection.ts';
import { toTimestamp } from './instants.ts';
import type { Reader } from './visible-documents.ts';

export async function keepReceipt(db: Queryable, permit: Permit<'deposit'>, { id, document, door }: NewReceipt): Promise<void> {
  await db.query({
    name: 'document-receipt-insert',
    text: `INSERT INTO document_receipt (dossier_id, logical_id, id, at, door, sender_kind, sender_id, secret) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [dossierOf(permit), document, id, toTimestamp(permit.at), door, permit.actor.kind, actorId(permit.actor), permit.secret],
  });
}

/** What came in secret is told only where every reader may know it. */
const toldInSecret = (readers: readonly Reader[]): boolean => readers.every(({ actor }) => actor.kind === 'titulaire' || actor.kind === 'professionnel');

/** Of these documents of the record, how often each came after the first time, and when last. */
export async function receivedAgain(
  db: Queryable,
  readers: readonly [Reader, ...Reader[]],
  documents: readonly string[],
): Promise<ReadonlyMap<string, { readonly times: number; readonly lastAt: Instant }>> {
  if (documents.length === 0) return new Map();
  const { rows } = await db.query<{ logical_id: string; times: number; lastAt: Instant }>({
    name: 'document-receipts',
    text: `SELECT logical_id, count(*) AS times, max(at) AS "lastAt" FROM document_receipt
      WHERE dossier_id = $1 AND logical_id = ANY ($2::uuid[]) AND (NOT secret OR $3) GROUP BY logical_id`,
    values: [readers[0].dossier.id, documents, toldInSecret(readers)],
  });
  return new Map(rows.map(({ logical_id, times, lastAt }) => [logical_id, { times, lastAt }]));
}

/** Each receipt of these documents, oldest first. */
export async function receiptsOf(db: Queryable, reader: Reader, documents: readonly string[]): Promise<readonly Receipt[]> {
  const { rows } = await db.query<Receipt>({
    name: 'document-receipt-list',
    text: `SELECT logical_id AS document, at, door, sender_kind AS "senderKind", sender_id AS "senderId" FROM document_receipt
      WHERE dossier_id = $1 AND logical_id = ANY ($2::uuid[]) AND (NOT secret OR $3) ORDER BY at, id`,
    values: [reader.dossier.id, documents, toldInSecret([reader])],
  });
  return rows;
}
