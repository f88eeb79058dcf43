// Whose records a person may enter, and as what. The directory says who might; each record says whether and until when. Names are sealed
// in the record they belong to, so that listing them reads nothing else of it.

import { type RepresentationKind, type SuccessionReason, represents } from '@carnet/domain/dossier';
import type { DossierId, PersonneId } from '@carnet/domain/dossier';
import type { Space } from '@carnet/domain/terminology';
import { type Instant } from '@carnet/domain/kernel';
import type { AidantShare, NewRepresentation, Tie, TieStore } from '../../ports/index.ts';
import type { DossierKeys } from '../dossier-keys.ts';
import type { Sealer } from '../vault.ts';
import type { Queryable, Statement } from './connection.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp, toTimestampOrNull } from './instants.ts';
import { type SealedSuccession, successionBinding } from './succession-store.ts';

export interface SealedRepresentation {
  readonly names: { readonly representant: string; readonly titulaire: string };
  readonly measure?: string;
}
export const representationBinding = (dossier: DossierId, personne: PersonneId): string => `representation|${dossier}|${personne}`;

export interface SealedDelegation {
  readonly names: AidantShare['names'];
  readonly email: string;
}
export const delegationBinding = (dossier: DossierId, id: string): string => `delegation|${dossier}|${id}`;

interface TieRow {
  dossier_id: DossierId;
  kind: RepresentationKind | null;
  since: Instant;
  until: Instant | null;
  categories: Space[] | null;
  /** Of an heir. */
  reason: SuccessionReason | null;
  refused: boolean | null;
  id: string | null;
  sealed: Buffer;
}

export function tieStore({ db, keys }: StoreContext): TieStore {
  return {
    async kindOf(personne, dossier, at) {
      const { rows } = await db.query<{ kind: Tie['kind'] | 'titulaire' | 'ayant-droit' }>({
        name: 'tie-kind',
        text: kindStatement,
        values: [personne, dossier, toTimestamp(at)],
      });
      return rows[0]?.kind;
    },
    represent: (_permit, dossier, representation) => represent(db, keys, dossier, representation),
    async list(personne, at) {
      const { rows } = await db.query<TieRow>({ name: 'tie-list', text: listStatement, values: [personne, toTimestamp(at)] });
      const ties: Tie[] = [];
      for (const row of rows) {
        const sealer = await keys.sealer(row.dossier_id, db);
        const dated = { dossier: row.dossier_id, since: row.since, ...(row.until === null ? {} : { until: row.until }) };
        if (row.id === null) {
          const { names } = JSON.parse(sealer.open(representationBinding(row.dossier_id, personne), row.sealed).toString('utf8')) as SealedRepresentation;
          const representation = { kind: row.kind!, since: row.since, ...(row.until === null ? {} : { until: row.until }) };
          ties.push({ ...dated, kind: 'representant', representation: row.kind!, opens: represents(representation, at), titulaireName: names.titulaire });
        } else if (row.reason !== null) {
          const { names } = JSON.parse(sealer.open(successionBinding(row.dossier_id, row.id), row.sealed).toString('utf8')) as SealedSuccession;
          ties.push({ ...dated, kind: 'ayant-droit', reason: row.reason, opens: row.refused === false, titulaireName: names.titulaire });
        } else {
          const { names } = JSON.parse(sealer.open(delegationBinding(row.dossier_id, row.id), row.sealed).toString('utf8')) as SealedDelegation;
          ties.push({ ...dated, kind: 'aidant', categories: row.categories ?? [], opens: true, titulaireName: names.titulaire });
        }
      }
      return ties;
    },
  };
}

/** False: it is known already. */
export async function represent(db: Queryable, keys: DossierKeys, dossier: DossierId, representation: NewRepresentation): Promise<boolean> {
  const [tie, listed] = representationRows(await keys.sealer(dossier, db), dossier, representation);
  const { rowCount } = await db.query(tie);
  await db.query(listed);
  return rowCount === 1;
}

export function representationRows(
  sealer: Sealer,
  dossier: DossierId,
  { personne, kind, since, until, names, measure }: NewRepresentation,
): readonly [tie: Statement, listed: Statement] {
  const hidden: SealedRepresentation = { names, ...(measure === undefined ? {} : { measure }) };
  const sealed = sealer.seal(representationBinding(dossier, personne), JSON.stringify(hidden));
  return [
    {
      name: 'tie-represent',
      text: `INSERT INTO representation (dossier_id, personne, since, kind, until, sealed) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      values: [dossier, personne, toTimestamp(since), kind, toTimestampOrNull(until), sealed],
    },
    {
      name: 'tie-list-representant',
      text: `INSERT INTO tie_directory (personne, dossier_id, kind) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      values: [personne, dossier, 'representant'],
    },
  ];
}

/** The strongest tie that holds; where none does, the strongest there was, so that the rules can say why it opens nothing. */
const kindStatement = `
  SELECT t.kind FROM tie_directory t WHERE t.personne = $1 AND t.dossier_id = $2
  ORDER BY CASE t.kind
      WHEN 'titulaire' THEN 0
      WHEN 'representant' THEN CASE WHEN EXISTS (SELECT FROM representation r WHERE r.dossier_id = $2 AND r.personne = $1 AND r.kind <> 'curateur' AND r.since <= $3 AND (r.until IS NULL OR r.until > $3)) THEN 1 ELSE 4 END
      WHEN 'aidant' THEN CASE WHEN EXISTS (SELECT FROM delegation g WHERE g.dossier_id = $2 AND g.personne = $1 AND g.until > $3 AND g.ended_at IS NULL) THEN 2 ELSE 5 END
      ELSE 3 END
  LIMIT 1`;

/** Those that hold, and those that open nothing and say so: a curatelle, an heir whom the deceased refused. */
const listStatement = `
  SELECT r.dossier_id, r.kind, r.since, r.until, NULL::text[] AS categories, NULL AS reason, NULL::boolean AS refused, NULL::uuid AS id, r.sealed
  FROM tie_directory t JOIN representation r ON r.dossier_id = t.dossier_id AND r.personne = t.personne
  WHERE t.personne = $1 AND t.kind = 'representant' AND r.since <= $2 AND (r.until IS NULL OR r.until > $2)
  UNION ALL
  SELECT g.dossier_id, NULL, g.accepted_at, g.until, g.categories, NULL, NULL, g.id, g.sealed
  FROM tie_directory t JOIN delegation g ON g.dossier_id = t.dossier_id AND g.personne = t.personne
  WHERE t.personne = $1 AND t.kind = 'aidant' AND g.until > $2 AND g.ended_at IS NULL
  UNION ALL
  SELECT s.dossier_id, NULL, s.since, s.until, NULL, s.reason, s.refused_by_deceased, s.id, s.sealed
  FROM tie_directory t JOIN succession s ON s.dossier_id = t.dossier_id AND s.personne = t.personne
  WHERE t.personne = $1 AND t.kind = 'ayant-droit' AND s.since <= $2 AND s.until > $2 AND s.ended_at IS NULL
  ORDER BY 3, 1`;
