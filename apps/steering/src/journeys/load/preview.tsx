// What a file would open and close, grouped by profession: read before anything is decided.

import type { ChangedCell, MatrixPreview } from '@carnet/contract';
import { EmptyState, Facts, Notice, formatDay, useLanguage } from '@carnet/ui';
import type { ReactNode } from 'react';
import { useWords } from '../../words.ts';

export function Preview({ preview }: { readonly preview: MatrixPreview }): ReactNode {
  const { load, history } = useWords();
  const { language } = useLanguage();
  const day = (iso: string): string => formatDay(iso, language);
  const { source, counts, against, replaces, opened, closed, originChanged, from, fileFrom, earliestFrom } = preview;
  return (
    <div className="stack">
      <Facts
        facts={[
          { term: load.source, value: source },
          { term: load.size, value: `${history.cells(counts.open, counts.cells)} ; ${history.origins(counts.sourced, counts.prudent)}` },
        ]}
      />
      <p className="quiet">{against === undefined ? load.againstNothing : load.against(day(against.from))}</p>
      {fileFrom < earliestFrom && <Notice>{load.dayMoved(day(fileFrom), day(from))}</Notice>}
      {replaces !== undefined && (
        <Notice tone="warning">{load.replaces(replaces.loaded === undefined ? history.shipped : history.by(replaces.loaded.by))}</Notice>
      )}
      {opened.length + closed.length + originChanged.length === 0 ? (
        <EmptyState level={3} drawing="page" title={load.nothing.title}>
          <p>{load.nothing.why}</p>
        </EmptyState>
      ) : (
        <>
          <Change title={load.opened(opened.length)} what={load.openedWhat} cells={opened} />
          <Change title={load.closed(closed.length)} what={load.closedWhat} cells={closed} />
          <Change
            title={load.originChanged(originChanged.length)}
            what={load.originWhat}
            cells={originChanged}
            beside={(cell) => load.becomes[(cell as (typeof originChanged)[number]).origin]}
          />
        </>
      )}
    </div>
  );
}

interface ChangeProps {
  readonly title: string;
  readonly what: string;
  readonly cells: readonly ChangedCell[];
  readonly beside?: (cell: ChangedCell) => string;
}

function Change({ title, what, cells, beside }: ChangeProps): ReactNode {
  const { load } = useWords();
  const byProfession = Map.groupBy(cells, ({ profession }) => profession.code);
  return (
    <section className="change stack-s">
      <h3>{title}</h3>
      {cells.length > 0 && (
        <>
          <p className="quiet">{what}</p>
          {[...byProfession].map(([code, list]) => (
            <details key={code} open={byProfession.size <= 3 && list.length <= 12}>
              <summary>{load.professionCount(list[0]!.profession.label, list.length)}</summary>
              <ul className="change-types">
                {list.map((cell) => (
                  <li key={cell.type.code}>
                    {cell.type.label}
                    {beside !== undefined && <span className="quiet small"> ({beside(cell)})</span>}
                  </li>
                ))}
              </ul>
            </details>
          ))}
        </>
      )}
    </section>
  );
}
