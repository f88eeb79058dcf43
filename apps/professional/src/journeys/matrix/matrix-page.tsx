// What one's own profession may read (A095): each type of document, open or closed by the matrix in force today, and where the rule comes from.

import type { OwnMatrix } from '@carnet/contract';
import { BackIcon, Badge, BlockIcon, DoneIcon, EmptyState, ErrorState, Select, Skeleton, TextLink, formatDay, useLanguage } from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { readOwnMatrix } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';

const shown = ['all', 'open', 'closed'] as const;
type Shown = (typeof shown)[number];

export function MatrixPage(): ReactNode {
  const { matrix } = useWords().care;
  usePageTitle(matrix.title);
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['matrix'], queryFn: readOwnMatrix });
  return (
    <section className="matrix-page stack" aria-labelledby="matrix">
      <TextLink href="/" className="text-link icon-word">
        <BackIcon />
        {matrix.back}
      </TextLink>
      <h1 id="matrix">{matrix.title}</h1>
      {isPending && <Skeleton shape="rows" count={8} />}
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Matrix own={data} />}
    </section>
  );
}

function Matrix({ own }: { readonly own: OwnMatrix }): ReactNode {
  const { matrix } = useWords().care;
  const { language } = useLanguage();
  const [show, setShow] = useState<Shown>('all');
  if (own.matrix === undefined)
    return (
      <EmptyState drawing="page" title={matrix.none.title}>
        <p>{matrix.none.why}</p>
      </EmptyState>
    );
  const classes = own.classes
    .map((one) => ({ ...one, types: one.types.filter(({ allowed }) => show === 'all' || allowed === (show === 'open')) }))
    .filter(({ types }) => types.length > 0);
  return (
    <>
      <p className="lead">{matrix.lead(own.professionLabel)}</p>
      <p className="quiet">{matrix.source(own.matrix.source, formatDay(own.matrix.from, language))}</p>
      <p className="quiet">{matrix.rest}</p>
      <div className="matrix-tools">
        <Select label={matrix.show} choices={shown.map((value) => ({ value, label: matrix.shows[value] }))} value={show} onChange={setShow} />
        <p role="status">{matrix.count(own.open, own.total)}</p>
      </div>
      {classes.map((one) => (
        <ClassTable key={one.code} one={one} />
      ))}
    </>
  );
}

function ClassTable({ one: { label, types } }: { readonly one: OwnMatrix['classes'][number] }): ReactNode {
  const { matrix } = useWords().care;
  const { columns } = matrix;
  return (
    <table className="plain-table matrix-table">
      <caption className="matrix-class">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.type}</th>
          <th scope="col">{columns.may}</th>
          <th scope="col">{columns.origin}</th>
        </tr>
      </thead>
      <tbody>
        {types.map(({ code, label: type, allowed, origin }) => (
          <tr key={code}>
            <th scope="row" data-label={columns.type}>
              {type}
            </th>
            <td data-label={columns.may}>
              {allowed ? (
                <span className="icon-word">
                  <DoneIcon />
                  {matrix.open}
                </span>
              ) : (
                <Badge icon={<BlockIcon />}>{matrix.closed}</Badge>
              )}
            </td>
            <td data-label={columns.origin} className="quiet">
              {matrix.origins[origin]}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
