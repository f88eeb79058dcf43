// Professionals and structures, read: public registers, nothing sealed. The staff of structures, whose names are. No dossier.

import type { AuthorityOid, Professionnel, ProfessionCode, PsIdNat, SpecialtyCode, StructIdNat, Structure } from '@carnet/domain/identity';
import type { Directory, RankedPersonnel } from '../../ports/index.ts';
import type { StoreContext } from './context.ts';
import { openNames } from './personnel-names.ts';
import { together } from './together.ts';

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

interface StructureRow {
  id: StructIdNat;
  name: string;
  sector: string;
  active: boolean;
  regulates: boolean;
  assurance_maladie: boolean;
  legal_entity: StructIdNat | null;
  identifier_authority: AuthorityOid | null;
}

const professionnelColumns = 'p.*, ARRAY(SELECT e.structure FROM exercice e WHERE e.professionnel = p.id ORDER BY e.structure) AS structures';

const toProfessionnel = (row: ProfessionnelRow): Professionnel => ({
  id: row.id as PsIdNat,
  familyName: row.family_name,
  givenName: row.given_name,
  profession: row.profession as ProfessionCode,
  ...(row.specialty === null ? {} : { specialty: row.specialty as SpecialtyCode }),
  structures: row.structures as StructIdNat[],
  active: row.active,
  ...(row.email === null ? {} : { email: row.email }),
});
const toStructure = ({ id, name, sector, active, regulates, ...row }: StructureRow): Structure => ({
  id,
  name,
  sector,
  active,
  regulates,
  assuranceMaladie: row.assurance_maladie,
  ...(row.legal_entity === null ? {} : { legalEntity: row.legal_entity }),
  ...(row.identifier_authority === null ? {} : { identifierAuthority: row.identifier_authority }),
});

export function directoryStore({ db, vault }: StoreContext): Directory {
  const professionnels = async (ids: readonly PsIdNat[]): Promise<readonly Professionnel[]> => {
    const { rows } = await db.query<ProfessionnelRow>({
      name: 'directory-professionnels',
      text: `SELECT ${professionnelColumns} FROM professionnel p WHERE p.id = ANY ($1::text[])`,
      values: [ids],
    });
    return rows.map(toProfessionnel);
  };
  const structures = async (ids: readonly StructIdNat[]): Promise<readonly Structure[]> => {
    const { rows } = await db.query<StructureRow>({
      name: 'directory-structures',
      text: 'SELECT s.* FROM structure s WHERE s.id = ANY ($1::text[])',
      values: [ids],
    });
    return rows.map(toStructure);
  };
  return {
    professionnels,
    structures,
    professionnel: async (id) => (await professionnels([id]))[0],
    structure: async (id) => (await structures([id]))[0],
    holder: async (id, claimed) => (await holdersOf(db, [{ id, claimed }]))[0],
    async personnel(id) {
      const { rows } = await db.query<Omit<RankedPersonnel, 'familyName' | 'givenName'> & { readonly sealed: Buffer }>({
        name: 'directory-personnel',
        text: `SELECT p.id, p.sealed, p.role, p.structure, p.active,
          (SELECT count(*) FROM personnel o WHERE o.structure = p.structure AND o.role = p.role AND o.active AND o.id < p.id)::int + 1 AS rank
          FROM personnel p WHERE p.id = $1`,
        values: [id],
      });
      if (rows[0] === undefined) return undefined;
      const { sealed, ...personnel } = rows[0];
      return { ...personnel, ...openNames(vault, id, sealed) };
    },
    async search(text, limit) {
      const words = searchWords(text);
      if (words.join('').length < 3) return { professionnels: [], structures: [] };
      const values = [words.map((word) => `${word}:*`).join(' & '), words[0], limit];
      const people = await db.query<{ id: PsIdNat }>({ name: 'directory-search-people', text: searchPeople, values });
      const places = await db.query<{ id: StructIdNat }>({ name: 'directory-search-places', text: searchPlaces, values });
      return {
        professionnels: inOrder(people.rows, await professionnels(people.rows.map(({ id }) => id))),
        structures: inOrder(places.rows, await structures(places.rows.map(({ id }) => id))),
      };
    },
  };
}

/** The same outside of any transaction, for whoever comes: those of one turn are looked up at once. */
export function directoryAtTheDoor(context: StoreContext): Directory {
  const directory = directoryStore(context);
  const holder = together((asked: readonly Claim[]) => holdersOf(context.db, asked));
  const structure = together(async (ids: readonly StructIdNat[]) => {
    const found = new Map((await directory.structures(ids)).map((one) => [one.id, one]));
    return ids.map((id) => found.get(id));
  });
  return { ...directory, structure, holder: (id, claimed) => holder({ id, claimed }) };
}

interface Claim {
  readonly id: PsIdNat;
  readonly claimed: StructIdNat | undefined;
}
/** In the order they were asked for. */
async function holdersOf(db: StoreContext['db'], asked: readonly Claim[]): Promise<readonly Awaited<ReturnType<Directory['holder']>>[]> {
  const { rows } = await db.query<ProfessionnelRow & { readonly place: number; readonly places: readonly StructureRow[] | null }>({
    name: 'directory-holders',
    text: `SELECT ${professionnelColumns}, a.place::int, (SELECT json_agg(s) FROM structure s
        WHERE s.id = ANY (array_append(ARRAY(SELECT e.structure FROM exercice e WHERE e.professionnel = p.id), a.claimed))) AS places
      FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS a(id, claimed, place) JOIN professionnel p ON p.id = a.id`,
    values: [asked.map(({ id }) => id), asked.map(({ claimed }) => claimed ?? null)],
  });
  const found = new Map(rows.map((row) => [row.place, { professionnel: toProfessionnel(row), places: (row.places ?? []).map(toStructure) }]));
  return asked.map((_, index) => found.get(index + 1));
}

/** As search_words of the schema makes them of a name: letters and figures without case or accent. */
const searchWords = (text: string): readonly string[] =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f]+/g, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/** $1 is made of `searchWords` only. Those whose name begins with the first word come first. */
const searchPeople = `
  SELECT p.id FROM professionnel p WHERE p.active AND to_tsvector('simple', search_words(p.family_name || ' ' || p.given_name)) @@ to_tsquery('simple', $1)
  ORDER BY NOT starts_with(search_words(p.family_name), $2), p.family_name, p.given_name, p.id LIMIT $3`;
const searchPlaces = `
  SELECT s.id FROM structure s WHERE s.active AND NOT s.assurance_maladie AND to_tsvector('simple', search_words(s.name)) @@ to_tsquery('simple', $1)
  ORDER BY NOT starts_with(search_words(s.name), $2), s.name, s.id LIMIT $3`;

const inOrder = <T extends { readonly id: string }>(ids: readonly { readonly id: string }[], found: readonly T[]): readonly T[] => {
  const byId = new Map(found.map((one) => [one.id, one]));
  return ids.flatMap(({ id }) => byId.get(id) ?? []);
};
