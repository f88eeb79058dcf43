// Files on their way: whose they are, how much of each came, where its parts are. A part counts once its row is written, and its bytes are on disk
// before. The digest of each is sealed with the record's key.

import { type Permit, dossierOf } from '@carnet/domain/access';
import type { LogicalId } from '@carnet/domain/document';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import { type Instant, invariant } from '@carnet/domain/kernel';
import type { Upload, UploadStore } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';
import { isUuid } from './statement.ts';

export const uploadPartBinding = (dossier: DossierId, upload: string, number: number): string => `record_upload_part|${dossier}|${upload}|${number}`;

interface Row {
  readonly id: string;
  readonly size: number;
  readonly received: number;
  readonly until: Instant;
  readonly hidden: boolean;
  readonly logical_id: LogicalId | null;
}
const columns = 'id, size, received, until, hidden, logical_id';
const toUpload = ({ logical_id: document, ...row }: Row): Upload => ({ ...row, ...(document === null ? {} : { document }) });

function personneOf({ actor }: Permit<'deposit'>): PersonneId {
  invariant('personne' in actor, 'a file is sent part by part by a person');
  return actor.personne;
}

export function uploadStore({ db, keys }: StoreContext): UploadStore {
  return {
    async begin(permit, { id, size, until, hidden }, atOnce) {
      const personne = personneOf(permit);
      await db.query({
        name: 'upload-make-room',
        text: `DELETE FROM record_upload x USING (SELECT dossier_id, id FROM record_upload WHERE personne = $1 AND logical_id IS NULL
            ORDER BY begun_at DESC, id DESC OFFSET $2) AS oldest
          WHERE x.dossier_id = oldest.dossier_id AND x.id = oldest.id`,
        values: [personne, atOnce - 1],
      });
      const { rows } = await db.query<Row>({
        name: 'upload-begin',
        text: `INSERT INTO record_upload (dossier_id, id, personne, begun_at, until, size, hidden) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${columns}`,
        values: [dossierOf(permit), id, personne, toTimestamp(permit.at), toTimestamp(until), size, hidden],
      });
      return toUpload(rows[0]!);
    },
    async find(permit, id) {
      if (!isUuid(id)) return undefined;
      const { rows } = await db.query<Row>({
        name: 'upload-find',
        text: `SELECT ${columns} FROM record_upload WHERE dossier_id = $1 AND id = $2 AND personne = $3 AND until > $4 FOR UPDATE`,
        values: [dossierOf(permit), id, personneOf(permit), toTimestamp(permit.at)],
      });
      return rows[0] && toUpload(rows[0]);
    },
    async append(permit, { id, received }, { address, sha256, size }) {
      const dossier = dossierOf(permit);
      // By where it begins: parts of one file never share a place.
      const sealed = (await keys.sealer(dossier, db)).seal(uploadPartBinding(dossier, id, received), JSON.stringify({ sha256 }));
      await db.query({
        name: 'upload-part',
        text: `INSERT INTO record_upload_part (dossier_id, upload_id, number, blob_address, size, sealed) VALUES ($1, $2, $3, decode($4, 'hex'), $5, $6)`,
        values: [dossier, id, received, address, size, sealed],
      });
      const { rows } = await db.query<Row>({
        name: 'upload-received',
        text: `UPDATE record_upload SET received = $3 WHERE dossier_id = $1 AND id = $2 RETURNING ${columns}`,
        values: [dossier, id, received + size],
      });
      return toUpload(rows[0]!);
    },
    async parts(permit, { id }) {
      const dossier = dossierOf(permit);
      const sealer = await keys.sealer(dossier, db);
      const { rows } = await db.query<{ number: number; address: string; size: number; sealed: Buffer }>({
        name: 'upload-parts',
        text: `SELECT number, encode(blob_address, 'hex') AS address, size, sealed FROM record_upload_part
          WHERE dossier_id = $1 AND upload_id = $2 ORDER BY number`,
        values: [dossier, id],
      });
      return rows.map(({ number, address, size, sealed }) => {
        const { sha256 } = JSON.parse(sealer.open(uploadPartBinding(dossier, id, number), sealed).toString('utf8')) as { readonly sha256: string };
        return { address, size, sha256 };
      });
    },
    async finish(permit, { id }, document) {
      const values = [dossierOf(permit), id];
      await db.query({ name: 'upload-let-go', text: 'DELETE FROM record_upload_part WHERE dossier_id = $1 AND upload_id = $2', values });
      await db.query({
        name: 'upload-finish',
        text: 'UPDATE record_upload SET logical_id = $3, received = size WHERE dossier_id = $1 AND id = $2',
        values: [...values, document],
      });
    },
    async remove(permit, id) {
      if (!isUuid(id)) return false;
      const { rowCount } = await db.query({
        name: 'upload-remove',
        text: 'DELETE FROM record_upload WHERE dossier_id = $1 AND id = $2 AND personne = $3',
        values: [dossierOf(permit), id, personneOf(permit)],
      });
      return rowCount === 1;
    },
    async expire(now) {
      const { rowCount } = await db.query({ name: 'upload-expire', text: 'DELETE FROM record_upload WHERE until <= $1', values: [toTimestamp(now)] });
      return rowCount ?? 0;
    },
  };
}
