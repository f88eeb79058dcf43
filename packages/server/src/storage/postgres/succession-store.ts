// Heirs: rows of facts the rules read, with what names and proves them sealed beside.

import { dossierOf } from '@carnet/domain/access';
import type { DossierId, Succession } from '@carnet/domain/dossier';
import { type CivilDate, type Instant } from '@carnet/domain/kernel';
import type { NewSuccession, SuccessionStore } from '../../ports/successions.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';
import { isUuid } from './statement.ts';

export type SealedSuccession = Pick<NewSuccession, 'names' | 'link' | 'proof'> & { readonly diedOn: string };
export const successionBinding = (dossier: DossierId, id: string): string => `succession|${dossier}|${id}`;

interface Row {
  readonly id: string;
  readonly since: Instant;
  readonly until: Instant;
  readonly reason: Succession['reason'];
  readonly refused_by_deceased: boolean;
  readonly ended_at: Instant | null;
  readonly sealed: Buffer;
}

export const successionStore = ({ db, keys }: StoreContext): SuccessionStore => ({
  async register(permit, { id, personne, since, until, reason, refusedByDeceased, names, link, proof, diedOn }) {
    const dossier = dossierOf(permit);
    const hidden: SealedSuccession = { names, link, proof, diedOn };
    const sealed = (await keys.sealer(dossier, db)).seal(successionBinding(dossier, id), JSON.stringify(hidden));
    await db.query({
      name: 'succession-register',
      text: `INSERT INTO succession (dossier_id, personne, since, until, reason, refused_by_deceased, id, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      values: [dossier, personne, toTimestamp(since), toTimestamp(until), reason, refusedByDeceased, id, sealed],
    });
    await db.query({
      name: 'succession-list-heir',
      text: `INSERT INTO tie_directory (personne, dossier_id, kind) VALUES ($1, $2, 'ayant-droit') ON CONFLICT DO NOTHING`,
      values: [personne, dossier],
    });
  },
  async list(permit) {
    const dossier = dossierOf(permit);
    const { rows } = await db.query<Row>({
      name: 'succession-list',
      text: 'SELECT id, since, until, reason, refused_by_deceased, ended_at, sealed FROM succession WHERE dossier_id = $1 ORDER BY since DESC, id',
      values: [dossier],
    });
    if (rows.length === 0) return [];
    const sealer = await keys.sealer(dossier, db);
    return rows.map(({ id, since, until, reason, refused_by_deceased: refusedByDeceased, ended_at: endedAt, sealed }) => {
      const hidden = JSON.parse(sealer.open(successionBinding(dossier, id), sealed).toString('utf8')) as SealedSuccession;
      return { ...hidden, diedOn: hidden.diedOn as CivilDate, id, since, until, reason, refusedByDeceased, ...(endedAt === null ? {} : { endedAt }) };
    });
  },
  async end(permit, id) {
    if (!isUuid(id)) return false;
    const { rowCount } = await db.query({
      name: 'succession-end',
      text: 'UPDATE succession SET ended_at = $3 WHERE dossier_id = $1 AND id = $2 AND ended_at IS NULL AND until > $3',
      values: [dossierOf(permit), id, toTimestamp(permit.at)],
    });
    return rowCount === 1;
  },
});
