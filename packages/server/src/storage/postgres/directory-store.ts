// Professionals and structures, read. Public registers: nothing sealed, no dossier.

import type { Personnel, Professionnel, ProfessionCode, PsIdNat, SpecialtyCode, StructIdNat, Structure } from '@carnet/domain/identity';
import type { Directory } from '../../ports.ts';
import type { StoreContext } from './context.ts';

interface ProfessionnelRow {
  id: string;
  family_name: string;
  given_name: string;
  profession: string;
  specialty: string | null;
  active: boolean;
  email: string | null;
  structures: string[];
}

export function directoryStore({ db }: StoreContext): Directory {
  const professionnels = async (ids: readonly PsIdNat[]): Promise<readonly Professionnel[]> => {
    const { rows } = await db.query<ProfessionnelRow>({
      name: 'directory-professionnels',
      text: `SELECT p.*, ARRAY(SELECT e.structure FROM exercice e WHERE e.professionnel = p.id ORDER BY e.structure) AS structures
        FROM professionnel p WHERE p.id = ANY ($1::text[])`,
      values: [ids],
    });
    return rows.map((row) => ({
      id: row.id as PsIdNat,
      familyName: row.family_name,
      givenName: row.given_name,
      profession: row.profession as ProfessionCode,
      ...(row.specialty === null ? {} : { specialty: row.specialty as SpecialtyCode }),
      structures: row.structures as StructIdNat[],
      active: row.active,
      ...(row.email === null ? {} : { email: row.email }),
    }));
  };
  const structures = async (ids: readonly StructIdNat[]): Promise<readonly Structure[]> => {
    const { rows } = await db.query<Structure & { id: StructIdNat }>({
      name: 'directory-structures',
      text: 'SELECT id, name, sector, active, regulates, assurance_maladie AS "assuranceMaladie" FROM structure WHERE id = ANY ($1::text[])',
      values: [ids],
    });
    return rows;
  };
  return {
    professionnels,
    structures,
    professionnel: async (id) => (await professionnels([id]))[0],
    structure: async (id) => (await structures([id]))[0],
    async personnel(id) {
      const { rows } = await db.query<Personnel>({
        name: 'directory-personnel',
        text: 'SELECT id, family_name AS "familyName", given_name AS "givenName", role, structure, active FROM personnel WHERE id = $1',
        values: [id],
      });
      return rows[0];
    },
  };
}
