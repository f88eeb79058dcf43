// What falls due by the passing of time alone, across records: looked up by partial indexes that hold only what waits. Yields names of
// records and documents, and of the people concerned; what is then done goes through the rules, or through the notices.

import type { DossierId, PersonneId, RepresentationKind } from '@carnet/domain/dossier';
import type { LogicalId } from '@carnet/domain/document';
import type { StructIdNat } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import type { DueStore, EndedRepresentation } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';
import { type SealedRepresentation, representationBinding } from './tie-store.ts';
import { forPeople } from './visible-documents.ts';

interface EndedRow {
  dossier_id: DossierId;
  personne: PersonneId;
  kind: RepresentationKind;
  sealed: Buffer;
  own_dossier: DossierId | null;
  told_before: boolean;
}

export function dueStore({ db, keys }: StoreContext): DueStore {
  return {
    async awaitingAnnouncement(depositedUntil, limit) {
      const { rows } = await db.query<{ dossier: DossierId; document: LogicalId }>({
        name: 'due-announcements',
        text: `SELECT e.dossier_id AS dossier, e.logical_id AS document FROM document_entry e JOIN dossier d ON d.dossier_id = e.dossier_id AND d.life = 'ouvert'
          WHERE e.is_current AND e.invisible_patient AND e.status <> 'Deleted' AND ${forPeople} AND e.deposited_at <= $1 ORDER BY e.deposited_at LIMIT $2`,
        values: [toTimestamp(depositedUntil), limit],
      });
      return rows;
    },
    async takeEndedRepresentations(at, limit) {
      const { rows } = await db.query<EndedRow>({ name: 'due-representations', text: takeStatement, values: [toTimestamp(at), limit] });
      const ended: EndedRepresentation[] = [];
      for (const { dossier_id: dossier, personne, kind, sealed, own_dossier: ownDossier, told_before: toldBefore } of rows) {
        const clear = (await keys.sealer(dossier, db)).open(representationBinding(dossier, personne), sealed).toString('utf8');
        ended.push({ dossier, kind, names: (JSON.parse(clear) as SealedRepresentation).names, toldBefore, ...(ownDossier === null ? {} : { ownDossier }) });
      }
      return ended;
    },
    async hasOlderHistory(before) {
      const { rows } = await db.query<{ found: boolean }>({
        name: 'due-older-history',
        text: `SELECT EXISTS (SELECT FROM reimbursement_month m WHERE m.oldest < $1::date) AS found`,
        values: [before],
      });
      return rows[0]!.found;
    },
    async changedHistories(at, limit) {
      const { rows } = await db.query<{ dossier: DossierId; due_since: Instant; document: LogicalId | null; insurer: StructIdNat }>({
        name: 'due-histories',
        text: `SELECT h.dossier_id AS dossier, h.due_since, h.logical_id AS document, h.insurer FROM reimbursement_document h
          JOIN dossier d ON d.dossier_id = h.dossier_id AND d.life = 'ouvert' AND d.wrapped_key IS NOT NULL
          WHERE h.due_since <= $1 ORDER BY h.due_since LIMIT $2`,
        values: [toTimestamp(at), limit],
      });
      return rows.map(({ due_since: dueSince, document, ...row }) => ({ ...row, dueSince, ...(document === null ? {} : { document }) }));
    },
  };
}

/** Marked as told by the very statement that takes them: two workers never tell twice, and a failure leaves them to be told. */
const takeStatement = `
  WITH due AS (
    SELECT r.dossier_id, r.personne, r.since FROM representation r
    WHERE r.until IS NOT NULL AND r.end_told_at IS NULL AND r.until <= $1
      AND EXISTS (SELECT FROM dossier d WHERE d.dossier_id = r.dossier_id AND d.wrapped_key IS NOT NULL) ORDER BY r.until, r.dossier_id LIMIT $2 FOR UPDATE SKIP LOCKED)
  UPDATE representation r SET end_told_at = $1 FROM due WHERE r.dossier_id = due.dossier_id AND r.personne = due.personne AND r.since = due.since
  RETURNING r.dossier_id, r.personne, r.kind, r.sealed,
    (SELECT t.dossier_id FROM tie_directory t WHERE t.personne = r.personne AND t.kind = 'titulaire' LIMIT 1) AS own_dossier,
    EXISTS (SELECT FROM representation o WHERE o.dossier_id = r.dossier_id AND o.until = r.until AND o.end_told_at IS NOT NULL) AS told_before`;
