// What the patient keeps from some professionals only. Ended rows stay. The rules read those that hold with the facts of whoever asks
// (fact-store.ts); here is the patient's own view of all of them, a document's only where the reader may see that document.

import { dossierOf } from '@carnet/domain/access';
import type { Masquage, MasquageFrom, MasquageId, MasquageWhat } from '@carnet/domain/dossier';
import { type Instant, invariant } from '@carnet/domain/kernel';
import type { MasquageStore } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { type DocumentRow, fromRow } from './document-row.ts';
import { toTimestamp } from './instants.ts';
import { sameContentAs } from './same-content.ts';
import { Parameters } from './statement.ts';
import { visibleDocuments } from './visible-documents.ts';

interface MasquageRow {
  id: MasquageId;
  from_kind: MasquageFrom['kind'];
  from_id: string;
  what_kind: MasquageWhat['kind'];
  what_id: string;
  since: Instant;
}
const columns = 'id, from_kind, from_id, what_kind, what_id, since';
const current = `SELECT ${columns} FROM masquage WHERE dossier_id = $1 AND until IS NULL`;

export function masquageStore({ db, keys }: StoreContext): MasquageStore {
  return {
    async create(permit, { id, from, what }, at) {
      const dossier = dossierOf(permit);
      const same = [dossier, from.kind, from.id, what.kind, what.id];
      await db.query({
        name: 'masquage-create',
        text: `INSERT INTO masquage (dossier_id, from_kind, from_id, what_kind, what_id, id, since) VALUES ($1, $2, $3, $4, $5, $6, $7)
          ON CONFLICT (dossier_id, from_kind, from_id, what_kind, what_id) WHERE until IS NULL DO NOTHING`,
        values: [...same, id, toTimestamp(at)],
      });
      const { rows } = await db.query<MasquageRow>({
        name: 'masquage-same',
        text: `${current} AND from_kind = $2 AND from_id = $3 AND what_kind = $4 AND what_id = $5`,
        values: same,
      });
      invariant(rows[0] !== undefined, 'what was just masked is masked');
      return { ...toMasquage(rows[0]), since: rows[0].since };
    },
    async end(permit, { from, what }, at) {
      await db.query({
        name: 'masquage-end',
        text: `UPDATE masquage SET until = $6 WHERE dossier_id = $1 AND from_kind = $2 AND from_id = $3 AND what_kind = $4 AND what_id = $5 AND until IS NULL`,
        values: [dossierOf(permit), from.kind, from.id, what.kind, what.id, toTimestamp(at)],
      });
    },
    async list(permit) {
      const dossier = dossierOf(permit);
      const { rows } = await db.query<MasquageRow>({ name: 'masquage-list', text: `${current} ORDER BY since DESC, id`, values: [dossier] });
      const named = rows.flatMap((row) => (row.what_kind === 'document' ? [row.what_id] : []));
      const parameters = new Parameters();
      const condition = visibleDocuments(permit, parameters);
      const documents = await db.query<DocumentRow>({
        name: 'masquage-documents',
        text: `SELECT e.* FROM document_entry e WHERE ${condition} AND e.logical_id = ANY (${parameters.add(named)}::uuid[])`,
        values: parameters.values,
      });
      const sealer = await keys.sealer(dossier, db);
      const entries = new Map(documents.rows.map((row) => [row.logical_id as string, fromRow(sealer, row).entry]));
      return rows.flatMap((row) => {
        const masquage = { ...toMasquage(row), since: row.since };
        if (row.what_kind === 'space') return [masquage];
        const document = entries.get(row.what_id);
        return document === undefined ? [] : [{ ...masquage, document }];
      });
    },
    async all(permit) {
      const { rows } = await db.query<MasquageRow>({
        name: 'masquage-all',
        text: `SELECT m.id, m.from_kind, m.from_id, m.what_kind, held.what_id, m.since FROM masquage m, LATERAL (${sameContentAs('m')}) AS held
          WHERE m.dossier_id = $1 AND m.until IS NULL ORDER BY m.since DESC, m.id`,
        values: [dossierOf(permit)],
      });
      return rows.map(toMasquage);
    },
  };
}

const toMasquage = ({ id, from_kind, from_id, what_kind, what_id }: MasquageRow): Masquage => ({
  id,
  from: { kind: from_kind, id: from_id } as MasquageFrom,
  what: { kind: what_kind, id: what_id } as MasquageWhat,
});
