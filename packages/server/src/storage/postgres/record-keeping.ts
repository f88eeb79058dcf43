// What is kept of a record beside its documents: how the person is reached, when it was closed, why, and whom its traits find. Part of the
// store of records.

import { dossierOf } from '@carnet/domain/access';
import type { Closing, DossierId, PersonneId } from '@carnet/domain/dossier';
import { type ContactDetails, noContact } from '@carnet/domain/identity';
import type { Instant } from '@carnet/domain/kernel';
import { randomUUID } from 'node:crypto';
import type { DossierStore } from '../../ports/index.ts';
import { holdIns, takeWaitingKey, waitsElsewhere } from './assure-store.ts';
import { type SealedClosing, closingBinding, contactBinding } from './dossier-bindings.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';
import { Taken, insertDossier } from './new-dossier.ts';
import { type SealedRepresentation, representationBinding } from './tie-store.ts';
import { soughtHash } from './trait-hash.ts';
import { insHash } from './ins-hash.ts';
import { historyOpens } from './merge-lines.ts';

type RecordKeeping = Pick<DossierStore, 'contact' | 'saveContact' | 'representants' | 'close' | 'reopen' | 'closing' | 'create' | 'candidates'>;

export function recordKeeping({ db, keys, vault }: StoreContext): RecordKeeping {
  const opened = async <T>(dossier: DossierId, binding: string, sealed: Buffer): Promise<T> =>
    JSON.parse((await keys.sealer(dossier, db)).open(binding, sealed).toString('utf8')) as T;
  return {
    async contact(permit) {
      const id = dossierOf(permit);
      const { rows } = await db.query<{ sealed: Buffer }>({
        name: 'contact-read',
        text: 'SELECT sealed FROM contact_details WHERE dossier_id = $1',
        values: [id],
      });
      return rows[0] === undefined ? noContact : opened<ContactDetails>(id, contactBinding(id), rows[0].sealed);
    },
    async saveContact(permit, contact) {
      const id = dossierOf(permit);
      const sealer = await keys.sealer(id, db);
      await db.query({
        name: 'contact-save',
        text: `INSERT INTO contact_details (dossier_id, changed_at, sealed) VALUES ($1, $2, $3)
          ON CONFLICT (dossier_id) DO UPDATE SET changed_at = excluded.changed_at, sealed = excluded.sealed`,
        values: [id, toTimestamp(permit.at), sealer.seal(contactBinding(id), JSON.stringify(contact))],
      });
    },
    async representants(permit) {
      const id = dossierOf(permit);
      const { rows } = await db.query<{ personne: PersonneId; sealed: Buffer }>({
        name: 'contact-representants',
        text: `SELECT personne, sealed FROM representation WHERE dossier_id = $1 AND kind <> 'curateur' AND since <= $2 AND (until IS NULL OR until > $2) ORDER BY since, personne`,
        values: [id, toTimestamp(permit.at)],
      });
      return Promise.all(
        rows.map(async ({ personne, sealed }) => (await opened<SealedRepresentation>(id, representationBinding(id, personne), sealed)).names.representant),
      );
    },
    async close(permit, { at, motive, reason, closedBy }) {
      const id = dossierOf(permit);
      const { rowCount } = await db.query({
        name: 'record-close',
        text: `UPDATE dossier SET life = 'ferme' WHERE dossier_id = $1 AND life = 'ouvert'`,
        values: [id],
      });
      if (rowCount !== 1) return false;
      const hidden: SealedClosing = { closedBy, ...(reason === undefined ? {} : { reason }) };
      const closingId = randomUUID();
      const sealed = (await keys.sealer(id, db)).seal(closingBinding(id, closingId), JSON.stringify(hidden));
      await db.query({
        name: 'record-closing',
        text: 'INSERT INTO closing (dossier_id, id, at, motive, sealed) VALUES ($1, $2, $3, $4, $5)',
        values: [id, closingId, toTimestamp(at), motive, sealed],
      });
      return true;
    },
    async reopen(permit) {
      const id = dossierOf(permit);
      const { rowCount } = await db.query({
        name: 'record-reopen',
        text: `UPDATE dossier SET life = 'ouvert' WHERE dossier_id = $1 AND life = 'ferme'`,
        values: [id],
      });
      if (rowCount !== 1) return false;
      await db.query({
        name: 'record-reopened',
        text: 'UPDATE closing SET reopened_at = $2 WHERE dossier_id = $1 AND reopened_at IS NULL',
        values: [id, toTimestamp(permit.at)],
      });
      await historyOpens(db, id, permit.at);
      return true;
    },
    async closing(permit) {
      const id = dossierOf(permit);
      const { rows } = await db.query<{ id: string; at: Instant; motive: Closing['motive']; sealed: Buffer }>({
        name: 'record-closing-read',
        text: 'SELECT id, at, motive, sealed FROM closing WHERE dossier_id = $1 AND reopened_at IS NULL',
        values: [id],
      });
      const row = rows[0];
      return row && { at: row.at, motive: row.motive, ...(await opened<SealedClosing>(id, closingBinding(id, row.id), row.sealed)) };
    },
    async create(_permit, dossier) {
      await holdIns(db, vault, dossier.ins);
      const known = await db.query({
        name: 'record-known',
        text: 'SELECT FROM ins_directory WHERE ins_hash = ANY ($1::bytea[])',
        values: [[dossier.ins, ...dossier.formerIns].map((one) => insHash(vault, one))],
      });
      // The insurer made them known at this very moment, under an id that this opening does not know of.
      if (known.rowCount !== 0 || (await waitsElsewhere(db, vault, dossier.ins, dossier.id))) return 'taken';
      const wrappedKey = (await takeWaitingKey(db, dossier.id, dossier.openedAt)) ?? (await vault.newDossierKey(dossier.id));
      try {
        await insertDossier(db, vault, dossier, wrappedKey);
      } catch (error) {
        // Somebody opened it at the same moment: whoever is told so undoes the rest.
        if (error instanceof Taken) return 'taken';
        throw error;
      }
      keys.lend(dossier.id, wrappedKey);
      return 'created';
    },
    async candidates(_permit, sought, limit) {
      const { rows } = await db.query<{ dossier_id: DossierId }>({
        name: 'record-candidates',
        text: 'SELECT dossier_id FROM trait_directory WHERE trait_hash = $1 ORDER BY dossier_id LIMIT $2',
        values: [soughtHash(vault, sought), limit],
      });
      return rows.map((row) => row.dossier_id);
    },
  };
}
