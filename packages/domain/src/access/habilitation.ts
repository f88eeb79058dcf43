// The habilitation matrix: which profession may read which type of document, as dated data (arrêté of 26/10/2023, annex).
// Known only in part (docs/sources.md §3.4): each row says where it comes from. A profession without a row reads nothing.

import type { ProfessionCode } from '../identity/professionnel.ts';
import type { CivilDate } from '../kernel/instant.ts';

export interface HabilitationRow {
  readonly profession: string;
  /** `sourced`: read in a text. `prudent`: our cautious default until the official file is loaded. */
  readonly origin: 'sourced' | 'prudent';
  /** Types this profession may not read; every other type of the DMP is open to it. */
  readonly forbiddenTypes: readonly string[];
}

export interface HabilitationMatrix {
  readonly from: CivilDate;
  readonly source: string;
  readonly rows: readonly HabilitationRow[];
}

const psychological = ['68599-0', '83901-9'];

export const defaultMatrix: HabilitationMatrix = {
  from: '2023-10-29' as CivilDate,
  source: 'Arrêté du 26/10/2023 (JORF 29/10/2023), lignes connues ; défauts prudents pour les autres',
  rows: [
    { profession: '10', origin: 'sourced', forbiddenTypes: ['ATTEST-RESID'] },
    { profession: '21', origin: 'prudent', forbiddenTypes: [...psychological, 'ATTEST-RESID', '15508-5', 'EXPPAT_3'] },
    { profession: '40', origin: 'sourced', forbiddenTypes: ['80788-3', '75496-0', '83981-1', ...psychological, 'EXPPAT_3'] },
    { profession: '50', origin: 'prudent', forbiddenTypes: [...psychological, 'ATTEST-RESID'] },
    { profession: '60', origin: 'sourced', forbiddenTypes: ['75496-0', ...psychological, '68817-6', '89601-9'] },
    { profession: '70', origin: 'prudent', forbiddenTypes: [...psychological, 'ATTEST-RESID', '15508-5', '51969-4', 'EXPPAT_3'] },
    { profession: '80', origin: 'sourced', forbiddenTypes: ['15508-5', ...psychological, 'ATTEST-RESID', '51969-4', 'EXPPAT_3'] },
  ],
};

/** Undefined: the profession has no row, and so reads nothing. */
export const forbiddenTypes = (matrix: HabilitationMatrix, profession: ProfessionCode): readonly string[] | undefined =>
  matrix.rows.find((row) => row.profession === profession)?.forbiddenTypes;

export const isHabilite = (matrix: HabilitationMatrix, profession: ProfessionCode, typeCode: string): boolean =>
  forbiddenTypes(matrix, profession)?.includes(typeCode) === false;
