// What the filters leave of a matrix: rows are types of document, columns are professions. Classes keep the server's order.

import type { MatrixCell, MatrixInForce } from '@carnet/contract';

export type Answer = 'all' | 'yes' | 'no' | 'prudent';
export interface Filters {
  readonly profession: string | undefined;
  readonly classCode: string | undefined;
  readonly answer: Answer;
  readonly search: string;
}
interface ShownType {
  readonly code: string;
  readonly label: string;
  /** One per shown profession, in their order. */
  readonly cells: readonly MatrixCell[];
}
export interface ShownMatrix {
  readonly professions: MatrixInForce['professions'];
  readonly groups: readonly { readonly code: string; readonly label: string; readonly types: readonly ShownType[] }[];
  readonly count: number;
}

export const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();

const answers = (cell: MatrixCell, answer: Answer): boolean => {
  switch (answer) {
    case 'all':
      return true;
    case 'yes':
      return cell.allowed;
    case 'no':
      return !cell.allowed;
    case 'prudent':
      return cell.origin === 'prudent';
  }
};

export function shownMatrix({ professions, types, cells }: MatrixInForce, { profession, classCode, answer, search }: Filters): ShownMatrix {
  const columns = professions.flatMap(({ code }, index) => (profession === undefined || code === profession ? [index] : []));
  const sought = folded(search.trim());
  const groups = new Map(types.map((type) => [type.class.code, { ...type.class, types: [] as ShownType[] }]));
  for (const [row, type] of types.entries()) {
    if (classCode !== undefined && type.class.code !== classCode) continue;
    if (sought !== '' && !folded(`${type.label} ${type.code}`).includes(sought)) continue;
    const shown = columns.map((column) => cells[column]![row]!);
    if (!shown.some((cell) => answers(cell, answer))) continue;
    groups.get(type.class.code)!.types.push({ code: type.code, label: type.label, cells: shown });
  }
  const kept = [...groups.values()].filter((group) => group.types.length > 0);
  return { professions: columns.map((column) => professions[column]!), groups: kept, count: kept.reduce((sum, group) => sum + group.types.length, 0) };
}
