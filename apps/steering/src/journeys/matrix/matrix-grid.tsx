// The whole matrix on a wide screen: a grid one moves in with the arrows, whose cell under the pointer or the focus reads in full above it.
// Seventeen hundred cells: they hold a word each and no state, and moving touches two of them.

import type { MatrixCell } from '@carnet/contract';
import { type FocusEvent, type KeyboardEvent, type MouseEvent, type ReactNode, memo, useRef, useState } from 'react';
import { type Words, useWords } from '../../words.ts';
import type { ShownMatrix } from './shown-matrix.ts';

/** `non`, and a star where it is our cautious default. */
const written = ({ allowed, origin }: MatrixCell, { matrix }: Words): string => `${allowed ? matrix.yes : matrix.no}${origin === 'prudent' ? '*' : ''}`;
const spoken = ({ allowed, origin }: MatrixCell, { matrix }: Words): string => `${allowed ? matrix.yes : matrix.no}, ${matrix.origin[origin]}`;

export function MatrixGrid({ shown }: { readonly shown: ShownMatrix }): ReactNode {
  const words = useWords();
  const [pointed, setPointed] = useState<string>();
  const table = useRef<HTMLTableElement>(null);

  const point = ({ target }: MouseEvent | FocusEvent): void => {
    const cell = (target as Element).closest('td');
    const rowIndex = Number(cell?.closest('tr')?.dataset['row']);
    const type = shown.groups.flatMap(({ types }) => types)[rowIndex];
    const column = cell === null ? -1 : cell.cellIndex - 1;
    const [profession, answer] = [shown.professions[column], type?.cells[column]];
    if (type === undefined || profession === undefined || answer === undefined) return;
    setPointed(words.matrix.cell(profession.label, type.label, answer.allowed ? words.matrix.yes : words.matrix.no, words.matrix.origin[answer.origin]));
  };
  const move = (event: KeyboardEvent): void => {
    const cell = (event.target as Element).closest('td');
    const next = cell === null ? undefined : neighbour(table.current!, cell, event.key, event.ctrlKey);
    if (cell === null || next === undefined) return;
    event.preventDefault();
    cell.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  };
  // A data grid in the sense of the ARIA practices, on a native table.
  const asGrid = { role: 'grid', onMouseOver: point, onFocus: point, onKeyDown: move } as const;
  return (
    <>
      <p className="pointed">{pointed ?? words.matrix.pointed}</p>
      <div className="matrix-scroll">
        <table ref={table} className="matrix" {...asGrid}>
          <Rows shown={shown} words={words} />
        </table>
      </div>
    </>
  );
}

const Rows = memo(function Rows({ shown, words }: { readonly shown: ShownMatrix; readonly words: Words }): ReactNode {
  let row = 0;
  return (
    <>
      <caption className="visually-hidden">{words.matrix.caption}</caption>
      <thead>
        <tr>
          <th scope="col" className="matrix-corner">
            {words.matrix.columns.type}
          </th>
          {shown.professions.map(({ code, label }) => (
            <th key={code} scope="col" className="matrix-profession">
              <span>{label}</span>
            </th>
          ))}
        </tr>
      </thead>
      {shown.groups.map((group) => (
        <tbody key={group.code}>
          <tr>
            <th scope="rowgroup" className="matrix-class" colSpan={shown.professions.length + 1}>
              <span>{group.label}</span>
            </th>
          </tr>
          {group.types.map((type) => {
            const index = row++;
            return (
              <tr key={type.code} data-row={index}>
                <th scope="row" className="matrix-type">
                  {type.label}
                </th>
                {type.cells.map((cell, column) => (
                  <td
                    key={shown.professions[column]!.code}
                    className="matrix-cell"
                    data-allowed={cell.allowed ? '' : undefined}
                    data-origin={cell.origin}
                    tabIndex={index === 0 && column === 0 ? 0 : -1}
                    aria-label={spoken(cell, words)}
                  >
                    {written(cell, words)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      ))}
    </>
  );
});

/** The cell a key leads to; undefined: the key moves nothing, or the edge is reached. */
function neighbour(table: HTMLTableElement, cell: HTMLTableCellElement, key: string, far: boolean): HTMLTableCellElement | undefined {
  const rows = [...table.querySelectorAll<HTMLTableRowElement>('tr[data-row]')];
  const row = rows.indexOf(cell.parentElement as HTMLTableRowElement);
  const last = cell.parentElement!.children.length - 1;
  const at = (rowIndex: number, cellIndex: number): HTMLTableCellElement | undefined =>
    cellIndex < 1 ? undefined : (rows[rowIndex]?.cells[cellIndex] as HTMLTableCellElement | undefined);
  switch (key) {
    case 'ArrowRight':
      return at(row, cell.cellIndex + 1);
    case 'ArrowLeft':
      return at(row, cell.cellIndex - 1);
    case 'ArrowDown':
      return at(row + 1, cell.cellIndex);
    case 'ArrowUp':
      return at(row - 1, cell.cellIndex);
    case 'Home':
      return at(far ? 0 : row, 1);
    case 'End':
      return at(far ? rows.length - 1 : row, last);
    default:
      return undefined;
  }
}
