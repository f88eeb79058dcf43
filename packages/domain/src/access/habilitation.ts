// The habilitation matrix: which profession may read which type of document, as dated data (arrêté of 26/10/2023, annex).
// Known only in part (docs/sources.md §3.4), so each cell says where it comes from. What no cell opens is closed.

import type { CivilDate } from '../kernel/instant.ts';

/**
 * The nineteen rows. The arrêté counts nineteen professions without our having its annex: these are the eighteen health professions and
 * users of a title of JDV_J65 that read records in care today, by their codes of TRE_G15 and TRE_R95, and one row for social and
 * medico-social staff. That row bears `99` of TRE_R291 ("caractérisé par un rôle"), not the codes of TRE_R94 (41 to 53): `50` there is a
 * social profession and `50` of TRE_G15 is the sage-femme, and a social worker must never read with a midwife's row. Who is left out
 * (ambulance, pharmacy preparers, dental assistants, appliance makers…) reads nothing until a file with their row is loaded.
 */
export const habilitationProfessions = [
  '10',
  '21',
  '26',
  '28',
  '35',
  '40',
  '50',
  '60',
  '70',
  '80',
  '86',
  '91',
  '92',
  '93',
  '94',
  '95',
  '96',
  '98',
  '99',
] as const;

/** The other professions of JDV_J65: a file may open types to them, with a row as whole as the others. */
export const furtherProfessions: readonly string[] = ['31', '32', '36', '37', '38', '39', '69', '71', '72', '73', '81', '82', '83', '84', '85', '97'];

export interface HabilitationCell {
  readonly allowed: boolean;
  /** `sourced`: read in a text. `prudent`: our cautious default until the official file is loaded. */
  readonly origin: 'sourced' | 'prudent';
}

/** Profession, then type of document. */
export type HabilitationCells = ReadonlyMap<string, ReadonlyMap<string, HabilitationCell>>;

export interface HabilitationMatrix {
  /** In force from this civil date (Paris) until the next one's. */
  readonly from: CivilDate;
  /** The text it was read in. */
  readonly source: string;
  readonly cells: HabilitationCells;
  /** Types open to each profession: what `cells` says, ready for a list. */
  readonly open: ReadonlyMap<string, readonly string[]>;
}

export function habilitationMatrix({ from, source, cells }: Omit<HabilitationMatrix, 'open'>): HabilitationMatrix {
  const open = [...cells].map(([profession, row]) => [profession, [...row].flatMap(([type, { allowed }]) => (allowed ? [type] : []))] as const);
  return { from, source, cells, open: new Map(open) };
}

/** The types this profession may read; none for a profession without a row. */
export const openTypes = ({ open }: HabilitationMatrix, profession: string): readonly string[] => open.get(profession) ?? [];

/** False for a profession or a type the matrix does not name. */
export const isHabilite = ({ cells }: HabilitationMatrix, profession: string, typeCode: string): boolean =>
  cells.get(profession)?.get(typeCode)?.allowed === true;

export interface CellCounts {
  readonly cells: number;
  readonly open: number;
  readonly sourced: number;
}
export function countCells(cells: HabilitationCells): CellCounts {
  const all = [...cells.values()].flatMap((row) => [...row.values()]);
  return { cells: all.length, open: all.filter(({ allowed }) => allowed).length, sourced: all.filter(({ origin }) => origin === 'sourced').length };
}

export interface CellDifference {
  readonly profession: string;
  readonly type: string;
  /** `opened` and `closed` change who reads; `origin` only where the answer comes from. */
  readonly change: 'opened' | 'closed' | 'origin';
  /** Absent: the matrix has no such cell. */
  readonly before?: HabilitationCell;
  readonly after?: HabilitationCell;
}

/** What would change for whom, cell by cell, from one matrix to the next. A missing cell reads as a closed one. */
export function compareMatrices(before: Pick<HabilitationMatrix, 'cells'>, after: Pick<HabilitationMatrix, 'cells'>): readonly CellDifference[] {
  const professions = new Set([...before.cells.keys(), ...after.cells.keys()]);
  return [...professions].toSorted().flatMap((profession) => {
    const [old, young] = [before.cells.get(profession), after.cells.get(profession)];
    const types = new Set([...(old?.keys() ?? []), ...(young?.keys() ?? [])]);
    return [...types].toSorted().flatMap((type) => difference(profession, type, old?.get(type), young?.get(type)));
  });
}

function difference(profession: string, type: string, before: HabilitationCell | undefined, after: HabilitationCell | undefined): readonly CellDifference[] {
  const [was, is] = [before?.allowed === true, after?.allowed === true];
  if (was === is && before?.origin === after?.origin) return [];
  const change = was === is ? 'origin' : is ? 'opened' : 'closed';
  return [{ profession, type, change, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}
