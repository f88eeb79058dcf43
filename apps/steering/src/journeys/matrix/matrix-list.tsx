// One profession at a time, every answer in full: what a phone shows, and a wide screen when a profession is chosen.

import { Badge, CloseIcon, DoneIcon } from '@carnet/ui';
import { Fragment, type ReactNode } from 'react';
import { useWords } from '../../words.ts';
import type { ShownMatrix } from './shown-matrix.ts';

export function MatrixList({ shown }: { readonly shown: ShownMatrix }): ReactNode {
  const { matrix } = useWords();
  const { columns } = matrix;
  return (
    <table className="plain-table matrix-list">
      <caption className="visually-hidden">{matrix.captionOne(shown.professions[0]?.label ?? '')}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.type}</th>
          <th scope="col">{columns.answer}</th>
          <th scope="col">{columns.origin}</th>
        </tr>
      </thead>
      {shown.groups.map((group) => (
        <tbody key={group.code}>
          <tr className="list-class">
            <th scope="rowgroup" colSpan={3}>
              {group.label}
            </th>
          </tr>
          {group.types.map((type) => (
            <tr key={type.code}>
              <th scope="row">{type.label}</th>
              {type.cells.map((cell) => (
                <Fragment key={type.code}>
                  <td data-label={columns.answer}>
                    <Badge tone={cell.allowed ? 'new' : 'plain'} icon={cell.allowed ? <DoneIcon /> : <CloseIcon />}>
                      {cell.allowed ? matrix.yes : matrix.no}
                    </Badge>
                  </td>
                  <td data-label={columns.origin} className="quiet">
                    <span>{matrix.origin[cell.origin]}</span>
                  </td>
                </Fragment>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
