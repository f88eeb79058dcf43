// What the three faces of the review share: a list asked for, failed, empty, or a table of it; on a phone each cell says its column.

import { EmptyState, ErrorState, Skeleton } from '@carnet/ui';
import type { ComponentProps, ReactNode } from 'react';

interface ReviewTableProps<Row> {
  /** As react-query gives it; `rows` undefined: not there yet. */
  readonly query: { readonly error: Error | null; readonly refetch: () => unknown };
  readonly rows: readonly Row[] | undefined;
  readonly caption: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly empty: { readonly title: string; readonly why: string };
  readonly drawing: NonNullable<ComponentProps<typeof EmptyState>['drawing']>;
  readonly children: (row: Row) => ReactNode;
}

export function ReviewTable<Row>({ query, rows, caption, columns, empty, drawing, children }: ReviewTableProps<Row>): ReactNode {
  if (query.error !== null) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (rows === undefined) return <Skeleton shape="rows" count={5} />;
  if (rows.length === 0)
    return (
      <EmptyState drawing={drawing} title={empty.title}>
        <p>{empty.why}</p>
      </EmptyState>
    );
  return (
    <table className="plain-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {Object.values(columns).map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{rows.map(children)}</tbody>
    </table>
  );
}
