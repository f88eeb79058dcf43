// How one document came to be what a reader sees: each time its content came, under whatever uniqueId, and the versions it is one of.
// Only documents this reader sees are in it: a version hidden from them ends the chain there, as a link does in the registry (ADR 20).

import { type Permit, dossierOf } from '@carnet/domain/access';
import type { LogicalId } from '@carnet/domain/document';
import type { DocumentHistory, Receipt } from '../../ports/index.ts';
import { unlessAltered } from '../integrity-fault.ts';
import type { StoreContext } from './context.ts';
import { receiptsOf } from './document-receipts.ts';
import { type DocumentRow, fromRow } from './document-row.ts';
import { copiesSeen } from './same-content.ts';
import { Parameters } from './statement.ts';
import { type Reader, visibleDocuments } from './visible-documents.ts';

/** Longer chains are cut: a document revised this often is read from its latest versions. */
const longestChain = 100;

export async function documentHistory({ db, keys }: StoreContext, permit: Permit<'read-document'>, document: LogicalId): Promise<DocumentHistory> {
  const dossier = dossierOf(permit);
  const copies = await copiesSeen(db, { readers: [permit], asked: () => 'true', unseen: () => 'false', name: 'document-copies' });
  const own = copies.find(({ logicalId }) => logicalId === document);
  const line = own === undefined ? [document] : copies.filter((copy) => copy.line === own.line).map(({ logicalId }) => logicalId);
  const chain = await chainOf(db, permit, document);
  const parameters = new Parameters();
  const condition = visibleDocuments(permit, parameters);
  const { rows } = await db.query<DocumentRow & { door: Receipt['door'] | null }>({
    name: 'document-history',
    text: `SELECT e.*, c.door FROM document_entry e LEFT JOIN document_content c ON c.dossier_id = e.dossier_id AND c.logical_id = e.logical_id
      WHERE ${condition} AND e.logical_id = ANY (${parameters.add([...new Set([...line, ...chain])])}::uuid[]) ORDER BY e.deposited_at, e.logical_id`,
    values: parameters.values,
  });
  const sealer = await keys.sealer(dossier, db);
  const opened = rows.flatMap(({ door, ...row }): DocumentHistory['copies'] => {
    const stored = unlessAltered(() => fromRow(sealer, row));
    return stored === undefined ? [] : [{ entry: stored.entry, ...(door === null ? {} : { door }) }];
  });
  const inChain = new Map(opened.map(({ entry }) => [entry.logicalId, entry]));
  return {
    copies: opened.filter(({ entry }) => line.includes(entry.logicalId)),
    receipts: await receiptsOf(db, permit, line),
    versions: chain.flatMap((id) => inChain.get(id) ?? []),
  };
}

const step = (condition: string, from: string, to: string): string =>
  `SELECT a.${to} AS logical_id, depth + 1 FROM chain JOIN association a ON a.dossier_id = $1 AND a.${from} = chain.logical_id AND a.kind = 'RPLC'
     JOIN document_entry e ON e.logical_id = a.${to} AND ${condition} WHERE depth < ${longestChain}`;

/** Oldest first, this one among them. */
async function chainOf(db: StoreContext['db'], reader: Reader, document: LogicalId): Promise<readonly LogicalId[]> {
  const walk = async (from: 'source' | 'target', to: 'source' | 'target'): Promise<readonly LogicalId[]> => {
    const parameters = new Parameters();
    parameters.add(reader.dossier.id);
    const start = parameters.add(document);
    const condition = visibleDocuments(reader, parameters);
    const { rows } = await db.query<{ logical_id: LogicalId }>({
      name: `document-versions-${to}`,
      text: `WITH RECURSIVE chain (logical_id, depth) AS (SELECT ${start}::uuid, 0 UNION ALL ${step(condition, from, to)})
        SELECT logical_id FROM chain WHERE depth > 0 ORDER BY depth`,
      values: parameters.values,
    });
    return rows.map((row) => row.logical_id);
  };
  const former = await walk('source', 'target');
  const later = await walk('target', 'source');
  return former.length + later.length === 0 ? [] : [...former.toReversed(), document, ...later];
}

/** An entry as it may be told: that it replaces another is told to who sees that one. */
export async function withoutUnseen<E extends { readonly replaces?: LogicalId }>(
  db: StoreContext['db'],
  readers: readonly [Reader, ...Reader[]],
  entries: readonly E[],
): Promise<readonly E[]> {
  const replaced = entries.flatMap(({ replaces }) => replaces ?? []);
  if (replaced.length === 0) return entries;
  const parameters = new Parameters();
  const condition = readers.map((reader) => visibleDocuments(reader, parameters)).join('\n    AND ');
  const { rows } = await db.query<{ logical_id: LogicalId }>({
    name: `documents-replaced-${readers.length}`,
    text: `SELECT e.logical_id FROM document_entry e WHERE ${condition} AND e.logical_id = ANY (${parameters.add(replaced)}::uuid[])`,
    values: parameters.values,
  });
  const seen = new Set(rows.map((row) => row.logical_id));
  return entries.map((entry) => {
    const { replaces, ...rest } = entry;
    return replaces === undefined || seen.has(replaces) ? entry : (rest as E);
  });
}

/** Of these documents, how many versions of each this reader sees, itself counted; those with one only are not in it. */
export async function versionsOf(
  db: StoreContext['db'],
  readers: readonly [Reader, ...Reader[]],
  documents: readonly LogicalId[],
): Promise<ReadonlyMap<LogicalId, number>> {
  if (documents.length === 0) return new Map();
  const parameters = new Parameters();
  parameters.add(readers[0].dossier.id);
  const starts = parameters.add(documents);
  const condition = readers.map((reader) => visibleDocuments(reader, parameters)).join('\n    AND ');
  const { rows } = await db.query<{ logical_id: LogicalId; versions: number }>({
    name: `documents-versions-${readers.length}`,
    text: `WITH RECURSIVE chain (line, logical_id, depth) AS (
        SELECT start, start, 0 FROM unnest(${starts}::uuid[]) AS start
        UNION ALL SELECT chain.line, former.* FROM chain, LATERAL (${formerOf(condition)}) AS former)
      SELECT line AS logical_id, max(depth)::bigint + 1 AS versions FROM chain GROUP BY line HAVING max(depth) > 0`,
    values: parameters.values,
  });
  return new Map(rows.map(({ logical_id, versions }) => [logical_id, versions]));
}

const formerOf = (condition: string): string =>
  `SELECT a.target, chain.depth + 1 FROM association a JOIN document_entry e ON e.logical_id = a.target AND ${condition}
     WHERE a.dossier_id = $1 AND a.source = chain.logical_id AND a.kind = 'RPLC' AND chain.depth < ${longestChain}`;
