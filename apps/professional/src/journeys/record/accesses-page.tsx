// Who may consult this record (TD1.6). Read only: the patient alone changes it.

import type { Accesses } from '@carnet/contract';
import { Badge, EmptyState, ErrorState, Skeleton, formatDay, useLanguage } from '@carnet/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { readAccesses } from '../../api.ts';
import { usePageTitle } from '../../page-title.ts';
import { useWords } from '../../words.ts';

export function AccessesPage({ dossierId }: { readonly dossierId: string }): ReactNode {
  const { accesses } = useWords();
  usePageTitle(accesses.title);
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['dossier', dossierId, 'accesses'], queryFn: () => readAccesses(dossierId), staleTime: 0 });
  return (
    <section className="record-page stack" aria-labelledby="accesses" tabIndex={0}>
      <h2 id="accesses">{accesses.title}</h2>
      <p className="quiet">{accesses.lead}</p>
      {isPending && <Skeleton shape="rows" count={4} />}
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Everybody accesses={data} />}
    </section>
  );
}

function Everybody({ accesses: { medecinTraitant, autorisations, blocages } }: { readonly accesses: Accesses }): ReactNode {
  const { accesses: words } = useWords();
  const { language } = useLanguage();
  const { columns } = words;
  const day = (iso: string): string => formatDay(iso, language);
  return (
    <>
      {medecinTraitant !== undefined && (
        <p>
          <span className="strong">{medecinTraitant.displayName}</span>, {medecinTraitant.professionLabel} <Badge>{words.medecinTraitant}</Badge>
        </p>
      )}
      {autorisations.length === 0 ? (
        <EmptyState drawing="people" level={3} title={words.empty.title}>
          <p>{words.empty.why}</p>
        </EmptyState>
      ) : (
        <table className="plain-table">
          <caption className="visually-hidden">{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.who}</th>
              <th scope="col">{columns.since}</th>
              <th scope="col">{columns.until}</th>
              <th scope="col">{columns.last}</th>
            </tr>
          </thead>
          <tbody>
            {autorisations.map((one) => (
              <tr key={`${one.kind}-${one.id}-${one.declaredAt}`}>
                <th scope="row" data-label={columns.who}>
                  {one.displayName}
                  {one.professionLabel !== undefined && <span className="document-beside">{one.professionLabel}</span>}
                </th>
                <td data-label={columns.since}>
                  {day(one.declaredAt)}
                  <span className="document-beside">{one.declaredBy}</span>
                </td>
                <td data-label={columns.until}>
                  {day(one.expiresAt)} {one.expired && <Badge tone="waiting">{words.expired}</Badge>}
                </td>
                <td data-label={columns.last}>{one.lastConsultedAt === undefined ? words.never : day(one.lastConsultedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {blocages.length > 0 && (
        <>
          <h3>{words.blocked}</h3>
          <ul className="stack-s">
            {blocages.map((one) => (
              <li key={one.id}>
                <span className="strong">{one.displayName}</span>, {one.professionLabel} <span className="quiet">{words.since(day(one.since))}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
