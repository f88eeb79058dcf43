// Facts drawn from documents. One sealed row for each document: nothing in clear says what it is about. Kinds and codes are found again by keyed
// hashes that are the record's own, so that two records with the same illness have nothing in common. Rows are read through their documents only.

import { type Permit, dossierOf } from '@carnet/domain/access';
import { type ClinicalContent, type ClinicalFact, conceptOf } from '@carnet/domain/clinical';
import type { LogicalId } from '@carnet/domain/document';
import type { DossierId } from '@carnet/domain/dossier';
import { invariant } from '@carnet/domain/kernel';
import type { ClinicalStore, FoundContent, ReadableContent, SoughtContent } from '../../ports/index.ts';
import { unlessAltered } from '../integrity-fault.ts';
import type { Sealer, Vault } from '../vault.ts';
import type { Statement } from './connection.ts';
import type { StoreContext } from './context.ts';
import { type DocumentRow, fromRow } from './document-row.ts';
import { Parameters } from './statement.ts';
import { forPeople, visibleDocuments } from './visible-documents.ts';

/** Of what is written here; raised when it changes, or when more is read of documents. */
const reader = 1;
/** A search opens so many at most, newest first: some tens of milliseconds. */
const documentsMaximum = 1000;
const tagBytes = 16;

export const contentBinding = (dossier: DossierId, logicalId: string): string => `clinical_content|${dossier}|${logicalId}`;

const tagOf = (vault: Vault, dossier: DossierId, kind: ClinicalFact['kind'], code = ''): Buffer =>
  vault.recordIndex('clinical', dossier, `${kind}|${code}`).subarray(0, tagBytes);

function tagsOf(vault: Vault, dossier: DossierId, { facts, absences }: ClinicalContent): readonly Buffer[] {
  const named = new Map<string, Buffer>();
  const add = (kind: ClinicalFact['kind'], code?: string): void => {
    const name = `${kind}|${code ?? ''}`;
    if (!named.has(name)) named.set(name, tagOf(vault, dossier, kind, code));
  };
  for (const fact of facts) {
    add(fact.kind);
    for (const { code } of conceptOf(fact).codings) add(fact.kind, code);
  }
  for (const { of } of absences) add(of);
  return [...named.values()];
}

export function clinicalStore(context: StoreContext): ClinicalStore {
  const { db, keys, vault } = context;
  return {
    async keep(permit, document, content) {
      const dossier = dossierOf(permit);
      await db.query(keptContent(vault, await keys.sealer(dossier, db), dossier, document, content));
    },
    find: (permit, sought) => find(context, permit, sought),
    async of(permit) {
      const document = permit.document?.logicalId;
      invariant(document !== undefined, 'a permit for one document names it');
      const dossier = dossierOf(permit);
      const { rows } = await db.query<{ content: Buffer }>({
        name: 'clinical-of-document',
        text: `SELECT c.sealed AS content FROM clinical_content c JOIN document_entry e ON e.dossier_id = c.dossier_id AND e.logical_id = c.logical_id AND e.is_current
          WHERE c.dossier_id = $1 AND c.logical_id = $2 AND e.status = 'Approved'`,
        values: [dossier, document],
      });
      return rows[0] && contentIn(await keys.sealer(dossier, db), dossier, document, rows[0].content);
    },
  };
}

export const keptContent = (vault: Vault, sealer: Sealer, dossier: DossierId, document: LogicalId, content: ClinicalContent): Statement => ({
  name: 'clinical-keep',
  text: `INSERT INTO clinical_content (dossier_id, logical_id, reader, tags, sealed) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (dossier_id, logical_id) DO UPDATE SET reader = excluded.reader, tags = excluded.tags, sealed = excluded.sealed`,
  values: [dossier, document, reader, tagsOf(vault, dossier, content), sealer.seal(contentBinding(dossier, document), JSON.stringify(content))],
});

const contentIn = (sealer: Sealer, dossier: DossierId, document: LogicalId, sealed: Buffer): ClinicalContent =>
  JSON.parse(sealer.open(contentBinding(dossier, document), sealed).toString('utf8')) as ClinicalContent;

async function find(
  { db, keys, vault }: StoreContext,
  permit: Permit<'list-documents' | 'export-record'>,
  { kinds, codes, documents: wanted = documentsMaximum }: SoughtContent,
): Promise<FoundContent> {
  const dossier = dossierOf(permit);
  const maximum = Math.min(wanted, documentsMaximum);
  const tags = kinds.flatMap((kind) => (codes === undefined ? [tagOf(vault, dossier, kind)] : codes.map(({ code }) => tagOf(vault, dossier, kind, code))));
  const parameters = new Parameters();
  const { rows } = await db.query<DocumentRow & { content: Buffer }>({
    name: 'clinical-find',
    // Each document is looked up by its own key: joined freely, a record whose statistics are not there yet was read once for each of its documents.
    text: `SELECT e.*, c.sealed AS content FROM document_entry e, LATERAL (
        SELECT c.sealed FROM clinical_content c WHERE c.dossier_id = e.dossier_id AND c.logical_id = e.logical_id AND c.tags && ${parameters.add(tags)}::bytea[] OFFSET 0) c
      WHERE ${visibleDocuments(permit, parameters)} AND e.status = 'Approved' AND ${forPeople}
      ORDER BY e.service_start DESC, e.logical_id DESC LIMIT ${parameters.add(maximum + 1)}::int`,
    values: parameters.values,
  });
  const looked = rows.slice(0, maximum);
  if (looked.length === 0) return { documents: [], missing: 0, more: false };
  const sealer = await keys.sealer(dossier, db);
  const documents = looked.flatMap((row): readonly ReadableContent[] => {
    const read = unlessAltered(() => ({ entry: fromRow(sealer, row).entry, content: contentIn(sealer, dossier, row.logical_id, row.content) }));
    return read === undefined ? [] : [read];
  });
  return { documents, missing: looked.length - documents.length, more: rows.length > maximum };
}
