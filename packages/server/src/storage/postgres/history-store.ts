// The history of reimbursements of one record, behind the document that is made of it: read with the permit of that document, filed as it.

import { type Permit, dossierOf } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import { type CivilDate, type Instant, invariant } from '@carnet/domain/kernel';
import type { KeptLine } from '@carnet/domain/reimbursement';
import { randomUUID } from 'node:crypto';
import type { HistoryStore } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { type DocumentRow, insertRows, toRow } from './document-row.ts';
import { monthOf, oldestOf, openBlock, sealBlock } from './history-block.ts';
import { toTimestamp } from './instants.ts';
import { lockBlocks } from './merge-lines.ts';
import { Parameters as Values } from './statement.ts';
import { sealedSet } from './submission-set.ts';
import { visibleDocuments } from './visible-documents.ts';

export function historyStore(context: StoreContext): HistoryStore {
  const { db, keys } = context;
  const linesSince = async (dossier: DossierId, from: CivilDate): Promise<readonly KeptLine[]> => {
    const { rows } = await db.query<{ month: string; sealed: Buffer }>({
      name: 'history-read',
      text: 'SELECT month::text, sealed FROM reimbursement_month WHERE dossier_id = $1 AND month >= $2::date ORDER BY month DESC',
      values: [dossier, monthOf(from)],
    });
    const sealer = await keys.sealer(dossier, db);
    return rows.flatMap(({ month, sealed }) => openBlock(sealer, dossier, month, sealed)).filter(({ date }) => date >= from);
  };
  return {
    async ofDocument(permit, from) {
      const dossier = dossierOf(permit);
      const { rows } = await db.query({
        name: 'history-document',
        text: 'SELECT FROM reimbursement_document WHERE dossier_id = $1 AND logical_id = $2',
        values: [dossier, permit.document?.logicalId ?? null],
      });
      return rows.length === 0 ? undefined : linesSince(dossier, from);
    },
    async linesSeen(permit, from) {
      const values = new Values();
      const { rows } = await db.query({
        name: 'history-seen',
        text: `SELECT FROM document_entry e WHERE ${visibleDocuments(permit, values)} AND e.status <> 'Deleted'
          AND e.logical_id = (SELECT d.logical_id FROM reimbursement_document d WHERE d.dossier_id = ${values.add(dossierOf(permit))}::uuid)`,
        values: values.values,
      });
      return rows.length === 0 ? [] : linesSince(dossierOf(permit), from);
    },
    linesFor: (permit, from) => linesSince(dossierOf(permit), from),
    async filed(permit, document, dueSince) {
      await db.query({
        name: 'history-filed',
        text: `UPDATE reimbursement_document SET logical_id = $2, due_since = CASE WHEN due_since > $3 THEN due_since END WHERE dossier_id = $1`,
        values: [dossierOf(permit), document, toTimestamp(dueSince)],
      });
    },
    async postpone(dossier, until) {
      await db.query({
        name: 'history-postpone',
        text: 'UPDATE reimbursement_document SET due_since = $2 WHERE dossier_id = $1',
        values: [dossier, toTimestamp(until)],
      });
    },
    refile: (permit, set, document) => refile(context, permit, set, document),
    removeOlder: ({ at }, before, limit) => removeOlder(context, at, before, limit),
  };
}

async function refile(
  { db, keys }: StoreContext,
  permit: Permit<'replace'>,
  set: Parameters<HistoryStore['refile']>[1],
  { entry, blob }: Parameters<HistoryStore['refile']>[2],
): Promise<boolean> {
  const dossier = dossierOf(permit);
  const { rows } = await db.query<DocumentRow>({
    name: 'history-document-lock',
    text: 'SELECT * FROM document_entry WHERE dossier_id = $1 AND logical_id = $2 AND is_current FOR UPDATE',
    values: [dossier, entry.logicalId],
  });
  const row = rows[0];
  if (row === undefined || row.version !== entry.version - 1) return false;
  const sealer = await keys.sealer(dossier, db);
  const taken = await db.query({
    name: 'history-take-unique-id',
    text: 'INSERT INTO unique_id_directory (unique_id, dossier_id, logical_id) VALUES ($1, $2, $3) ON CONFLICT (unique_id) DO NOTHING',
    values: [entry.uniqueId, dossier, entry.logicalId],
  });
  invariant(taken.rowCount === 1, 'a uniqueId made of a new UUID is nobody’s');
  await db.query({
    name: 'history-document-retire',
    text: 'UPDATE document_entry SET is_current = false WHERE dossier_id = $1 AND entry_uuid = $2',
    values: [dossier, row.entry_uuid],
  });
  await db.query(sealedSet(dossier, sealer, set));
  await db.query({
    name: 'history-document-insert',
    text: insertRows,
    values: [JSON.stringify([toRow(dossier, sealer, entry, blob, { authorIds: row.author_ids, authorStructures: row.author_structures })])],
  });
  await db.query({
    name: 'history-document-link',
    text: `INSERT INTO association (dossier_id, id, kind, source, target, membership, previous_version) VALUES ($1, $2, 'HasMember', $3, $4, 'Original', $5)`,
    values: [dossier, randomUUID(), set.id, entry.logicalId, row.version],
  });
  await db.query({ name: 'history-document-drop', text: 'SELECT drop_former_history($1)', values: [dossier] });
  return true;
}

async function removeOlder({ db, keys }: StoreContext, at: Instant, before: CivilDate, limit: number): Promise<number> {
  await lockBlocks(db);
  const { rows } = await db.query<{ dossier_id: DossierId; month: string; sealed: Buffer }>({
    name: 'history-older',
    text: `SELECT m.dossier_id, m.month::text, m.sealed FROM reimbursement_month m
      WHERE m.oldest < $1::date ORDER BY m.oldest LIMIT $2`,
    values: [before, limit],
  });
  for (const { dossier_id: dossier, month, sealed } of rows) {
    // A month that is over needs no key to be removed: also where the key is destroyed.
    const whole = month < monthOf(before);
    const sealer = whole ? undefined : await keys.sealer(dossier, db);
    const left = sealer === undefined ? [] : openBlock(sealer, dossier, month, sealed).filter(({ date }) => date >= before);
    if (sealer === undefined || left.length === 0)
      await db.query({ name: 'history-remove', text: 'DELETE FROM reimbursement_month WHERE dossier_id = $1 AND month = $2::date', values: [dossier, month] });
    else
      await db.query({
        name: 'history-shorten',
        text: 'UPDATE reimbursement_month SET oldest = $3::date, sealed = $4 WHERE dossier_id = $1 AND month = $2::date',
        values: [dossier, month, oldestOf(left), sealBlock(sealer, dossier, month, left)],
      });
  }
  await db.query({
    name: 'history-removed',
    text: 'UPDATE reimbursement_document SET due_since = coalesce(due_since, $2) WHERE dossier_id = ANY ($1::uuid[]) AND logical_id IS NOT NULL',
    values: [rows.map(({ dossier_id: dossier }) => dossier), toTimestamp(at)],
  });
  return rows.length;
}
