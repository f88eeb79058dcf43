// The destruction of a record's key, and its certificate. Needs the database's owner: the server's own role may delete none of this.
// What stays is sealed with the key that is gone, or says nothing of anybody: codes, dates, ids. PostgreSQL keeps the former row until it is
// overwritten, and so do backups: what makes it final everywhere is to retire the master key that had wrapped it (docs/operations/keys.md).

import type { DossierId } from '@carnet/domain/dossier';
import { createHash } from 'node:crypto';
import type { KeyStore } from '../../ports/index.ts';
import { nameOfMark } from '../master-key/master-key.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';

/** Said when a dossier's key was rotated or destroyed: every server forgets those it holds. */
export const keysChanged = 'carnet_keys';
const bindingOf = (dossier: DossierId): string => `destruction_certificate|${dossier}`;

/** $1 the record. Whatever leads to it from outside, or is recognised with another key than its own, and whatever of it still waits to go out. */
const leadingToIt = [
  'DELETE FROM ins_directory WHERE dossier_id = $1',
  'DELETE FROM assure_directory WHERE dossier_id = $1',
  'DELETE FROM opposition_code WHERE dossier_id = $1',
  'DELETE FROM rattachement WHERE dossier_id = $1 OR assure = $1',
  'DELETE FROM assure WHERE dossier_id = $1',
  'DELETE FROM reimbursement_month WHERE dossier_id = $1',
  'DELETE FROM reimbursement_document WHERE dossier_id = $1',
  'DELETE FROM tie_directory WHERE dossier_id = $1',
  'DELETE FROM local_identifier_directory WHERE dossier_id = $1',
  'DELETE FROM trait_directory WHERE dossier_id = $1',
  'DELETE FROM document_content WHERE dossier_id = $1',
  'DELETE FROM invitation_directory WHERE dossier_id = $1',
  'DELETE FROM web_session WHERE personne_id IN (SELECT personne_id FROM account WHERE dossier_id = $1)',
  'DELETE FROM account WHERE dossier_id = $1',
  'DELETE FROM subscription_event WHERE dossier_id = $1',
  'DELETE FROM record_export WHERE dossier_id = $1',
  'DELETE FROM record_upload WHERE dossier_id = $1',
  'DELETE FROM emergency_card_directory WHERE dossier_id = $1',
  'DELETE FROM share_code_directory WHERE dossier_id = $1',
  `UPDATE subscription SET state = 'off' WHERE dossier_id = $1`,
  `UPDATE outbox SET state = 'dropped' WHERE dossier_id = $1 AND state = 'pending'`,
];

export function keyStore({ db, vault }: StoreContext): KeyStore {
  return {
    async destroy(_permit, dossier) {
      const { rows } = await db.query<{ wrapped: Buffer | null }>({
        text: 'SELECT wrapped_key AS wrapped FROM dossier WHERE dossier_id = $1 FOR UPDATE',
        values: [dossier],
      });
      const wrapped = rows[0]?.wrapped ?? undefined;
      if (wrapped === undefined) return undefined;
      const counted = await db.query<{ documents: number; versions: number }>({
        text: 'SELECT count(DISTINCT logical_id) AS documents, count(*) AS versions FROM document_entry WHERE dossier_id = $1',
        values: [dossier],
      });
      await db.query({ text: `UPDATE dossier SET wrapped_key = NULL, traits_hash = NULL, life = 'ferme' WHERE dossier_id = $1`, values: [dossier] });
      for (const text of leadingToIt) await db.query({ text, values: [dossier] });
      await db.query({ text: `SELECT pg_notify('${keysChanged}', '')`, values: [] });
      return { ...counted.rows[0]!, wrappedKeySha256: createHash('sha256').update(wrapped).digest('hex'), wrappedBy: nameOfMark(wrapped) };
    },
    async keepCertificate(permit, dossier, { text, signature }) {
      await db.query({
        text: 'INSERT INTO destruction_certificate (dossier_id, at, sealed, signature) VALUES ($1, $2, $3, $4)',
        values: [dossier, toTimestamp(permit.at), vault.sealSystem(bindingOf(dossier), text), signature],
      });
    },
    async certificate(_permit, dossier) {
      const { rows } = await db.query<{ sealed: Buffer; signature: Buffer }>({
        text: 'SELECT sealed, signature FROM destruction_certificate WHERE dossier_id = $1',
        values: [dossier],
      });
      return rows[0] && { text: vault.openSystem(bindingOf(dossier), rows[0].sealed).toString('utf8'), signature: rows[0].signature };
    },
  };
}
