// Who a record is about, and the choices made for it. Identity and INS are sealed.

import { dossierOf } from '@carnet/domain/access';
import type { DossierChoices } from '@carnet/domain/dossier';
import { type Instant, invariant } from '@carnet/domain/kernel';
import type { DossierStore } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { type SealedIdentity, identityBinding } from './dossier-bindings.ts';
import { recordKeeping } from './record-keeping.ts';

export function dossierStore(context: StoreContext): DossierStore {
  const { db, keys } = context;
  return {
    ...recordKeeping(context),
    async identity(permit) {
      const id = permit.dossier.mergedInto?.survivor ?? dossierOf(permit);
      const [{ rows }, sealer] = await Promise.all([
        db.query<{ opened_at: Instant; sealed: Buffer }>({
          name: 'dossier-identity',
          text: 'SELECT opened_at, sealed FROM dossier WHERE dossier_id = $1',
          values: [id],
        }),
        keys.sealer(id, db),
      ]);
      const row = rows[0];
      invariant(row !== undefined, 'the record of a permit exists');
      const identity = JSON.parse(sealer.open(identityBinding(id), row.sealed).toString('utf8')) as SealedIdentity;
      return { id, ...identity, openedAt: row.opened_at };
    },
    async hasNamesake(permit) {
      const { rows } = await db.query({
        name: 'dossier-namesake',
        text: `SELECT FROM dossier d JOIN dossier o ON o.traits_hash = d.traits_hash AND o.dossier_id <> d.dossier_id
          WHERE d.dossier_id = $1 AND o.merged_into IS NULL LIMIT 1`,
        values: [permit.dossier.mergedInto?.survivor ?? dossierOf(permit)],
      });
      return rows.length > 0;
    },
    // Decided on a moment ago, in this transaction.
    choices: async (permit) => permit.dossier.choices,
    async saveChoices(permit, { opposesBrisDeGlace, opposesCentre15, permitsMaskedInEmergency, masksByDefault, masksReimbursements }) {
      const { rows } = await db.query<DossierChoices>({
        name: 'dossier-save-choices',
        text: `UPDATE dossier SET opposes_bris_de_glace = coalesce($2, opposes_bris_de_glace), opposes_centre_15 = coalesce($3, opposes_centre_15),
            permits_masked_in_emergency = coalesce($4, permits_masked_in_emergency), masks_by_default = coalesce($5, masks_by_default),
            masks_reimbursements = coalesce($6, masks_reimbursements)
          WHERE dossier_id = $1
          RETURNING opposes_bris_de_glace AS "opposesBrisDeGlace", opposes_centre_15 AS "opposesCentre15",
            permits_masked_in_emergency AS "permitsMaskedInEmergency", masks_by_default AS "masksByDefault", masks_reimbursements AS "masksReimbursements"`,
        values: [
          dossierOf(permit),
          opposesBrisDeGlace ?? null,
          opposesCentre15 ?? null,
          permitsMaskedInEmergency ?? null,
          masksByDefault ?? null,
          masksReimbursements ?? null,
        ],
      });
      invariant(rows[0] !== undefined, 'the record of a permit exists');
      return rows[0];
    },
  };
}
