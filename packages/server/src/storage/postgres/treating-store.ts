// Who treats: the médecin traitant and the administrateurs, as dated rows that stay. Writes are ordered by the record's chain of traces,
// whose end the gate has locked by then: each statement reads what the act before it left, whatever the permit's facts were loaded from.

import { dossierOf } from '@carnet/domain/access';
import type { DossierId } from '@carnet/domain/dossier';
import type { PsIdNat } from '@carnet/domain/identity';
import type { TreatingStore } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { toTimestamp } from './instants.ts';

export function treatingStore({ db }: StoreContext): TreatingStore {
  const current = async (dossier: DossierId): Promise<PsIdNat | undefined> => {
    const { rows } = await db.query<{ professionnel: PsIdNat }>({
      name: 'medecin-traitant-locked',
      text: 'SELECT professionnel FROM medecin_traitant WHERE dossier_id = $1 AND until IS NULL FOR UPDATE',
      values: [dossier],
    });
    return rows[0]?.professionnel;
  };
  return {
    async declareMedecinTraitant(permit, { professionnel, at, replaces }) {
      const dossier = dossierOf(permit);
      const inPlace = await current(dossier);
      if (inPlace === professionnel) return 'unchanged';
      if (replaces !== undefined && (inPlace ?? null) !== replaces) return 'stale';
      const values = [dossier, toTimestamp(at)];
      await db.query({ name: 'medecin-traitant-end', text: endMedecinTraitant, values });
      await db.query({
        name: 'medecin-traitant-declare',
        text: `INSERT INTO medecin_traitant (dossier_id, since, professionnel) SELECT $1::uuid, greatest($2::timestamptz, max(until)), $3::text FROM medecin_traitant WHERE dossier_id = $1`,
        values: [...values, professionnel],
      });
      return 'declared';
    },
    async endMedecinTraitant(permit, professionnel, at) {
      const dossier = dossierOf(permit);
      const inPlace = await current(dossier);
      if (inPlace === undefined) return 'unchanged';
      if (inPlace !== professionnel) return 'stale';
      await db.query({ name: 'medecin-traitant-end', text: endMedecinTraitant, values: [dossier, toTimestamp(at)] });
      return 'ended';
    },
    async giveAdministrateur(permit, professionnel, at) {
      const { rowCount } = await db.query({
        name: 'administrateur-give',
        text: `INSERT INTO administrateur (dossier_id, professionnel, since)
          SELECT $1::uuid, $2::text, greatest($3::timestamptz, max(until)) FROM administrateur WHERE dossier_id = $1 AND professionnel = $2 HAVING bool_and(until IS NOT NULL) IS NOT FALSE`,
        values: [dossierOf(permit), professionnel, toTimestamp(at)],
      });
      return rowCount === 1;
    },
    async takeAdministrateur(permit, professionnel, at) {
      const { rowCount } = await db.query({
        name: 'administrateur-take',
        text: `UPDATE administrateur SET until = greatest($3, since + interval '1 millisecond') WHERE dossier_id = $1 AND professionnel = $2 AND until IS NULL`,
        values: [dossierOf(permit), professionnel, toTimestamp(at)],
      });
      return rowCount === 1;
    },
  };
}

/** Nobody treats for no time at all: two changes within one millisecond are written one after the other. */
const endMedecinTraitant = `UPDATE medecin_traitant SET until = greatest($2, since + interval '1 millisecond') WHERE dossier_id = $1 AND until IS NULL`;
