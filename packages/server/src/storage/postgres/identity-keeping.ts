// How sure an identity is, what number it bears, and which records somebody should look at. Part of the store of identities.

import { actorId } from '@carnet/domain/audit';
import { dossierOf } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import { type Ins, identityStatus } from '@carnet/domain/identity';
import { type Instant, invariant } from '@carnet/domain/kernel';
import type { IdentityStore, RecordToReview } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { identityBinding } from './dossier-bindings.ts';
import { insHash } from './ins-hash.ts';
import { toTimestamp } from './instants.ts';
import { listTraits, strictHash } from './trait-hash.ts';

type IdentityKeeping = Pick<IdentityStore, 'assure' | 'revise' | 'toReview' | 'tellApart'>;

interface GroupRow {
  records: { dossier: DossierId; openedAt: number }[];
}

export function identityKeeping({ db, keys, vault }: StoreContext): IdentityKeeping {
  /** False: it leads to another record. */
  const lead = async (dossier: DossierId, ins: Ins, status: 'current' | 'ancien'): Promise<boolean> => {
    const { rowCount } = await db.query({
      name: 'identity-lead',
      text: `INSERT INTO ins_directory AS i (ins_hash, dossier_id, status) VALUES ($1, $2, $3)
        ON CONFLICT (ins_hash) DO UPDATE SET status = excluded.status WHERE i.dossier_id = excluded.dossier_id`,
      values: [insHash(vault, ins), dossier, status],
    });
    return rowCount === 1;
  };
  return {
    async assure(permit, { insVerified, documentChecked }) {
      const { rowCount } = await db.query({
        name: 'identity-assure',
        text: 'UPDATE dossier SET ins_verified = coalesce($2, ins_verified), document_checked = coalesce($3, document_checked) WHERE dossier_id = $1',
        values: [dossierOf(permit), insVerified ?? null, documentChecked ?? null],
      });
      invariant(rowCount === 1, 'the record of a permit exists');
    },
    async revise(permit, { ins, formerIns, traits }) {
      const dossier = dossierOf(permit);
      // Former ones first: the one that is current until now gives way to the other.
      for (const former of formerIns) if (!(await lead(dossier, former, 'ancien'))) return 'taken';
      if (!(await lead(dossier, ins, 'current'))) return 'taken';
      const sealed = (await keys.sealer(dossier, db)).seal(identityBinding(dossier), JSON.stringify({ ins, formerIns, traits }));
      await db.query({
        name: 'identity-revise',
        text: 'UPDATE dossier SET sealed = $2, traits_hash = $3 WHERE dossier_id = $1',
        values: [dossier, sealed, strictHash(vault, traits)],
      });
      await listTraits(db, vault, dossier, traits);
      return 'revised';
    },
    async toReview(_permit, limit) {
      const one = `json_build_object('dossier', d.dossier_id, 'openedAt', (extract(epoch FROM d.opened_at) * 1000)::bigint)`;
      const toRecords = ({ records }: GroupRow): readonly RecordToReview[] =>
        records.map(({ dossier, openedAt }) => ({ dossier, openedAt: openedAt as Instant }));
      const pairs = await db.query<GroupRow>({
        name: 'identity-pairs',
        text: `SELECT json_build_array(${one}, ${one.replaceAll('d.', 'o.')}) AS records
          FROM dossier d JOIN dossier o ON o.traits_hash = d.traits_hash AND o.dossier_id > d.dossier_id
          WHERE d.traits_hash IS NOT NULL AND d.merged_into IS NULL AND o.merged_into IS NULL AND NOT EXISTS (SELECT FROM identity_pair p WHERE p.dossier_id = d.dossier_id AND p.other_id = o.dossier_id)
          ORDER BY greatest(d.opened_at, o.opened_at) DESC, d.dossier_id, o.dossier_id LIMIT $1`,
        values: [limit],
      });
      const shared = await db.query<GroupRow>({
        name: 'identity-shared',
        text: `SELECT json_agg(${one} ORDER BY d.opened_at, d.dossier_id) AS records
          FROM local_identifier_directory l JOIN dossier d ON d.dossier_id = l.dossier_id WHERE d.merged_into IS NULL GROUP BY l.identifier_hash HAVING count(*) > 1 LIMIT $1`,
        values: [limit],
      });
      const doubtful = await db.query<{ dossier_id: DossierId; opened_at: Instant; ins_verified: boolean; document_checked: boolean }>({
        name: 'identity-not-qualified',
        text: `SELECT dossier_id, opened_at, ins_verified, document_checked FROM dossier
          WHERE NOT (ins_verified AND document_checked) AND wrapped_key IS NOT NULL AND merged_into IS NULL ORDER BY dossier_id LIMIT $1`,
        values: [limit],
      });
      return {
        pairs: pairs.rows.map((row) => ({ records: toRecords(row) as [RecordToReview, RecordToReview] })),
        shared: shared.rows.map((row) => ({ records: toRecords(row) })),
        notQualified: doubtful.rows.map((row) => ({
          dossier: row.dossier_id,
          openedAt: row.opened_at,
          status: identityStatus({ insVerified: row.ins_verified, documentChecked: row.document_checked }),
        })),
      };
    },
    async tellApart(permit, other) {
      const [first, second] = [dossierOf(permit), other].toSorted();
      await db.query({
        name: 'identity-apart',
        text: 'INSERT INTO identity_pair (dossier_id, other_id, at, by) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
        values: [first, second, toTimestamp(permit.at), actorId(permit.actor)],
      });
    },
  };
}
